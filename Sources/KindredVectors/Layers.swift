import CKernels
import COpenBLAS

/// The arithmetic of a transformer's layers on rows of one batch; knows nothing of words.
///
/// A batch holds the tokens of several texts one after the other, so nothing is computed for
/// padding. Letters: n tokens, d and m dimensions. Products are OpenBLAS's, each on the calling
/// thread; what stands between them are kernels of our own, one pass over the rows each.
package enum Layers {
    package typealias Rows = UnsafeMutableBufferPointer<Float>

    /// Sets `products` to rows · weights' plus a bias.
    ///
    /// The last bits of a row may depend on how many rows are given and where it stands among
    /// them, as OpenBLAS takes several rows at a time; see the encoder for what comes of it.
    /// Shapes: rows (n × d), weights (m × d), bias (m) or nil for none, products (n × m).
    package static func multiply(
        _ rows: Rows, by weights: Elements<Float>, bias: Elements<Float>? = nil, n: Int,
        into products: Rows
    ) {
        let d = n > 0 ? rows.count / n : 0
        let m = n > 0 ? products.count / n : 0
        precondition(
            rows.count == n * d && products.count == n * m && weights.count == m * d
                && (bias.map { $0.count == m } ?? true), "layer: shapes disagree")
        guard n > 0, m > 0, d > 0 else { return }
        if let bias {
            bias.withUnsafeBufferPointer { bias in
                for row in 0..<n { _ = slice(products, row, m).update(fromContentsOf: bias) }
            }
        }
        Threads.holdOpenBLAS()
        weights.withUnsafeBufferPointer { weights in
            // Safety: the shapes hold, and OpenBLAS writes only to `products`.
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, Int32(n), Int32(m), Int32(d), 1,
                rows.baseAddress, Int32(d), weights.baseAddress, Int32(d), bias == nil ? 0 : 1,
                products.baseAddress, Int32(m))
        }
    }

    /// Adds a bias to every row and takes the Gaussian error linear unit of every number.
    ///
    /// - Parameter byTanh: Whether the normal distribution is approximated by tanh, as in models
    ///   trained so. Shapes: rows (any × d), bias (d).
    package static func activate(_ rows: Rows, bias: Elements<Float>, byTanh: Bool) {
        let n = count(of: rows, width: bias.count)
        bias.withUnsafeBufferPointer { bias in
            // Safety: `rows` holds n rows of the bias' length.
            kindred_gelu(rows.baseAddress, bias.baseAddress, n, bias.count, byTanh ? 1 : 0)
        }
    }

    /// Adds a bias and the row of `others` to every row and brings it to mean 0 and variance 1,
    /// times `gain`, plus `shift`.
    ///
    /// - Parameter epsilon: Added to the variance. Shapes: rows and others (any × d), the rest (d).
    package static func normalize(
        _ rows: Rows, bias: Elements<Float>, adding others: Rows, gain: Elements<Float>,
        shift: Elements<Float>, epsilon: Float
    ) {
        let d = bias.count
        let n = count(of: rows, width: d)
        precondition(
            others.count == rows.count && gain.count == d && shift.count == d,
            "normalize: shapes disagree")
        defer { withExtendedLifetime((bias, gain, shift)) {} }
        // Safety: the shapes hold, and the owners outlive the call.
        kindred_normalize(
            rows.baseAddress, bias.buffer.baseAddress, others.baseAddress,
            gain.buffer.baseAddress, shift.buffer.baseAddress, n, d, epsilon)
    }

    /// Sets `contexts` to the attention of one text's tokens to each other, head by head: rows of
    /// softmax(queries · keys' / √width) · values.
    ///
    /// - Parameters:
    ///   - queries: With `keys`, `values` and `contexts`: shape (n × heads · width).
    ///   - scores: Overwritten; at least n × n numbers.
    package static func attend(
        queries: Rows, keys: Rows, values: Rows, heads: Int, n: Int, scores: Rows,
        into contexts: Rows
    ) {
        precondition(
            heads > 0 && n > 0 && queries.count % (n * heads) == 0
                && queries.count == keys.count && queries.count == values.count
                && queries.count == contexts.count && scores.count >= n * n,
            "attention: shapes disagree")
        let d = queries.count / n
        let width = d / heads
        guard width > 0, let queries = queries.baseAddress, let keys = keys.baseAddress,
            let values = values.baseAddress, let contexts = contexts.baseAddress
        else { return }
        Threads.holdOpenBLAS()
        let factor = 1 / Float(width).squareRoot()
        for head in 0..<heads {
            let start = head * width
            // Safety: a head's columns start within a row and end with it, and scores hold n × n.
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, Int32(n), Int32(n), Int32(width), 1,
                queries + start, Int32(d), keys + start, Int32(d), 0, scores.baseAddress,
                Int32(n))
            kindred_softmax(scores.baseAddress, n, n, factor)
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(n), Int32(width), Int32(n), 1,
                scores.baseAddress, Int32(n), values + start, Int32(d), 0, contexts + start,
                Int32(d))
        }
    }

    /// One row of several.
    private static func slice(_ rows: Rows, _ row: Int, _ width: Int) -> Rows {
        Rows(rebasing: rows[row * width..<(row + 1) * width])
    }

    private static func count(of rows: Rows, width: Int) -> Int {
        precondition(
            width > 0 && rows.count.isMultiple(of: width), "rows must be whole and not empty")
        return rows.count / width
    }
}
