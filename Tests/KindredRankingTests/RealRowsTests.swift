import Foundation
import KindredCatalogue
import KindredModels
import KindredVectors
import Testing

@testable import KindredIndex

/// Searches that leave rows out, against the plain loop, on rows of real papers and on such rows
/// made as unpleasant as can be.
@Suite struct RealRowsTests {
    @Test func `the seeds are answered as by the plain loop`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let seeds = try Catalogue(contentsOf: root.appending(path: "seeds/papers.jsonl").path)
        try check(seeds.papers, questions: 8)
    }

    @Test(
        .enabled(
            if: RealVectorsTests.shared("conf.jsonl.xz", lines: 1) != nil,
            "skipped: no ../shared/data beside the repository"))
    func `conference papers are answered as by the plain loop`() throws {
        let lines = try #require(RealVectorsTests.shared("conf.jsonl.xz", lines: 900))
        let path = FileManager.default.temporaryDirectory
            .appending(path: "kindred-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: path) }
        try lines.write(to: path)
        try check(Catalogue(contentsOf: path.path).papers, questions: 8)
    }

    private func check(_ papers: [Paper], questions: Int) throws {
        let fitting = Fitting(recipe: Recipe())
        let counts = fitting.counts(of: papers)
        let tfidf = fitting.recipe.tfidf.fit(counts).weights(counts)
        let bm25 = fitting.recipe.bm25.fit(counts).weights(counts)
        for rows in [tfidf, bm25] {
            let vectors = (0..<rows.rowCount).map(rows.row)
            for (name, unpleasant) in Self.unpleasant(vectors) {
                try check(
                    SparseMatrix(rows: unpleasant, columnCount: rows.columnCount), name,
                    questions: questions)
            }
        }
    }

    /// Variants of rows: copies and near ties among them, empty ones, very small and large weights.
    private static func unpleasant(
        _ rows: [SparseVector]
    ) -> [(name: String, rows: [SparseVector])] {
        let third = rows.count / 3
        let copied = rows.indices.map { place -> SparseVector in
            switch place / third {
            case 0: rows[place]
            case 1: rows[place - third]
            default: place % 5 == 0 ? .zero : nearly(rows[place % third], place)
            }
        }
        func scaled(_ exponent: Int) -> [SparseVector] {
            rows.map { $0.scaled(by: Float(sign: .plus, exponent: exponent, significand: 1)) }
        }
        return [
            ("as they are", rows), ("copies, near ties and empty rows", copied),
            ("denormal weights", scaled(-138)), ("large weights", scaled(80)),
        ]
    }

    /// The row, one of whose weights differs in its last bit.
    private static func nearly(_ row: SparseVector, _ place: Int) -> SparseVector {
        guard row.count > 0 else { return row }
        var weights = row.weights
        let changed = place % weights.count
        weights[changed] = place % 2 == 0 ? weights[changed].nextUp : weights[changed].nextDown
        return SparseVector(ids: row.ids, weights: weights)
    }

    private func check(_ rows: SparseMatrix, _ name: String, questions: Int) throws {
        let count = rows.rowCount
        let postings = rows.transposed()
        let ceilings = try #require(WeightCeilings(of: postings))
        let batch = SparseSearch.best(10, forEachRowOf: rows, above: 0)
        for question in 0..<questions {
            let row = question * count / questions
            let own = RowSet(rowCount: count, rows: [row])
            let scores = PlainSearch.scores(rows.row(row), rows: rows)
            #expect(
                batch[row] == PlainSearch.best(10, of: scores, excluding: own, above: 0),
                "\(name), row \(row), all pairs")
            for k in [1, 10, count / 64, count / 2, count, count + 7] {
                let found = SparseSearch.best(
                    k, for: rows.row(row), rows: rows, postings: postings, ceilings: ceilings,
                    excluding: own)
                let plain = PlainSearch.best(k, of: scores, excluding: own)
                #expect(found == plain, "\(name), row \(row), k \(k)")
            }
        }
    }
}
