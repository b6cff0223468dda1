import KindredCatalogue
import KindredVectors
import Testing

@testable import KindredIndex

@Suite struct QuantisedSectionsTests {
    private let vectors: DenseMatrix

    init() {
        let count = QuantisedRows.leastStored + 3
        vectors = DenseMatrix(
            rowCount: count, columnCount: 5,
            elements: Elements((0..<count * 5).map { Float($0 * 7919 % 101) / 50 - 1 }))
    }

    @Test
    func `an index of many papers keeps their vectors in four bits too, and reads them again`()
        throws
    {
        var writer = SectionWriter()
        let quantised = try #require(QuantisedRows.stored(of: vectors, threads: .one))
        quantised.add(to: &writer, "lsa.quantised")
        #expect(
            writer.parts.map(\.name)
                == ["codes", "scales", "residuals", "lengths"].map { "lsa.quantised.\($0)" })
        #expect(quantised.areThose(of: vectors))
        let few = DenseMatrix(rows: [[1, 0], [0, 1]], columnCount: 2)
        #expect(QuantisedRows.stored(of: few, threads: .one) == nil)
    }

    @Test func `one other bit among them is found`() throws {
        let quantised = try #require(QuantisedRows(vectors))
        var codes = quantised.codes.array
        codes[17] ^= 1
        let other = QuantisedRows(
            rowCount: quantised.rowCount, columnCount: 5, codes: Elements(codes),
            scales: quantised.scales, residuals: quantised.residuals, lengths: quantised.lengths)
        #expect(!other.areThose(of: vectors))
    }

    @Test func `a written index gives them back, and verify compares them with the vectors`() throws
    {
        var contents = IndexContents(
            program: "test", settings: [],
            papers: (0..<vectors.rowCount).map { Paper(id: "p\($0)") })
        let unit = vectors.rowsNormalized()
        contents.encoding = StoredEncoding(
            model: .init(name: "m", checksum: "01234567"), vectors: unit)
        let index = try IndexFile(contents)
        let stored = try #require(index.encoding)
        #expect(stored.quantised == QuantisedRows(unit))
        #expect(index.findings().isEmpty)
    }
}
