import Foundation
import KindredVectors
import Testing

/// Attention against the formula in `Double`.
@Suite struct AttentionTests {
    @Test(arguments: [(1, 1, 4), (2, 3, 5), (17, 2, 8), (48, 1, 16), (49, 2, 32), (97, 3, 7)])
    func `attention is the softmax of products, times the values`(n: Int, heads: Int, w: Int) {
        var samples = Samples(seed: UInt64(n))
        let d = heads * w
        let projected = samples.vector(3 * n * d)
        let found = contexts(projected, heads: heads, n: n)
        for token in 0..<n {
            for head in 0..<heads {
                let expected = context(of: token, head, projected, n: n, d: d, w: w)
                for (place, value) in expected.enumerated() {
                    let ours = Double(found[token * d + head * w + place])
                    #expect(abs(ours - value) < 1e-3)
                }
            }
        }
    }

    @Test func `memory that was used before changes nothing`() {
        var samples = Samples(seed: 1)
        let attention = Attention()
        let (short, long) = (samples.vector(3 * 5 * 8), samples.vector(3 * 60 * 8))
        let first = contexts(short, heads: 2, n: 5, by: attention)
        _ = contexts(long, heads: 2, n: 60, by: attention)
        #expect(contexts(short, heads: 2, n: 5, by: attention) == first)
    }

    private func contexts(
        _ projected: [Float], heads: Int, n: Int, by attention: Attention = Attention()
    ) -> [Float] {
        var (projected, contexts) = (projected, [Float](repeating: 7, count: projected.count / 3))
        projected.withUnsafeMutableBufferPointer { projected in
            contexts.withUnsafeMutableBufferPointer {
                attention.attend(projected, heads: heads, n: n, into: $0)
            }
        }
        return contexts
    }

    private func context(
        of token: Int, _ head: Int, _ projected: [Float], n: Int, d: Int, w: Int
    ) -> [Double] {
        func number(_ token: Int, _ part: Int, _ place: Int) -> Double {
            Double(projected[token * 3 * d + part * d + head * w + place])
        }
        let powers = (0..<n).map { other in
            exp(
                (0..<w).reduce(0) { $0 + number(token, 0, $1) * number(other, 1, $1) }
                    / Double(w).squareRoot())
        }
        let all = powers.reduce(0, +)
        return (0..<w).map { place in
            (0..<n).reduce(0) { $0 + powers[$1] / all * number($1, 2, place) }
        }
    }
}
