import KindredCatalogue
import KindredIndex
import KindredText
import KindredVectors

// Chinese text put to a catalogue in English: the terms of the text, and the catalogue's terms that
// the index's translations name for them.

/// The terms of a text as a question asks for them.
struct AskedTerms {
    /// Terms of the catalogue, ascending.
    var ids: [UInt32] = []
    /// How often each stands in the text, or would if it were in the catalogue's words.
    var counts: [Float] = []
    /// For terms that stand for Chinese ones more than for themselves: the Chinese term that
    /// brings the most.
    var via: [UInt32: String] = [:]

    /// The terms as a part of a profile.
    var part: Profile.Part { .text(ids: ids, counts: counts) }
}

extension Related {
    /// What translated terms count together, where the text's own terms count 1.
    ///
    /// Measured on Chinese summaries and short questions over papers known in both languages and
    /// in English only; see models/zh-en.md.
    static let translatedShare = 1.0

    /// The terms of text, with what its Chinese terms mean in the catalogue's English.
    ///
    /// A translated term e has the count c(e) = √Σ f(z) t(e|z) over the Chinese terms z, which
    /// stand f(z) times in the text. With d the text's own weights, unknown terms included, and T
    /// those of its whole translation, unknown terms included, the question is d / |d| + β c / |T|
    /// before it is scaled to length one: what the catalogue does not know of either counts for
    /// nothing, and does not make the rest louder.
    /// - Complexity: O(bytes + terms · log terms).
    func askedTerms(of fields: [(text: String, weight: Float)]) -> AskedTerms {
        var asked = AskedTerms()
        guard let vocabulary = index.vocabulary else { return asked }
        guard let translations = index.translations, let idf = index.tfidf?.idf else {
            (asked.ids, asked.counts) = recipe.tokenizer.counts(of: fields, in: vocabulary)
            return asked
        }
        let weighing = recipe.tfidf
        let unknownIDF = weighing.unknownIDF(of: index.paperCount)
        var own: [UInt32: Float] = [:]
        var ownSquare = 0.0
        var found = TranslatedCounts()
        recipe.tokenizer.forEachCount(of: fields) { term, count in
            let id = vocabulary.id(of: term)
            if let id { own[id] = count }
            let weight = weighing.frequency(count) * Double(id.map { idf[Int($0)] } ?? unknownIDF)
            ownSquare += weight * weight
            if let source = translations.terms.id(of: term) {
                found.add(source, count: count, by: translations)
            }
        }
        let factor =
            found.square > 0
            ? Self.translatedShare * (ownSquare / found.square).squareRoot() : 0
        for id in Set(own.keys).union(found.squares.keys).sorted() {
            let mine = own[id].map(weighing.frequency) ?? 0
            let translated = factor * (found.squares[id] ?? 0).squareRoot()
            asked.ids.append(id)
            asked.counts.append(Float(weighing.count(of: mine + translated)))
            if translated > mine, let best = found.best[id] {
                asked.via[id] = translations.terms.term(best.source)
            }
        }
        return asked
    }

    /// The terms of a liked paper that is told in Chinese only, with what they mean in English; nil
    /// where it needs no translation.
    ///
    /// - Throws: Where its record cannot be read.
    func askedTerms(ofPaperAt row: Int) throws(IndexError) -> AskedTerms? {
        guard index.translations != nil else { return nil }
        let paper = try index.paper(at: row)
        let texts = [paper.titles, paper.summary, paper.abstract]
        guard texts.allSatisfy({ $0[.english] == nil }),
            texts.contains(where: { $0[.chinese] != nil })
        else { return nil }
        return askedTerms(of: recipe.fields(of: paper))
    }
}

/// Counts of translated terms on the way.
private struct TranslatedCounts {
    /// c(e)² of each term.
    var squares: [UInt32: Double] = [:]
    /// |T|².
    var square = 0.0
    /// The Chinese term that brings the most to each term.
    var best: [UInt32: (source: UInt32, share: Double)] = [:]

    /// Adds a Chinese term that stands `count` times in the text.
    mutating func add(_ source: UInt32, count: Float, by translations: StoredTranslations) {
        guard Int(source) < translations.squares.count else { return }
        square += Double(count) * Double(translations.squares[Int(source)])
        let row = translations.weights.row(Int(source))
        for (id, weight) in zip(row.ids, row.weights) {
            let share = Double(count) * Double(weight)
            squares[id, default: 0] += share
            if share > best[id]?.share ?? 0 { best[id] = (source, share) }
        }
    }
}
