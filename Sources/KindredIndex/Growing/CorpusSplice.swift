import KindredCatalogue
import KindredText
import KindredVectors

/// The counts of a changed corpus: kept ones where a paper was counted before, and new texts counted.
///
/// What comes out equals, number for number, what counting all texts would give. Texts are read for
/// fresh papers, and for the few that hold a term which was left out before and no longer is. All
/// the rest is one pass over stored numbers.
struct CorpusSplice {
    let plan: GrowthPlan
    let fitting: Fitting

    private var recipe: Recipe { fitting.recipe }

    /// The counts of all rows of the plan.
    ///
    /// - Throws: `IndexError.damagedRecord` where a text must be read again and cannot be.
    /// - Complexity: O(nonzeros + terms), and O(length of the texts read).
    func counts() throws(IndexError) -> CorpusCounts {
        guard recipe.keepsMentions, plan.sources.allSatisfy(\.knowsMentions) else {
            return fitting.counts(of: try plan.papers(of: Array(plan.rows.indices)))
        }
        let fresh = plan.fresh.map(\.paper)
        var counted = fitting.counts(of: fresh, VocabularySettings())
        var union = union(with: counted)
        let again = rowsToReadAgain(union)
        if !again.isEmpty {
            counted = fitting.counts(
                of: fresh + (try plan.papers(of: again)), VocabularySettings())
            union = self.union(with: counted)
        }
        var origins = plan.rows
        for (place, row) in again.enumerated() { origins[row] = .fresh(fresh.count + place) }
        let texts = SplicedTexts(
            sources: plan.sources.compactMap(StoredTexts.init), fresh: counted, origins: origins)
        return texts.counts(by: recipe.vocabulary, union, fitting.threads)
    }

    private func union(with fresh: CorpusCounts) -> VocabularyUnion {
        VocabularyUnion(plan.sources.compactMap(\.vocabulary) + [fresh.vocabulary])
    }

    // MARK: Texts that must be read again

    /// The rows that may hold a term which their source left out and others hold too, ascending.
    private func rowsToReadAgain(_ union: VocabularyUnion) -> [Int] {
        guard plan.sources.contains(where: { $0.mentions?.unkept != nil }) else { return [] }
        let common = commonHashes()
        let wanted = plan.sources.indices.map { source in
            var isKnown = [Bool](repeating: false, count: union.count)
            for place in union.places[source] { isKnown[Int(place)] = true }
            return HashFilter(
                common + isKnown.indices.filter { !isKnown[$0] }.map(union.hash(at:)))
        }
        return plan.rows.indices.filter { row in
            guard let source = plan.rows[row].source,
                let unkept = plan.sources[source].mentions?.unkept
            else { return false }
            return unkept.hashes.withUnsafeBufferPointer { hashes in
                hashes[unkept.range(of: plan.rows[row].place)].contains {
                    wanted[source].contains($0)
                }
            }
        }
    }

    /// Numbers of left-out terms that so many rows have that the terms may have to come in.
    ///
    /// In one index that learned its own vocabulary there are none.
    private func commonHashes() -> [UInt32] {
        guard plan.sources.count > 1 || plan.sources.contains(where: \.isWeighedElsewhere) else {
            return []
        }
        var hashes: [UInt32] = []
        for row in plan.rows {
            guard let source = row.source, let unkept = plan.sources[source].mentions?.unkept
            else { continue }
            unkept.hashes.withUnsafeBufferPointer { hashes += $0[unkept.range(of: row.place)] }
        }
        hashes.sort()
        let settings = recipe.vocabulary
        var common: [UInt32] = []
        var first = 0
        while first < hashes.count {
            let hash = hashes[first]
            let end = hashes[first...].firstIndex { $0 != hash } ?? hashes.count
            let isKept = settings.keeps(
                documentFrequency: UInt32(end - first), of: plan.rows.count,
                isPair: UnkeptTerms.isPair(hash))
            if isKept { common.append(hash) }
            first = end
        }
        return common
    }
}

/// A set of numbers that is asked millions of times and mostly says no.
private struct HashFilter {
    private let hashes: Set<UInt32>
    private var bits = [UInt64](repeating: 0, count: 1 << 14)

    init(_ hashes: [UInt32]) {
        self.hashes = Set(hashes)
        for hash in hashes { bits[Int(hash >> 6) & (bits.count - 1)] |= 1 << UInt64(hash & 63) }
    }

    func contains(_ hash: UInt32) -> Bool {
        bits[Int(hash >> 6) & (bits.count - 1)] >> UInt64(hash & 63) & 1 == 1
            && hashes.contains(hash)
    }
}

extension GrowthPlan {
    /// The papers of some rows.
    /// - Throws: `IndexError.damagedRecord`.
    func papers(of rows: [Int]) throws(IndexError) -> [Paper] {
        var papers: [Paper] = []
        papers.reserveCapacity(rows.count)
        for row in rows {
            let origin = self.rows[row]
            if let source = origin.source {
                papers.append(try sources[source].paper(at: origin.place))
            } else {
                papers.append(fresh[origin.place].paper)
            }
        }
        return papers
    }
}

extension IndexFile {
    /// Whether counts are there for every paper.
    var knowsMentions: Bool { mentions != nil && tfidf != nil && vocabulary != nil }

    /// Whether the vocabulary and its frequencies come from other papers than those of the index.
    package var isWeighedElsewhere: Bool { counts.documents != counts.papers }
}
