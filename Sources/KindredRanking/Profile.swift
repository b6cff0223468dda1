import KindredVectors

/// What a reader likes and dislikes.
struct Profile {
    /// A paper of the index, or text from outside it.
    enum Part {
        /// The row of a paper.
        case paper(Int)
        /// Terms, ascending, and how often each stands in a text.
        case text(ids: [UInt32], counts: [Float])
    }

    let likes: [Part]
    let unlikes: [Part]

    /// How much a dislike takes away, where a like gives 1.
    ///
    /// Rocchio's feedback takes 0.15 to 0.25 of what it gives, for search results; here a person
    /// named the disliked paper, so it counts half a like.
    static let dislike: Float = 0.5

    /// The direction a reader looks into: the mean of the likes less half the mean of the dislikes.
    ///
    /// - Parameter vector: Makes a part a vector.
    /// - Returns: Not scaled to length one; without entries, or all zeros, where nothing is left.
    /// - Source: Rocchio, "Relevance feedback in information retrieval", 1971.
    func direction<Failure: Error>(
        _ vector: (Part) throws(Failure) -> SparseVector
    ) throws(Failure) -> SparseVector {
        let likes = try Self.mean(of: likes, vector)
        guard !unlikes.isEmpty else { return likes }
        return likes.adding(try Self.mean(of: unlikes, vector), times: -Self.dislike)
    }

    private static func mean<Failure: Error>(
        of parts: [Part], _ vector: (Part) throws(Failure) -> SparseVector
    ) throws(Failure) -> SparseVector {
        var sum = SparseVector.zero
        for part in parts { sum = sum.adding(try vector(part)) }
        return parts.count > 1 ? sum.scaled(by: 1 / Float(parts.count)) : sum
    }
}
