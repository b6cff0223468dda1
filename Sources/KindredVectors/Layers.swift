import CKernels

/// The arithmetic of a transformer's layers on rows of one batch; knows nothing of words.
///
/// A batch holds the tokens of several texts one after the other, so nothing is computed for
/// padding. Letters: n tokens, d and m dimensions. Products are those of ``WholeRows`` and
/// ``WholeWeights``, attention is that of ``Attention``; what stands here comes between them,
/// one pass over the rows each. Everything gives the same bits on every processor.
package enum Layers {
    package typealias Rows = UnsafeMutableBufferPointer<Float>

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

    private static func count(of rows: Rows, width: Int) -> Int {
        precondition(
            width > 0 && rows.count.isMultiple(of: width), "rows must be whole and not empty")
        return rows.count / width
    }
}
