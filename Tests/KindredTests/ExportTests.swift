import Foundation
import Kindred
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Files for other programs, made of an index.
@Suite struct ExportTests {
    private let folder = FileManager.default.temporaryDirectory.appending(
        path: "kindred-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    private func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
        let bytes = Array(bytes)
        return stride(from: 0, to: bytes.count, by: 4).map { place in
            Float(
                bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }
            )
        }
    }

    @Test func `NPY has the bytes of NumPy's header, one row for each paper, and the ids beside`()
        throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let papers = try #require(Samples.papers)
        try papers.writeVectors(.npy, to: path("v.npy"))
        let file = try bytes("v.npy")
        // numpy.save (2.4.6) of a matrix of 32-bit floats of this shape begins so.
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 2), }"
        #expect(Array(file[..<8]) == [0x93] + Array("NUMPY".utf8) + [1, 0])
        #expect(Array(file[8..<10]) == [118, 0])
        #expect(String(decoding: file[10..<128], as: UTF8.self).hasPrefix(header))
        #expect(file[127] == 0x0A && file.count == 128 + 8 * 2 * 4)
        let rows = floats(file[128...])
        let norm = rows[..<2].reduce(0) { $0 + $1 * $1 }
        #expect(abs(norm - 1) < 1e-5)
        // The entry without terms has no direction.
        #expect(rows[14...].allSatisfy { $0 == 0 })
        let ids = String(decoding: try bytes("v.ids.txt"), as: UTF8.self)
        #expect(ids.split(separator: "\n").map(String.init) == Samples.catalogue.papers.map(\.id))
    }

    @Test func `safetensors holds the same numbers, and ids in its metadata`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let papers = try #require(Samples.papers)
        try papers.writeVectors(.npy, of: .lsa, rows: [4, 0], to: path("v.npy"))
        try papers.writeVectors(.safetensors, of: .lsa, rows: [4, 0], to: path("v.st"))
        let file = try bytes("v.st")
        let length = (0..<8).reduce(0) { $0 | Int(file[$1]) << (8 * $1) }
        #expect((8 + length) % 64 == 0 && file.count == 8 + length + 2 * 2 * 4)
        #expect(file[(8 + length)...].elementsEqual(try bytes("v.npy")[128...]))
        let header = try #require(
            try JSONSerialization.jsonObject(with: Data(file[8..<(8 + length)])) as? [String: Any])
        let metadata = try #require(header["__metadata__"] as? [String: String])
        #expect(metadata["ids"] == "[\"arXiv:1609.02907\",\"arXiv:1911.05722\"]")
        let tensor = try #require(header["vectors"] as? [String: Any])
        #expect(tensor["shape"] as? [Int] == [2, 2])
        #expect(tensor["data_offsets"] as? [Int] == [0, 16])
    }

    @Test func `signals without vectors are refused with a sentence, and nothing is written`()
        throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let papers = try #require(Samples.papers)
        #expect(throws: RankingError.noVectors(.tfidf, present: [.lsa])) {
            try papers.writeVectors(.npy, of: .tfidf, to: path("v.npy"))
        }
        var recipe = Recipe()
        recipe.signals = [.tfidf]
        let sparse = try Recommender(fitting: Samples.catalogue, recipe: recipe)
        #expect(throws: RankingError.noVectors(nil, present: [])) {
            try sparse.writeVectors(.npy, to: path("v.npy"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(arguments: GraphFormat.allCases)
    func `a graph has the answers of related as its edges`(format: GraphFormat) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let papers = try #require(Samples.papers)
        try papers.writeGraph(format, neighbours: 2, by: .tfidf, to: path("g"))
        let graph = try GraphReader(Data(contentsOf: folder.appending(path: "g")))
        #expect(graph.nodes.count == 8)
        let ids = Samples.catalogue.papers.map(\.id)
        for (row, id) in ids.enumerated() {
            #expect(graph.nodes["n\(row)"] == id)
            var query = RelatedQuery(likes: [id], limit: 2)
            query.signal = .tfidf
            let expected = try papers.related(query).matches
            let found = graph.edges.filter { $0.source == "n\(row)" }
            #expect(found.map { graph.nodes[$0.target] } == expected.map(\.paper.id))
            for (edge, match) in zip(found, expected) {
                #expect(abs(edge.weight - match.score) < 1e-6)
            }
        }
    }

    @Test func `a graph of some papers holds them and what they lead to`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let papers = try #require(Samples.papers)
        try papers.writeGraph(.graphml, neighbours: 1, by: .tfidf, rows: [0], to: path("g"))
        let graph = try GraphReader(Data(contentsOf: folder.appending(path: "g")))
        #expect(Set(graph.nodes.keys) == ["n0", "n1"])
        #expect(graph.edges.map(\.target) == ["n1"])
    }

    @Test func `an answer is an Atom feed that reads back as its papers`() throws {
        let papers = try #require(Samples.papers)
        let answer = try papers.related(RelatedQuery(likes: ["arXiv:1911.05722"], limit: 3))
        let feed = answer.atomFeed()
        #expect(feed == answer.atomFeed())
        #expect(feed.contains("<id>tag:kindred,2026:paper/arXiv:2002.05709</id>"))
        #expect(feed.contains("<updated>2020-01-01T00:00:00Z</updated>"))
        #expect(answer.atomFeed(date: "2026-11-21").contains("<updated>2026-11-21T00:00:00Z"))
        let path = path("feed.xml")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(feed.utf8).write(to: URL(filePath: path))
        let stream = try PaperStream(path: path)
        #expect(stream.format == .atom)
        let read = try #require(try stream.next())
        #expect(read.papers.map(\.paper.title) == answer.matches.map(\.paper.title))
        #expect(read.problems.isEmpty)
    }

    @Test func `signs of XML and control characters are safe in a feed`() throws {
        var paper = Paper(id: "a b/<1>")
        paper.title = "A < B & \"C\" \u{8}\u{FFFE} 中文"
        paper.links = [Link(kind: .paper, url: "https://a.org/?x=1&y=\"2\"")]
        let feed = Catalogue.atomFeed(of: [paper], title: "<&>")
        let parser = XMLParser(data: Data(feed.utf8))
        #expect(parser.parse())
        #expect(feed.contains("tag:kindred,2026:paper/a%20b/%3C1%3E"))
        #expect(feed.contains("<title>A &lt; B &amp; &quot;C&quot;  中文</title>"))
        #expect(feed.contains("1970-01-01T00:00:00Z"))
    }
}

/// Nodes and edges of either form, read with Foundation's parser.
private final class GraphReader: NSObject, XMLParserDelegate {
    private(set) var nodes: [String: String] = [:]
    private(set) var edges: [(source: String, target: String, weight: Double)] = []
    private var node: String?
    private var key: String?
    private var text = ""

    init(_ data: Data) throws {
        super.init()
        let parser = XMLParser(data: data)
        parser.delegate = self
        try #require(parser.parse())
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String] = [:]
    ) {
        text = ""
        switch element {
        case "node": node = attributes["id"]
        case "data": key = attributes["key"]
        case "attvalue":
            if attributes["for"] == "id", let node { nodes[node] = attributes["value"] }
        case "edge":
            edges.append(
                (
                    attributes["source"] ?? "", attributes["target"] ?? "",
                    attributes["weight"].flatMap(Double.init) ?? .nan
                ))
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard element == "data" else { return }
        if key == "id", let node { nodes[node] = text }
        if key == "weight" { edges[edges.count - 1].weight = Double(text) ?? .nan }
    }
}
