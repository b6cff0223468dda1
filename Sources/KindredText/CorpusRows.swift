import KindredThreads

/// Writes the rows of all blocks in final ids, ascending in each row, on several threads.
struct CorpusRows {
    /// A term's final id where it is not kept.
    static let dropped = UInt32.max

    /// For each thread that counted, the final id of each of its terms.
    let maps: [[UInt32]]
    /// How many final ids there are.
    let termCount: Int
    let threads: Threads

    /// The rows of the blocks, one behind the other.
    func written(
        _ blocks: consuming [CorpusMerger.Block], documentCount: Int
    ) -> (starts: [UInt64], ids: [UInt32], counts: [Float]) {
        let sources = Blocks(blocks)
        let count = sources.count
        let sizes = threads.mapBlocks(of: count, size: 1) { block, _ in
            size(of: sources[block.lowerBound])
        }
        let firstIDs = Self.sums(sizes)
        let firstRows = Self.sums((0..<count).map { sources[$0].rows.ends.count })
        var starts = [UInt64](repeating: UInt64(firstIDs[count]), count: documentCount + 1)
        var counts: [Float] = []
        let ids = [UInt32](unsafeUninitializedCapacity: firstIDs[count]) { ids, idCount in
            counts = [Float](unsafeUninitializedCapacity: ids.count) { counts, countCount in
                starts.withUnsafeMutableBufferPointer { starts in
                    let target = Target(starts: starts, ids: ids, counts: counts)
                    threads.share(count) { _, next in
                        var sorter = RowSorter(termCount: termCount)
                        while let block = next() {
                            write(
                                sources.take(block), row: firstRows[block],
                                place: firstIDs[block], to: target, &sorter)
                        }
                    }
                }
                countCount = ids.count
            }
            idCount = ids.count
        }
        return (starts, ids, counts)
    }

    /// Blocks that are given up one by one, so that they and what is made of them never stand in
    /// memory whole, side by side.
    // Safety: a block is taken by the one thread that has its number.
    private final class Blocks: @unchecked Sendable {
        private let places: UnsafeMutableBufferPointer<CorpusMerger.Block>

        init(_ blocks: consuming [CorpusMerger.Block]) {
            places = .allocate(capacity: blocks.count)
            _ = places.initialize(fromContentsOf: blocks)
        }

        deinit {
            places.deinitialize()
            places.deallocate()
        }

        var count: Int { places.count }

        subscript(place: Int) -> CorpusMerger.Block { places[place] }

        /// A block, which is empty here from now on.
        func take(_ place: Int) -> CorpusMerger.Block {
            defer { places[place] = CorpusMerger.Block(worker: 0, rows: .init()) }
            return places[place]
        }
    }

    /// Where the rows are written.
    // Safety: every block writes to places of its own, which the sums of the sizes keep apart.
    private struct Target: @unchecked Sendable {
        let starts: UnsafeMutableBufferPointer<UInt64>
        let ids: UnsafeMutableBufferPointer<UInt32>
        let counts: UnsafeMutableBufferPointer<Float>
    }

    /// How many of a block's entries are kept.
    private func size(of block: CorpusMerger.Block) -> Int {
        maps[block.worker].withUnsafeBufferPointer { map in
            block.rows.ids.reduce(0) { $0 + (map[Int($1)] == Self.dropped ? 0 : 1) }
        }
    }

    /// Sums of all numbers before each one, and of all.
    private static func sums(_ numbers: [Int]) -> [Int] {
        numbers.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }

    private func write(
        _ block: CorpusMerger.Block, row: Int, place: Int, to target: Target,
        _ sorter: inout RowSorter
    ) {
        var place = place
        var start = 0
        maps[block.worker].withUnsafeBufferPointer { map in
            for (index, end) in block.rows.ends.enumerated() {
                target.starts[row + index] = UInt64(place)
                sorter.sort(block.rows, start..<end, map) { id, count in
                    target.ids[place] = id
                    target.counts[place] = count
                    place += 1
                }
                start = end
            }
        }
    }
}

/// Sorts one row at a time by id, in linear time: radix sort by digits of six bits.
struct RowSorter {
    private static let digitBits = 6
    private static let digits = 1 << digitBits

    /// Digits that ids can have.
    private let passes: Int
    // The id above, the bits of the count below.
    private var entries: [UInt64] = []
    private var sorted: [UInt64] = []
    private var places = [Int](repeating: 0, count: digits)

    init(termCount: Int) {
        let bits = Int.bitWidth - max(1, termCount - 1).leadingZeroBitCount
        passes = (bits + Self.digitBits - 1) / Self.digitBits
    }

    /// Visits the kept entries of a row by ascending id.
    @inline(__always)
    mutating func sort(
        _ rows: TermCounter.Rows, _ range: Range<Int>, _ map: UnsafeBufferPointer<UInt32>,
        _ visit: (UInt32, Float) -> Void
    ) {
        for place in range {
            let id = map[Int(rows.ids[place])]
            if id != CorpusRows.dropped { add(id, rows.counts[place]) }
        }
        drain(visit)
    }

    /// Adds an entry of the row at hand, whose id comes once.
    @inline(__always)
    mutating func add(_ id: UInt32, _ count: Float) {
        entries.append(UInt64(id) << 32 | UInt64(count.bitPattern))
    }

    /// Visits the entries added by ascending id, and begins the next row.
    @inline(__always)
    mutating func drain(_ visit: (UInt32, Float) -> Void) {
        if sorted.count < entries.count {
            sorted = [UInt64](repeating: 0, count: entries.count * 2)
        }
        for pass in 0..<passes where entries.count > 1 {
            sortByDigit(UInt64(32 + pass * Self.digitBits))
        }
        for entry in entries {
            let bits = UInt32(truncatingIfNeeded: entry)
            visit(UInt32(truncatingIfNeeded: entry >> 32), Float(bitPattern: bits))
        }
        entries.removeAll(keepingCapacity: true)
    }

    /// One stable pass: by the digit that begins at bit `shift`.
    private mutating func sortByDigit(_ shift: UInt64) {
        let mask = UInt64(Self.digits - 1)
        let count = entries.count
        // Safety: a digit is below `digits`; the places of all digits add up to `count`, and
        // `sorted` has room for as many.
        entries.withUnsafeMutableBufferPointer { entries in
            sorted.withUnsafeMutableBufferPointer { sorted in
                places.withUnsafeMutableBufferPointer { places in
                    places.update(repeating: 0)
                    for entry in entries { places[Int(entry >> shift & mask)] &+= 1 }
                    var sum = 0
                    for digit in 0..<Self.digits {
                        let here = places[digit]
                        places[digit] = sum
                        sum &+= here
                    }
                    for entry in entries {
                        let digit = Int(entry >> shift & mask)
                        sorted[places[digit]] = entry
                        places[digit] &+= 1
                    }
                    for place in 0..<count { entries[place] = sorted[place] }
                }
            }
        }
    }
}
