public import KindredCatalogue
public import KindredIndex
import KindredRanking

extension Recommender {
    /// Writes the graph of papers and the papers nearest to each, whole or not at all.
    ///
    /// From each paper an edge leads to each of its `neighbours` nearest, with the score as weight,
    /// exactly as ``related(to:limit:)`` finds them; to papers with a score of zero none does.
    /// - Parameters:
    ///   - neighbours: The most edges from one paper; at least 1.
    ///   - signal: What papers are compared by; nil for the default of the index.
    ///   - rows: The papers from which edges lead; those that they lead to are nodes too. Nil for
    ///     all.
    ///   - path: Where the file appears.
    ///   - progress: Told how many papers' neighbours are found.
    /// - Throws: `RankingError.missingSignal`; `IndexError` where a record cannot be read;
    ///   `CatalogueError.cannotWrite`.
    /// - Complexity: That of all pairs; memory for papers × neighbours numbers.
    public func writeGraph(
        _ format: GraphFormat, neighbours: Int, by signal: Signal? = nil, rows: [Int]? = nil,
        to path: String, progress: (Int) -> Void = { _ in }
    ) throws {
        precondition(neighbours >= 1, "a graph wants at least one neighbour")
        let rows = (rows ?? Array(0..<paperCount)).sorted()
        let edges = try search.nearest(
            neighbours, toRows: rows, by: signal, progress: progress)
        let nodes = Set(rows).union(edges.joined().map(\.row)).sorted()
        let name = (signal ?? signals.first)?.rawValue ?? "no signal"
        var graph = PaperGraph(
            format, title: "\(nodes.count) papers, the \(neighbours) nearest to each by \(name)")
        try WholeFile.write(to: path) { (file) throws(CatalogueError) in
            for row in nodes {
                // A record that is damaged is still known by its id.
                graph.addNode(row, (try? index.paper(at: row)) ?? Paper(id: id(at: row)))
                if row % 1_024 == 0 { try file.append(graph.take()) }
            }
            for (row, targets) in zip(rows, edges) {
                for target in targets {
                    graph.addEdge(from: row, to: target.row, weight: Double(target.score))
                }
                if row % 1_024 == 0 { try file.append(graph.take()) }
            }
            graph.finish()
            try file.append(graph.take())
        }
    }
}
