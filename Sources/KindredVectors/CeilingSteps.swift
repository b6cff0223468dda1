/// Which ids have columns of ceilings, and the size of a ceiling's step at each.
///
/// An id that many rows hold gets a column: four bits c for each row, with
///
///     (c - 1) step < weight <= c step   where the row holds the id, c = 0 for a zero,
///
/// exactly, in real numbers: c is the least such number, and c · step has at most 28 bits. With
/// them a sum of products can be bounded many rows at a time; see ``CeilingPlan``.
package struct CeilingSteps: Sendable, Equatable {
    /// The ids with a column, ascending; the column of `ids[i]` is i. Shape: (columns).
    package let ids: Elements<UInt32>
    /// A fifteenth of the largest weight at each of them, rounded up. Shape: (columns).
    package let steps: Elements<Float>
    /// No weight of the matrix, with a column or without, is larger.
    package let largest: Float

    /// More columns than this no plan takes: their factors would have too few bits.
    package static let most = 512

    /// Steps as a file holds them; nil where their lengths differ or there are too many.
    package init?(ids: Elements<UInt32>, steps: Elements<Float>, largest: Float) {
        guard ids.count == steps.count, ids.count <= Self.most else { return nil }
        self.ids = ids
        self.steps = steps
        self.largest = largest
    }

    /// Chooses the ids that stand in at least a `share`-th of the rows, the most frequent first
    /// where there are too many.
    ///
    /// - Parameters:
    ///   - counts: How many rows hold each id. Shape: (ids).
    ///   - largest: The largest weight at an id; asked for chosen ids only.
    ///   - overall: The largest weight of all.
    init(
        counts: [Int], rowCount: Int, share: Int, overall: Float,
        largest: (_ id: Int) -> Float
    ) {
        let least = max(rowCount / share, 1)
        var chosen = counts.indices.filter { counts[$0] >= least }
        if chosen.count > Self.most {
            chosen.sort { counts[$0] == counts[$1] ? $0 < $1 : counts[$0] > counts[$1] }
            chosen = chosen.prefix(Self.most).sorted()
        }
        ids = Elements(chosen.map { UInt32($0) })
        steps = Elements(chosen.map { Self.step(for: largest($0)) })
        self.largest = overall
    }

    /// The least number of the kind whose fifteenfold reaches `largest`, or little more.
    static func step(for largest: Float) -> Float {
        var step = largest / 15
        while Double(step) * 15 < Double(largest) { step = step.nextUp }
        return step
    }

    /// The least c in 0...15 whose c · step is at least the weight.
    @inline(__always)
    static func code(of weight: Float, step: Float, inverse: Float) -> UInt8 {
        // The guess is off by one at most; where the inverse overflowed it starts from the top.
        let guess = weight * inverse
        var code = guess < 15 ? Int(guess) : 15
        while code > 0, Double(code - 1) * Double(step) >= Double(weight) { code -= 1 }
        while code < 15, Double(code) * Double(step) < Double(weight) { code += 1 }
        return UInt8(code)
    }

    /// How many bytes a column takes: half the rows, in groups of 256.
    static func stride(rowCount: Int) -> Int { padded(rowCount) / 2 }

    /// The rows rounded up to whole groups.
    static func padded(_ rowCount: Int) -> Int { (rowCount + 255) / 256 * 256 }
}

/// Columns of ceilings for all rows of a matrix; see ``CeilingSteps``.
package struct WeightCeilings: Sendable, Equatable {
    /// How many rows each column covers.
    package let rowCount: Int
    /// Which ids have columns.
    package let steps: CeilingSteps
    /// The columns one after the other: rows in groups of 128, in 64 bytes; byte j holds row j of
    /// its group in the low half and row 64 + j in the high one. Shape: (columns × bytes of one).
    package let codes: Elements<UInt8>

    /// Ids in at least a twentieth of the rows have columns: there the half byte of every row is
    /// read as fast as the eight bytes of every posting.
    private static let share = 20

    /// Ceilings as a file holds them; nil where their lengths do not fit together.
    package init?(rowCount: Int, steps: CeilingSteps, codes: Elements<UInt8>) {
        let stride = CeilingSteps.stride(rowCount: rowCount)
        guard codes.count == steps.ids.count * stride else { return nil }
        self.rowCount = rowCount
        self.steps = steps
        self.codes = codes
    }

    /// The ceilings of a sound matrix; nil where a weight is below zero or not finite, since its
    /// products could not be bounded, and where no id is frequent.
    ///
    /// - Parameter postings: Shape: (ids × rows searched).
    /// - Complexity: O(postings), shared by `threads`; the same for any number of them.
    package init?(of postings: SparseMatrix, threads: Threads = Threads()) {
        guard postings.columnCount > 0, let overall = postings.largestWeight(threads: threads)
        else { return nil }
        let starts = postings.starts
        let steps = CeilingSteps(
            counts: (0..<postings.rowCount).map { Int(starts[$0 + 1] - starts[$0]) },
            rowCount: postings.columnCount, share: Self.share, overall: overall
        ) { id in
            postings.withRow(id) { _, weights in weights.max() ?? 0 }
        }
        guard !steps.ids.isEmpty else { return nil }
        rowCount = postings.columnCount
        self.steps = steps
        let stride = CeilingSteps.stride(rowCount: rowCount)
        let codes = Elements<UInt8>.memory(count: steps.ids.count * stride)
        threads.forEachBlock(of: steps.ids.count, size: 8) { columns, _ in
            for column in columns {
                let step = steps.steps[column]
                postings.withRow(Int(steps.ids[column])) { rows, weights in
                    for place in rows.indices {
                        let code = CeilingSteps.code(
                            of: weights[place], step: step, inverse: 1 / step)
                        codes.target.set(code, row: Int(rows[place]), from: column * stride)
                    }
                }
            }
        }
        self.codes = codes.elements
    }
}

extension SharedBuffer<UInt8> {
    /// Writes the four bits of a row, which were zero, into the column that starts at `start`.
    @inline(__always)
    func set(_ code: UInt8, row: Int, from start: Int) {
        let place = start + (row / 128) * 64 + row % 64
        self[place] |= row % 128 < 64 ? code : code << 4
    }
}

extension SparseMatrix {
    /// The largest weight; nil where there is none, or one is below zero or not finite.
    ///
    /// - Complexity: O(entries), shared by `threads`.
    func largestWeight(threads: Threads) -> Float? {
        let parts = threads.mapBlocks(of: weights.count, size: 1 << 18) { block, _ in
            weights.withUnsafeBufferPointer { weights in
                // The bits of floats from zero up ascend as the floats do; all others, -0 among
                // them, lie above.
                weights[block].reduce(UInt32(0)) { max($0, $1.bitPattern) }
            }
        }
        guard let most = parts.max(), most < Float.infinity.bitPattern else { return nil }
        return Float(bitPattern: most)
    }
}
