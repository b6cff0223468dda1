import KindredCatalogue
import KindredModels
import KindredText
import KindredVectors

@testable import KindredIndex

/// Small contents that use every section, and ways to damage them.
enum Samples {
    /// Four papers in two languages, with everything a key can come from.
    static var papers: [Paper] {
        var moco = Paper(id: "arXiv:1911.05722")
        moco.title = "Momentum Contrast for Unsupervised Visual Representation Learning"
        moco.titles = LocalizedText(moco.title ?? "")
        moco.names = ["MoCo"]
        moco.topics = [["计算机视觉", "自监督学习"], ["self-supervision"]]
        moco.year = 2019
        moco.month = 11
        var bert = Paper(id: "acl:N19-1423")
        bert.aliases = ["arXiv:1810.04805"]
        bert.title = "BERT: Pre-training of Deep Bidirectional Transformers"
        bert.titles = LocalizedText(bert.title ?? "")
        bert.year = 2019
        bert.topics = [["自然语言处理"]]
        var survey = Paper(id: "csl-dev-0")
        survey.title = "图神经网络综述"
        survey.titles = LocalizedText(survey.title ?? "")
        survey.kind = .article
        survey.topics = [["计算机视觉"]]
        var code = Paper(id: "facebookresearch/moco")
        code.kind = .code
        return [moco, bert, survey, code]
    }

    /// Contents with every signal. Terms: `bert`, `contrast`, `deep`, `图神`.
    static var contents: IndexContents { contents(papers) }

    /// The same signals beside other papers.
    static func contents(_ papers: [Paper]) -> IndexContents {
        var contents = IndexContents(
            program: "kindred test", settings: Array(#"{"stemming":true}"#.utf8), papers: papers)
        contents.topicNames.add(
            LocalizedText("computer vision", language: .english), to: ["计算机视觉"])
        let rows = SparseMatrix(
            rows: [
                SparseVector(ids: [1, 2], weights: [0.8, 0.6]),
                SparseVector(ids: [0, 2], weights: [0.6, 0.8]),
                SparseVector(ids: [3], weights: [1]), .zero,
            ], columnCount: 4)
        let postings = rows.transposed(threads: .one)
        contents.vocabulary = vocabulary(["bert", "contrast", "deep", "图神"], [1, 1, 2, 1])
        contents.tfidf = StoredTFIDF(
            idf: Elements([1.9, 1.9, 1.5, 1.9]), rows: rows, postings: postings,
            ceilings: WeightCeilings(of: postings))
        contents.bm25 = StoredBM25(
            idf: Elements([1.2, 1.2, 0.7, 1.2]),
            postings: SparseMatrix(
                rowCount: 4, columnCount: 4, starts: postings.starts, ids: postings.ids,
                weights: Elements([0.5, 0.4, 0.3, 0.2, 0.1])),
            averageLength: 1.25)
        contents.lsa = StoredLSA(
            components: DenseMatrix(
                rowCount: 4, columnCount: 2, elements: Elements([0, 1, 1, 0, 0, 0, 0, 0])),
            singularValues: Elements([1.5, 1]),
            vectors: DenseMatrix(
                rowCount: 4, columnCount: 2, elements: Elements([1, 0, 0, 1, 0, 0, 0, 0])),
            sumOfSquares: 3)
        contents.translations = StoredTranslations(
            terms: vocabulary(["双向", "对比"], [3, 4]),
            weights: SparseMatrix(
                rows: [
                    SparseVector(ids: [0, 2], weights: [0.2, 0.3]),
                    SparseVector(ids: [1], weights: [0.7]),
                ], columnCount: 4),
            squares: Elements([1.7, 3.2]))
        contents.encoding = StoredEncoding(
            model: Encoder.Identity(name: "tiny", checksum: "0a1b2c3d"),
            vectors: DenseMatrix(
                rowCount: 4, columnCount: 2, elements: Elements([1, 0, 0.6, 0.8, 0, 1, 0, 0])))
        let curve = StoredConfidence.Curve(
            ofAnswers: [0.1, 0.2, 0.4, 0.7], matches: [0.1, 0.3, 0.9])
        contents.confidence = StoredConfidence(
            nearest: 3, sampled: 4, curves: [.tfidf: curve, .encoder: curve])
        return contents
    }

    /// Terms in byte order with their document frequencies, in four papers.
    static func vocabulary(_ terms: [String], _ frequencies: [UInt32]) -> Vocabulary {
        Vocabulary(
            documentFrequencies: Dictionary(uniqueKeysWithValues: zip(terms, frequencies)),
            documentCount: 4)
    }

    /// The bytes of an index.
    static func bytes(of contents: IndexContents = contents) throws -> [UInt8] {
        try IndexFile(contents, threads: .one).withBytes { Array($0) }
    }

    /// The index with its checksums made right again after a damage.
    static func resealed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let count = bytes.withUnsafeBytes {
            Int($0.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        }
        let tableEnd = 64 + 64 * count
        guard count <= 1_024, tableEnd <= bytes.count else { return bytes }
        for line in stride(from: 64, to: tableEnd, by: 64) {
            let checksum = bytes.withUnsafeBytes { file -> UInt32? in
                let offset = file.loadUnaligned(fromByteOffset: line + 40, as: UInt64.self)
                let length = file.loadUnaligned(fromByteOffset: line + 48, as: UInt64.self)
                guard offset <= UInt64(file.count), length <= UInt64(file.count) - offset else {
                    return nil
                }
                let end = min(file.count, Int(offset) + IndexLayout.aligned(Int(length)))
                return Checksum.crc32c(UnsafeRawBufferPointer(rebasing: file[Int(offset)..<end]))
            }
            if let checksum { bytes.store(checksum, at: line + 36) }
        }
        let checksum = bytes.withUnsafeBytes { file in
            Checksum.crc32c(
                UnsafeRawBufferPointer(rebasing: file[64..<tableEnd]),
                after: Checksum.crc32c(UnsafeRawBufferPointer(rebasing: file[..<60])))
        }
        bytes.store(checksum, at: 60)
        return bytes
    }

    /// Where a section lies in the bytes of an index.
    static func range(of section: String, in bytes: [UInt8]) throws -> Range<Int> {
        let entries = try IndexFile(bytes: bytes).entries
        guard let entry = entries.first(where: { $0.name == section }) else {
            throw IndexError.missingSection(path: "sample", section: section)
        }
        return entry.offset..<entry.offset + entry.length
    }

    /// The index with a section's first bytes replaced and its checksums made right again.
    static func bytes(
        of contents: IndexContents = contents, replacing section: String, at place: Int = 0,
        with new: [UInt8]
    ) throws -> [UInt8] {
        var bytes = try bytes(of: contents)
        let range = try range(of: section, in: bytes)
        let start = range.lowerBound + place
        bytes.replaceSubrange(start..<start + new.count, with: new)
        return resealed(bytes)
    }

    /// Reads everything that an index can be asked for; what it finds does not matter.
    static func readEverything(_ index: IndexFile) {
        for row in 0..<index.paperCount {
            _ = try? index.paper(at: row)
            _ = index.id(at: row)
            _ = index.topicPaths(of: row)
            _ = index.tfidf?.rows.row(row)
            _ = index.lsa?.vectors.row(row)
            _ = index.encoding?.centring.centred(index.encoding?.vectors.row(row) ?? [])
        }
        for term in ["双向", "对比", "图神"] {
            guard let id = index.translations?.terms.id(of: term).map(Int.init) else { continue }
            _ = index.translations?.weights.row(id)
            _ = index.translations?.squares[id]
        }
        for curve in (index.confidence?.curves ?? [:]).values {
            _ = curve.shareOfAnswers(upTo: 0.3) + curve.shareOfMatches(upTo: 0.3)
        }
        var filter = PaperFilter()
        filter.topics = Array(0..<index.catalogue.topics.count)
        filter.since = 1
        _ = index.catalogue.rows(failing: filter)
        for term in 0..<index.counts.terms { _ = index.bm25?.postings.row(term) }
        if let postings = index.tfidf?.postings {
            let query = SparseVector(ids: [0, 1, 2, 3], weights: [1, 1, 1, 1])
            _ = SparseSearch.best(3, for: query, postings: postings, threads: .one)
        }
        _ = index.topicNames
        let lookup = PaperLookup(index)
        for text in ["arXiv:1911.05722", "momentum con", "bertt"] {
            _ = lookup.resolve(text)
        }
    }
}

extension [UInt8] {
    /// Writes a number little-endian.
    mutating func store(_ number: some FixedWidthInteger, at place: Int) {
        Swift.withUnsafeBytes(of: number.littleEndian) { new in
            replaceSubrange(place..<place + new.count, with: new)
        }
    }
}
