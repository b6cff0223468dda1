import KindredCatalogue
import KindredIndex
import KindredModels
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
        guard let vocabulary = index.vocabulary else { return AskedTerms() }
        guard let translations = index.translations, let idf = index.tfidf?.idf else {
            let known = recipe.tokenizer.counts(of: fields, in: vocabulary)
            return AskedTerms(ids: known.ids, counts: known.counts)
        }
        let unknownIDF = recipe.tfidf.unknownIDF(of: index.paperCount)
        var reading = TextReading(weighing: recipe.tfidf, translations: translations)
        recipe.tokenizer.forEachCount(of: fields) { term, count in
            let id = vocabulary.id(of: term)
            reading.add(id, count: count, idf: id.map { idf[Int($0)] } ?? unknownIDF)
            if let source = translations.terms.id(of: term) {
                reading.add(source: source, count: count)
            }
        }
        return reading.asked(share: Self.translatedShare)
    }

    /// The terms of a liked paper that is told in Chinese only, with what they mean in English; nil
    /// where it needs no translation.
    ///
    /// - Throws: Where its record cannot be read.
    func askedTerms(ofPaperAt row: Int) throws(IndexError) -> AskedTerms? {
        guard index.translations != nil else { return nil }
        let paper = try index.paper(at: row)
        return paper.isToldInChineseOnly ? askedTerms(of: recipe.fields(of: paper)) : nil
    }

    /// The terms of a liked paper that is not in the index, with what they mean in English where it
    /// is told in Chinese only.
    func askedTerms(ofOutside paper: Paper) -> AskedTerms {
        guard !paper.isToldInChineseOnly else { return askedTerms(of: recipe.fields(of: paper)) }
        let counts = recipe.counts(of: paper, in: index.vocabulary)
        return AskedTerms(ids: counts.ids, counts: counts.counts)
    }
}

extension Paper {
    /// Whether it has a title, summary or abstract in Chinese, and none in English.
    var isToldInChineseOnly: Bool {
        let texts = [titles, summary, abstract]
        return texts.allSatisfy { $0[.english] == nil }
            && texts.contains { $0[.chinese] != nil }
    }
}

/// A text on its way to what it asks for: its own terms, and those its Chinese terms stand for.
private struct TextReading {
    let weighing: TFIDF
    let translations: StoredTranslations
    /// The counts of the terms that the catalogue knows.
    private var own: [UInt32: Float] = [:]
    /// |d|².
    private var ownSquare = 0.0
    /// c(e)² of each translated term.
    private var squares: [UInt32: Double] = [:]
    /// |T|².
    private var wholeSquare = 0.0
    /// The Chinese term that brings the most to each translated term.
    private var best: [UInt32: (source: UInt32, share: Double)] = [:]

    init(weighing: TFIDF, translations: StoredTranslations) {
        self.weighing = weighing
        self.translations = translations
    }

    /// Adds a term of the text, which the catalogue knows by `id` or does not.
    mutating func add(_ id: UInt32?, count: Float, idf: Float) {
        if let id { own[id] = count }
        let weight = weighing.frequency(count) * Double(idf)
        ownSquare += weight * weight
    }

    /// Adds what a Chinese term of the text stands for.
    mutating func add(source: UInt32, count: Float) {
        // A damaged file may know fewer of them.
        guard Int(source) < translations.squares.count else { return }
        wholeSquare += Double(count) * Double(translations.squares[Int(source)])
        let row = translations.weights.row(Int(source))
        for (id, weight) in zip(row.ids, row.weights) {
            let share = Double(count) * Double(weight)
            squares[id, default: 0] += share
            if share > best[id]?.share ?? 0 { best[id] = (source, share) }
        }
    }

    /// Both together; translated terms count `share`, where the text's own count 1.
    func asked(share: Double) -> AskedTerms {
        var asked = AskedTerms()
        let factor = wholeSquare > 0 ? share * (ownSquare / wholeSquare).squareRoot() : 0
        for id in Set(own.keys).union(squares.keys).sorted() {
            let translated = factor * max(0, squares[id] ?? 0).squareRoot()
            let mine = own[id].map(weighing.frequency) ?? 0
            guard translated > 0 || own[id] != nil else { continue }
            asked.ids.append(id)
            // A term that nothing was added to keeps its count to the bit.
            asked.counts.append(
                translated > 0 ? Float(weighing.count(of: mine + translated)) : own[id] ?? 0)
            if translated > mine, let best = best[id] {
                asked.via[id] = translations.terms.term(best.source)
            }
        }
        return asked
    }
}
