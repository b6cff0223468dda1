/// The sections that this version writes, and so carries over or makes anew when an index changes.
///
/// Reading leaves a section of a later version alone. A change cannot: whether its numbers stand for
/// papers, terms or neither, only the version knows that made it, and kept beside other papers they
/// would be misread by that version.
enum KnownSections {
    /// The names of all of them.
    static let names: Set<String> = {
        var names: Set<String> = [
            "counts", "program", "settings", "years", "months", "kinds", "growth",
            "mentions", "mentions.large", "unkept.starts", "unkept.hashes",
        ]
        names.add(["starts", "bytes"], of: ["records", "ids", "topics", "topic-names"])
        names.add(["starts", "bytes", "rows"], of: PaperKeys.tables.map(\.section))
        names.formUnion(["topics.parents", "paper-topics.starts", "paper-topics.ids"])
        names.add(["bytes", "ends", "frequencies"], of: ["terms", "translations"])
        names.add(["starts", "ids", "weights"], of: ["tfidf", "postings", "bm25", "translations"])
        names.add(["ids", "steps", "codes", "largest"], of: ["ceilings"])
        names.formUnion(["tfidf.idf", "bm25.idf", "bm25.length"])
        names.add(["counts", "squares"], of: ["translations"])
        names.add(["components", "values", "vectors", "terms", "squares"], of: ["lsa"])
        names.add(["model", "vectors"], of: ["encoder"])
        names.add(["centre", "distances"], of: ["lsa", "encoder"])
        names.add(
            ["codes", "scales", "residuals", "lengths"], of: ["lsa.quantised", "encoder.quantised"])
        names.add(["counts"] + StoredConfidence.Scale.allCases.map(\.rawValue), of: ["confidence"])
        return names
    }()
}

extension Set<String> {
    fileprivate mutating func add(_ parts: [String], of roots: [String]) {
        for root in roots { formUnion(parts.map { "\(root).\($0)" }) }
    }
}

extension IndexFile {
    /// Checks that a change would lose nothing that a later version has put into the index.
    ///
    /// - Throws: `IndexError.laterSections`.
    package func requireKnownSections() throws(IndexError) {
        let others = sections.table.entries.map(\.name).filter { !KnownSections.names.contains($0) }
        guard !others.isEmpty else { return }
        throw .laterSections(path: path, program: program, sections: others)
    }
}
