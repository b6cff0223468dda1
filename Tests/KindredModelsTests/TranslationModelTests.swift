import KindredVectors
import Testing

@testable import KindredModels

@Suite struct TranslationModelTests {
    /// Sentences of random terms, some of them twice.
    private static func sentences(_ count: Int, terms: Int, seed: UInt64) -> SparseMatrix {
        var random = SplitMix(state: seed)
        let rows = (0..<count).map { _ in
            let ids = (0..<UInt32(terms)).filter { _ in random.below(3) == 0 }
            return SparseVector(ids: ids, weights: ids.map { _ in Float(1 + random.below(2)) })
        }
        return SparseMatrix(rows: rows, columnCount: terms)
    }

    /// The formulas of `TranslationModel`, one after the other, with a table of every pair.
    private static func plain(_ model: TranslationModel, iterations: Int) -> [[Double]] {
        let (a, b) = (model.chinese.columnCount, model.english.columnCount)
        var t = [[Double]](repeating: [Double](repeating: 1 / Double(b), count: b), count: a)
        var null = [Double](repeating: 0, count: b)
        for s in 0..<model.english.rowCount {
            let row = model.english.row(s)
            for (e, g) in zip(row.ids, row.weights) {
                null[Int(e)] += Double(g) * Double(model.weights[s])
            }
        }
        let total = null.reduce(0, +)
        for _ in 0..<iterations {
            var c = [[Double]](repeating: [Double](repeating: 0, count: b), count: a)
            for s in 0..<model.english.rowCount {
                let (chinese, english) = (model.chinese.row(s), model.english.row(s))
                for (e, g) in zip(english.ids, english.weights) {
                    var sum = null[Int(e)] / total
                    for (z, f) in zip(chinese.ids, chinese.weights) {
                        sum += Double(f) * t[Int(z)][Int(e)]
                    }
                    for (z, f) in zip(chinese.ids, chinese.weights) {
                        c[Int(z)][Int(e)] +=
                            Double(model.weights[s]) * Double(g) * Double(f) * t[Int(z)][Int(e)]
                            / sum
                    }
                }
            }
            for z in 0..<a {
                let total = c[z].reduce(0, +)
                if total > 0 { t[z] = c[z].map { $0 / total } }
            }
        }
        return t
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `the model agrees with its formulas written out`(seed: UInt64) {
        let model = TranslationModel(
            chinese: Self.sentences(30, terms: 12, seed: seed),
            english: Self.sentences(30, terms: 9, seed: seed + 100),
            weights: (0..<30).map { $0 % 3 == 0 ? 3 : 1 })
        let learned = model.fit(iterations: 4, threads: .one)
        let expected = Self.plain(model, iterations: 4)
        #expect(!learned.ids.isEmpty)
        for z in 0..<12 {
            for place in learned.starts[z]..<learned.starts[z + 1] {
                let difference = learned.probabilities[place] - expected[z][Int(learned.ids[place])]
                // The same sums in another order.
                #expect(abs(difference) < 1e-12)
            }
        }
    }

    @Test(arguments: [2, 3, 8])
    func `the number of threads changes no bit`(threads: Int) {
        let model = TranslationModel(
            chinese: Self.sentences(500, terms: 150, seed: 7),
            english: Self.sentences(500, terms: 90, seed: 8),
            weights: [Float](repeating: 1, count: 500))
        let one = model.fit(iterations: 3, threads: .one)
        let many = model.fit(iterations: 3, threads: Threads(threads))
        #expect(one.probabilities == many.probabilities && one.counts == many.counts)
    }
}
