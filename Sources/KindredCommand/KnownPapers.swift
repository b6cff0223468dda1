import Kindred

/// The papers that an argument of `--known` names: one by its id, or those of a file.
struct KnownPapers {
    private let argument: String

    init(_ argument: String) { self.argument = argument }

    /// The names, as the catalogue can look them up.
    ///
    /// A file holds papers in any format but a list's, or a name on each line; of names, empty lines
    /// and those that begin with `#` are left out. A reader's list may hold more than this catalogue,
    /// so what a file names that is not here is only counted; an id on the command line must be here.
    /// - Throws: `CommandError` where a file cannot be read; `RankingError` for an unknown id.
    func names(in recommender: Recommender) throws -> [String] {
        guard Platform.kind(of: argument) == .file else { return [argument] }
        let stream = try PaperStream(path: argument)
        guard stream.format == .markdown else { return try found(stream, in: recommender) }
        let bytes = try Platform.beginning(of: argument, limit: .max)
        let list = NameList(try NameList.lines(of: bytes, argument), of: argument)
        return list.known(in: recommender, called: Self.catalogue)
    }

    private static let catalogue = "this catalogue"

    /// The names of a file's papers that are here, by what identifies them or else by their titles.
    private func found(
        _ stream: PaperStream, in recommender: Recommender
    ) throws -> [String] {
        var (names, count): ([String], Int) = ([], 0)
        while let batch = try stream.next() {
            batch.problems.complain(showing: 3)
            count += batch.papers.count
            let rows = batch.papers.map(\.paper).compactMap { paper in
                recommender.row(of: paper)
                    ?? paper.title.flatMap { try? recommender.row(ofWholeName: $0) }
            }
            names += rows.map { recommender.id(at: $0) }
        }
        NameList.complain(missing: count - names.count, in: argument, called: Self.catalogue)
        return names
    }
}
