import KindredCatalogue
import KindredVectors

// The order of the file: what was fitted first, since it stands ready and can be written while the
// records are made, and the counts last, since they tell of all the rest.

extension IndexContents {
    /// Writes the file, whole or not at all: sections go to the disk while the next are made.
    ///
    /// - Throws: `unwritable`, and `tooLarge` where there are more papers than rows.
    func write(to path: String, threads: Threads) throws(IndexError) {
        var signals = SectionWriter()
        addSignals(to: &signals)
        let catalogue = catalogueSections(threads)
        var refused: IndexError?
        do throws(CatalogueError) {
            try WholeFile.write(to: path) { (file) throws(CatalogueError) in
                let pen = SectionPen(
                    file, sectionCount: signals.parts.count + catalogue.count + 1)
                var sections = SectionWriter(pen: pen)
                for part in signals.parts { sections.add(part) }
                do throws(IndexError) {
                    try addCatalogue(to: &sections, threads: threads)
                } catch {
                    refused = error
                }
                try pen.finish()
            }
        } catch {
            throw .unwritable(error)
        }
        if let refused { throw refused }
    }

    /// Adds what was learned: `program`, `settings` and the signals.
    func addSignals(to sections: inout SectionWriter) {
        sections.add("program", Elements(Array(program.utf8)))
        sections.add("settings", Elements(settings))
        vocabulary?.add(to: &sections)
        tfidf?.add(to: &sections)
        bm25?.add(to: &sections, sharing: tfidf?.postings)
        lsa?.add(to: &sections)
        translations?.add(to: &sections)
        encoding?.add(to: &sections)
        for other in others { other.add(&sections) }
    }

    /// Adds the papers and, behind everything, the counts.
    func addCatalogue(to sections: inout SectionWriter, threads: Threads) throws(IndexError) {
        let topics = try catalogueSections(threads).add(to: &sections)
        sections.add(IndexCounts.section, counts(topics: topics).elements)
    }

    private func catalogueSections(_ threads: Threads) -> CatalogueSections {
        CatalogueSections(
            papers: papers, identities: identities, topicNames: topicNames, threads: threads)
    }

    private func counts(topics: Int) -> IndexCounts {
        let terms = vocabulary?.count ?? 0
        let shapes = [
            tfidf.map { ($0.rows.rowCount, $0.rows.columnCount) },
            tfidf.map { ($0.postings.columnCount, $0.postings.rowCount) },
            bm25.map { ($0.postings.columnCount, $0.postings.rowCount) },
            lsa.map { ($0.vectors.rowCount, $0.terms == nil ? $0.components.rowCount : terms) },
        ]
        precondition(
            shapes.allSatisfy { $0 == nil || $0! == (papers.count, terms) },
            "every signal has one row for each paper and one column for each term")
        precondition(
            encoding.map { $0.vectors.rowCount == papers.count } ?? true,
            "an encoder's vectors have one row for each paper")
        return IndexCounts(
            papers: papers.count, terms: terms, weights: tfidf?.rows.ids.count ?? 0,
            dimensions: lsa?.singularValues.count ?? 0, topics: topics,
            documents: vocabulary?.documentCount ?? 0)
    }
}
