/// Scores as seen from the mean of all rows: (product - offset) / distance, each step rounded to
/// `Float`; 0 for a row whose distance is not above zero.
///
/// Every step is monotone, rounding included, so that what bounds a product bounds its score.
package struct CentredScores: Sendable {
    /// The query's product with the mean.
    package let offset: Float
    /// How far each row lies from the mean. Shape: (rows).
    package let distances: Elements<Float>

    /// - Parameters:
    ///   - offset: Shape: a number.
    ///   - distances: Shape: (rows).
    package init(offset: Float, distances: Elements<Float>) {
        self.offset = offset
        self.distances = distances
    }

    /// The score of a row by its product with the query.
    @inline(__always)
    package func score(_ product: Float, row: Int) -> Float {
        let distance = distances[row]
        return distance > 0 ? (product - offset) / distance : 0
    }

    /// Turns the products of some rows, the first of them `firstRow`, into scores.
    package func score(_ products: UnsafeMutableBufferPointer<Float>, firstRow: Int) {
        distances.withUnsafeBufferPointer { distances in
            let part = UnsafeBufferPointer(
                rebasing: distances[firstRow..<firstRow + products.count])
            for place in products.indices {
                let distance = part[place]
                let score = (products[place] - offset) / distance
                products[place] = distance > 0 ? score : 0
            }
        }
    }
}
