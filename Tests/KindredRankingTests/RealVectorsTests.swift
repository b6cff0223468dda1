import Foundation
import KindredCatalogue
import KindredModels
import KindredVectors
import Testing

@testable import KindredIndex

/// Quantised rows of papers' own LSA points against the plain scan, for every paper as the question.
@Suite struct RealVectorsTests {
    @Test func `the points of the seeds are answered as by the plain scan`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try check(Catalogue(contentsOf: root.appending(path: "seeds/papers.jsonl").path).papers)
    }

    @Test(
        .enabled(
            if: Self.shared("citeulike.jsonl.xz", lines: 1) != nil,
            "skipped: no ../shared/data beside the repository"))
    func `the points of other papers are answered as by the plain scan`() throws {
        let lines = try #require(Self.shared("citeulike.jsonl.xz", lines: 600))
        let path = FileManager.default.temporaryDirectory
            .appending(path: "kindred-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: path) }
        try lines.write(to: path)
        try check(Catalogue(contentsOf: path.path).papers)
    }

    /// The first records of a shared set; nil where it is absent.
    static func shared(_ name: String, lines: Int) -> Data? {
        let named = ProcessInfo.processInfo.environment["KINDRED_SHARED"]
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = (named ?? root.path + "/../shared") + "/data/" + name
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "xz -dc '\(file)' | head -\(lines)"]
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data.isEmpty ? nil : data
    }

    private func check(_ papers: [Paper]) throws {
        var recipe = Recipe()
        recipe.signals = [.tfidf, .lsa]
        recipe.dimensions = 64
        let contents = Fitting(recipe: recipe).contents(of: papers)
        let lsa = try #require(contents.lsa)
        let points = lsa.vectors
        let quantised = try #require(QuantisedRows(points))
        let pairs = DenseSearch.best(10, forEachRowOf: points)
        for row in 0..<points.rowCount {
            let plain = PlainSearch.scores(points.row(row), rows: points)
            let own = RowSet(rowCount: points.rowCount, rows: [row])
            let expected = PlainSearch.best(10, of: plain, excluding: own)
            #expect(pairs[row] == expected)
            let best = DenseSearch.best(
                10, for: points.row(row), rows: points, quantised: quantised, excluding: own)
            #expect(best == expected)
            let seen = lsa.centring.centred(points.row(row))
            let offset = zip(seen, lsa.centring.centre.array).reduce(0) { $0 + $1.0 * $1.1 }
            let centred = CentredScores(offset: offset, distances: lsa.centring.distances)
            var scores = PlainSearch.scores(seen, rows: points)
            for place in scores.indices { scores[place] = centred.score(scores[place], row: place) }
            #expect(
                DenseSearch.best(
                    10, for: seen, rows: points, quantised: quantised, centred: centred, above: 0)
                    == PlainSearch.best(10, of: scores, above: 0))
        }
    }
}
