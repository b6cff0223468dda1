package import KindredVectors

/// The mean of points of length one, and how far each point lies from it.
///
/// Points of papers crowd around their mean: what all papers have in common. Seen from there, the
/// cosine of x with a point q becomes (q̂ · x − q̂ · c) / |x − c|, with q̂ = (q − c) / |q − c|, so
/// the points themselves need not be stored a second time.
package struct Centring: Sendable {
    /// c, the mean of all points that are not zero. Shape: (d).
    package let centre: Elements<Float>
    /// |x − c| for every point x; 0 for a point of zero, which is like nothing. Shape: (papers).
    package let distances: Elements<Float>

    init(centre: Elements<Float>, distances: Elements<Float>) {
        self.centre = centre
        self.distances = distances
    }

    /// The centring of some points.
    ///
    /// - Parameter points: Each of length one, or zero. Shape: (papers × d).
    /// - Complexity: O(papers · d), shared by `threads`, and the same for any of them.
    package init(of points: DenseMatrix, threads: Threads) {
        let d = points.columnCount
        let sums = threads.mapBlocks(of: points.rowCount, size: 1_024) { rows, _ in
            var sum = [Double](repeating: 0, count: d + 1)
            for row in rows {
                points.withRow(row) { point in
                    guard point.contains(where: { $0 != 0 }) else { return }
                    for place in 0..<d { sum[place] += Double(point[place]) }
                    sum[d] += 1
                }
            }
            return sum
        }
        let total = sums.reduce(into: [Double](repeating: 0, count: d + 1)) { total, sum in
            for place in 0...d { total[place] += sum[place] }
        }
        let centre = total.prefix(d).map { Float($0 / max(total[d], 1)) }
        let distances = threads.mapBlocks(of: points.rowCount, size: 1_024) { rows, _ in
            rows.map { row in points.withRow(row) { Self.distance(of: $0, from: centre) } }
        }
        self.init(centre: Elements(centre), distances: Elements(distances.flatMap(\.self)))
    }

    /// No centring, for an index that has none: points are seen from zero.
    static func none(paperCount: Int, dimensions: Int) -> Centring {
        Centring(
            centre: Elements([Float](repeating: 0, count: dimensions)),
            distances: Elements([Float](repeating: 1, count: paperCount)))
    }

    /// How far each of some other points lies from the mean; 0 for a point of zero. Shape:
    /// (points).
    package func distances(of points: DenseMatrix) -> Elements<Float> {
        let centre = centre.array
        return Elements(
            (0..<points.rowCount).map { row in
                points.withRow(row) { Self.distance(of: $0, from: centre) }
            })
    }

    /// A point as it is seen from the mean, of length one; zero stays zero.
    package func centred(_ point: [Float]) -> [Float] {
        let distance = centre.withUnsafeBufferPointer { centre in
            point.withUnsafeBufferPointer { Self.distance(of: $0, from: Array(centre)) }
        }
        guard distance > 0 else { return point.map { _ in 0 } }
        return point.indices.map { (point[$0] - centre[$0]) / distance }
    }

    private static func distance(of point: UnsafeBufferPointer<Float>, from centre: [Float])
        -> Float
    {
        guard point.contains(where: { $0 != 0 }) else { return 0 }
        let sum = point.indices.reduce(0.0) {
            let difference = Double(point[$1]) - Double(centre[$1])
            return $0 + difference * difference
        }
        return Float(sum.squareRoot())
    }
}

extension StoredLSA {
    /// Whether its terms ascend and are terms of the vocabulary.
    func termsAreSound(below count: Int) -> Bool {
        guard let terms = terms?.array else { return true }
        return zip(terms, terms.dropFirst()).allSatisfy { $0 < $1 }
            && (terms.last.map { Int($0) < count } ?? true)
    }

    /// A vector of the terms that LSA knows as a vector of the vocabulary; terms that a damaged
    /// file has out of order are left out.
    /// - Complexity: O(entries).
    package func widened(_ vector: SparseVector) -> SparseVector {
        guard let terms else { return vector }
        var ids: [UInt32] = []
        var weights: [Float] = []
        for (id, weight) in zip(vector.ids, vector.weights) where Int(id) < terms.count {
            let term = terms[Int(id)]
            guard ids.last.map({ $0 < term }) ?? true else { continue }
            ids.append(term)
            weights.append(weight)
        }
        return SparseVector(ids: ids, weights: weights)
    }

    /// A vector of the vocabulary as a vector of the terms that LSA knows.
    /// - Complexity: O(entries · log terms).
    package func restricted(_ vector: SparseVector) -> SparseVector {
        guard let terms else {
            let kept = vector.ids.prefix { Int($0) < components.rowCount }.count
            return SparseVector(
                ids: Array(vector.ids.prefix(kept)), weights: Array(vector.weights.prefix(kept)))
        }
        var ids: [UInt32] = []
        var weights: [Float] = []
        for (id, weight) in zip(vector.ids, vector.weights) {
            var (low, high) = (0, terms.count)
            while low < high {
                let middle = (low + high) / 2
                if terms[middle] < id { low = middle + 1 } else { high = middle }
            }
            guard low < terms.count, terms[low] == id, ids.last.map({ $0 < UInt32(low) }) ?? true
            else { continue }
            ids.append(UInt32(low))
            weights.append(weight)
        }
        return SparseVector(ids: ids, weights: weights)
    }
}
