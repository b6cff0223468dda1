package import KindredText
package import KindredVectors

/// What `BM25` learned from a corpus: idf, the score of absence, and the average length.
///
/// The score of a paper is the dot product of a query's weights with the paper's row of
/// `weights(_:)`, plus `baseline(of:)`.
package struct FittedBM25: Sendable {
    /// The settings it was learned with.
    package let settings: BM25
    /// The idf of each term. Shape: (terms). Unit: natural logarithm.
    package let idf: Elements<Float>
    /// The average over all papers of the sum of a paper's counts.
    package let averageLength: Double

    /// What an earlier `fit` learned, for example as an index file holds it.
    package init(settings: BM25, idf: Elements<Float>, averageLength: Double) {
        self.settings = settings
        self.idf = idf
        self.averageLength = averageLength
    }

    /// What a term adds to the score of a paper that does not hold it.
    ///
    /// Zero but for `bm25l` and `bm25plus`.
    ///
    /// - Precondition: `term` is below the number of learned terms.
    package func absence(of term: UInt32) -> Float {
        Float(Double(idf[Int(term)]) * settings.frequencyOfAbsence)
    }

    /// The weights of every paper, beyond those of absence. Shape: (papers × terms), with the
    /// places of `corpus`.
    ///
    /// - Parameter places: A matrix with the places of `corpus`, say its TF-IDF rows; they are then
    ///   stored once for both.
    /// - Precondition: `corpus` has as many terms as were learned.
    /// - Complexity: O(nonzeros), shared by `threads`. The answer does not depend on `threads`.
    package func weights(
        _ corpus: CorpusCounts, sharing places: SparseMatrix? = nil, threads: Threads = Threads()
    ) -> SparseMatrix {
        precondition(corpus.vocabulary.count == idf.count, "another vocabulary than was learned")
        return corpus.weighed(threads: threads, sharing: places) { ids, counts, weights in
            weigh(ids: ids, counts: counts, into: weights)
        }
    }

    /// The weights of one text as if it were a paper of the corpus.
    ///
    /// - Parameters:
    ///   - ids: Terms, ascending, each below the number of learned terms.
    ///   - counts: How often each stands in the text. Shape: that of `ids`.
    /// - Returns: As many entries as `ids`; a text without known terms gives an empty vector.
    /// - Complexity: O(ids).
    package func vector(ids: [UInt32], counts: [Float]) -> SparseVector {
        SparseVector(weighing: ids, counts) { ids, counts, weights in
            weigh(ids: ids, counts: counts, into: weights)
        }
    }

    /// The weights of a whole paper, or any long text, as a query.
    ///
    /// A paper as a query repeats its terms, and its most frequent ones would drown the others:
    /// mentions saturate, a count q weighing (k3 + 1) q / (k3 + q). A few words that somebody
    /// typed are a query as they stand, each weighing its count.
    ///
    /// - Parameters:
    ///   - ids: Terms, ascending, each below the number of learned terms.
    ///   - counts: How often each stands in the text. Shape: that of `ids`.
    /// - Source: Robertson, Walker, Jones, Hancock-Beaulieu, Gatford, "Okapi at TREC-3", 1994.
    package func queryWeights(ids: [UInt32], counts: [Float]) -> SparseVector {
        SparseVector(
            ids: ids, weights: counts.map { Float(settings.queryFrequency(Double($0))) })
    }

    /// What the terms of `query` add to the score of every paper, whatever it holds.
    ///
    /// It moves no paper past another, but without it the scores of `bm25l` and `bm25plus` are not
    /// those of their formula. Zero for the other variants.
    package func baseline(of query: SparseVector) -> Float {
        let absence = settings.frequencyOfAbsence
        guard absence > 0 else { return 0 }
        var sum = 0.0
        for (term, weight) in zip(query.ids, query.weights) {
            sum += Double(weight) * Double(idf[Int(term)]) * absence
        }
        return Float(sum)
    }

    /// Writes the weights of one row.
    func weigh(
        ids: UnsafeBufferPointer<UInt32>, counts: UnsafeBufferPointer<Float>,
        into weights: UnsafeMutableBufferPointer<Float>
    ) {
        let length = counts.reduce(0.0) { $0 + Double($1) }
        let relative = averageLength > 0 ? length / averageLength : 1
        let absence = settings.frequencyOfAbsence
        for place in ids.indices {
            let frequency = settings.frequency(Double(counts[place]), length: relative)
            weights[place] = Float(Double(idf[Int(ids[place])]) * (frequency - absence))
        }
    }
}
