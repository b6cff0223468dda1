import Testing

@testable import KindredVectors

/// Products with several queries at once: the plain dot product is the truth.
@Suite struct QueryTableTests {
    private static func vectors(_ count: Int, columns: Int, seed: UInt64) -> [SparseVector] {
        (0..<count).map { row in
            func drawn(_ column: UInt32) -> UInt64 {
                SplitMix64.word(seed: seed, place: UInt64(row * columns) + UInt64(column))
            }
            let ids = (0..<UInt32(columns)).filter { drawn($0) % 3 == 0 }
            return SparseVector(
                ids: ids, weights: ids.map { Float(drawn($0) >> 8 % 2_000) / 1_000 - 0.5 })
        }
    }

    @Test(arguments: [0, 1, 7, 8, 9, 40])
    func `products are those of one query after another, bit for bit`(queryCount: Int) {
        let queries = Self.vectors(queryCount, columns: 60, seed: 3)
        let table = QueryTable(queries, columnCount: 60)
        for row in Self.vectors(50, columns: 80, seed: 4) {
            let found = row.ids.withUnsafeBufferPointer { ids in
                row.weights.withUnsafeBufferPointer { table.products(ids, $0) }
            }
            #expect(found == queries.map { $0.dot(row) })
        }
    }

    @Test func `ids beyond the columns count nothing`() {
        let query = SparseVector(ids: [1, 900], weights: [1, 1])
        let table = QueryTable([query], columnCount: 10)
        let (ids, weights): ([UInt32], [Float]) = ([1, 900, .max], [0.5, 1, 1])
        let found = ids.withUnsafeBufferPointer { ids in
            weights.withUnsafeBufferPointer { table.products(ids, $0) }
        }
        #expect(found == [0.5])
    }
}
