import KindredIndex
import KindredVectors

/// What a reader likes and dislikes, each thing apart.
///
/// A reader of two fields is near to neither field's middle when both are blurred into one mean. So
/// every like is compared by itself, and what it makes of a paper joins the others only then; see
/// ``ProfileComparison``.
struct Profile {
    /// A paper of the index, or text from outside it.
    enum Part {
        /// The row of a paper.
        case paper(Int)
        /// Terms, ascending, and how often each stands in a text.
        case text(ids: [UInt32], counts: [Float])
    }

    /// Papers first, then the text of the question where it has one.
    let likes: [Part]
    let unlikes: [Part]
    /// What an encoder makes of likes and dislikes that are not in the index; empty where nobody
    /// asked it. Shapes: (likes), (dislikes).
    var likedVectors: [[Float]?] = []
    var unlikedVectors: [[Float]?] = []
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

    /// One thing that is liked or disliked.
    struct Interest {
        /// Its place among the likes or dislikes.
        let place: Int
        let part: Part
        /// What an encoder makes of it, where it is a text.
        var vector: [Float]?
    }

    /// The likes, each by itself; a paper liked twice comes once.
    var interests: [Interest] {
        var interests = Self.distinct(likes, likedVectors)
        guard case .vector(let vector) = encodedText, let last = interests.last,
            case .text = last.part, last.place == likes.count - 1
        else { return interests }
        interests[interests.count - 1].vector = vector
        return interests
    }

    /// The dislikes, each by itself; a paper disliked twice comes once.
    var aversions: [Interest] { Self.distinct(unlikes, unlikedVectors) }

    private static func distinct(_ parts: [Part], _ vectors: [[Float]?]) -> [Interest] {
        var rows: Set<Int> = []
        return parts.enumerated().compactMap { place, part in
            if case .paper(let row) = part, !rows.insert(row).inserted { return nil }
            return Interest(
                place: place, part: part,
                vector: vectors.indices.contains(place) ? vectors[place] : nil)
        }
    }
}

extension Profile.Interest {
    /// Where it lies in an encoder's space, seen from its mean: of length one, or zero where the
    /// encoder made nothing of it. Shape: (d).
    func direction(in encoding: StoredEncoding) -> [Float] {
        let stored: [Float]? =
            if case .paper(let row) = part { encoding.vectors.row(row) } else { vector }
        guard let stored else { return [Float](repeating: 0, count: encoding.vectors.columnCount) }
        let centred = encoding.centring.centred(stored).map(Double.init)
        let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // A vector this short is what rounding leaves of one at the mean.
        return centred.map { length > 1e-6 ? Float($0 / length) : 0 }
    }
}
