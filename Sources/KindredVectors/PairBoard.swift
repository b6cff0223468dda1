import CKernels
import Synchronization

/// The best partners of every row so far, most of them known by a bound only.
///
/// Each row has room for a few partners. When it is full, the k-th highest of what their scores
/// are at least becomes the row's floor, and partners that cannot reach it go. Where too many stay,
/// they are scored exactly. Rows are kept in parts, each under a lock of its own.
final class PairBoard: @unchecked Sendable {
    // Safety: `partners`, `counts`, `floors` and `bars` are ours; whoever reads or writes those of
    // a row holds the lock of its part.

    /// A partner: its row, the upper bit set where the score is exact and not an estimate.
    private struct Partner {
        var row: UInt32
        var score: Float

        var isExact: Bool { row >> 31 == 1 }
    }

    /// Rows in a part.
    static let part = 768

    private let k: Int
    private let rows: DenseMatrix
    private let slacks: [Float]
    private let minimum: Float?
    private let capacity: Int
    private let partners: UnsafeMutablePointer<Partner>
    private let counts: UnsafeMutablePointer<Int32>
    /// What a score must be to be among the k, as far as is known.
    private let floors: UnsafeMutablePointer<Float>
    /// What an estimate must be.
    private let bars: UnsafeMutablePointer<Float>
    private let locks: [Lock]

    private final class Lock: Sendable {
        let mutex = Mutex(())
    }

    init(_ k: Int, rows: DenseMatrix, slacks: [Float], above minimum: Float?) {
        self.k = k
        self.rows = rows
        self.slacks = slacks
        self.minimum = minimum
        capacity = max(8 * k, 64)
        let n = rows.rowCount
        partners = .allocate(capacity: n * capacity)
        counts = .allocate(capacity: n)
        floors = .allocate(capacity: n)
        bars = .allocate(capacity: n)
        locks = (0..<(n + Self.part - 1) / Self.part).map { _ in Lock() }
        counts.initialize(repeating: 0, count: n)
        floors.initialize(repeating: minimum ?? -.infinity, count: n)
        for row in 0..<n { (bars + row).initialize(to: (floors[row] - slacks[row]).nextDown) }
    }

    deinit {
        partners.deallocate()
        counts.deallocate()
        floors.deallocate()
        bars.deallocate()
    }

    /// Calls `body` while nobody else reads or writes the rows of two parts.
    func holding(_ one: Int, _ two: Int, _ body: () -> Void) {
        let (low, high) = (min(one, two), max(one, two))
        locks[low].mutex.withLock { _ in
            if low == high { body() } else { locks[high].mutex.withLock { _ in body() } }
        }
    }

    /// Copies the bars of some rows of a part that is held.
    func copyBars(_ rows: Range<Int>, to target: UnsafeMutablePointer<Float>) {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows.rowCount, "bars of rows")
        target.update(from: bars + rows.lowerBound, count: rows.count)
    }

    /// Offers a partner to a row of a part that is held, by an estimate of its score.
    func offer(_ row: Int, _ partner: Int, _ score: Float) {
        guard score >= bars[row] else { return }
        let count = Int(counts[row])
        partners[row * capacity + count] = Partner(row: UInt32(partner), score: score)
        counts[row] = Int32(count + 1)
        if count + 1 == capacity { thin(row) }
    }

    /// The best partners of a row, best first. Called when nobody offers any more.
    func best(_ row: Int) -> [Scored] {
        if Int(counts[row]) > k { raiseFloor(row) }
        return scored(row).sorted
    }

    /// Makes room.
    private func thin(_ row: Int) {
        raiseFloor(row)
        guard Int(counts[row]) > capacity / 2 else { return }
        let list = scored(row).sorted
        for (place, best) in list.enumerated() {
            partners[row * capacity + place] = Partner(
                row: UInt32(best.row) | 1 << 31, score: best.score)
        }
        counts[row] = Int32(list.count)
        if list.count == k { setFloor(row, list[k - 1].score) }
    }

    /// Raises the floor to the k-th highest of what the scores are at least; who is below goes.
    private func raiseFloor(_ row: Int) {
        let list = UnsafeMutableBufferPointer(
            start: partners + row * capacity, count: Int(counts[row]))
        let slack = slacks[row]
        withUnsafeTemporaryAllocation(of: Float.self, capacity: k) { least in
            var count = 0
            for partner in list {
                let low = partner.isExact ? partner.score : (partner.score - slack).nextDown
                if count == k, low <= least[k - 1] { continue }
                var place = count < k ? count : k - 1
                while place > 0, least[place - 1] < low {
                    least[place] = least[place - 1]
                    place -= 1
                }
                least[place] = low
                count = min(count + 1, k)
            }
            if count == k { setFloor(row, least[k - 1]) }
        }
        var kept = 0
        for partner in list
        where partner.score >= (partner.isExact ? floors[row] : bars[row]) {
            list[kept] = partner
            kept += 1
        }
        counts[row] = Int32(kept)
    }

    private func setFloor(_ row: Int, _ floor: Float) {
        floors[row] = max(floors[row], floor)
        bars[row] = (floors[row] - slacks[row]).nextDown
    }

    /// The partners of a row with exact scores.
    private func scored(_ row: Int) -> BestRows {
        let d = rows.columnCount
        var best = BestRows(k, above: minimum)
        rows.withRow(row) { own in
            for place in 0..<Int(counts[row]) {
                let partner = partners[row * capacity + place]
                let other = Int(partner.row & ~(1 << 31))
                let score =
                    partner.isExact
                    ? partner.score
                    : rows.withRow(other) {
                        kindred_dot(own.baseAddress, $0.baseAddress, d)
                    }
                best.take(Scored(row: other, score: score))
            }
        }
        return best
    }
}
