import KindredVectors

// Rows of four bits beside the vectors that they stand for: nothing but a faster answer.

extension QuantisedRows {
    /// From so many papers up they are stored: fewer vectors are read in no time.
    package static let leastStored = 4_096

    /// The quantised rows that an index keeps of its vectors; nil for few papers and where there
    /// are none.
    static func stored(of vectors: DenseMatrix, threads: Threads) -> QuantisedRows? {
        vectors.rowCount < leastStored ? nil : QuantisedRows(vectors, threads: threads)
    }

    /// Adds `name.codes`, `.scales`, `.residuals` and `.lengths`.
    func add(to sections: inout SectionWriter, _ name: String) {
        sections.add(name + ".codes", codes)
        sections.add(name + ".scales", scales)
        sections.add(name + ".residuals", residuals)
        sections.add(name + ".lengths", lengths)
    }

    /// The quantised rows of some vectors; nil where the file has none.
    init?(_ sections: SectionReader, _ name: String, of vectors: DenseMatrix) throws(IndexError) {
        guard sections.has(name + ".codes") else { return nil }
        let (n, d) = (vectors.rowCount, vectors.columnCount)
        guard d <= Self.mostColumns else {
            throw sections.contradiction(
                name + ".codes", expected: "rows of at most \(Self.mostColumns) numbers",
                found: "\(d)")
        }
        // No overflow: the vectors, which were found, are eight times as long.
        let blocks = Self.blockCount(rows: n)
        self.init(
            rowCount: n, columnCount: d,
            codes: try sections.elements(
                name + ".codes", count: blocks * Self.groupCount(columns: d) * 64),
            scales: try sections.elements(name + ".scales", count: 16 * blocks),
            residuals: try sections.elements(name + ".residuals", count: 16 * blocks),
            lengths: try sections.elements(name + ".lengths", count: blocks))
    }

    /// Whether they are, bit for bit, what quantising the vectors gives.
    /// - Complexity: That of quantising.
    func areThose(of vectors: DenseMatrix) -> Bool { QuantisedRows(vectors) == self }
}
