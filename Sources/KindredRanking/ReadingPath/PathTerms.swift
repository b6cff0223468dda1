import KindredCatalogue
import KindredIndex
import KindredText
import KindredVectors

/// Says in words what an entry adds to those before it, and what two entries share.
///
/// Words are the record's keywords, in all their languages, where it has any; else terms of the
/// index, whole words only (``HanWords``). A keyword that is part of one named already is left out,
/// and so is a term that shares a word or a Han character with one.
struct PathTerms {
    let vocabulary: Vocabulary
    let recipe: Recipe
    let ground: PathGround
    /// Each entry's keywords with the ids of their terms, by language.
    private let keywords: [[Keyword]]
    private let hanWords: HanWords
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
        hanWords = HanWords(ground.entries, chosen: chosen)
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
    /// first. Nothing where it has keywords and all of them were there before.
    func added(by place: Int, after earlier: [Int], limit: Int) -> [LocalizedText] {
        let seen = Set(earlier.flatMap { ground.entries[$0].terms.ids })
        let own = weights(of: place) { ground.topicTerms[$0] ?? 0 }
        guard keywords[place].isEmpty else {
            let words = keywords[place].filter { $0.ids.allSatisfy { !seen.isSuperset(of: $0) } }
            return named(words.map { ($0.text, weight(of: $0, own)) }, limit: limit)
        }
        let capitals = Self.acronyms(in: ground.entries[place].paper)
        let introduced = ground.entries[place].introduced
        let terms = own.filter { id, _ in
            guard !seen.contains(id), says(id) else { return false }
            let term = vocabulary.term(id)
            return introduced.contains(id) || term.contains(" ") || capitals.contains(term)
        }
        return named(terms, in: place, limit: limit)
    }

    /// What two entries share of what one's titles, names and keywords say and the other uses.
    struct Shared {
        /// The terms, those that few entries of the topic have first.
        var terms: [LocalizedText] = []
        /// Whether what they share can be named by no whole word.
        var isNameless = false
        /// The sum of their common weights.
        var sum = 0.0
        /// The same, where a term that most entries have counts little.
        var distinctSum = 0.0
    }

    /// What one entry's titles, names and keywords say that another uses.
    func shared(from place: Int, by user: Int, limit: Int) -> Shared {
        let (giver, taker) = (ground.entries[place], ground.entries[user])
        let products = giver.terms.products(with: taker.terms)
        var own: [UInt32: Double] = [:]
        var shared = Shared()
        for (id, weight) in zip(products.ids, products.weights)
        where giver.introduced.contains(id) {
            own[id] = Double(weight) * distinction(of: id)
            shared.sum += Double(weight)
            shared.distinctSum += Double(weight) * distinction(of: id)
        }
        let used = Set(taker.terms.ids)
        let words = keywords[place].filter { $0.ids.contains { used.isSuperset(of: $0) } }
        guard words.isEmpty else {
            shared.terms = named(words.map { ($0.text, weight(of: $0, own)) }, limit: limit)
            return shared
        }
        let said = own.filter { says($0.key) }
        shared.terms = named(said, in: place, and: user, limit: limit)
        shared.isNameless = shared.terms.isEmpty && !said.isEmpty
        return shared
    }

    /// Terms in whole words, as one entry, and where asked for another one, writes them; a pair of
    /// Latin words says more than one word, and counts double. Ties in the order of the terms.
    private func named(
        _ weights: [UInt32: Double], in place: Int, and other: Int? = nil, limit: Int
    ) -> [LocalizedText] {
        let terms = Set(weights.keys.map { vocabulary.term($0) })
        let words = weights.sorted { $0.key < $1.key }.compactMap {
            id, weight -> (LocalizedText, Double)? in
            let term = vocabulary.term(id)
            guard HanWords.isPair(term) else {
                return (LocalizedText(term), term.contains(" ") ? 2 * weight : weight)
            }
            // A run may only grow by what is to be said; what two texts share, by any term.
            let word = hanWords.word(around: term, in: place, and: other) {
                other == nil ? terms.contains($0) : vocabulary.id(of: $0) != nil
            }
            return word.map { (LocalizedText($0), weight) }
        }
        return named(words, areTerms: true, limit: limit)
    }

    /// Words that a paper writes with two capitals or more, in lower case: `gcn`.
    private static func acronyms(in paper: Paper) -> Set<String> {
        let texts = paper.titles.texts + paper.summary.texts + paper.abstract.texts
        let words = texts.flatMap { $0.text.split { !$0.isLetter && !$0.isNumber } }
        return Set(words.filter { $0.count { $0.isUppercase } >= 2 }.map { $0.lowercased() })
    }

    /// What a term tells about entries of this topic: 1 where few have it, little where most have.
    private func distinction(of id: UInt32) -> Double {
        let share = Double(entryCounts[id] ?? 0) / Double(max(1, ground.entries.count))
        return max(0.05, 1 - share)
    }

    /// Whether a term belongs to the topic and says something by itself: no word of it is in a large part of the catalogue,
    /// as `method` and `using` are.
    private func says(_ id: UInt32) -> Bool {
        // A term of one entry alone, or of two among many, is no part of the topic.
        guard (entryCounts[id] ?? 0) >= (ground.entries.count < 50 ? 2 : 3) else { return false }
        let words = vocabulary.term(id).split(separator: " ")
        let most = Double(vocabulary.documentCount) * (words.count > 1 ? 0.15 : 0.05)
        return words.allSatisfy { word in
            let frequency = vocabulary.id(of: String(word)).map(vocabulary.documentFrequency) ?? 0
            return Double(frequency) <= max(most, 20)
        }
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
