/// Rows of numbers, one after the other, each number stored.
///
/// The elements may be a window into a mapped file that nobody checked: any bits are a number, so
/// nothing can go wrong but the answer; rows that hold NaN score NaN and are never selected.
package struct DenseMatrix: Sendable, Equatable {
    /// How many rows there are.
    package let rowCount: Int
    /// How many numbers a row holds.
    package let columnCount: Int
    /// The numbers, row after row. Shape: (rows × columns).
    package let elements: Elements<Float>

    /// A matrix over stored numbers.
    ///
    /// - Precondition: There are exactly rows × columns of them.
    package init(rowCount: Int, columnCount: Int, elements: Elements<Float>) {
        precondition(rowCount >= 0 && columnCount >= 0, "a matrix cannot have negative sides")
        let (size, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
        precondition(!overflow && elements.count == size, "elements must be rows × columns")
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.elements = elements
    }

    /// A matrix of given rows.
    ///
    /// - Precondition: Every row holds `columnCount` numbers.
    package init(rows: [[Float]], columnCount: Int) {
        precondition(rows.allSatisfy { $0.count == columnCount }, "every row needs all columns")
        self.init(
            rowCount: rows.count, columnCount: columnCount,
            elements: Elements(rows.flatMap { $0 }))
    }

    /// One number.
    package subscript(row: Int, column: Int) -> Float {
        precondition(column >= 0 && column < columnCount, "column outside the matrix")
        return elements[row * columnCount + column]
    }

    /// Calls `body` with a row in place.
    package func withRow<Result, Failure: Error>(
        _ row: Int, _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withRows(row..<row + 1, body)
    }

    /// Calls `body` with some rows in place, one after the other.
    package func withRows<Result, Failure: Error>(
        _ rows: Range<Int>, _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(
            rows.lowerBound >= 0 && rows.upperBound <= rowCount, "row outside the matrix")
        defer { withExtendedLifetime(self) {} }
        // Safety: the rows lie within the elements, and `self` outlives the call.
        let range = rows.lowerBound * columnCount..<rows.upperBound * columnCount
        return try body(UnsafeBufferPointer(rebasing: elements.buffer[range]))
    }

    /// A copy of one row.
    package func row(_ row: Int) -> [Float] { withRow(row) { Array($0) } }

    /// The Euclidean length of every row, summed in `Double`. Shape: (rows).
    package func rowNorms(threads: Threads = Threads()) -> [Float] {
        threads.mapBlocks(of: rowCount, size: 4096) { block, _ in
            block.map { row in withRow(row) { Float($0.euclideanNorm) } }
        }.flatMap { $0 }
    }

    /// The matrix with every row at length one; rows whose length is zero or not finite stay.
    package func rowsNormalized(threads: Threads = Threads()) -> DenseMatrix {
        let columns = columnCount
        let normalized = Elements<Float>(count: elements.count) { target in
            let target = SharedBuffer(target)
            threads.forEachBlock(of: rowCount, size: 1024) { block, _ in
                for row in block {
                    withRow(row) { values in
                        let norm = values.euclideanNorm
                        let divisor = norm > 0 && norm.isFinite ? norm : 1
                        for column in 0..<columns {
                            target[row * columns + column] =
                                Float(Double(values[column]) / divisor)
                        }
                    }
                }
            }
        }
        return DenseMatrix(rowCount: rowCount, columnCount: columns, elements: normalized)
    }

    /// The matrix with rows and columns exchanged.
    package func transposed() -> DenseMatrix {
        let columns = columnCount
        let turned = Elements<Float>(count: elements.count) { target in
            elements.withUnsafeBufferPointer { source in
                for row in 0..<rowCount {
                    for column in 0..<columns {
                        target[column * rowCount + row] = source[row * columns + column]
                    }
                }
            }
        }
        return DenseMatrix(rowCount: columns, columnCount: rowCount, elements: turned)
    }
}

/// Memory that workers fill in at places of their own.
struct SharedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
    // Safety: the caller owns the memory for as long as the workers run, and every place is
    // written by the one worker that holds its block.
    let buffer: UnsafeMutableBufferPointer<Element>

    init(_ buffer: UnsafeMutableBufferPointer<Element>) { self.buffer = buffer }

    subscript(index: Int) -> Element {
        get { buffer[index] }
        nonmutating set { buffer[index] = newValue }
    }

    /// A part of the memory.
    func part(_ range: Range<Int>) -> UnsafeMutableBufferPointer<Element> {
        precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count, "part outside")
        return UnsafeMutableBufferPointer(rebasing: buffer[range])
    }
}
