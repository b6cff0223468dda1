/// An orthonormal basis K of a Krylov space of A'A, which grows block by block, and A'A as seen
/// from it.
struct Basis {
    /// The directions, one in each column; columns from `width` on are still zero.
    /// Shape: (rows × most).
    private let panel: Panel
    /// How many directions there are.
    private(set) var width = 0
    /// K' A'A K for the directions that have met ``couple(_:with:threads:)``: the upper triangle.
    /// Shape: (most × most).
    private var coupling: [Double]

    /// No direction yet.
    ///
    /// - Parameter most: The basis is full with so many.
    init(rowCount: Int, most: Int) {
        panel = Panel(rowCount: rowCount, width: most)
        coupling = [Double](repeating: 0, count: most * most)
    }

    var isFull: Bool { width >= panel.width }

    /// The directions. Shape: (rows × width).
    var matrix: DenseMatrix {
        width == panel.width ? panel.matrix : panel.matrix.columns(0..<width)
    }

    /// K' A'A K, the upper triangle. Shape: (width × width).
    var coupled: [Double] {
        (0..<width).flatMap { row in coupling[row * panel.width..<row * panel.width + width] }
    }

    /// Adds what the columns of a block hold beyond this basis.
    ///
    /// What the basis already holds is taken out twice: the first time leaves its rounding errors
    /// in the rest, which may be small; the second removes them (Giraud, Langou, Rozložník, "The
    /// loss of orthogonality in the Gram-Schmidt orthogonalization process", 2005).
    /// - Parameters:
    ///   - block: Its memory is used up.
    ///   - size: The length of its numbers before ``couple(_:with:threads:)`` took out what the
    ///     basis holds, which then was the first time; nil where nobody has.
    /// - Returns: The new directions, or nil where there are none but rounding noise.
    mutating func append(_ block: Panel, size: Double? = nil, threads: Threads) -> Panel? {
        let whole = size ?? block.elements.squares(threads: threads).squareRoot()
        guard whole.isFinite, whole > 0, !isFull else { return nil }
        let room = panel.width - width
        if size == nil { takeOut(dots(0, block, threads), from: 0, of: block, threads) }
        var rest = Orthonormal.basis(
            of: block, most: room, floor: Orthonormal.noise * whole, threads: threads)
        takeOut(dots(0, rest, threads), from: 0, of: rest, threads)
        rest = Orthonormal.basis(of: rest, most: room, threads: threads)
        guard rest.width > 0 else { return nil }
        put(rest, threads)
        return rest
    }

    /// Learns how the last directions are coupled by A'A, and takes what the basis holds of their
    /// image out of it.
    ///
    /// A'A takes every block into the span of the blocks up to the next one, and is symmetric; so
    /// the image of a block lies in the span of the block before, itself, and what is new.
    /// - Parameters:
    ///   - image: A'A times the last directions of this basis.
    ///   - first: Where the block before them starts.
    mutating func couple(_ image: Panel, with first: Int, threads: Threads) {
        let (m, start) = (image.width, width - image.width)
        let dots = dots(first, image, threads)
        for row in first..<width {
            for column in 0..<m where row <= start + column {
                coupling[row * panel.width + start + column] = dots[(row - first) * m + column]
            }
        }
        takeOut(dots, from: first, of: image, threads)
    }

    /// The dot products of the directions from `first` on with the columns of a block.
    /// Shape: (width - first × columns).
    private func dots(_ first: Int, _ block: Panel, _ threads: Threads) -> [Double] {
        let (m, d) = (block.width, width - first)
        let block = block.matrix
        return Orthonormal.summed(rowCount: block.rowCount, count: d * m, threads: threads) {
            rows, sum in
            var part = [Float](repeating: 0, count: d * m)
            part.withUnsafeMutableBufferPointer { part in
                panel.matrix.withRows(rows) { left in
                    block.withRows(rows) { right in
                        BLAS.multiplyTransposed(
                            left, stride: panel.width, first: first, right, n: rows.count, d: d,
                            m: m, into: part)
                    }
                }
                for place in part.indices { sum[place] += Double(part[place]) }
            }
        }
    }

    /// Takes off a block its projection on the directions from `first` on.
    private func takeOut(
        _ dots: [Double], from first: Int, of block: Panel, _ threads: Threads
    ) {
        guard width > first else { return }
        let shares = DenseMatrix(
            rowCount: width - first, columnCount: block.width,
            elements: Elements(dots.map { Float($0) }))
        Orthonormal.multiply(
            panel.matrix, first: first, shares, subtracting: true, into: block, threads: threads)
    }

    /// Writes new directions behind those there are.
    private mutating func put(_ block: Panel, _ threads: Threads) {
        let (panel, width, m) = (panel, width, block.width)
        let block = block.matrix
        threads.forEachBlock(of: block.rowCount, size: 1024) { rows, _ in
            block.withRows(rows) { source in
                for (place, row) in rows.enumerated() {
                    let start = row * panel.width + width
                    for column in 0..<m {
                        panel.target[start + column] = source[place * m + column]
                    }
                }
            }
        }
        self.width += m
    }
}

extension DenseMatrix {
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
}

extension Panel {
    /// The columns of this panel and then those of another.
    func joined(with other: Panel) -> Panel {
        precondition(rowCount == other.rowCount, "joined panels need the same rows")
        let joined = Panel(rowCount: rowCount, width: width + other.width)
        for row in 0..<rowCount {
            for column in 0..<joined.width {
                joined.target[row * joined.width + column] =
                    column < width
                    ? target[row * width + column]
                    : other.target[row * other.width + column - width]
            }
        }
        return joined
    }
}
