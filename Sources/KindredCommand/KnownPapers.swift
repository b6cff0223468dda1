import Kindred

/// The papers that an argument of `--known` names: one by its id, or those of a file.
struct KnownPapers {
    private let argument: String

    init(_ argument: String) { self.argument = argument }

    /// The names, as the catalogue can look them up.
    ///
    /// A file holds papers in any format but a list's, or a name on each line; of names, empty lines
    /// and what stands behind `#` are left out. A reader's list may hold more than this catalogue, so
    /// what a file names that is not here is only counted; an id on the command line must be here.
    /// - Throws: `CommandError` where a file cannot be read; `RankingError` for an unknown id.
    func names(in recommender: Recommender) throws -> [String] {
        guard Platform.kind(of: argument) == .file else { return [argument] }
        let (names, count) = try found(in: recommender)
        if names.count < count {
            let entries = (count - names.count).of("paper is", "papers are")
            KindredProgram.complain("\(argument): \(entries) not in this catalogue.")
        }
        return names
    }

    /// The names of the papers that are here, and how many the file names in all.
    private func found(in recommender: Recommender) throws -> (names: [String], count: Int) {
        let stream = try PaperStream(path: argument)
        guard stream.format == .markdown else { return try found(stream, in: recommender) }
        let bytes = try Platform.beginning(of: argument, limit: .max)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError.notText(name: argument)
        }
        let names = text.split(whereSeparator: \.isNewline)
            .map { $0.first == "#" ? "" : String($0).plainLine }.filter { !$0.isEmpty }
        return (names.filter { (try? recommender.paper($0)) != nil }, names.count)
    }

    /// The same for a file of papers, by what identifies them or else by their titles.
    private func found(
        _ stream: PaperStream, in recommender: Recommender
    ) throws -> (names: [String], count: Int) {
        var (names, count): ([String], Int) = ([], 0)
        while let batch = try stream.next() {
            batch.problems.complain(showing: 3)
            count += batch.papers.count
            let rows = batch.papers.map(\.paper).compactMap { paper in
                recommender.row(of: paper) ?? paper.title.flatMap { try? recommender.row(of: $0) }
            }
            names += rows.map { recommender.id(at: $0) }
        }
        return (names, count)
    }
}
