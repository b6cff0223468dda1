/// The best few of many candidates: by higher score, of equal scores the one that came first.
///
/// A heap whose first element is the worst kept; memory is that of the kept ones.
struct BestScored<Kept> {
    /// A candidate that is kept.
    struct Entry {
        let score: Float
        /// Its place in the input.
        let place: Int
        let kept: Kept

        func ranksBefore(_ other: Entry) -> Bool {
            score > other.score || (score == other.score && place < other.place)
        }
    }

    private let limit: Int
    private var heap: [Entry] = []

    /// - Parameter limit: At least 1.
    init(_ limit: Int) {
        precondition(limit >= 1, "the best of something needs a limit from 1")
        self.limit = limit
    }

    /// The score that a later candidate must exceed; nil while there is room.
    var bar: Float? { heap.count == limit ? heap[0].score : nil }

    /// All that are kept, best first.
    var sorted: [Entry] { heap.sorted { $0.ranksBefore($1) } }

    /// Offers a candidate; one whose score is no number is not kept.
    mutating func take(_ entry: Entry) {
        guard !entry.score.isNaN else { return }
        if heap.count < limit {
            heap.append(entry)
            siftUp()
        } else if entry.ranksBefore(heap[0]) {
            heap[0] = entry
            siftDown()
        }
    }

    private mutating func siftUp() {
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[parent].ranksBefore(heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[worst].ranksBefore(heap[child]) { worst = child }
            }
            guard worst != parent else { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}
