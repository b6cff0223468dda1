import KindredModels
package import KindredText
package import KindredVectors

/// The part of a translation table that a catalogue can use: Chinese terms, and the catalogue's
/// English ones that stand for them.
///
/// A catalogue that writes of a thing in Chinese needs no translation of it, so each translation
/// counts as far as the catalogue says it in English: t(e|z) · df(e) / (df(e) + df(z)). That is
/// all of it where no paper holds the Chinese term, half where papers hold both, and next to
/// nothing in a Chinese catalogue.
package struct StoredTranslations: Sendable {
    /// The Chinese terms, with the number of papers that the table saw each in.
    package let terms: Vocabulary
    /// What each English term counts for a Chinese one. Shape: (Chinese terms × terms).
    package let weights: SparseMatrix
    /// For each Chinese term the sum of t(e|z) · idf(e)² over all its translations, with the idf
    /// of a term that no paper holds for those that the catalogue does not know: what a whole
    /// translation would weigh. Shape: (Chinese terms).
    package let squares: Elements<Float>

    /// Stored arrays.
    package init(terms: Vocabulary, weights: SparseMatrix, squares: Elements<Float>) {
        self.terms = terms
        self.weights = weights
        self.squares = squares
    }
}

extension StoredTranslations {
    /// The part of a table for one catalogue; nil where it knows no English term of it.
    ///
    /// - Parameters:
    ///   - vocabulary: The terms of the catalogue.
    ///   - idf: What each of them is worth.
    ///   - unknownIDF: What a term is worth that no paper holds.
    ///   - tokenizer: What cut the catalogue; where it is not the table's, the table's English
    ///     terms are cut by it anew.
    /// - Complexity: O(terms of both + translations · log terms).
    init?(
        _ table: TranslationTable, vocabulary: Vocabulary, idf: Elements<Float>,
        unknownIDF: Float, tokenizer: Tokenizer
    ) {
        let english = tokenizer.ids(of: table.targets, in: vocabulary)
        let chinese = table.sources.ids(in: vocabulary)
        var sources: [UInt32] = []
        var part = Part()
        for source in 0..<table.sources.count {
            let rarity = chinese[source].map { Float(vocabulary.documentFrequency($0)) } ?? 0
            let isKnown = table.probabilities.withRow(source) { targets, probabilities in
                part.add(targets, probabilities, english) { id, probability in
                    let frequency = Float(vocabulary.documentFrequency(id))
                    return probability * frequency / (frequency + rarity)
                } worth: {
                    $0.map { idf[Int($0)] } ?? unknownIDF
                }
            }
            if isKnown { sources.append(UInt32(source)) }
        }
        guard !sources.isEmpty else { return nil }
        self.init(
            terms: table.sources.picking(sources),
            weights: part.matrix(columnCount: vocabulary.count), squares: Elements(part.squares))
    }

    /// Rows on the way.
    private struct Part {
        var starts: [UInt64] = [0]
        var ids: [UInt32] = []
        var weights: [Float] = []
        var squares: [Float] = []

        /// Adds a row of what `ids` names; nothing where it names nothing.
        mutating func add(
            _ targets: UnsafeBufferPointer<UInt32>, _ probabilities: UnsafeBufferPointer<Float>,
            _ names: [UInt32?], weight: (UInt32, Float) -> Float, worth: (UInt32?) -> Float
        ) -> Bool {
            var square: Float = 0
            var entries: [(id: UInt32, weight: Float)] = []
            for (target, probability) in zip(targets, probabilities) {
                let id = names[Int(target)]
                square += probability * worth(id) * worth(id)
                guard let id else { continue }
                let weight = weight(id, probability)
                // Two words may have one stem in this catalogue.
                if let place = entries.firstIndex(where: { $0.id == id }) {
                    entries[place].weight += weight
                } else {
                    entries.append((id, weight))
                }
            }
            guard !entries.isEmpty else { return false }
            entries.sort { $0.id < $1.id }
            for entry in entries {
                ids.append(entry.id)
                weights.append(entry.weight)
            }
            starts.append(UInt64(ids.count))
            squares.append(square)
            return true
        }

        func matrix(columnCount: Int) -> SparseMatrix {
            SparseMatrix(
                rowCount: squares.count, columnCount: columnCount, starts: Elements(starts),
                ids: Elements(ids), weights: Elements(weights))
        }
    }
}

extension Tokenizer {
    /// For each English term of a table its id in a vocabulary that this tokenizer made.
    ///
    /// A word is cut anew, for the catalogue may spell it as another stem; of a pair the catalogue
    /// knows nothing where it takes no pairs.
    fileprivate func ids(of terms: Vocabulary, in vocabulary: Vocabulary) -> [UInt32?] {
        let theirs = TranslationTraining.tokenizer.settings
        var alike = settings
        alike.wordBigrams = theirs.wordBigrams
        // Where only pairs are missing, none is in the vocabulary, and no word is spelled otherwise.
        guard alike != theirs else { return terms.ids(in: vocabulary) }
        return (0..<UInt32(terms.count)).map { id in
            let term = terms.term(id)
            let isPair = term.utf8.contains(UInt8(ascii: " "))
            guard settings.wordBigrams || !isPair else { return nil }
            return tokens(term).last.flatMap(vocabulary.id)
        }
    }
}

// MARK: Sections

extension StoredTranslations {
    func add(to sections: inout SectionWriter) {
        let counts = [terms.count, weights.entryCount, terms.documentCount]
        sections.add(Self.countsSection, Elements(counts.map { UInt64($0) }))
        sections.add("translations", terms)
        sections.add("translations.starts", weights.starts)
        sections.add("translations.ids", weights.ids)
        sections.add("translations.weights", weights.weights)
        sections.add("translations.squares", squares)
    }

    init?(_ sections: SectionReader, counts: IndexCounts) throws(IndexError) {
        guard sections.has(Self.countsSection) else { return nil }
        let stored: Elements<UInt64> = try sections.elements(Self.countsSection, count: 3)
        let limit = UInt64(sections.bytes.buffer.count)
        guard stored[0] <= limit, stored[1] <= limit, stored[2] <= UInt64(UInt32.max) else {
            throw sections.contradiction(
                Self.countsSection, expected: "counts up to \(limit)", found: "larger ones")
        }
        let rows = Int(stored[0])
        terms = try sections.vocabulary(
            "translations", count: rows, documentCount: Int(stored[2]))
        weights = try sections.matrix(
            "translations", rowCount: rows, columnCount: counts.terms, entryCount: Int(stored[1]))
        squares = try sections.elements("translations.squares", count: rows)
    }

    static let countsSection = "translations.counts"
}

extension SectionWriter {
    /// Adds terms: `name.bytes`, `name.ends` and `name.frequencies`.
    mutating func add(_ name: String, _ vocabulary: Vocabulary) {
        vocabulary.withTables { terms, ends, documentFrequencies in
            add(name + ".bytes", Elements<UInt8>(copying: terms))
            add(name + ".ends", Elements<UInt32>(copying: ends))
            add(name + ".frequencies", Elements<UInt32>(copying: documentFrequencies))
        }
    }
}

extension SectionReader {
    /// A window into the three tables; the vocabulary checks what it reads by itself.
    func vocabulary(
        _ name: String, count: Int, documentCount: Int
    ) throws(IndexError) -> Vocabulary {
        let terms: Elements<UInt8> = try elements(name + ".bytes")
        let ends: Elements<UInt32> = try elements(name + ".ends", count: count)
        let frequencies: Elements<UInt32> = try elements(name + ".frequencies", count: count)
        // Safety: the three are windows into `bytes`, which goes along as the owner.
        return Vocabulary(
            mapping: terms.bytes, ends: ends.bytes, documentFrequencies: frequencies.bytes,
            documentCount: documentCount, owner: bytes)
    }
}
