import KindredText
import KindredVectors

/// Writes the weights of one row: its term ids, their counts, and a place for each weight.
typealias WeighRow =
    @Sendable (
        _ ids: UnsafeBufferPointer<UInt32>, _ counts: UnsafeBufferPointer<Float>,
        _ weights: UnsafeMutableBufferPointer<Float>
    ) -> Void

extension CorpusCounts {
    /// The corpus with a weight in the place of each count, row by row.
    ///
    /// - Parameter places: A matrix with the places of this corpus, which are then stored once.
    /// - Complexity: O(nonzeros), shared by `threads`, which get whole rows.
    func weighed(
        threads: Threads, sharing places: SparseMatrix? = nil, by weigh: @escaping WeighRow
    ) -> SparseMatrix {
        precondition(
            places.map { $0.entryCount == counts.count && $0.rowCount == documentCount } ?? true,
            "shared places must be those of the corpus")
        let rowCount = starts.count - 1
        let weights = Elements<Float>(count: counts.count) { all in
            // Safety: `all`, `ids` and `counts` outlive the call, which waits for its threads; each
            // row's range lies between two starts of this corpus, and no two rows share a place.
            nonisolated(unsafe) let all = all
            ids.withUnsafeBufferPointer { allIDs in
                counts.withUnsafeBufferPointer { allCounts in
                    nonisolated(unsafe) let (allIDs, allCounts) = (allIDs, allCounts)
                    threads.forEachBlock(of: rowCount, size: 512) { rows, _ in
                        for row in rows {
                            let places = Int(starts[row])..<Int(starts[row + 1])
                            weigh(
                                UnsafeBufferPointer(rebasing: allIDs[places]),
                                UnsafeBufferPointer(rebasing: allCounts[places]),
                                UnsafeMutableBufferPointer(rebasing: all[places]))
                        }
                    }
                }
            }
        }
        return SparseMatrix(
            rowCount: rowCount, columnCount: vocabulary.count,
            starts: places?.starts ?? Elements(starts),
            ids: places?.ids ?? Elements(ids), weights: weights)
    }
}

extension SparseVector {
    /// One row's weights: `weigh` applied to counts that are not part of a corpus.
    init(
        weighing ids: [UInt32], _ counts: [Float],
        by weigh: (
            UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Float>,
            UnsafeMutableBufferPointer<Float>
        ) -> Void
    ) {
        precondition(ids.count == counts.count, "each term needs one count")
        let weights = [Float](unsafeUninitializedCapacity: ids.count) { weights, count in
            // Safety: `weights` has room for `ids.count`, and a weight is written for each.
            let weights = UnsafeMutableBufferPointer(rebasing: weights[..<ids.count])
            weights.initialize(repeating: 0)
            ids.withUnsafeBufferPointer { ids in
                counts.withUnsafeBufferPointer { counts in weigh(ids, counts, weights) }
            }
            count = ids.count
        }
        self.init(ids: ids, weights: weights)
    }
}
