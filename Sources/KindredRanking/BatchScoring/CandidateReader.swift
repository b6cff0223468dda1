import KindredCatalogue
import KindredIndex
import KindredModels
import KindredText
import KindredVectors
import Synchronization

/// Weighs papers from outside an index as its own are weighed: what one thread does of a batch.
///
/// The vocabulary, idf and directions are the index's, whatever the candidates hold, so a candidate
/// gets the same weights whoever else is in the batch.
final class CandidateReader {
    private let search: Related
    private let needs: Needs
    private let directions: TermDirections?
    private var reader: LexiconReader

    /// What a signal compares beside words.
    struct Needs: Sendable {
        var bm25 = false
        var points = false
        var meanings = false
    }

    /// - Parameter directions: Those of the index's LSA, where a signal compares points.
    init(
        _ search: Related, _ lexicon: Lexicon, _ needs: Needs, _ directions: TermDirections?
    ) {
        self.search = search
        self.needs = needs
        self.directions = directions
        reader = LexiconReader(lexicon, tokenizer: search.recipe.tokenizer)
    }

    /// The papers, weighed.
    ///
    /// One told in Chinese only has besides its own terms those that they stand for, as the same
    /// text would in a question; but for one that the index holds, which is compared as it is there.
    /// - Complexity: O(bytes of their texts), for LSA and fused O(terms · dimensions) besides.
    func candidates(_ papers: some Collection<Paper>) -> Candidates {
        var rows = CountedRows()
        for paper in papers { count(paper, into: &rows) }
        var candidates = Candidates(
            words: weighed(rows), familiarity: rows.familiarity, via: rows.via)
        if needs.bm25 { candidates.bm25 = bm25(rows) }
        if needs.points { place(&candidates) }
        if needs.meanings { encode(papers, into: &candidates) }
        return candidates
    }

    /// The terms of papers, row by row, before they are weighed.
    private struct CountedRows {
        var starts: [UInt64] = [0]
        var ids: [UInt32] = []
        var counts: [Float] = []
        var familiarity: [Double] = []
        /// The Chinese terms behind translated ones, by the places of the rows that have any.
        var via: [Int: [UInt32: String]] = [:]
    }

    /// Whether a candidate is asked in both languages.
    private func isTranslated(_ paper: Paper) -> Bool {
        search.index.translations != nil && paper.isToldInChineseOnly
            && search.row(of: paper) == nil
    }

    private func translate(_ paper: Paper, into rows: inout CountedRows) {
        let fields = search.recipe.fields(of: paper)
        let asked = search.askedTerms(of: fields)
        if !asked.via.isEmpty { rows.via[rows.starts.count - 1] = asked.via }
        rows.ids += asked.ids
        rows.counts += asked.counts
        rows.familiarity.append(search.familiarity(of: fields))
        rows.starts.append(UInt64(rows.ids.count))
    }

    private func count(_ paper: Paper, into rows: inout CountedRows) {
        guard !isTranslated(paper) else { return translate(paper, into: &rows) }
        var unknown: [Float] = []
        reader.read(search.recipe.fields(of: paper)) { id, count in
            rows.ids.append(id)
            rows.counts.append(count)
        } unknown: {
            unknown.append($0)
        }
        let start = Int(rows.starts[rows.starts.count - 1])
        rows.familiarity.append(familiarity(rows.ids[start...], rows.counts[start...], unknown))
        rows.starts.append(UInt64(rows.ids.count))
    }

    /// The share of a candidate's length that the index knows; see ``Related/familiarity(of:)``.
    ///
    /// One that is compared by its own terms alone has no use for translations, so these do not
    /// count as known.
    private func familiarity(
        _ ids: ArraySlice<UInt32>, _ counts: ArraySlice<Float>, _ unknown: [Float]
    ) -> Double {
        guard let idf = search.index.tfidf?.idf, !ids.isEmpty else { return 0 }
        guard !unknown.isEmpty else { return 1 }
        let settings = search.recipe.tfidf
        func square(_ count: Float, _ idf: Float) -> Double {
            let weight = settings.frequency(count) * Double(idf)
            return weight * weight
        }
        let known = zip(ids, counts).reduce(0.0) { $0 + square($1.1, idf[Int($1.0)]) }
        let unknownIDF = settings.unknownIDF(of: search.index.paperCount)
        let rest = unknown.reduce(0.0) { $0 + square($1, unknownIDF) }
        return known > 0 ? (known / (known + rest)).squareRoot() : 0
    }

    /// The rows by TF-IDF; without entries in an index that has none.
    private func weighed(_ rows: CountedRows) -> SparseMatrix {
        let (rowCount, termCount) = (rows.starts.count - 1, search.index.counts.terms)
        guard let idf = search.index.tfidf?.idf else {
            return .empty(rowCount: rowCount, columnCount: termCount)
        }
        let fitted = FittedTFIDF(settings: search.recipe.tfidf, idf: idf)
        let weights = Elements<Float>(count: rows.ids.count) { weights in
            rows.ids.withUnsafeBufferPointer { ids in
                rows.counts.withUnsafeBufferPointer { counts in
                    for row in 0..<rowCount {
                        let range = Int(rows.starts[row])..<Int(rows.starts[row + 1])
                        fitted.weigh(
                            ids: UnsafeBufferPointer(rebasing: ids[range]),
                            counts: UnsafeBufferPointer(rebasing: counts[range]),
                            into: UnsafeMutableBufferPointer(rebasing: weights[range]))
                    }
                }
            }
        }
        return SparseMatrix(
            rowCount: rowCount, columnCount: termCount, starts: Elements(rows.starts),
            ids: Elements(rows.ids), weights: weights)
    }

    private func bm25(_ rows: CountedRows) -> SparseMatrix? {
        guard let stored = search.index.bm25 else { return nil }
        let fitted = search.fitted(stored)
        let vectors = (1..<rows.starts.count).map { row in
            let range = Int(rows.starts[row - 1])..<Int(rows.starts[row])
            return fitted.vector(ids: Array(rows.ids[range]), counts: Array(rows.counts[range]))
        }
        return SparseMatrix(rows: vectors, columnCount: search.index.counts.terms)
            .transposed(threads: .one)
    }

    /// Projects the candidates' words.
    private func place(_ candidates: inout Candidates) {
        guard let stored = search.index.lsa, let directions else { return }
        let fitted = search.fitted(stored)
        let d = fitted.dimensions
        let elements = Elements<Float>(count: candidates.count * d) { target in
            for row in 0..<candidates.count {
                let point = fitted.project(directions.restricted(candidates.words, row: row))
                for place in 0..<d { target[row * d + place] = point[place] }
            }
        }
        let points = DenseMatrix(rowCount: candidates.count, columnCount: d, elements: elements)
        candidates.points = points
        candidates.pointDistances = stored.centring.distances(of: points)
    }

    /// Lets the encoder read the candidates, where its model is on this machine.
    private func encode(_ papers: some Collection<Paper>, into candidates: inout Candidates) {
        guard let encoding = search.index.encoding,
            let vectors = search.textModel?.vectors(of: Array(papers))
        else { return }
        candidates.meanings = vectors
        candidates.meaningDistances = encoding.centring.distances(of: vectors)
    }
}

/// Where each term stands among those that LSA knows, for reading many papers:
/// ``StoredLSA/restricted(_:)`` without a search for each term.
struct TermDirections: Sendable {
    /// The place of each term among LSA's, from 1; 0 for none. Shape: (terms).
    private let places: Elements<UInt32>

    init(_ stored: StoredLSA, termCount: Int) {
        places = Elements(count: termCount) { places in
            let count = stored.components.rowCount
            for place in 0..<min(stored.terms?.count ?? termCount, count) {
                let term = stored.terms.map { Int($0[place]) } ?? place
                if term < termCount { places[term] = UInt32(place) + 1 }
            }
        }
    }

    /// The entries of a row that LSA knows, by its own numbers.
    func restricted(_ words: SparseMatrix, row: Int) -> SparseVector {
        words.withRow(row) { ids, weights in
            var (kept, values): ([UInt32], [Float]) = ([], [])
            kept.reserveCapacity(ids.count)
            values.reserveCapacity(ids.count)
            places.withUnsafeBufferPointer { places in
                for (id, weight) in zip(ids, weights) where places[Int(id)] > 0 {
                    let place = places[Int(id)] - 1
                    // The terms of a damaged file may be out of order.
                    guard kept.last.map({ $0 < place }) ?? true else { continue }
                    kept.append(place)
                    values.append(weight)
                }
            }
            return SparseVector(ids: kept, weights: values)
        }
    }
}

/// Readers that threads borrow and give back, so that what one has learned serves the next batch.
final class CandidateReaders: Sendable {
    private let search: Related
    private let lexicon: Lexicon
    private let needs: CandidateReader.Needs
    private let directions: TermDirections?
    private let idle = Mutex<[Idle]>([])

    // Safety: a reader is in the list or with the one thread that took it out.
    private struct Idle: @unchecked Sendable { let reader: CandidateReader }

    init(_ search: Related, _ lexicon: Lexicon, _ needs: CandidateReader.Needs) {
        self.search = search
        self.lexicon = lexicon
        self.needs = needs
        directions =
            needs.points
            ? search.index.lsa.map {
                TermDirections($0, termCount: search.index.counts.terms)
            } : nil
    }

    /// The papers, weighed by a reader that nobody else uses meanwhile.
    func candidates(_ papers: some Collection<Paper>) -> Candidates {
        let borrowed = idle.withLock { $0.popLast() }?.reader
        let reader = borrowed ?? CandidateReader(search, lexicon, needs, directions)
        defer { give(Idle(reader: reader)) }
        return reader.candidates(papers)
    }

    private func give(_ reader: Idle) { idle.withLock { $0.append(reader) } }
}
