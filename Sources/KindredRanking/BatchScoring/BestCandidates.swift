import KindredVectors

/// The best few of many candidates: by higher score, of equal scores the one that came first.
///
/// Memory is that of the kept ones.
package struct BestCandidates<Kept> {
    /// A candidate that is kept.
    package struct Entry: Ranked {
        /// How near it is.
        package let score: Float
        /// Its place in the input.
        package let place: Int
        /// What is kept of it.
        package let kept: Kept

        /// A candidate.
        package init(score: Float, place: Int, kept: Kept) {
            self.score = score
            self.place = place
            self.kept = kept
        }

        /// Whether this one ranks before another: by higher score, then by its place.
        package func ranksBefore(_ other: Entry) -> Bool {
            score > other.score || (score == other.score && place < other.place)
        }
    }

    private var heap: BoundedHeap<Entry>

    /// No candidate yet.
    ///
    /// - Parameter limit: How many are kept, at least 1.
    package init(_ limit: Int) { heap = BoundedHeap(limit) }

    /// The score that a later candidate must exceed; nil while there is room.
    package var bar: Float? { heap.worst?.score }

    /// All that are kept, best first.
    package var sorted: [Entry] { heap.sorted }

    /// Offers a candidate; one whose score is no number is not kept.
    package mutating func take(_ entry: Entry) {
        if !entry.score.isNaN { heap.take(entry) }
    }
}
