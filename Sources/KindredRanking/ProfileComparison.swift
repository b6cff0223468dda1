import KindredIndex
import KindredVectors

/// A signal that can say what one thing liked makes of a paper, and so of several together.
protocol SinglePart: Comparison {
    /// What each of some parts makes of one paper, in their order: its score, and whether that
    /// alone makes the paper an answer.
    static func kernels(of parts: [Self], row: Int) -> [Kernel]

    /// The same where the products of the parts' ``words`` with the paper's are known already.
    static func kernels(of parts: [Self], row: Int, products: [Float]) -> [Kernel]

    /// The weights by TF-IDF that a kernel multiplies with a paper's; nil where it uses none.
    var words: SparseVector? { get }

    /// The same thing liked, compared with candidates from outside the index by their places.
    func among(_ candidates: Candidates) -> Self

    /// The scores of some parts with all papers, within bounds.
    static func bounds(of parts: [Self]) -> PooledBounds
}

/// What one thing liked makes of a paper.
struct Kernel {
    let score: Float
    /// Whether it is near enough to be an answer by itself.
    var isNear = true
    /// What LSA adds to the score beside terms, and what an encoder adds.
    var company: Float = 0
    var meaning: Float = 0

    /// The score of a paper where nothing else was liked: what shares no word is no answer.
    var alone: Float { isNear ? score : 0 }
}

/// Several interests kept apart, and what a reader dislikes.
///
/// With k_p(d) the score of a paper d for the liked thing p alone, n of them, and a power a:
///
///     score(d) = (1/n Σ_p max(k_p(d), 0)^a)^(1/a) - b · mean over dislikes of k_n(d)
///
/// One like and no dislike give k itself, to the bit. As the power mean is homogeneous of degree
/// one, the score is also Σ w_p k_p with w_p = (k_p / mean)^(a - 1) / n, and so splits into the
/// reasons of each k.
/// - Complexity: Memory does not grow with the likes but for their vectors.
struct ProfileComparison<Part: SinglePart>: Comparison {
    /// At least one.
    let likes: [Part]
    /// Where each stands among what was liked.
    let places: [Int]
    let dislikes: [Part]
    let mean: PowerMean
    /// b, what dislikes take away.
    let dislikeShare: Float

    /// Likes that have nothing to be compared by are left out, as if they were not there.
    init(
        likes: [(place: Int, part: Part)], dislikes: [Part], mean: PowerMean, dislikeShare: Float
    ) {
        precondition(!likes.isEmpty, "a profile needs something liked")
        let known = likes.filter { !$0.part.isEmpty }
        let kept = known.isEmpty ? Array(likes.prefix(1)) : known
        self.likes = kept.map(\.part)
        places = kept.map(\.place)
        self.dislikes = dislikes.filter { !$0.isEmpty }
        self.mean = mean
        self.dislikeShare = dislikeShare
    }

    var isEmpty: Bool { likes.allSatisfy(\.isEmpty) }

    /// Whether one part says it all.
    var isSingle: Bool { likes.count == 1 && dislikes.isEmpty }

    func best(_ limit: Int, excluding excluded: RowSet, threads: Threads) -> [Scored] {
        if isSingle { return likes[0].best(limit, excluding: excluded, threads: threads) }
        guard !isEmpty else { return [] }
        return BoundedSearch.best(
            limit, bounds: bounds(threads: threads), excluding: excluded, above: 0,
            threads: threads, exact: scores)
    }

    /// What the score of each paper does not exceed. Shape: (papers).
    private func bounds(threads: Threads) -> [Float] {
        let most = Part.bounds(of: likes).powerMeans(mean, threads: threads)
        guard !dislikes.isEmpty else { return most }
        let least = Part.bounds(of: dislikes).leastMeans(threads: threads)
        return zip(most, least).map {
            Float(Double($0) - Double(dislikeShare) * Double($1)).nextUp
        }
    }

    func scores(of rows: [Int]) -> [Float] {
        if isSingle { return likes[0].scores(of: rows) }
        return rows.map(score)
    }

    private func score(of row: Int) -> Float {
        score(
            liked: Part.kernels(of: likes, row: row),
            disliked: dislikes.isEmpty ? [] : Part.kernels(of: dislikes, row: row))
    }

    /// The score of a paper by what each like and each dislike makes of it.
    func score(liked kernels: [Kernel], disliked: [Kernel]) -> Float {
        let liked = Double(mean.mean(of: kernels.map(\.score)))
        let score = Float(liked - Double(dislikeShare) * Self.mean(of: disliked))
        // What is merely unlike the dislikes is no answer.
        return liked > 0 && kernels.contains(where: \.isNear) ? score : min(score, 0)
    }

    /// The plain mean of what dislikes make of a paper; 0 where there is none.
    private static func mean(of kernels: [Kernel]) -> Double {
        guard !kernels.isEmpty else { return 0 }
        return kernels.reduce(0.0) { $0 + Double($1.score) } / Double(kernels.count)
    }

    // MARK: Reasons

    func shares(of row: Int) -> SparseVector {
        if isSingle { return likes[0].shares(of: row) }
        var sums: [UInt32: Double] = [:]
        for (part, weight) in weights(at: row) {
            let shares = part.shares(of: row)
            for (id, share) in zip(shares.ids, shares.weights) {
                sums[id, default: 0] += weight * Double(share)
            }
        }
        let ids = sums.keys.sorted()
        return SparseVector(ids: ids, weights: ids.map { Float(sums[$0] ?? 0) })
    }

    func wholes(of row: Int) -> [(signal: Signal, score: Float)] {
        if isSingle { return likes[0].wholes(of: row) }
        var sums: [Signal: Double] = [:]
        for (part, weight) in weights(at: row) {
            for whole in part.wholes(of: row) {
                sums[whole.signal, default: 0] += weight * Double(whole.score)
            }
        }
        return Signal.allCases.compactMap { signal in
            sums[signal].map { (signal: signal, score: Float($0)) }
        }
    }

    /// What each part counts in the score of a paper, dislikes below zero; parts that count nothing
    /// are left out.
    private func weights(at row: Int) -> [(part: Part, weight: Double)] {
        let scores = Part.kernels(of: likes, row: row).map(\.score)
        let liked = zip(likes, mean.weights(of: scores)).filter { $0.1 != 0 }
        let taken = -Double(dislikeShare) / Double(max(dislikes.count, 1))
        return liked.map { (part: $0.0, weight: $0.1) }
            + dislikes.map { (part: $0, weight: taken) }
    }

    var alone: [(place: Int, comparison: any Comparison)] {
        zip(places, likes).map { (place: $0, comparison: $1) }
    }

    func nearest(to row: Int) -> Nearest? {
        guard likes.count > 1 else { return nil }
        return nearest(by: Part.kernels(of: likes, row: row).map(\.score))
    }

    /// The like that makes the most of a paper; nil of one alone, and where none makes anything.
    func nearest(by scores: [Float]) -> Nearest? {
        guard likes.count > 1 else { return nil }
        let ranked = scores.enumerated().map { Scored(row: $0.offset, score: $0.element) }
            .filter { !$0.score.isNaN }
        guard let first = ranked.min(by: { $0.ranksBefore($1) }), first.score > 0 else {
            return nil
        }
        return Nearest(place: places[first.row], score: first.score)
    }

    // MARK: Batches

    static func best(
        _ limit: Int, forEachOf comparisons: [Self], among rows: [Int]?, rowCount: Int,
        threads: Threads
    ) -> [[Scored]] {
        var found = [[Scored]](repeating: [], count: comparisons.count)
        let single = comparisons.indices.filter { comparisons[$0].isSingle }
        let alone = Part.best(
            limit, forEachOf: single.map { comparisons[$0].likes[0] }, among: rows,
            rowCount: rowCount, threads: threads)
        for (place, scored) in zip(single, alone) { found[place] = scored }

        let several = comparisons.indices.filter { !comparisons[$0].isSingle }
        var excluded = RowSet(rowCount: rowCount, rows: rows == nil ? 0..<0 : 0..<rowCount)
        for row in rows ?? [] { excluded.remove(row) }
        let others = excluded
        let together = threads.mapBlocks(of: several.count, size: 1) { block, _ in
            block.map {
                comparisons[several[$0]].best(limit, excluding: others, threads: .one)
            }
        }.joined()
        for (place, scored) in zip(several, together) { found[place] = scored }
        return found
    }
}
