import KindredText
import KindredVectors

// The fitted signals as sections: how each is written, and how it is found again. Everything is
// checked for its length against the counts of the file; what the numbers are, `findings` checks.

/// How many of everything an index has.
package struct IndexCounts: Hashable, Sendable {
    /// n, the papers.
    package let papers: Int
    /// m, the terms; 0 without vocabulary.
    package let terms: Int
    /// z, the weights that TF-IDF stores, once by paper and once by term.
    package let weights: Int
    /// d, the dimensions of LSA; 0 without it.
    package let dimensions: Int
    /// t, the topics.
    package let topics: Int
    /// How many documents the vocabulary was learned from: n, unless it was learned elsewhere.
    package let documents: Int
}

extension IndexCounts {
    static let section = "counts"

    var elements: Elements<UInt64> {
        Elements([papers, terms, weights, dimensions, topics, documents].map { UInt64($0) })
    }

    /// The same with so many topics.
    func with(topics: Int) -> IndexCounts {
        IndexCounts(
            papers: papers, terms: terms, weights: weights, dimensions: dimensions, topics: topics,
            documents: documents)
    }

    /// The counts of a file. None may exceed what a file can hold, so that no sum of them overflows.
    init(_ sections: SectionReader) throws(IndexError) {
        let stored: Elements<UInt64> = try sections.elements(Self.section, count: 6)
        for index in 0..<6 {
            let limit = index < 5 ? sections.bytes.buffer.count : Int(UInt32.max)
            guard stored[index] <= UInt64(limit) else {
                throw sections.contradiction(
                    Self.section, expected: "counts up to \(limit)", found: "\(stored[index])")
            }
        }
        papers = Int(stored[0])
        terms = Int(stored[1])
        weights = Int(stored[2])
        dimensions = Int(stored[3])
        topics = Int(stored[4])
        documents = Int(stored[5])
    }
}

extension Vocabulary {
    func add(to sections: inout SectionWriter) {
        sections.add("terms", self)
    }

    init?(_ sections: SectionReader, counts: IndexCounts) throws(IndexError) {
        guard sections.has("terms.ends") else { return nil }
        self = try sections.vocabulary(
            "terms", count: counts.terms, documentCount: counts.documents)
    }
}

extension Elements {
    /// A copy of bytes that hold whole elements.
    init(copying bytes: UnsafeRawBufferPointer) {
        self.init(count: bytes.count / MemoryLayout<Element>.stride) {
            UnsafeMutableRawBufferPointer($0).copyMemory(from: bytes)
        }
    }
}

extension StoredTFIDF {
    /// Weights by paper, with all that is made from them.
    init(fitting rows: SparseMatrix, idf: Elements<Float>, threads: Threads) {
        let postings = rows.transposed(threads: threads)
        let isLarge = rows.rowCount >= Self.leastPapersForCeilings
        self.init(
            idf: idf, rows: rows, postings: postings,
            ceilings: isLarge ? WeightCeilings(of: postings, threads: threads) : nil)
    }

    func add(to sections: inout SectionWriter) {
        sections.add("tfidf.idf", idf)
        sections.add("tfidf.starts", rows.starts)
        sections.add("tfidf.ids", rows.ids)
        sections.add("tfidf.weights", rows.weights)
        sections.add("postings.starts", postings.starts)
        sections.add("postings.ids", postings.ids)
        sections.add("postings.weights", postings.weights)
        guard let ceilings else { return }
        sections.add("ceilings.ids", ceilings.steps.ids)
        sections.add("ceilings.steps", ceilings.steps.steps)
        sections.add("ceilings.largest", Elements([ceilings.steps.largest]))
        sections.add("ceilings.codes", ceilings.codes)
    }

    init?(_ sections: SectionReader, counts: IndexCounts) throws(IndexError) {
        guard sections.has("tfidf.idf") else { return nil }
        let entryCount = counts.weights
        idf = try sections.elements("tfidf.idf", count: counts.terms)
        rows = try sections.matrix(
            "tfidf", rowCount: counts.papers, columnCount: counts.terms, entryCount: entryCount)
        postings = try sections.matrix(
            "postings", rowCount: counts.terms, columnCount: counts.papers, entryCount: entryCount)
        ceilings = try sections.ceilings("ceilings", rowCount: counts.papers)
    }
}

extension StoredBM25 {
    /// Leaves the places out where they are those of `shared`.
    func add(to sections: inout SectionWriter, sharing shared: SparseMatrix?) {
        sections.add("bm25.idf", idf)
        sections.add("bm25.length", Elements([averageLength]))
        if shared?.starts != postings.starts || shared?.ids != postings.ids {
            sections.add("bm25.starts", postings.starts)
            sections.add("bm25.ids", postings.ids)
        }
        sections.add("bm25.weights", postings.weights)
    }

    init?(_ sections: SectionReader, counts: IndexCounts) throws(IndexError) {
        guard sections.has("bm25.idf") else { return nil }
        idf = try sections.elements("bm25.idf", count: counts.terms)
        averageLength = try sections.elements("bm25.length", as: Double.self, count: 1)[0]
        postings = try sections.matrix(
            "bm25", placesFrom: sections.has("bm25.starts") ? "bm25" : "postings",
            rowCount: counts.terms, columnCount: counts.papers)
    }
}

extension StoredLSA {
    func add(to sections: inout SectionWriter) {
        sections.add("lsa.components", components.elements)
        sections.add("lsa.values", singularValues)
        sections.add("lsa.squares", Elements([sumOfSquares]))
        if let terms { sections.add("lsa.terms", terms) }
        sections.add("lsa.centre", centring.centre)
        sections.add("lsa.distances", centring.distances)
        sections.add("lsa.vectors", vectors.elements)
        quantised?.add(to: &sections, "lsa.quantised")
    }

    init?(_ sections: SectionReader, counts: IndexCounts) throws(IndexError) {
        guard sections.has("lsa.values") else { return nil }
        singularValues = try sections.elements("lsa.values", count: counts.dimensions)
        sumOfSquares = try sections.elements("lsa.squares", as: Double.self, count: 1)[0]
        let terms: Elements<UInt32>? =
            sections.has("lsa.terms") ? try sections.elements("lsa.terms") : nil
        self.terms = terms
        components = try sections.matrix(
            "lsa.components", rowCount: terms?.count ?? counts.terms,
            columnCount: counts.dimensions)
        vectors = try sections.matrix(
            "lsa.vectors", rowCount: counts.papers, columnCount: counts.dimensions)
        quantised = try QuantisedRows(sections, "lsa.quantised", of: vectors)
        guard sections.has("lsa.centre") else {
            centring = Centring.none(paperCount: counts.papers, dimensions: counts.dimensions)
            return
        }
        centring = Centring(
            centre: try sections.elements("lsa.centre", count: counts.dimensions),
            distances: try sections.elements("lsa.distances", count: counts.papers))
    }
}

extension SectionReader {
    /// Ceilings; nil where there are none.
    func ceilings(_ name: String, rowCount: Int) throws(IndexError) -> WeightCeilings? {
        guard has(name + ".codes") else { return nil }
        let ids: Elements<UInt32> = try elements(name + ".ids")
        let steps: Elements<Float> = try elements(name + ".steps", count: ids.count)
        let largest = try elements(name + ".largest", as: Float.self, count: 1)[0]
        let codes: Elements<UInt8> = try elements(name + ".codes")
        guard let steps = CeilingSteps(ids: ids, steps: steps, largest: largest),
            let ceilings = WeightCeilings(rowCount: rowCount, steps: steps, codes: codes)
        else {
            throw contradiction(
                name + ".codes", expected: "half a byte for each paper and term of \(name).ids",
                found: "\(codes.count) bytes for \(ids.count) terms")
        }
        return ceilings
    }

    /// A sparse matrix: `name.starts`, `name.ids` and `name.weights`; the first two may stand under
    /// another name.
    func matrix(
        _ name: String, placesFrom places: String? = nil, rowCount: Int, columnCount: Int,
        entryCount: Int? = nil
    ) throws(IndexError) -> SparseMatrix {
        let places = places ?? name
        let starts: Elements<UInt64> = try elements(places + ".starts", count: rowCount + 1)
        let ids: Elements<UInt32> = try elements(places + ".ids", count: entryCount)
        try requireOffsets(starts, name: places + ".starts", upTo: ids.count)
        return SparseMatrix(
            rowCount: rowCount, columnCount: columnCount, starts: starts, ids: ids,
            weights: try elements(name + ".weights", count: ids.count))
    }

    /// A dense matrix, row after row.
    func matrix(
        _ name: String, rowCount: Int, columnCount: Int
    ) throws(IndexError) -> DenseMatrix {
        let (count, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
        guard !overflow else {
            throw contradiction(
                name, expected: "a file's worth of numbers", found: "\(rowCount) × \(columnCount)")
        }
        return DenseMatrix(
            rowCount: rowCount, columnCount: columnCount, elements: try elements(name, count: count)
        )
    }
}
