import CKernels

/// Attention of the tokens of one text to each other, and the memory that it needs.
///
/// Letters: n tokens, h heads, w dimensions of a head. Belongs to one worker.
package final class Attention {
    private let queries = WholeRows()
    private let keys = WholeRows()
    private let keyPanels = WholeRows()
    private let valuePanels = WholeRows()
    private let shares = WholeRows()
    private var scores = ZeroedMemory(sizeInBytes: 0)
    private var sizeOfScores = 0

    /// Scores of so many tokens at a time are at hand in the nearest caches.
    private static let rowsAtATime = 48

    /// No memory yet.
    package init() {}

    /// Sets `contexts` to softmax(queries · keys' / √w) · values, head by head.
    ///
    /// Products are those of ``WholeRows``; shares are rounded like other rows, values like
    /// columns. Equal bits on every processor.
    /// - Parameters:
    ///   - projected: A token's queries, keys and values. Shape: (n × 3 · h · w).
    ///   - contexts: Overwritten. Shape: (n × h · w).
    package func attend(
        _ projected: Layers.Rows, heads h: Int, n: Int, into contexts: Layers.Rows
    ) {
        precondition(
            h > 0 && n > 0 && contexts.count.isMultiple(of: n * h)
                && projected.count == 3 * contexts.count, "attention: shapes disagree")
        let d = contexts.count / n
        guard d > 0, let projected = projected.baseAddress, let contexts = contexts.baseAddress
        else { return }
        let w = d / h
        for head in 0..<h {
            // Safety: a head's columns start within a row and end with it.
            quantize(projected + head * w, n: n, w: w, d: d)
            for start in stride(from: 0, to: n, by: Self.rowsAtATime) {
                let rows = start..<min(start + Self.rowsAtATime, n)
                share(rows, n: n, w: w)
                combine(rows.count, n: n, w: w, into: contexts + start * d + head * w, d: d)
            }
        }
    }

    /// Rounds one head's queries and keys by token and its values by dimension.
    private func quantize(_ head: UnsafePointer<Float>, n: Int, w: Int, d: Int) {
        let kernels = kindred_whole().pointee
        for (rows, place) in [(queries, 0), (keys, d)] {
            rows.shape(rowCount: n, columnCount: w)
            // Safety: n rows of w numbers, 3 · d apart, and room for as many was made.
            kernels.quantize(rows.numbers, rows.factors, head + place, n, w, 3 * d, rows.pairs)
        }
        keyPanels.shape(rowCount: n, columnCount: w)
        kernels.panels(keyPanels.numbers, keys.numbers, n, keys.pairs)
        valuePanels.shape(rowCount: w, columnCount: n)
        kernels.quantize_columns(
            valuePanels.numbers, valuePanels.factors, head + 2 * d, n, w, 3 * d)
    }

    /// Sets `shares` to what some tokens take of all n.
    private func share(_ rows: Range<Int>, n: Int, w: Int) {
        let kernels = kindred_whole().pointee
        if Self.rowsAtATime * n > sizeOfScores {
            sizeOfScores = Self.rowsAtATime * n
            scores = ZeroedMemory(sizeInBytes: sizeOfScores * 4)
        }
        // Safety: the memory holds at least as many scores, and no one else uses it.
        let scores = scores.bytes.bindMemory(to: Float.self, capacity: sizeOfScores)
        kernels.multiply(
            scores, n, queries.numbers + rows.lowerBound * queries.pairs * 2,
            queries.factors + rows.lowerBound, rows.count, keyPanels.numbers, keys.factors, n,
            queries.pairs, nil)
        kindred_softmax(scores, rows.count, n, 1 / Float(w).squareRoot())
        shares.shape(rowCount: rows.count, columnCount: n)
        kernels.quantize(shares.numbers, shares.factors, scores, rows.count, n, n, shares.pairs)
    }

    /// Sums the values by shares, for some tokens of one head.
    private func combine(
        _ count: Int, n: Int, w: Int, into contexts: UnsafeMutablePointer<Float>, d: Int
    ) {
        // Safety: w columns of `count` rows that are d apart.
        kindred_whole().pointee.multiply(
            contexts, d, shares.numbers, shares.factors, count, valuePanels.numbers,
            valuePanels.factors, w, shares.pairs, nil)
    }
}
