package import KindredModels
import KindredText
import KindredVectors

extension IndexFile {
    /// Checks what a change relies on: that offsets ascend and numbers lie where they must.
    ///
    /// Reading an index forgives damage; carrying it into a new file does not.
    /// - Throws: `IndexError.contradiction` with the section.
    /// - Complexity: O(size of keys and counts).
    package func requireSound() throws(IndexError) {
        let tables = zip(PaperKeys.tables.map(\.section), catalogue.keyTables)
        for (name, table) in tables {
            try require(table.keys.isSound, name + ".starts", "ascending offsets")
            let exist = (0..<table.count).allSatisfy { table.row(at: $0) != nil }
            try require(exist, name + ".rows", "rows below \(paperCount)")
        }
        try require(catalogue.records.isSound, "records.starts", "ascending offsets")
        try require(catalogue.ids.isSound, "ids.starts", "ascending offsets")
        try require(vocabulary?.isSound ?? true, "terms", "terms in byte order")
        try require(tfidf?.rows.isSound ?? true, "tfidf", "ascending offsets and ids in range")
        try require(mentions?.isSound ?? true, "mentions", "a count for each weight")
        try require(
            lsa?.termsAreSound(below: counts.terms) ?? true, "lsa.terms", "ascending terms")
        try require(
            vocabulary.map { $0.documentCount == counts.documents } ?? true, "counts",
            "the vocabulary's number of papers")
    }

    private func require(
        _ holds: Bool, _ section: String, _ expected: String
    ) throws(IndexError) {
        guard !holds else { return }
        throw .contradiction(path: path, section: section, expected: expected, found: "others")
    }

    /// Checks that a change can be made to this index by itself.
    ///
    /// - Throws: `IndexError.weighedElsewhere`.
    package func requireOwnWeights() throws(IndexError) {
        guard !isWeighedElsewhere || vocabulary == nil else {
            throw .weighedElsewhere(
                path: path, papers: counts.papers, documents: counts.documents)
        }
    }

    /// Checks that another index can be joined with this one.
    ///
    /// - Throws: `IndexError.unlike`.
    package func requireAlike(_ other: IndexFile) throws(IndexError) {
        guard settings == other.settings else {
            throw .unlike(path: other.path, other: path, what: "recipes")
        }
        guard encoding?.model == other.encoding?.model else {
            throw .unlike(path: other.path, other: path, what: "encoders")
        }
    }

    /// Whether this index was made without translations although a table has some for it.
    ///
    /// A changed index then goes without them too; one that had none because its papers gave no
    /// occasion may get them with the papers that do.
    package func leavesOut(_ table: TranslationTable?, _ recipe: Recipe) -> Bool {
        guard translations == nil, let table, let vocabulary, let tfidf else { return false }
        let possible = StoredTranslations(
            table, vocabulary: vocabulary, idf: tfidf.idf, unknownIDF: 1,
            tokenizer: recipe.tokenizer)
        return possible != nil
    }

    /// The share of the words of all papers that the projection (LSA) does not know; nil where
    /// there is no projection, or no counts.
    ///
    /// Pairs of words count nothing, since it is learned from words.
    /// - Complexity: O(nonzeros + bytes of the terms).
    package func shareOfWordsOutsideProjection() -> Double? {
        guard let lsa, let texts = StoredTexts(self), let vocabulary else { return nil }
        var isKnown = [Bool](repeating: lsa.terms == nil, count: vocabulary.count)
        for term in lsa.terms?.array ?? [] where Int(term) < isKnown.count {
            isKnown[Int(term)] = true
        }
        var isWord = [Bool](repeating: false, count: vocabulary.count)
        for term in vocabulary.words(inAtLeast: 1) { isWord[Int(term)] = true }
        var (all, unknown) = (0.0, 0.0)
        for row in 0..<paperCount {
            texts.forEach(of: row) { term, count in
                guard Int(term) < isWord.count, isWord[Int(term)] else { return }
                all += Double(count)
                if !isKnown[Int(term)] { unknown += Double(count) }
            }
        }
        return all > 0 ? unknown / all : 0
    }
}
