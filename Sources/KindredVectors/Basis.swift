/// An orthonormal basis that grows block by block.
struct Basis {
    /// The directions, one in each column; columns from `width` on are still zero.
    /// Shape: (rows × most).
    private let panel: Panel
    /// How many directions there are.
    private(set) var width = 0

    /// No direction yet.
    ///
    /// - Parameter most: The basis is full with so many.
    init(rowCount: Int, most: Int) { panel = Panel(rowCount: rowCount, width: most) }

    var isFull: Bool { width >= panel.width }

    /// The directions. Shape: (rows × width).
    var matrix: DenseMatrix {
        width == panel.width ? panel.matrix : panel.matrix.columns(0..<width)
    }

    /// Adds what the columns of a block hold beyond this basis.
    ///
    /// What the basis already holds is taken out twice: the first time leaves its rounding errors
    /// in the rest, which may be small; the second removes them (Giraud, Langou, Rozložník, "The
    /// loss of orthogonality in the Gram-Schmidt orthogonalization process", 2005).
    /// - Returns: The new directions, or nil where there are none but rounding noise.
    mutating func append(_ block: DenseMatrix, threads: Threads) -> DenseMatrix? {
        let size = block.elements.withUnsafeBufferPointer { $0.euclideanNorm }
        guard size.isFinite, size > 0, !isFull else { return nil }
        let room = panel.width - width
        var rest = without(block, threads)
        rest = Orthonormal.basis(
            of: rest, most: room, floor: Orthonormal.noise * size, threads: threads)
        rest = without(rest, threads)
        rest = Orthonormal.basis(of: rest, most: room, threads: threads)
        guard rest.columnCount > 0 else { return nil }
        put(rest, threads)
        return rest
    }

    /// A block less its projection on the basis.
    private func without(_ block: DenseMatrix, _ threads: Threads) -> DenseMatrix {
        guard width > 0 else { return block }
        let (m, d) = (block.columnCount, width)
        let dots = Orthonormal.summed(
            rowCount: block.rowCount, count: d * m, threads: threads
        ) { rows, sum in
            var part = [Float](repeating: 0, count: d * m)
            part.withUnsafeMutableBufferPointer { part in
                panel.matrix.withRows(rows) { left in
                    block.withRows(rows) { right in
                        BLAS.multiplyTransposed(
                            left, stride: panel.width, right, n: rows.count, d: d, m: m, into: part)
                    }
                }
                for place in part.indices { sum[place] += Double(part[place]) }
            }
        }
        let shares = DenseMatrix(
            rowCount: d, columnCount: m, elements: Elements(dots.map { Float($0) }))
        let projection = Orthonormal.multiplied(panel.matrix, shares, threads: threads)
        return block.subtracting(projection, threads: threads)
    }

    /// Writes new directions behind those there are.
    private mutating func put(_ block: DenseMatrix, _ threads: Threads) {
        let (panel, width) = (panel, width)
        threads.forEachBlock(of: block.rowCount, size: 1024) { rows, _ in
            for row in rows {
                for column in 0..<block.columnCount {
                    panel.target[row * panel.width + width + column] = block[row, column]
                }
            }
        }
        self.width += block.columnCount
    }
}

extension DenseMatrix {
    /// The difference of two matrices of one shape.
    fileprivate func subtracting(_ other: DenseMatrix, threads: Threads) -> DenseMatrix {
        let difference = Panel(rowCount: rowCount, width: columnCount)
        threads.forEachBlock(of: rowCount, size: 1024) { rows, _ in
            withRows(rows) { one in
                other.withRows(rows) { two in
                    let target = difference.target.part(difference.places(rows))
                    for place in target.indices { target[place] = one[place] - two[place] }
                }
            }
        }
        return difference.matrix
    }

    /// Some of the columns.
    fileprivate func columns(_ columns: Range<Int>) -> DenseMatrix {
        let part = Panel(rowCount: rowCount, width: columns.count)
        for row in 0..<rowCount {
            withRow(row) { values in
                for (place, column) in columns.enumerated() {
                    part.target[row * part.width + place] = values[column]
                }
            }
        }
        return part.matrix
    }

    /// The columns of this matrix and then those of another.
    func joined(with other: DenseMatrix) -> DenseMatrix {
        precondition(rowCount == other.rowCount, "joined matrices need the same rows")
        let joined = Panel(rowCount: rowCount, width: columnCount + other.columnCount)
        for row in 0..<rowCount {
            for column in 0..<joined.width {
                joined.target[row * joined.width + column] =
                    column < columnCount ? self[row, column] : other[row, column - columnCount]
            }
        }
        return joined.matrix
    }
}
