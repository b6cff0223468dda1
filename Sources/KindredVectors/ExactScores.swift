import CKernels

/// The exact scores of single rows with one query, whose ids stand in a small table of their own.
///
/// The sum is that of ``PlainSearch``, bit for bit, for sound rows.
/// - Complexity: O(entries of a row) for each score.
struct ExactScores {
    // Safety: allocated here, freed by `deallocate()`, which the owner calls once. 1 << bits places
    // in each.
    private var keys: UnsafeMutablePointer<UInt32>
    private var values: UnsafeMutablePointer<Float>
    private var bits: Int32
    private var capacity: Int32

    init() {
        (bits, capacity) = (8, 8)
        keys = .allocate(capacity: 1 << 8)
        values = .allocate(capacity: 1 << 8)
    }

    func deallocate() {
        keys.deallocate()
        values.deallocate()
    }

    /// Takes another query. No id may be the largest number.
    mutating func ask(_ ids: UnsafeBufferPointer<UInt32>, _ weights: UnsafeBufferPointer<Float>) {
        bits = 8
        while ids.count > 1 << (bits - 2) { bits += 1 }
        if bits > capacity {
            deallocate()
            keys = .allocate(capacity: 1 << bits)
            values = .allocate(capacity: 1 << bits)
            capacity = bits
        }
        // Safety: at most a quarter of the places is taken.
        kindred_place_ids(keys, values, bits, ids.baseAddress, weights.baseAddress, ids.count)
    }

    /// The score of a row of `rows`.
    func score(of row: Int, in rows: SparseMatrix) -> Float {
        rows.withRow(row) { ids, weights in
            // Safety: the kernel reads `ids.count` entries of the row, and places of the table.
            kindred_placed_dot(keys, values, bits, ids.baseAddress, weights.baseAddress, ids.count)
        }
    }
}
