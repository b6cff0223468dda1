import Kindred

/// The nearest papers of an index to each candidate, or to each of its own papers, and how they are
/// written.
struct NeighbourScoring {
    let neighbours: NeighbourSearch
    let format: ScoreFormat
    let shard: IndexShard?
    /// Whether reasons are written; a TREC run has no place for them.
    var why = false

    /// Papers of the index that are asked together.
    private static let batch = 4_096

    /// Finds the neighbours of all candidates, in the order of the input.
    ///
    /// - Parameter isWanted: Whether a candidate is asked at all.
    func run(
        _ source: CandidateSource, into sink: any ScoreSink, _ rate: ScoreRate,
        where isWanted: (Paper) -> Bool
    ) throws {
        while let read = try source.next() {
            let papers = read.map(\.paper).filter(isWanted)
            let found = try neighbours.neighbours(of: papers, why: writesReasons)
            try sink.write(lines(of: papers.map(\.id), found), progress: source.count)
            rate.show(source.count, "joined")
        }
    }

    /// Finds the neighbours of all papers of the index.
    func run(overAll recommender: Recommender, into sink: any ScoreSink, _ rate: ScoreRate) throws {
        let all = neighbours.neighboursOfAll()
        var row = sink.progress
        while row < recommender.paperCount {
            let rows = row..<min(row + Self.batch, recommender.paperCount)
            let found = try found(rows, all)
            try sink.write(lines(of: rows.map(recommender.id), found), progress: rows.upperBound)
            rate.show(rows.upperBound, "joined")
            row = rows.upperBound
        }
    }

    private var writesReasons: Bool { why && format != .trec }

    /// - Parameter all: The neighbours of all papers, where they were found at once.
    private func found(_ rows: Range<Int>, _ all: [[Neighbour]]?) throws -> [[Neighbour]] {
        guard let all else {
            return try neighbours.neighbours(ofRows: rows, why: writesReasons)
        }
        return writesReasons
            ? try neighbours.explained(all[rows], ofRows: rows) : Array(all[rows])
    }

    private func lines(of ids: [String], _ found: [[Neighbour]]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (id, list) in zip(ids, found) {
            if format == .jsonl { appendJSON(id, list, &bytes) } else { append(id, list, &bytes) }
        }
        return bytes
    }

    private func appendJSON(_ id: String, _ list: [Neighbour], _ bytes: inout [UInt8]) {
        bytes.append(text: "{\"id\": ")
        bytes.append(json: id)
        bytes.append(text: ", \"neighbours\": [")
        for (place, neighbour) in list.enumerated() {
            bytes.append(text: place == 0 ? "{\"id\": " : ", {\"id\": ")
            bytes.append(json: neighbour.id)
            bytes.append(text: ", \"row\": \(neighbour.row), \"score\": ")
            bytes.append(score: neighbour.score)
            if why {
                bytes.append(text: ", \"reasons\": ")
                bytes.append(reasons: neighbour.printed(decimals: 6))
            }
            bytes.append(text: "}")
        }
        bytes.append(text: "]}\n")
    }

    /// One line for each neighbour: a table's, or a TREC run's, whose tag names the part of the
    /// index.
    private func append(_ id: String, _ list: [Neighbour], _ bytes: inout [UInt8]) {
        for (place, neighbour) in list.enumerated() {
            if format == .tsv {
                bytes.append(field: id)
                bytes.append(text: "\t\(place + 1)\t")
                bytes.append(field: neighbour.id)
                bytes.append(text: "\t\(neighbour.row)\t")
                bytes.append(score: neighbour.score)
                if why {
                    bytes.append(text: "\t")
                    bytes.append(reasonsField: neighbour.printed(decimals: 6))
                }
            } else {
                bytes.append(trec: id)
                bytes.append(text: " Q0 ")
                bytes.append(trec: neighbour.id)
                bytes.append(text: " \(place + 1) ")
                bytes.append(score: neighbour.score)
                bytes.append(text: " kindred" + (shard.map { ":\($0)" } ?? ""))
            }
            bytes.append(text: "\n")
        }
    }
}
