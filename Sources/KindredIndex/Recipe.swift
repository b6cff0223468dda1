import Foundation
package import KindredVectors

/// How the text of papers becomes vectors: everything that fitting depends on beside the papers.
///
/// An index keeps its recipe, so that later text is read as the papers were.
public struct Recipe: Hashable, Sendable, Codable {
    /// The signals an index holds.
    public var signals: [Signal] = [.tfidf, .bm25]
    /// What English words are reduced to.
    public var stemming: Stemming = .plurals
    /// Whether two neighbouring words also count as one term.
    public var wordBigrams = false
    /// The fewest papers a term must stand in. With 1 every word can be asked for.
    public var minimumDocumentFrequency = 1
    /// The largest number of terms, the most frequent first; nil for all.
    public var featureCap: Int?
    /// How much a word of the title counts, where a word of the summary or abstract counts 1.
    public var titleWeight: Float = 2
    /// How much a word of a topic's name or of a link's label counts: they describe the paper, but
    /// its neighbours too.
    public var surroundingsWeight: Float = 0.5
    /// The dimensions of LSA.
    public var dimensions = 256
    /// The seed of LSA's random start.
    public var seed: UInt64 = 7
    /// The encoder that read the papers: the name of a model, or its folder; nil for none.
    public var encoder: String?
    /// How signals and several likes become one score; nil for what this program has built in.
    public var fusion: Fusion?

    /// The recipe of the lexical signals that measured best; see ARCHITECTURE.md.
    public init() {}

    /// The recipe of the fused signal that measured best: word pairs, TF-IDF and LSA.
    public static var fused: Recipe {
        var recipe = Recipe()
        recipe.signals = [.tfidf, .lsa]
        recipe.wordBigrams = true
        return recipe
    }

    /// The recipe of what one signal needs, and no more.
    public init(for signal: Signal) {
        self = signal == .fused ? .fused : Recipe()
        if signal != .fused { signals = [signal] }
    }

    /// What English words are reduced to.
    public enum Stemming: String, Hashable, Sendable, Codable, CaseIterable {
        /// Words stay as they are.
        case none
        /// A plural becomes its singular: `networks` is `network`.
        case plurals
        /// Snowball's English stem: `recommendations` is `recommend`.
        case snowball
    }
}

extension Recipe {
    /// The recipe as JSON, the same bytes for the same recipe.
    package var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // Encoding plain numbers fails only for a weight that is no number.
        return (try? encoder.encode(self)).map(Array.init) ?? []
    }

    /// The recipe that an index keeps.
    package init(json: Elements<UInt8>, path: String) throws(IndexError) {
        do {
            self = try json.withUnsafeBufferPointer {
                try JSONDecoder().decode(Recipe.self, from: Data($0))
            }
        } catch {
            throw .contradiction(
                path: path, section: "settings", expected: "a recipe that this program knows",
                found: "\(error)")
        }
        guard featureCap ?? 1 >= 1 else {
            throw .contradiction(
                path: path, section: "settings", expected: "a feature cap of at least 1",
                found: "\(featureCap ?? 0)")
        }
        guard fusion?.isSound ?? true else {
            throw .contradiction(
                path: path, section: "settings", expected: Fusion.form, found: "other numbers")
        }
    }
}
