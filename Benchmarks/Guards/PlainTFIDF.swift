import Foundation
import Kindred

/// TF-IDF as one would write it in an afternoon: the baseline for fitting and for queries.
///
/// Words are runs of ASCII letters and digits, lower-cased, and of everything beyond ASCII. One
/// thread, a dictionary of words, rows in a plain array; a query passes over all rows.
struct PlainTFIDF {
    private var ids: [String: Int] = [:]
    private var idf: [Float] = []
    /// The rows of length one, by paper.
    private var rows: [[(id: Int, weight: Float)]] = []

    init(_ papers: [Paper]) {
        var frequencies: [Int] = []
        for paper in papers {
            var counts: [Int: Float] = [:]
            for word in Self.words(of: Self.text(of: paper)) {
                let id = ids[word, default: ids.count]
                if id == ids.count {
                    ids[word] = id
                    frequencies.append(0)
                }
                counts[id, default: 0] += 1
            }
            for id in counts.keys { frequencies[id] += 1 }
            rows.append(counts.map { ($0, 1 + log($1)) }.sorted { $0.id < $1.id })
        }
        idf = frequencies.map { 1 + log(Float(1 + papers.count) / Float(1 + $0)) }
        for row in rows.indices { rows[row] = normalized(rows[row]) }
    }

    /// The number of papers.
    var count: Int { rows.count }

    /// The rows nearest to a row, best first, without the row itself.
    func nearest(to row: Int, limit: Int) -> [Int] {
        Array(nearest(to: rows[row], limit: limit + 1).filter { $0 != row }.prefix(limit))
    }

    /// The rows nearest to a text, best first.
    func nearest(to text: String, limit: Int) -> [Int] {
        nearest(to: row(of: text), limit: limit)
    }

    /// The rows nearest to a paper that is weighed anew, best first.
    func nearest(to paper: Paper, limit: Int) -> [Int] {
        nearest(to: row(of: Self.text(of: paper)), limit: limit)
    }

    /// The mean of a paper's cosines with some rows; the paper is weighed anew.
    func score(of paper: Paper, likes: [[Float]]) -> Float {
        let row = row(of: Self.text(of: paper))
        let sum = likes.reduce(Float(0)) { sum, like in
            row.reduce(sum) { $0 + like[$1.id] * $1.weight }
        }
        return sum / Float(likes.count)
    }

    /// A row with a place for every word.
    func dense(_ row: Int) -> [Float] {
        var dense = [Float](repeating: 0, count: idf.count)
        for (id, weight) in rows[row] { dense[id] = weight }
        return dense
    }

    private func row(of text: String) -> [(id: Int, weight: Float)] {
        var counts: [Int: Float] = [:]
        for word in Self.words(of: text) { if let id = ids[word] { counts[id, default: 0] += 1 } }
        return normalized(counts.map { ($0, 1 + log($1)) })
    }

    private func nearest(to query: [(id: Int, weight: Float)], limit: Int) -> [Int] {
        var dense = [Float](repeating: 0, count: idf.count)
        for (id, weight) in query { dense[id] = weight }
        var best: [(row: Int, score: Float)] = []
        for (row, entries) in rows.enumerated() {
            var score: Float = 0
            for (id, weight) in entries { score += dense[id] * weight }
            if best.count == limit, let worst = best.last, score <= worst.score { continue }
            let place = best.firstIndex { $0.score < score } ?? best.count
            best.insert((row, score), at: place)
            if best.count > limit { best.removeLast() }
        }
        return best.map(\.row)
    }

    private func normalized(_ counts: [(id: Int, weight: Float)]) -> [(id: Int, weight: Float)] {
        let row = counts.map { (id: $0.id, weight: $0.weight * idf[$0.id]) }
        let norm = row.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        return norm == 0 ? row : row.map { ($0.id, $0.weight / norm) }
    }

    private static func text(of paper: Paper) -> String {
        let texts = paper.titles.texts + paper.summary.texts + paper.abstract.texts
        return texts.map(\.text).joined(separator: " ")
    }

    private static func words(of text: String) -> [String] {
        let isPart: (UInt8) -> Bool = { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 128...: true
            default: false
            }
        }
        return text.utf8.split { !isPart($0) }.filter { $0.count > 1 }
            .map {
                String(decoding: $0.map { (65...90).contains($0) ? $0 | 32 : $0 }, as: UTF8.self)
            }
    }
}
