import Foundation

/// How much each signal counts in a fused score, and how several liked and disliked papers become
/// one score.
///
/// What ships stands in `models/fusion.json`, which `Benchmarks/fusion` makes; a test holds that it
/// and the values here agree. An index keeps what it was made with, so that its answers stay.
public struct Fusion: Hashable, Sendable, Codable {
    /// What each signal's cosine is multiplied with.
    public struct Weights: Hashable, Sendable, Codable {
        /// Shared words.
        public var tfidf: Float
        /// The company of words, seen from the mean of all papers.
        public var lsa: Float
        /// What sentences say, seen from the mean of all papers.
        public var encoder: Float

        /// Weights of at least 0 each.
        public init(tfidf: Float, lsa: Float, encoder: Float = 0) {
            self.tfidf = tfidf
            self.lsa = lsa
            self.encoder = encoder
        }
    }

    /// Where there is no encoder, or a text that it could not read.
    public var withoutEncoder = Weights(tfidf: 0.8, lsa: 0.2)
    /// Where an encoder read the papers.
    public var withEncoder = Weights(tfidf: 0.5, lsa: 0.15, encoder: 0.35)
    /// The exponent of the mean over several likes: 1, 1.5 or 2. The higher, the more a paper near
    /// one of them counts against a paper halfway to all.
    public var power: Double = 1.5
    /// How much of the mean similarity to what is disliked is taken away, in 0...1.
    public var dislikeShare: Float = 0.1

    /// What measured best; see QUALITY.md.
    public init() {}

    /// Whether every number lies where it may.
    package var isSound: Bool {
        let weights = [withoutEncoder, withEncoder]
        return weights.allSatisfy { each in
            [each.tfidf, each.lsa, each.encoder].allSatisfy { (0...1).contains($0) }
                && each.tfidf > 0
        } && [1, 1.5, 2].contains(power) && (0...1).contains(dislikeShare)
    }

    static let form =
        "weights in 0...1, tfidf above 0, a power of 1, 1.5 or 2, and a dislikeShare in 0...1"
}

extension Fusion {
    /// Reads weights from JSON such as `models/fusion.json`, past keys that are not known.
    ///
    /// - Throws: `IndexError.notFusion` where the file cannot be read, holds something else, or has
    ///   a number where it may not lie.
    public init(contentsOf path: String) throws(IndexError) {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            self = try JSONDecoder().decode(Fusion.self, from: data)
        } catch {
            throw .notFusion(path: path, expected: Self.form)
        }
        guard isSound else { throw .notFusion(path: path, expected: Self.form) }
    }
}
