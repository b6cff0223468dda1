import Foundation

/// The encoder as its authors write it, one loop after the other: what the fast one must agree with.
///
/// Letters: n tokens, d dimensions, w dimensions of a head. Sums are in `Double`.
enum PlainForward {
    /// The vectors of one text's tokens after the last layer. Shape: (n × d).
    static func tokens(
        _ ids: [Int32], _ weights: EncoderWeights, _ settings: ModelSettings
    ) -> [[Double]] {
        let d = settings.dimensions
        var rows = ids.enumerated().map { position, id in
            (0..<d).map { column in
                Double(weights.words[Int(id) * d + column])
                    + Double(weights.positions[position * d + column])
                    + Double(weights.firstType[column])
            }
        }
        rows = rows.map { normalized($0, weights.norm, settings) }
        for layer in weights.layers {
            let attended = attention(rows, layer, settings).map { product($0, layer.attended) }
            rows = zip(rows, attended).map { row, part in
                normalized(sum(row, part), layer.attendedNorm, settings)
            }
            rows = rows.map { row in
                let inner = product(row, layer.inner).map { gelu($0, settings) }
                return normalized(sum(row, product(inner, layer.outer)), layer.outerNorm, settings)
            }
        }
        return rows
    }

    /// The vector of one text, of length one; zero where the model gives nothing finite.
    static func vector(
        _ ids: [Int32], _ weights: EncoderWeights, _ settings: ModelSettings
    ) -> [Double] {
        let rows = tokens(ids, weights, settings)
        let pooled =
            switch settings.pooling {
            case .first: rows[0]
            case .mean:
                (0..<settings.dimensions).map { column in
                    rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
                }
            }
        let length = pooled.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return pooled.map { length > 0 && length.isFinite ? $0 / length : 0 }
    }

    private static func attention(
        _ rows: [[Double]], _ layer: EncoderWeights.Layer, _ settings: ModelSettings
    ) -> [[Double]] {
        let queries = rows.map { product($0, layer.query) }
        let keys = rows.map { product($0, layer.key) }
        let values = rows.map { product($0, layer.value) }
        let w = settings.dimensions / settings.heads
        return queries.map { query in
            (0..<settings.heads).flatMap { head in
                let columns = head * w..<(head + 1) * w
                let scores = keys.map { key in
                    columns.reduce(0) { $0 + query[$1] * key[$1] } / Double(w).squareRoot()
                }
                let top = scores.max() ?? 0
                let shares = scores.map { exp($0 - top) }
                let all = shares.reduce(0, +)
                return columns.map { column in
                    zip(shares, values).reduce(0) { $0 + $1.0 / all * $1.1[column] }
                }
            }
        }
    }

    private static func product(_ row: [Double], _ linear: EncoderWeights.Linear) -> [Double] {
        linear.bias.buffer.indices.map { out in
            row.indices.reduce(Double(linear.bias[out])) {
                $0 + row[$1] * Double(linear.weights[out * row.count + $1])
            }
        }
    }

    private static func normalized(
        _ row: [Double], _ norm: EncoderWeights.Norm, _ settings: ModelSettings
    ) -> [Double] {
        let mean = row.reduce(0, +) / Double(row.count)
        let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
        return row.indices.map { column in
            (row[column] - mean) / (variance + Double(settings.epsilon)).squareRoot()
                * Double(norm.gain[column]) + Double(norm.shift[column])
        }
    }

    private static func gelu(_ x: Double, _ settings: ModelSettings) -> Double {
        settings.approximatesByTanh
            ? x / 2 * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
            : x / 2 * (1 + erf(x / 2.0.squareRoot()))
    }

    private static func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map(+) }
}
