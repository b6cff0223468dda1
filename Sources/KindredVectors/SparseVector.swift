/// A row of a sparse matrix: the places that are not zero, and their weights.
///
/// Sums run in `Float`, by ascending id, one product and one addition at a time. Every sparse
/// score in this module is that sum, which is why the fast ones can equal the plain one exactly.
package struct SparseVector: Sendable, Equatable {
    /// The places that hold a weight, strictly ascending. Shape: (entries).
    package let ids: [UInt32]
    /// The weights at `ids`. Shape: (entries).
    package let weights: [Float]

    /// A vector from its places and weights.
    ///
    /// - Precondition: As many weights as ids, and the ids strictly ascending.
    package init(ids: [UInt32], weights: [Float]) {
        precondition(ids.count == weights.count, "every id needs one weight")
        precondition(isStrictlyAscending(ids), "ids must ascend, each once")
        self.ids = ids
        self.weights = weights
    }

    /// A vector without entries.
    package static let zero = SparseVector(ids: [], weights: [])

    /// How many places hold a weight.
    package var count: Int { ids.count }

    /// Whether no place holds a weight.
    package var isEmpty: Bool { ids.isEmpty }

    /// The Euclidean length, summed in `Double`.
    package var norm: Float { Float(weights.euclideanNorm) }

    /// The vector at length one; one without length, or whose length is not finite, stays as it is.
    package func normalized() -> SparseVector {
        let norm = weights.euclideanNorm
        guard norm > 0, norm.isFinite else { return self }
        return SparseVector(ids: ids, weights: weights.map { Float(Double($0) / norm) })
    }

    /// The sum of the products at common ids, ascending, in `Float`.
    ///
    /// - Complexity: O(entries of both). No common id gives exactly 0.
    package func dot(_ other: SparseVector) -> Float {
        plainDot(ids, weights, other.ids, other.weights)
    }

    /// The vector with every weight multiplied by `factor`.
    package func scaled(by factor: Float) -> SparseVector {
        SparseVector(ids: ids, weights: weights.map { $0 * factor })
    }

    /// The sum of this vector and `factor` times another.
    ///
    /// Places that cancel stay, with weight zero.
    package func adding(_ other: SparseVector, times factor: Float = 1) -> SparseVector {
        var ids: [UInt32] = []
        var weights: [Float] = []
        ids.reserveCapacity(count + other.count)
        weights.reserveCapacity(count + other.count)
        var mine = 0
        var theirs = 0
        while mine < count || theirs < other.count {
            let left = mine < count ? self.ids[mine] : .max
            let right = theirs < other.count ? other.ids[theirs] : .max
            var weight: Float = 0
            let takesMine = mine < count && (left <= right || theirs == other.count)
            let takesTheirs = theirs < other.count && (right <= left || mine == count)
            if takesMine { weight += self.weights[mine] }
            if takesTheirs { weight += factor * other.weights[theirs] }
            ids.append(takesMine ? left : right)
            weights.append(weight)
            if takesMine { mine += 1 }
            if takesTheirs { theirs += 1 }
        }
        return SparseVector(ids: ids, weights: weights)
    }
}

extension UnsafeBufferPointer<Float> {
    /// The square root of the sum of squares, in order, both in `Double`; 0 where there is nothing.
    package var euclideanNorm: Double { squares.squareRoot() }

    /// The sum of squares, in order, in `Double`.
    package var squares: Double {
        var sum = 0.0
        for place in 0..<count { sum += Double(self[place]) * Double(self[place]) }
        return sum
    }
}

extension [Float] {
    /// The same of an array.
    package var euclideanNorm: Double { withUnsafeBufferPointer { $0.euclideanNorm } }
}

extension Elements<Float> {
    /// The sum of squares, in `Double`, block by block: the same for any `threads`.
    package func squares(threads: Threads) -> Double {
        threads.mapBlocks(of: count, size: 1 << 16) { block, _ in
            withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[block]).squares }
        }.reduce(0, +)
    }

    /// The largest magnitude; what is not a number counts nothing, and nothing gives 0.
    func largest(threads: Threads) -> Float {
        threads.mapBlocks(of: count, size: 1 << 16) { block, _ in
            withUnsafeBufferPointer { values in
                var largest: Float = 0
                for place in block where values[place].magnitude > largest {
                    largest = values[place].magnitude
                }
                return largest
            }
        }.reduce(0, max)
    }
}

/// Whether every id is larger than the one before.
func isStrictlyAscending(_ ids: some Collection<UInt32>) -> Bool {
    zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }
}

/// The sum of products at common ids, ascending, in `Float`: what every sparse score must equal.
func plainDot(
    _ ids: some RandomAccessCollection<UInt32>, _ weights: some RandomAccessCollection<Float>,
    _ otherIDs: some RandomAccessCollection<UInt32>,
    _ otherWeights: some RandomAccessCollection<Float>
) -> Float {
    var sum: Float = 0
    var (i, j) = (ids.startIndex, otherIDs.startIndex)
    var (p, q) = (weights.startIndex, otherWeights.startIndex)
    while i < ids.endIndex, j < otherIDs.endIndex {
        let (left, right) = (ids[i], otherIDs[j])
        if left == right { sum += weights[p] * otherWeights[q] }
        if left <= right {
            ids.formIndex(after: &i)
            weights.formIndex(after: &p)
        }
        if right <= left {
            otherIDs.formIndex(after: &j)
            otherWeights.formIndex(after: &q)
        }
    }
    return sum
}
