import KindredCatalogue
import KindredIndex
import KindredText
import KindredVectors

/// Says in words what an entry adds to those before it, and what two entries share.
///
/// Words are the record's keywords, in all their languages, where it has any; else terms of the
/// index. A keyword that is part of one named already is left out, and so is a term that shares a
/// word or a Han character with one.
struct PathTerms {
    let vocabulary: Vocabulary
    let recipe: Recipe
    let ground: PathGround
    /// Each entry's keywords with the ids of their terms, by language.
    private let keywords: [[Keyword]]
    /// In how many entries each term stands.
    private let entryCounts: [UInt32: Int]

    private struct Keyword {
        let text: LocalizedText
        /// For each language the ids of its terms; none is empty.
        let ids: [[UInt32]]
    }

    init(_ ground: PathGround, recipe: Recipe, vocabulary: Vocabulary, among chosen: [Int]) {
        self.ground = ground
        self.recipe = recipe
        self.vocabulary = vocabulary
        let chosen = Set(chosen)
        keywords = ground.entries.enumerated().map { place, entry in
            guard chosen.contains(place) else { return [] }
            return entry.paper.keywords.compactMap { keyword in
                let ids = keyword.texts.map { recipe.counts(of: $0.text, in: vocabulary).ids }
                    .filter { !$0.isEmpty }
                return ids.isEmpty ? nil : Keyword(text: keyword, ids: ids)
            }
        }
        entryCounts = ground.entries.reduce(into: [:]) { counts, entry in
            for id in entry.terms.ids { counts[id, default: 0] += 1 }
        }
    }

    /// What an entry has that none of the entries before it has; the weightiest for the topic
    /// first.
    func added(by place: Int, after earlier: [Int], limit: Int) -> [LocalizedText] {
        let seen = Set(earlier.flatMap { ground.entries[$0].terms.ids })
        let own = weights(of: place) { ground.topicTerms[$0] ?? 0 }
        let words = keywords[place].filter { $0.ids.allSatisfy { !seen.isSuperset(of: $0) } }
            .map { ($0.text, weight(of: $0, own)) }
        if !words.isEmpty { return named(words, limit: limit) }
        // A term of this entry alone is no part of the topic.
        let terms = own.filter { !seen.contains($0.key) && (entryCounts[$0.key] ?? 0) > 1 }
        return named(terms.map { (word($0.key), $0.value) }, areTerms: true, limit: limit)
    }

    /// What one entry's titles, names and keywords say that another uses.
    func shared(from place: Int, by user: Int, limit: Int) -> (terms: [LocalizedText], sum: Double)
    {
        let (giver, taker) = (ground.entries[place], ground.entries[user])
        let products = giver.terms.products(with: taker.terms)
        var own: [UInt32: Double] = [:]
        for (id, weight) in zip(products.ids, products.weights)
        where giver.introduced.contains(id) { own[id] = Double(weight) }
        let used = Set(taker.terms.ids)
        let words = keywords[place].filter { $0.ids.contains { used.isSuperset(of: $0) } }
            .map { ($0.text, weight(of: $0, own)) }
        let terms =
            words.isEmpty
            ? named(own.map { (word($0.key), $0.value) }, areTerms: true, limit: limit)
            : named(words, limit: limit)
        // Summed in the order of the ids, so that rounding does not depend on hashing.
        let sum = own.keys.sorted().reduce(0) { $0 + (own[$1] ?? 0) }
        return (terms, sum)
    }

    private func weights(of place: Int, _ factor: (UInt32) -> Double) -> [UInt32: Double] {
        let terms = ground.entries[place].terms
        return Dictionary(
            uniqueKeysWithValues: zip(terms.ids, terms.weights).map {
                ($0, Double($1) * factor($0))
            })
    }

    /// The mean weight of a keyword's terms, in the language where it is largest.
    private func weight(of keyword: Keyword, _ weights: [UInt32: Double]) -> Double {
        keyword.ids.map { ids in
            ids.reduce(0) { $0 + (weights[$1] ?? 0) } / Double(ids.count)
        }.max() ?? 0
    }

    private func word(_ id: UInt32) -> LocalizedText { LocalizedText(vocabulary.term(id)) }

    /// The weightiest words, none of which repeats part of one before it.
    private func named(
        _ words: [(text: LocalizedText, weight: Double)], areTerms: Bool = false, limit: Int
    ) -> [LocalizedText] {
        let ordered = words.sorted {
            $0.weight == $1.weight ? $0.text.key < $1.text.key : $0.weight > $1.weight
        }
        var named: [LocalizedText] = []
        for (text, weight) in ordered where weight > 0 && !text.isEmpty {
            guard named.count < limit else { break }
            let repeats = named.contains {
                $0.holds(text) || text.holds($0) || (areTerms && $0.sharesPart(with: text))
            }
            if !repeats { named.append(text) }
        }
        return named
    }
}

extension LocalizedText {
    /// All texts as one, for ties.
    fileprivate var key: String { texts.map(\.text).joined(separator: "\u{0}") }

    /// Whether a text of this value holds the other's in the same language.
    fileprivate func holds(_ other: LocalizedText) -> Bool {
        texts.contains { mine in
            other[mine.language].map { mine.text.lowercased().contains($0.lowercased()) } ?? false
        }
    }

    /// Whether two terms of an index have a word or a Han character in common.
    fileprivate func sharesPart(with other: LocalizedText) -> Bool {
        let mine = Set(texts.flatMap { Self.parts(of: $0) })
        return !mine.isDisjoint(with: other.texts.flatMap { Self.parts(of: $0) })
    }

    private static func parts(of entry: Entry) -> [String] {
        entry.language == .chinese
            ? entry.text.map { String($0) } : entry.text.split(separator: " ").map(String.init)
    }
}
