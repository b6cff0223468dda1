package import KindredText
package import KindredVectors

/// What `TFIDF` learned from a corpus: the idf of every term.
///
/// It weighs the corpus it learned from, and any later text, by the same numbers.
package struct FittedTFIDF: Sendable {
    /// The settings it was learned with.
    package let settings: TFIDF
    /// The idf of each term. Shape: (terms). Unit: natural logarithm.
    package let idf: Elements<Float>

    /// What an earlier `fit` learned, for example as an index file holds it.
    package init(settings: TFIDF, idf: Elements<Float>) {
        self.settings = settings
        self.idf = idf
    }

    /// The weights of every paper. Shape: (papers × terms), with the places of `corpus`.
    ///
    /// A paper without terms has an empty row.
    ///
    /// - Precondition: `corpus` has as many terms as were learned.
    /// - Complexity: O(nonzeros), shared by `threads`. The answer does not depend on `threads`.
    package func weights(
        _ corpus: CorpusCounts, threads: Threads = Threads()
    ) -> SparseMatrix {
        precondition(corpus.vocabulary.count == idf.count, "another vocabulary than was learned")
        return corpus.weighed(threads: threads) { ids, counts, weights in
            weigh(ids: ids, counts: counts, into: weights)
        }
    }

    /// The weights of one text: its counts by term, as the weights of a paper would be.
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

    /// Writes the weights of one row.
    ///
    /// - Parameters:
    ///   - ids: Terms, ascending, each below the number of learned terms.
    ///   - counts: How often each stands in the text. Shape: that of `ids`.
    ///   - weights: Overwritten. Shape: that of `ids`.
    package func weigh(
        ids: UnsafeBufferPointer<UInt32>, counts: UnsafeBufferPointer<Float>,
        into weights: UnsafeMutableBufferPointer<Float>
    ) {
        for place in ids.indices {
            let idf = Double(idf[Int(ids[place])])
            weights[place] = Float(settings.frequency(counts[place]) * idf)
        }
        let length = settings.length(of: weights)
        guard length != 1 else { return }
        for place in weights.indices { weights[place] = Float(Double(weights[place]) / length) }
    }
}
