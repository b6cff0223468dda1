import KindredVectors
import Testing

@testable import KindredIndex

@Suite struct StoredLSATests {
    private static func stored(_ terms: [UInt32]) -> StoredLSA {
        StoredLSA(
            components: DenseMatrix(rowCount: 3, columnCount: 1, elements: Elements([1, 1, 1])),
            singularValues: Elements([1]),
            vectors: DenseMatrix(rowCount: 1, columnCount: 1, elements: Elements([1])),
            sumOfSquares: 1, terms: Elements(terms), threads: .one)
    }

    @Test func `terms of the vocabulary become terms of LSA and come back`() {
        let stored = Self.stored([2, 5, 9])
        let restricted = stored.restricted(
            SparseVector(ids: [1, 2, 9, 12], weights: [1, 2, 3, 4]))
        #expect(restricted == SparseVector(ids: [0, 2], weights: [2, 3]))
        #expect(stored.widened(restricted) == SparseVector(ids: [2, 9], weights: [2, 3]))
    }

    @Test func `terms that a damaged file has out of order lose entries, not the program`() {
        let stored = Self.stored([9, 2, 2])
        let widened = stored.widened(SparseVector(ids: [0, 1, 2, 7], weights: [1, 2, 3, 4]))
        #expect(widened == SparseVector(ids: [9], weights: [1]))
        _ = stored.restricted(SparseVector(ids: [2, 9], weights: [1, 1]))
        #expect(!stored.termsAreSound(below: 10))
    }
}
