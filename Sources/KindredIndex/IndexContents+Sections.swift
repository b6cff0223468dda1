import KindredCatalogue
import KindredVectors

// The order of the file: what was fitted first, since it stands ready and can be written while the
// records are made, and the counts last, since they tell of all the rest.

extension IndexContents {
    /// Writes the file, whole or not at all: sections go to the disk while the next are made, and
    /// what was learned is given up as it is written.
    ///
    /// - Parameter committing: Called when all is written and before it takes its name; what it
    ///   throws leaves what was there before.
    /// - Throws: `unwritable`, and `tooLarge` where there are more papers than rows.
    consuming func write(
        to path: String, threads: Threads, committing: () throws(IndexError) -> Void = {}
    ) throws(IndexError) {
        let catalogue = catalogueSections(threads)
        let counts = counts(topics: 0)
        var signals = SectionWriter()
        addSignals(to: &signals)
        (vocabulary, tfidf, bm25, lsa, encoding, mentions) = (nil, nil, nil, nil, nil, nil)
        var parts = signals.parts
        signals = SectionWriter()
        var refused: IndexError?
        do throws(CatalogueError) {
            try WholeFile.write(to: path) { (file) throws(CatalogueError) in
                let pen = SectionPen(
                    file, sectionCount: parts.count + catalogue.count + 1)
                var sections = SectionWriter(pen: pen)
                for part in parts { sections.add(part) }
                parts = []
                do throws(IndexError) {
                    let topics = try catalogue.add(to: &sections)
                    sections.add(IndexCounts.section, counts.with(topics: topics).elements)
                } catch {
                    refused = error
                    throw Self.refusal(path)
                }
                try pen.finish()
                do throws(IndexError) { try committing() } catch {
                    refused = error
                    throw Self.refusal(path)
                }
            }
        } catch {
            throw refused ?? .unwritable(error)
        }
    }

    /// Ends the writing of a file that is not to be; another error says why.
    private static func refusal(_ path: String) -> CatalogueError {
        .cannotWrite(path: path, step: "committing", reason: 0)
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
        confidence?.add(to: &sections)
        mentions?.add(to: &sections)
        growth?.add(to: &sections)
        for other in others { other.add(&sections) }
    }

    /// Adds the papers and, behind everything, the counts.
    func addCatalogue(to sections: inout SectionWriter, threads: Threads) throws(IndexError) {
        let topics = try catalogueSections(threads).add(to: &sections)
        sections.add(IndexCounts.section, counts(topics: topics).elements)
    }

    private func catalogueSections(_ threads: Threads) -> any CatalogueSource {
        if let plan { return CatalogueSplice(plan: plan, threads: threads) }
        return CatalogueSections(
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
            shapes.allSatisfy { $0 == nil || $0! == (paperCount, terms) },
            "every signal has one row for each paper and one column for each term")
        precondition(
            encoding.map { $0.vectors.rowCount == paperCount } ?? true,
            "an encoder's vectors have one row for each paper")
        return IndexCounts(
            papers: paperCount, terms: terms, weights: tfidf?.rows.ids.count ?? 0,
            dimensions: lsa?.singularValues.count ?? 0, topics: topics,
            documents: vocabulary?.documentCount ?? 0)
    }
}
