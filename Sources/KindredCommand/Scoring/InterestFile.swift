import Kindred

/// What an argument of `--like` or `--unlike` names: a paper, or the papers of a file.
struct InterestFile {
    private let argument: String

    init(_ argument: String) { self.argument = argument }

    /// What is liked or disliked.
    ///
    /// A file holds papers in any format that can be read, or names of papers, one on each line;
    /// empty lines and those that begin with `#` are left out. What a list of
    /// names names that is not in the index is counted and said; a name on the command line must be
    /// there.
    func interests(in recommender: Recommender) throws -> [ScoreQuery.Interest] {
        guard Platform.kind(of: argument) == .file else { return [.named(argument)] }
        let stream = try PaperStream(path: argument)
        if stream.format == .markdown, let names = try names() {
            return names.known(in: recommender, called: "the index").map { .named($0) }
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
    private func names() throws -> NameList? {
        let lines = try NameList.lines(
            of: try Platform.beginning(of: argument, limit: .max), argument)
        // Lists have headings or items with links; names have neither.
        let isList = lines.contains { line in
            ["# ", "## ", "### ", "- ", "* ", "+ ", "| "].contains { line.hasPrefix($0) }
                && (line.contains("](") || line.contains("://"))
        }
        return isList ? nil : NameList(lines, of: argument)
    }
}
