import CKernels

/// Products of A' with panels that exist a stripe of rows at a time, as A'(A Q) is best computed.
///
/// A stripe of A Q, some thousand rows of at most 512 KiB together, stays in the nearest large cache
/// while it is met with the same rows of A, stored by column. What the stripes give is added in eight
/// fixed groups, each from its first stripe to its last, and then the groups in order: the same for
/// any number of threads.
struct StripedProduct {
    /// A. Shape: (rows × columns).
    private let matrix: SparseMatrix
    private let stripes: [Stripe]
    /// How many stripes a group adds.
    private let groupSize: Int
    /// A sum for each group. Shape: (groups × columns × widest panel).
    private let sums: (elements: Elements<Float>, target: SharedBuffer<Float>)
    private let widest: Int

    /// Rows of A by column; columns without an entry are left out.
    fileprivate struct Stripe {
        let rows: Range<Int>
        let columns: [UInt32]
        let starts: [UInt64]
        let ids: Elements<UInt32>
        let weights: Elements<Float>
    }

    /// Prepares the products of a matrix with panels up to some width.
    ///
    /// - Complexity: O(entries + stripes · columns), with at least eight stripes where there are as
    ///   many rows; memory for a copy of the entries and eight panels of a row for each column.
    init(_ matrix: SparseMatrix, widest: Int, threads: Threads) {
        self.matrix = matrix
        self.widest = widest
        let rows = min(max((matrix.rowCount + 7) / 8, 1), max((1 << 17) / max(widest, 1), 64))
        stripes = threads.mapBlocks(of: matrix.startsAscend ? matrix.rowCount : 0, size: rows) {
            rows, _ in Stripe(of: matrix, rows)
        }
        groupSize = max((stripes.count + 7) / 8, 1)
        let groups = (stripes.count + groupSize - 1) / groupSize
        sums = Elements<Float>.memory(count: groups * matrix.columnCount * widest)
    }

    /// A' A Q. Shapes: Q (columns × w), result (columns × w), w at most the widest.
    func multipliedByGram(_ panel: DenseMatrix, threads: Threads) -> Panel {
        precondition(panel.rowCount == matrix.columnCount, "the inner sides must agree")
        return transposedTimes(width: panel.columnCount, threads: threads) { rows, target in
            matrix.multiply(rows, by: panel, into: target)
        }
    }

    /// A' Y, where `fill` adds the rows of Y asked for to zeros. Shapes: Y (rows × w), result
    /// (columns × w), w at most the widest.
    func transposedTimes(
        width: Int, threads: Threads,
        _ fill: @Sendable (_ rows: Range<Int>, _ target: UnsafeMutableBufferPointer<Float>) -> Void
    ) -> Panel {
        precondition(width <= widest, "a panel is wider than was prepared for")
        let count = matrix.columnCount * width
        threads.forEachBlock(of: stripes.count, size: groupSize) { group, _ in
            let start = group.lowerBound / groupSize * count
            let sum = sums.target.part(start..<start + count)
            sum.update(repeating: 0)
            var part = [Float](repeating: 0, count: stripes[group.lowerBound].rows.count * width)
            part.withUnsafeMutableBufferPointer { part in
                for stripe in stripes[group] {
                    let part = UnsafeMutableBufferPointer(
                        rebasing: part[..<(stripe.rows.count * width)])
                    part.update(repeating: 0)
                    fill(stripe.rows, part)
                    stripe.add(UnsafeBufferPointer(part), width: width, to: sum)
                }
            }
        }
        return summed(width: width, threads)
    }

    /// The sum of the groups.
    private func summed(width: Int, _ threads: Threads) -> Panel {
        let (m, count) = (matrix.columnCount, matrix.columnCount * width)
        let groups = (stripes.count + groupSize - 1) / groupSize
        let total = Panel(rowCount: m, width: width)
        threads.forEachBlock(of: m, size: 1024) { rows, _ in
            let target = total.target.part(total.places(rows))
            let first = rows.lowerBound * width
            for group in 0..<groups {
                let start = group * count + first
                let source = sums.target.part(start..<start + target.count)
                for place in target.indices { target[place] += source[place] }
            }
        }
        return total
    }
}

extension StripedProduct.Stripe {
    /// Some rows of a matrix by column, by counting.
    fileprivate init(of matrix: SparseMatrix, _ rows: Range<Int>) {
        let block = matrix.transposed(rows: rows)
        self.rows = rows
        var columns: [UInt32] = []
        var starts: [UInt64] = [0]
        for column in 0..<matrix.columnCount
        where block.starts[column] < block.starts[column + 1] {
            columns.append(UInt32(column))
            starts.append(UInt64(block.starts[column + 1]))
        }
        (self.columns, self.starts) = (columns, starts)
        (ids, weights) = (block.ids, block.weights)
    }

    /// Adds to `sum` these rows, turned, times a panel. Shapes: (rows × w), (columns × w).
    fileprivate func add(
        _ panel: UnsafeBufferPointer<Float>, width: Int, to sum: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(panel.count == rows.count * width, "a row of the panel for every row")
        guard width > 0 else { return }
        defer { withExtendedLifetime(self) {} }
        columns.withUnsafeBufferPointer { columns in
            // Safety: `sum` has a row for every column below m, and the kernel skips the others;
            // starts ascend within `ids` and `weights`, which `self` owns.
            var product = kindred_product(
                sums: sum.baseAddress, m: sum.count / width, stride: width,
                places: columns.baseAddress)
            kindred_multiply(
                &product, starts, columns.count, ids.buffer.baseAddress,
                weights.buffer.baseAddress, panel.baseAddress, rows.count, width)
        }
    }
}
