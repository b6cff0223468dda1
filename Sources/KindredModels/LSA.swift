package import KindredVectors

/// Latent semantic analysis: papers as points in the few directions that hold most of the corpus.
///
/// The weights A (papers × terms) are decomposed as U Σ Vᵀ, and the d directions with the largest
/// singular values are kept. A paper with weights x becomes Vᵀx, divided by its length, so that a
/// dot product is a cosine. Terms that keep the same company fall together, and two papers can
/// be akin that share no word.
///
/// - Source: Deerwester, Dumais, Furnas, Landauer, Harshman, "Indexing by latent semantic
///   analysis", 1990; the decomposition: Halko, Martinsson, Tropp, "Finding structure with
///   randomness", SIAM Review 53(2), 2011.
package struct LSA: Codable, Hashable, Sendable {
    /// How many directions are wanted; a corpus of lower rank has fewer. At least 1.
    package let dimensions: Int
    /// How many more are carried while computing, so that the last wanted ones are right too.
    /// At least 0.
    package let oversampling: Int
    /// How often the random start is drawn towards the leading directions. At least 0.
    package let powerIterations: Int
    /// What the random start is drawn from; the same seed gives the same answer.
    package let seed: UInt64

    /// Settings; those not given are the ones measured in ARCHITECTURE.md.
    ///
    /// - Precondition: `dimensions` is at least 1, `oversampling` and `powerIterations` at least 0.
    package init(
        dimensions: Int = 256, oversampling: Int = 16, powerIterations: Int = 8, seed: UInt64 = 7
    ) {
        precondition(
            Self.isSound(dimensions, oversampling, powerIterations), Self.bounds)
        self.dimensions = dimensions
        self.oversampling = oversampling
        self.powerIterations = powerIterations
        self.seed = seed
    }

    /// Settings as a file holds them.
    ///
    /// - Throws: `DecodingError` where a number lies outside its bounds.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        dimensions = try values.decode(Int.self, forKey: .dimensions)
        oversampling = try values.decode(Int.self, forKey: .oversampling)
        powerIterations = try values.decode(Int.self, forKey: .powerIterations)
        seed = try values.decode(UInt64.self, forKey: .seed)
        guard Self.isSound(dimensions, oversampling, powerIterations) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: Self.bounds))
        }
    }

    private static let bounds =
        "LSA takes dimensions of at least 1, and oversampling and power iterations of at least 0"

    private static func isSound(
        _ dimensions: Int, _ oversampling: Int, _ powerIterations: Int
    ) -> Bool {
        dimensions >= 1 && oversampling >= 0 && powerIterations >= 0
    }
}

// MARK: - Learning

extension LSA {
    /// Learns the directions of a corpus.
    ///
    /// Nothing is centred. The same settings give the same directions for any `threads`.
    ///
    /// - Parameter weights: Finite, say TF-IDF. Shape: (papers × terms).
    /// - Complexity: O(powerIterations · nonzeros · d) + O((papers + terms) · d²).
    package func fit(_ weights: SparseMatrix, threads: Threads = Threads()) -> FittedLSA {
        let found = decompose(weights, threads)
        return FittedLSA(
            settings: self, components: found.rightVectors,
            singularValues: Elements(found.singularValues),
            sumOfSquares: weights.weights.squares(threads: threads))
    }

    /// Few papers are compared pair by pair; many are met by random combinations of them.
    private func decompose(_ weights: SparseMatrix, _ threads: Threads) -> SingularDirections {
        guard weights.rowCount > SVD.fewRows else {
            return SVD.byGram(weights, rank: dimensions, threads: threads)
        }
        return SVD.randomized(
            weights,
            SVD.Settings(
                rank: dimensions, oversampling: oversampling, powerIterations: powerIterations,
                seed: seed),
            threads: threads)
    }
}
