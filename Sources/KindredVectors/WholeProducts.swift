import CKernels

/// Memory for rows rounded to whole numbers of sixteen bits, each with the factor that leads back.
///
/// A row is brought to the length 32,700 and rounded, so that a number errs by 1.6e-5 of its row's
/// length at most. Sums of products of two such rows are exact in 32 bits. Belongs to one worker.
package final class WholeRows {
    private var numbersMemory = ZeroedMemory(sizeInBytes: 0)
    private var factorsMemory = ZeroedMemory(sizeInBytes: 0)
    private var sizes = (numbers: 0, factors: 0)
    /// How many rows there are.
    private(set) var rowCount = 0
    /// How many numbers a row has.
    private(set) var columnCount = 0

    /// No rows.
    package init() {}

    /// Half the places of a row: an odd count of numbers is filled up with a zero.
    var pairs: Int { (columnCount + 1) / 2 }

    /// Where the rows stand, each in `pairs` pairs.
    var numbers: UnsafeMutablePointer<Int16> {
        // Safety: `shape` has reserved a whole number of them, and this object owns the memory.
        numbersMemory.bytes.bindMemory(to: Int16.self, capacity: sizes.numbers)
    }

    /// One factor for each row.
    var factors: UnsafeMutablePointer<Float> {
        // Safety: as above.
        factorsMemory.bytes.bindMemory(to: Float.self, capacity: sizes.factors)
    }

    /// Makes room for rows, or for columns in panels of sixteen; what was there is lost.
    func shape(rowCount n: Int, columnCount d: Int) {
        (rowCount, columnCount) = (n, d)
        let panels = (n + 15) / 16 * 16
        if panels * pairs * 2 > sizes.numbers {
            sizes.numbers = panels * pairs * 2
            numbersMemory = ZeroedMemory(sizeInBytes: sizes.numbers * 2)
        }
        if panels > sizes.factors {
            sizes.factors = panels
            factorsMemory = ZeroedMemory(sizeInBytes: panels * 4)
        }
    }
}

/// Weights rounded to whole numbers of sixteen bits, in panels of sixteen rows.
///
/// Letters: m rows, one for each number that a product gives, d numbers in a row.
package struct WholeWeights: Sendable {
    /// m.
    package let rowCount: Int
    /// d.
    package let columnCount: Int
    let panels: Elements<Int16>
    let factors: Elements<Float>

    /// Rounds the rows of several matrices, the rows of the second below those of the first.
    ///
    /// Shapes: each part (any × d). Complexity: one pass; holds the numbers twice meanwhile.
    package init(stacking parts: [Elements<Float>], columnCount d: Int) {
        precondition(
            d > 0 && parts.allSatisfy { $0.count.isMultiple(of: d) }, "weights: rows are not whole")
        let m = parts.reduce(0) { $0 + $1.count } / d
        let pairs = (d + 1) / 2
        let kernels = kindred_whole().pointee
        let rows = ZeroedMemory(sizeInBytes: m * pairs * 4)
        let numbers = rows.bytes.bindMemory(to: Int16.self, capacity: m * pairs * 2)
        factors = Elements(count: m) { factors in
            var row = 0
            for part in parts {
                part.withUnsafeBufferPointer { part in
                    guard !part.isEmpty else { return }
                    // Safety: the part's rows end with it, and ours were counted above.
                    kernels.quantize(
                        numbers + row * pairs * 2, factors.baseAddress.map { $0 + row },
                        part.baseAddress, part.count / d, d, d, pairs)
                    row += part.count / d
                }
            }
        }
        panels = Elements(count: (m + 15) / 16 * 16 * pairs * 2) { panels in
            // Safety: sixteen rows for each panel, and the last one is filled up.
            kernels.panels(panels.baseAddress, numbers, m, pairs)
        }
        withExtendedLifetime(rows) {}
        (rowCount, columnCount) = (m, d)
    }
}

extension Layers {
    /// Rounds rows. Shape: rows (n × d), both at least 1.
    package static func quantize(_ rows: Rows, n: Int, into whole: WholeRows) {
        precondition(n > 0 && !rows.isEmpty && rows.count.isMultiple(of: n), "rows must be whole")
        let d = rows.count / n
        whole.shape(rowCount: n, columnCount: d)
        // Safety: n rows of d numbers each, and room for as many was made.
        kindred_whole().pointee.quantize(
            whole.numbers, whole.factors, rows.baseAddress, n, d, d, whole.pairs)
    }

    /// Sets `products` to rows · weights' plus a bias.
    ///
    /// A row's products depend on that row and the weights alone, and are the same bits on every
    /// processor. Shapes: rows (n × d), weights (m × d), bias (m) or nil for none, products (n × m).
    package static func multiply(
        _ rows: WholeRows, by weights: WholeWeights, bias: Elements<Float>? = nil,
        into products: Rows
    ) {
        let (n, m) = (rows.rowCount, weights.rowCount)
        precondition(
            rows.columnCount == weights.columnCount && products.count == n * m
                && (bias.map { $0.count == m } ?? true), "product: shapes disagree")
        guard n > 0, m > 0 else { return }
        // Safety: the shapes hold, and the owners outlive the call.
        defer { withExtendedLifetime((weights, bias)) {} }
        kindred_whole().pointee.multiply(
            products.baseAddress, m, rows.numbers, rows.factors, n,
            weights.panels.buffer.baseAddress, weights.factors.buffer.baseAddress, m, rows.pairs,
            bias?.buffer.baseAddress)
    }
}
