import Kindred

/// What an argument of `--like` or `--unlike` names: a paper, or the papers of a file.
struct InterestFile {
    private let argument: String

    init(_ argument: String) { self.argument = argument }

    /// What is liked or disliked.
    ///
    /// A file holds papers in any format that can be read, or names of papers, one on each line;
    /// empty lines and what stands behind `#` at a line's beginning are left out. What a list of
    /// names names that is not in the index is counted and said; a name on the command line must be
    /// there.
    func interests(in recommender: Recommender) throws -> [ScoreQuery.Interest] {
        guard Platform.kind(of: argument) == .file else { return [.named(argument)] }
        let beginning = try Platform.beginning(of: argument, limit: 4_096)
        let stream = try PaperStream(path: argument)
        if stream.format == .markdown, let names = try names(beginning) {
            return try known(names, in: recommender)
        }
        var papers: [ScoreQuery.Interest] = []
        while let batch = try stream.next() {
            batch.problems.complain(showing: 3)
            papers += batch.papers.map { .paper($0.paper) }
        }
        guard !papers.isEmpty else { throw CommandError.emptyCatalogue(path: argument) }
        return papers
    }

    /// The names of a list; nil where the text is a Markdown list of papers.
    private func names(_ beginning: [UInt8]) throws -> [String]? {
        let bytes = try Platform.beginning(of: argument, limit: .max)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError.notText(name: argument)
        }
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).plainLine }
            .filter { !$0.isEmpty }
        // Lists have headings and items; names have neither.
        let isList = lines.contains { line in
            ["# ", "## ", "### ", "- ", "* ", "+ ", "| "].contains { line.hasPrefix($0) }
                && line.contains("](") || line.hasPrefix("## ")
        }
        return isList ? nil : lines.filter { !$0.hasPrefix("#") }
    }

    private func known(
        _ names: [String], in recommender: Recommender
    ) throws -> [ScoreQuery.Interest] {
        let here = names.filter { (try? recommender.paper($0)) != nil }
        let missing = names.count - here.count
        if missing > 0 {
            let entries = missing.of("paper is", "papers are")
            KindredProgram.complain("\(argument): \(entries) not in the index and left out.")
        }
        return here.map { .named($0) }
    }
}
