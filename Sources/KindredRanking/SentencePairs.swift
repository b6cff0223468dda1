import KindredCatalogue
import KindredIndex
import KindredText
import KindredVectors

/// The sentence of a question and the sentence of an answer that an encoder puts closest together.
public struct SentencePair: Hashable, Sendable {
    /// A sentence of the text or of a liked paper.
    public let asked: String
    /// A sentence of the answer.
    public let found: String
    /// The cosine of their vectors, in -1...1.
    public let similarity: Double

    /// Two sentences and their cosine.
    public init(asked: String, found: String, similarity: Double) {
        (self.asked, self.found, self.similarity) = (asked, found, similarity)
    }
}

extension Related {
    /// The same answer, with the closest pair of sentences in each reason that is the encoder's
    /// part.
    ///
    /// Sentences are those of what the encoder reads: of the question's text, and of titles with
    /// abstracts or summaries. Of equal pairs the first counts. Without the very model on this
    /// machine the answer stays as it was.
    /// - Complexity: One run of the encoder over the sentences of the question and of all answers
    ///   with such a reason, at most ``sentencesOfAPaper`` of each.
    package func quotingSentences(in answer: RelatedAnswer) -> RelatedAnswer {
        let places = answer.matches.indices.filter { place in
            answer.matches[place].reasons.contains { $0.signal == .encoder }
        }
        let asked = ([answer.text].compactMap(\.self) + answer.likes.flatMap(\.encodedParts))
            .flatMap(sentences)
        guard let textModel, !places.isEmpty, !asked.isEmpty else { return answer }
        let found = places.map { answer.matches[$0].paper.encodedParts.flatMap(sentences) }
        guard
            let vectors = textModel.vectors(of: asked + found.flatMap(\.self), threads: threads)
        else { return answer }
        var answer = answer
        var first = asked.count
        for (place, sentences) in zip(places, found) {
            let pair = Self.closest(asked, sentences, vectors, from: first)
            first += sentences.count
            answer.matches[place].quote(pair)
        }
        return answer
    }

    /// A paper with more sentences is read no further.
    static let sentencesOfAPaper = 64

    private func sentences(of text: String) -> [String] {
        Array(Sentences.cut(text).prefix(Self.sentencesOfAPaper))
    }

    /// The pair with the greatest cosine; vectors of `found` stand from row `first` on.
    private static func closest(
        _ asked: [String], _ found: [String], _ vectors: DenseMatrix, from first: Int
    ) -> SentencePair? {
        var best: (asked: Int, found: Int, cosine: Float)?
        for left in asked.indices {
            for right in found.indices {
                let cosine = canonicalDot(vectors.row(left), vectors.row(first + right))
                if cosine > best?.cosine ?? -.infinity { best = (left, right, cosine) }
            }
        }
        return best.map {
            SentencePair(
                asked: asked[$0.asked], found: found[$0.found],
                similarity: Double(min(max($0.cosine, -1), 1)))
        }
    }
}

extension Match {
    fileprivate mutating func quote(_ pair: SentencePair?) {
        for place in reasons.indices where reasons[place].signal == .encoder {
            reasons[place].sentences = pair
        }
    }
}
