package import KindredVectors

/// What `LSA` learned from a corpus: the directions, and how much of the corpus each holds.
package struct FittedLSA: Sendable {
    /// The settings it was learned with. `dimensions` here is what was wanted.
    package let settings: LSA
    /// The directions, one a column, of length one each. Shape: (terms × d).
    package let components: DenseMatrix
    /// The singular values, falling, all above zero. Shape: (d).
    package let singularValues: Elements<Float>
    /// The sum of the squares of all weights of the corpus.
    package let sumOfSquares: Double

    /// What an earlier `fit` learned, for example as an index file holds it.
    package init(
        settings: LSA, components: DenseMatrix, singularValues: Elements<Float>,
        sumOfSquares: Double
    ) {
        self.settings = settings
        self.components = components
        self.singularValues = singularValues
        self.sumOfSquares = sumOfSquares
    }

    /// d: how many directions there are, at most as many as were wanted.
    ///
    /// Fewer where the corpus has a lower rank; none where it has no terms.
    package var dimensions: Int { components.columnCount }

    /// The share of the corpus's sum of squares that each direction holds. Shape: (d).
    ///
    /// Falling, and together at most 1, reached where the directions lose nothing. This is the
    /// explained variance about the origin: weights are not centred, which would fill the zeros.
    package var explained: [Double] {
        guard sumOfSquares > 0 else { return [] }
        return singularValues.array.map { Double($0) * Double($0) / sumOfSquares }
    }

    /// The point of one paper or text, of length one. Shape: (d).
    ///
    /// All zeros where the weights have nothing in common with the directions. Ids that are no
    /// learned terms count nothing.
    ///
    /// - Complexity: O(entries · d).
    package func project(_ weights: SparseVector) -> [Float] {
        let sum = weights.multiplied(by: components)
        let divisor = sum.withUnsafeBufferPointer {
            self.divisor(of: $0, norm: Double(weights.norm))
        }
        return sum.map { Float(Double($0) / divisor) }
    }

    /// The points of many papers, each of length one or all zeros. Shape: (papers × d).
    ///
    /// - Precondition: `weights` has as many columns as terms were learned.
    /// - Complexity: O(nonzeros · d), shared by `threads`. The answer does not depend on `threads`,
    ///   and each row is what `project` gives for that paper alone.
    package func project(
        _ weights: SparseMatrix, threads: Threads = Threads()
    ) -> DenseMatrix {
        let norms = weights.rowNorms(threads: threads)
        let d = dimensions
        return weights.multiplied(by: components, threads: threads) { rows, sums in
            for (place, row) in rows.enumerated() {
                let sum = UnsafeMutableBufferPointer(rebasing: sums[place * d..<(place + 1) * d])
                let divisor = divisor(of: UnsafeBufferPointer(sum), norm: Double(norms[row]))
                for k in 0..<d { sum[k] = Float(Double(sum[k]) / divisor) }
            }
        }
    }

    /// What the sum Vᵀx of weights x must be divided by to become a point.
    ///
    /// Its length; but infinity, which makes it zero, where next to nothing of x lies in the
    /// directions. What is left then is rounding, and would point anywhere at full length.
    private func divisor(of sum: UnsafeBufferPointer<Float>, norm: Double) -> Double {
        let length = sum.euclideanNorm
        return length > Self.noise * norm ? length : .infinity
    }

    /// The share of a paper's length below which its point is taken for rounding.
    ///
    /// Directions are learned in `Float`, with errors of about 1e-6 in each place; a paper whose
    /// point is real keeps several hundredths of its length.
    private static let noise = 1e-4
}

// MARK: - Reasons

extension FittedLSA {
    /// What each term of a candidate adds to its cosine with a point.
    ///
    /// The candidate's weights x have the cosine û · Vᵀx / ‖Vᵀx‖ with the unit point û, which is a
    /// sum over its terms: term t adds x_t (V_t · û) / ‖Vᵀx‖, where V_t is the term's row of
    /// `components`. A term may take away. The entries sum to the cosine up to rounding.
    ///
    /// - Parameters:
    ///   - candidate: The weights of the paper whose score is explained.
    ///   - point: What it was compared with, of length one, as `project` gives it. Shape: (d).
    /// - Returns: One entry for each term of `candidate`, all zero where its point is zero.
    /// - Complexity: O(entries · d).
    package func contributions(
        of candidate: SparseVector, toward point: [Float]
    ) -> SparseVector {
        precondition(point.count == dimensions, "a point needs one place for each direction")
        let sum = candidate.multiplied(by: components)
        let divisor = sum.withUnsafeBufferPointer {
            self.divisor(of: $0, norm: Double(candidate.norm))
        }
        let shares = zip(candidate.ids, candidate.weights).map { term, weight in
            Float(Double(weight) * component(of: term, along: point) / divisor)
        }
        return SparseVector(ids: candidate.ids, weights: shares)
    }

    /// V_t · û: how far a term lies in the direction of a point; 0 for a term not learned.
    private func component(of term: UInt32, along point: [Float]) -> Double {
        guard Int(term) < components.rowCount else { return 0 }
        return components.withRow(Int(term)) { row in
            zip(row, point).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        }
    }
}
