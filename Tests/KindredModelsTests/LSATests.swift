import Foundation
import KindredVectors
import Testing

@testable import KindredModels

@Suite struct LSATests {
    /// Two topics without a common term, and a paper without terms.
    static let weights = SparseMatrix(
        rows: [
            SparseVector(ids: [0, 1], weights: [1, 1]),
            SparseVector(ids: [1, 2], weights: [1, 1]),
            SparseVector(ids: [3, 4], weights: [1, 2]),
            SparseVector(ids: [4], weights: [1]), .zero,
        ], columnCount: 5)

    static func corpus(seed: UInt64, papers: Int = 600) -> SparseMatrix {
        let corpus = Samples.corpus(papers: papers, seed: seed)
        return TFIDF().fit(corpus).weights(corpus)
    }

    @Test func `points have length one, and a paper without terms stays zero`() {
        let points = LSA(dimensions: 2).fit(Self.weights).project(Self.weights)
        for row in 0..<4 { #expect(abs(points.row(row).euclideanNorm - 1) < 1e-6) }
        #expect(points.row(4) == [0, 0])
    }

    @Test func `papers without a common term are akin through the terms of others`() {
        let fitted = LSA(dimensions: 2).fit(Self.weights)
        let first = fitted.project(SparseVector(ids: [0], weights: [1]))
        let last = fitted.project(SparseVector(ids: [2], weights: [1]))
        let other = fitted.project(SparseVector(ids: [3], weights: [1]))
        #expect(dot(first, last) > 0.99)
        #expect(abs(dot(first, other)) < 1e-5)
    }

    @Test func `a paper outside the kept directions is zero, not rounding at full length`() {
        let fitted = LSA(dimensions: 1).fit(Self.weights)
        let weights = SparseVector(ids: [0, 1], weights: [1, 1])
        #expect(fitted.project(Self.weights).row(0) == [0])
        #expect(fitted.project(weights) == [0])
        #expect(fitted.contributions(of: weights, toward: [1]).weights == [0, 0])
    }

    @Test func `terms that were not learned count nothing`() {
        let fitted = LSA(dimensions: 2).fit(Self.weights)
        let known = fitted.project(SparseVector(ids: [0], weights: [1]))
        let more = fitted.project(SparseVector(ids: [0, 99], weights: [1, 1]))
        #expect(known == more)
    }

    @Test func `a paper is projected alone as it is with all others`() {
        let weights = Self.corpus(seed: 1)
        let fitted = LSA(dimensions: 20).fit(weights)
        let points = fitted.project(weights)
        for row in 0..<weights.rowCount {
            #expect(fitted.project(weights.row(row)) == points.row(row))
        }
    }

    @Test func `the contributions of a candidate's terms sum to its cosine`() {
        let weights = Self.corpus(seed: 2)
        let fitted = LSA(dimensions: 20).fit(weights)
        let points = fitted.project(weights)
        for row in 1..<100 {
            let shares = fitted.contributions(of: weights.row(row), toward: points.row(0))
            #expect(shares.ids == weights.row(row).ids)
            let cosine = dot(points.row(row), points.row(0))
            #expect(abs(shares.weights.reduce(0, +) - cosine) < 1e-5)
        }
    }

    @Test func `a candidate whose point is zero has contributions of zero`() {
        let fitted = LSA(dimensions: 2).fit(Self.weights)
        #expect(fitted.contributions(of: .zero, toward: [1, 0]) == .zero)
    }

    @Test func `more directions than the rank give the rank, and lose nothing`() {
        let fitted = LSA(dimensions: 50).fit(Self.weights)
        #expect(fitted.dimensions == 4)
        #expect(abs(fitted.explained.reduce(0, +) - 1) < 1e-5)
        #expect(fitted.explained == fitted.explained.sorted(by: >))
    }

    @Test func `a corpus without terms has no directions`() {
        for rows in [0, 3] {
            let weights = SparseMatrix(
                rows: Array(repeating: .zero, count: rows), columnCount: 0)
            let fitted = LSA().fit(weights)
            #expect(fitted.dimensions == 0 && fitted.explained == [])
            #expect(fitted.project(weights).rowCount == rows)
            #expect(fitted.project(.zero) == [])
        }
    }

    @Test(arguments: [2, 3, 8], [600, SVD.fewRows + 100])
    func `directions and points do not depend on the number of threads`(
        threads: Int, papers: Int
    ) {
        let weights = Self.corpus(seed: 3, papers: papers)
        let one = LSA(dimensions: 30).fit(weights, threads: .one)
        let many = LSA(dimensions: 30).fit(weights, threads: Threads(threads))
        #expect(one.components == many.components && one.singularValues == many.singularValues)
        #expect(
            one.project(weights, threads: .one) == many.project(weights, threads: Threads(threads)))
    }

    @Test func `the same seed gives the same directions, another seed the same subspace`() {
        let settings = { LSA(dimensions: 4, oversampling: 60, seed: $0) }
        let weights = Self.corpus(seed: 4, papers: SVD.fewRows + 100)
        let first = settings(1).fit(weights)
        #expect(first.components == settings(1).fit(weights).components)
        let other = settings(2).fit(weights)
        #expect(first.components != other.components)
        let (a, b) = (first.singularValues, other.singularValues)
        for k in 0..<4 { #expect(abs(a[k] - b[k]) < 1e-3 * a[0]) }
    }

    @Test func `few papers draw nothing at random and lose nothing`() {
        let weights = Self.corpus(seed: 5)
        let exact = LSA(dimensions: 6, seed: 1).fit(weights)
        #expect(exact.components == LSA(dimensions: 6, seed: 2).fit(weights).components)
        let full = SVD.full(weights)
        for k in 0..<6 {
            #expect(abs(exact.singularValues[k] - full.singularValues[k]) < 1e-4)
        }
    }

    @Test func `settings survive writing and reading, and bad ones are refused`() throws {
        let settings = LSA(dimensions: 12, oversampling: 3, powerIterations: 1, seed: .max)
        let bytes = try JSONEncoder().encode(settings)
        let read = try JSONDecoder().decode(LSA.self, from: bytes)
        #expect(read == settings)
        let bad = #"{"dimensions":0,"oversampling":1,"powerIterations":1,"seed":1}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(LSA.self, from: Data(bad.utf8))
        }
    }

    private func dot(_ left: [Float], _ right: [Float]) -> Float {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
