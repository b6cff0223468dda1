import KindredCatalogue
import KindredText
package import KindredVectors

// Everything that opening takes on trust, checked one by one.

extension IndexFile {
    /// Checks every checksum and everything the readers rely on; throws the first finding.
    /// - Complexity: O(size of the index); every record is decoded.
    package func verify() throws(IndexError) {
        if let first = findings(limit: 1).first { throw first }
    }

    /// What is wrong with the index; nothing in a sound one.
    ///
    /// Checksums come first. A file that fails them is not looked into any further, as one damage
    /// would be reported in many ways.
    /// - Parameters:
    ///   - limit: Stops after this many findings. At least 1.
    ///   - threads: Share the records; the answer does not depend on them.
    /// - Complexity: O(size of the index); every record is decoded.
    package func findings(limit: Int = 20, threads: Threads = Threads()) -> [IndexError] {
        precondition(limit >= 1, "a search for findings needs room for one")
        var findings = Findings(limit: limit, path: path)
        for entry in entries where !findings.isFull {
            do { try sections.requireChecksum(of: entry) } catch { findings.add(error) }
        }
        guard findings.errors.isEmpty else { return findings.errors }
        checkColumns(&findings)
        checkSignals(&findings)
        checkTranslations(&findings)
        checkConfidence(&findings)
        guard findings.errors.isEmpty else { return findings.errors }
        let blocks = threads.mapBlocks(of: paperCount, size: 1_024) { rows, _ in
            var findings = Findings(limit: limit, path: path)
            for row in rows where !findings.isFull { checkPaper(at: row, &findings) }
            return findings.errors
        }
        return Array(blocks.joined().prefix(limit))
    }
}

/// Findings up to a limit.
private struct Findings: Sendable {
    let limit: Int
    let path: String
    var errors: [IndexError] = []

    var isFull: Bool { errors.count >= limit }

    mutating func add(_ error: IndexError) {
        if !isFull { errors.append(error) }
    }

    mutating func require(_ holds: Bool, _ section: String, _ expected: String, _ found: String) {
        guard !holds else { return }
        add(.contradiction(path: path, section: section, expected: expected, found: found))
    }
}

// MARK: The catalogue

extension IndexFile {
    private func checkColumns(_ findings: inout Findings) {
        check(catalogue.records, "records", &findings)
        check(catalogue.ids, "ids", &findings)
        check(catalogue.identities, "identities", &findings)
        check(catalogue.names, "names", &findings)
        check(catalogue.handles, "handles", &findings)
        check(catalogue.titles, "titles", &findings)
        check(catalogue.topics.names, "topics", &findings)
        if let lines = catalogue.topicRecords {
            check(lines, "topic-names", &findings)
            let bad = (0..<lines.count).first { place in
                lines.withBytes(at: place) { (try? TopicRecord.decode($0)) == nil }
            }
            findings.require(
                bad == nil, "topic-names", "lines about topics", "another at \(bad ?? 0)")
        }
        let topics = catalogue.topics
        let parentsComeFirst = (0..<topics.count).allSatisfy {
            topics.parents[$0] == TopicColumns.noParent || Int(topics.parents[$0]) < $0
        }
        findings.require(
            parentsComeFirst, "topics.parents", "each topic behind its parent", "one before it")
        let topicsExist = topics.ids.withUnsafeBufferPointer { ids in
            ids.allSatisfy { Int($0) < topics.count }
        }
        findings.require(
            topicsExist, "paper-topics.ids", "topics below \(topics.count)", "a larger one")
        let starts = topics.starts.withUnsafeBufferPointer { starts in
            zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
        }
        findings.require(starts, "paper-topics.starts", "ascending offsets", "a falling one")
    }

    private func check(_ column: TextColumn, _ name: String, _ findings: inout Findings) {
        guard column.isSound else {
            findings.require(
                false, name + ".starts", "offsets that ascend from 0 to \(column.bytes.count)",
                "others")
            return
        }
        let badString = (0..<column.count).first { index in
            column.withBytes(at: index) { String(validating: $0, as: UTF8.self) == nil }
        }
        findings.require(
            badString == nil, name + ".bytes", "UTF-8", "other bytes in string \(badString ?? 0)")
    }

    private func check(_ table: KeyTable, _ name: String, _ findings: inout Findings) {
        check(table.keys, name, &findings)
        findings.require(table.isSorted, name, "keys in byte order", "keys out of order")
        let lost = (0..<table.count).first { table.row(at: $0) == nil }
        findings.require(
            lost == nil, name + ".rows", "rows below \(paperCount)",
            "\(lost.map { table.rows[$0] } ?? 0)")
    }

    /// Decodes one record and compares it with what the columns say of it.
    private func checkPaper(at row: Int, _ findings: inout Findings) {
        let paper: Paper
        do { paper = try self.paper(at: row) } catch { return findings.add(error) }
        func require(_ holds: Bool, _ section: String, _ found: @autoclosure () -> String) {
            findings.require(
                holds, section, "what the record of row \(row) says", holds ? "" : found())
        }
        require(paper.id == id(at: row), "ids", "“\(id(at: row))”")
        let (year, month) = (catalogue.years[row], catalogue.months[row])
        require(paper.storedYear == year, "years", "\(year)")
        require(paper.storedMonth == month, "months", "\(month)")
        let kind = catalogue.kinds[row]
        require(CatalogueColumns.kindCode(paper.kind) == kind, "kinds", "\(kind)")
        let paths = paper.topics.filter { !$0.isEmpty }
        require(Set(paths) == Set(topicPaths(of: row)), "paper-topics", "other topics")
        var keys = PaperKeys()
        keys.add(paper, row: UInt32(row))
        for (name, table, wanted) in [
            ("identities", catalogue.identities, keys.identities),
            ("names", catalogue.names, keys.names), ("titles", catalogue.titles, keys.titles),
        ] {
            let missing = wanted.texts.sorted().first {
                !table.rows(of: Array($0.utf8)).contains(row)
            }
            require(missing == nil, name, "no “\(missing ?? "")”")
        }
    }
}

// MARK: The signals

extension IndexFile {
    private func checkSignals(_ findings: inout Findings) {
        if let vocabulary {
            findings.require(
                vocabulary.isSound, "terms", "terms in byte order, with their frequencies", "others"
            )
        }
        if let tfidf {
            check(tfidf.rows, "tfidf", &findings)
            check(tfidf.postings, "postings", &findings)
            check(tfidf.idf, "tfidf.idf", &findings)
            guard findings.errors.isEmpty else { return }
            findings.require(
                tfidf.rows.isTransposed(tfidf.postings), "postings", "the rows by term",
                "other weights")
            findings.require(
                tfidf.ceilings.map { $0 == WeightCeilings(of: tfidf.postings) } ?? true,
                "ceilings", "the least that hold for the postings", "others")
        }
        if let bm25 {
            check(bm25.postings, "bm25", &findings)
            check(bm25.idf, "bm25.idf", &findings)
        }
        if let lsa {
            check(lsa.components.elements, "lsa.components", &findings)
            check(lsa.singularValues, "lsa.values", &findings)
            check(lsa.vectors.elements, "lsa.vectors", &findings)
            check(lsa.quantised, of: lsa.vectors, "lsa.quantised", &findings)
            check(lsa.centring.centre, "lsa.centre", &findings)
            check(lsa.centring.distances, "lsa.distances", &findings)
            findings.require(
                lsa.termsAreSound(below: vocabulary?.count ?? 0), "lsa.terms",
                "ascending terms of the vocabulary", "others")
        }
        if let encoding { check(encoding, &findings) }
        findings.require(
            mentions?.isSound ?? true, "mentions", "a count for each weight", "others")
    }

    private func checkTranslations(_ findings: inout Findings) {
        guard let translations else { return }
        findings.require(
            translations.terms.isSound, "translations",
            "terms in byte order, with their frequencies", "others")
        check(translations.weights, "translations", &findings)
        check(translations.squares, "translations.squares", &findings)
    }

    private func checkConfidence(_ findings: inout Findings) {
        for scale in StoredConfidence.Scale.allCases {
            guard let curve = confidence?.curves[scale] else { continue }
            findings.require(
                curve.isSound, "confidence.\(scale.rawValue)", "quantiles that ascend", "others")
        }
    }

    private func check(_ matrix: SparseMatrix, _ name: String, _ findings: inout Findings) {
        findings.require(
            matrix.isSound, name, "ascending offsets and ids in range, finite weights", "others")
    }

    private func check(_ encoding: StoredEncoding, _ findings: inout Findings) {
        check(encoding.vectors.elements, "encoder.vectors", &findings)
        check(encoding.quantised, of: encoding.vectors, "encoder.quantised", &findings)
        check(encoding.centring.centre, "encoder.centre", &findings)
        check(encoding.centring.distances, "encoder.distances", &findings)
        findings.require(
            encoding.rowsAreUnit, "encoder.vectors", "rows of length one or zero", "others")
    }

    private func check(
        _ quantised: QuantisedRows?, of vectors: DenseMatrix, _ name: String,
        _ findings: inout Findings
    ) {
        findings.require(
            quantised?.areThose(of: vectors) ?? true, name, "the vectors in four bits a number",
            "others")
    }

    private func check(_ numbers: Elements<Float>, _ name: String, _ findings: inout Findings) {
        let areFinite = numbers.withUnsafeBufferPointer { $0.allSatisfy(\.isFinite) }
        findings.require(areFinite, name, "finite numbers", "others")
    }
}

extension SparseMatrix {
    /// Whether another sound matrix holds the same weights by column.
    /// - Complexity: O(nonzeros), with a counter for each column.
    fileprivate func isTransposed(_ other: SparseMatrix) -> Bool {
        guard other.ids.count == ids.count else { return false }
        // Rows are walked in order, so each column of `other` is walked in order too.
        var next = other.starts.array
        for row in 0..<rowCount {
            for place in range(ofRow: row) {
                let column = Int(ids[place])
                let mirrored = next[column]
                guard mirrored < other.starts[column + 1], Int(other.ids[Int(mirrored)]) == row,
                    other.weights[Int(mirrored)] == weights[place]
                else { return false }
                next[column] += 1
            }
        }
        return true
    }
}
