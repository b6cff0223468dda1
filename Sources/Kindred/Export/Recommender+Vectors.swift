import KindredCatalogue
public import KindredIndex
import KindredRanking
import KindredVectors

extension Recommender {
    /// The signals whose vectors can be written: those with the same few numbers for every paper.
    public var vectorSignals: [Signal] { [.encoder, .lsa].filter { signals.contains($0) } }

    /// Writes one vector for each paper, row after row, whole or not at all.
    ///
    /// The vectors are those that the signal compares, of length one or all zeros, seen from the
    /// origin and not from their mean. `.npy` is joined by a file of ids whose name ends in
    /// `.ids.txt` instead, in which line breaks of an id are spaces.
    /// - Parameters:
    ///   - signal: ``Signal/lsa`` or ``Signal/encoder``; nil for the better one that is there.
    ///   - rows: The papers, in this order; nil for all.
    ///   - path: Where the file appears.
    /// - Throws: `RankingError.noVectors`; `CatalogueError.cannotWrite`.
    /// - Complexity: O(papers × dimensions); beside the index, memory for the ids.
    public func writeVectors(
        _ format: VectorFormat, of signal: Signal? = nil, rows: [Int]? = nil, to path: String
    ) throws {
        let (signal, vectors) = try vectors(of: signal)
        let rows = rows ?? Array(0..<paperCount)
        let ids = rows.map { id(at: $0) }
        let header = format.header(
            columnCount: vectors.columnCount, ids: ids, facts: [("signal", signal.rawValue)])
        try WholeFile.write(to: path) { (file) throws(CatalogueError) in
            try file.append(header)
            for start in stride(from: 0, to: rows.count, by: Self.rowsAtATime) {
                let some = rows[start..<min(start + Self.rowsAtATime, rows.count)]
                let numbers = some.flatMap { vectors.row($0) }
                try file.append(numbers.withUnsafeBytes { Array($0) })
            }
        }
        guard format == .npy else { return }
        let lines = ids.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n" }
        try WholeFile.write(to: Self.pathOfIDs(beside: path)) { (file) throws(CatalogueError) in
            try file.append(Array(lines.joined().utf8))
        }
    }

    /// `papers.ids.txt` for `papers.npy`.
    public static func pathOfIDs(beside path: String) -> String {
        (path.hasSuffix(".npy") ? String(path.dropLast(4)) : path) + ".ids.txt"
    }

    private static let rowsAtATime = 1_024

    private func vectors(of signal: Signal?) throws -> (Signal, DenseMatrix) {
        switch signal ?? vectorSignals.first {
        case .encoder: if let encoding = index.encoding { return (.encoder, encoding.vectors) }
        case .lsa: if let lsa = index.lsa { return (.lsa, lsa.vectors) }
        default: break
        }
        throw RankingError.noVectors(signal, present: vectorSignals)
    }
}
