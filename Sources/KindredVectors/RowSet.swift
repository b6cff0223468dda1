/// A set of rows, one bit for each, such as the papers that must not be answered.
package struct RowSet: Sendable, Equatable {
    /// Rows run from 0 up to this.
    package let rowCount: Int
    // Bit `row % 64` of word `row / 64`.
    private var words: [UInt64]

    /// A set within `0..<rowCount`, empty unless rows are given.
    ///
    /// - Precondition: Given rows lie within `0..<rowCount`.
    package init(rowCount: Int, rows: some Sequence<Int> = EmptyCollection()) {
        precondition(rowCount >= 0, "a number of rows cannot be negative")
        self.rowCount = rowCount
        words = Array(repeating: 0, count: (rowCount + 63) / 64)
        for row in rows { insert(row) }
    }

    /// Adds a row.
    package mutating func insert(_ row: Int) {
        precondition(row >= 0 && row < rowCount, "row outside the set's range")
        words[row / 64] |= 1 << UInt64(row % 64)
    }

    /// Takes a row out.
    package mutating func remove(_ row: Int) {
        precondition(row >= 0 && row < rowCount, "row outside the set's range")
        words[row / 64] &= ~(1 << UInt64(row % 64))
    }

    /// Whether the set holds a row; a row outside its range is not in it.
    package func contains(_ row: Int) -> Bool {
        guard row >= 0 && row < rowCount else { return false }
        return words[row / 64] >> UInt64(row % 64) & 1 == 1
    }

    /// How many rows the set holds.
    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The rows, ascending.
    package var rows: [Int] { (0..<rowCount).filter(contains) }
}
