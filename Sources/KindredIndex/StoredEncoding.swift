package import KindredModels
package import KindredVectors

/// The vectors that an encoder made of the papers, as an index holds them.
package struct StoredEncoding: Sendable {
    /// The model that made them; only its vectors can be compared with these.
    package let model: Encoder.Identity
    /// One row for each paper, of length one or zero. Shape: (papers × dimensions).
    package let vectors: DenseMatrix
    /// Where the papers' vectors lie on the whole, and how far each lies from there.
    package let centring: Centring
    /// The vectors in four bits a number; nil for few papers and in files that have none.
    package let quantised: QuantisedRows?

    /// Vectors with the centring that follows from them.
    package init(model: Encoder.Identity, vectors: DenseMatrix, threads: Threads = Threads()) {
        self.model = model
        self.vectors = vectors
        centring = Centring(of: vectors, threads: threads)
        quantised = QuantisedRows.stored(of: vectors, threads: threads)
    }
}

extension StoredEncoding {
    func add(to sections: inout SectionWriter) {
        sections.add("encoder.model", Elements(Array("\(model.checksum) \(model.name)".utf8)))
        sections.add("encoder.centre", centring.centre)
        sections.add("encoder.distances", centring.distances)
        sections.add("encoder.vectors", vectors.elements)
        quantised?.add(to: &sections, "encoder.quantised")
    }

    init?(_ sections: SectionReader, counts: IndexCounts) throws(IndexError) {
        guard sections.has("encoder.vectors") else { return nil }
        model = try Self.model(sections)
        let centre: Elements<Float> = try sections.elements("encoder.centre")
        vectors = try sections.matrix(
            "encoder.vectors", rowCount: counts.papers, columnCount: centre.count)
        centring = Centring(
            centre: centre,
            distances: try sections.elements("encoder.distances", count: counts.papers))
        quantised = try QuantisedRows(sections, "encoder.quantised", of: vectors)
    }

    private static func model(_ sections: SectionReader) throws(IndexError) -> Encoder.Identity {
        let bytes: Elements<UInt8> = try sections.elements("encoder.model")
        let text = String(validating: bytes.array, as: UTF8.self) ?? ""
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].count == 8, parts[0].allSatisfy(\.isHexDigit) else {
            throw sections.contradiction(
                "encoder.model", expected: "eight hexadecimal digits and a name", found: "others")
        }
        return Encoder.Identity(name: String(parts[1]), checksum: String(parts[0]))
    }

    /// Whether every row has length one, or is zero.
    ///
    /// Encoders work in `Float`: a thousandth is far more than rounding makes of a length.
    var rowsAreUnit: Bool {
        vectors.rowNorms().allSatisfy { $0 == 0 || abs($0 - 1) < 1e-3 }
    }
}
