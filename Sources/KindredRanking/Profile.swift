import KindredIndex
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
    /// What an encoder makes of the text among the likes.
    var encodedText = EncodedText.none

    /// What came of a text that an encoder was to read.
    enum EncodedText {
        /// There is no text, or no encoder.
        case none
        /// Its vector, of length one.
        case vector([Float])
        /// The encoder, which is not on this machine.
        case missing(model: String)
    }

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

extension Profile {
    /// The direction a reader looks into, in an encoder's space seen from its mean: the mean of the
    /// likes' vectors as seen from there less half that of the dislikes'.
    ///
    /// - Returns: Of length one; zero where nothing is left. Shape: (d).
    func direction(in encoding: StoredEncoding) -> [Float] {
        var sum = [Double](repeating: 0, count: encoding.vectors.columnCount)
        func add(_ vectors: [[Float]], times weight: Double) {
            for vector in vectors {
                let factor = weight / Double(vectors.count)
                for (place, value) in encoding.centring.centred(vector).enumerated() {
                    sum[place] += factor * Double(value)
                }
            }
        }
        var liked = rows(of: likes).map(encoding.vectors.row)
        if case .vector(let text) = encodedText { liked.append(text) }
        add(liked, times: 1)
        add(rows(of: unlikes).map(encoding.vectors.row), times: -Double(Self.dislike))
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // A sum this short is what rounding leaves of likes and dislikes that cancel.
        return sum.map { length > 1e-6 ? Float($0 / length) : 0 }
    }

    private func rows(of parts: [Part]) -> [Int] {
        parts.compactMap { if case .paper(let row) = $0 { row } else { nil } }
    }
}
