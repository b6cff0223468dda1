/// The forms in which graphs are written.
public enum GraphFormat: String, CaseIterable, Sendable {
    /// GraphML, which networkx, igraph, yEd and Cytoscape read.
    case graphml
    /// GEXF 1.3, which Gephi and networkx read.
    case gexf
}

/// Writes a graph whose nodes are papers and whose edges lead to related papers.
///
/// Nodes have the paper's `id`, `title`, `year`, `venue` and first `topic`; edges have the weight
/// that was given. All nodes are written before the first edge. The same papers give the same
/// bytes.
/// - Source: GraphML Primer, graphml.graphdrawing.org; GEXF 1.3, gexf.net/1.3/gexf.xsd.
package struct PaperGraph {
    private let format: GraphFormat
    private var pen = XMLPen()
    private var edgeCount = 0
    private var isAmongEdges = false

    /// A graph in a form; `title` says what it shows.
    package init(_ format: GraphFormat, title: String) {
        self.format = format
        switch format {
        case .graphml: beginGraphML(title)
        case .gexf: beginGEXF(title)
        }
    }

    /// Writes a node; `number` is its place among the nodes.
    package mutating func addNode(_ number: Int, _ paper: Paper) {
        let values = Self.values(of: paper)
        let name = "n\(number)"
        switch format {
        case .graphml:
            pen.begin("node", [("id", name)])
            for (key, value) in values { pen.element("data", [("key", key)], text: value) }
            pen.end()
        case .gexf:
            pen.begin("node", [("id", name), ("label", paper.title ?? paper.id)])
            pen.begin("attvalues")
            for (key, value) in values where key != "title" {
                pen.element("attvalue", [("for", key), ("value", value)])
            }
            pen.end()
            pen.end()
        }
    }

    /// Writes an edge between two nodes by their numbers.
    package mutating func addEdge(from source: Int, to target: Int, weight: Double) {
        beginEdges()
        let ends = [("source", "n\(source)"), ("target", "n\(target)")]
        switch format {
        case .graphml:
            pen.begin("edge", ends)
            pen.element("data", [("key", "weight")], text: "\(weight)")
            pen.end()
        case .gexf:
            pen.element("edge", [("id", "e\(edgeCount)")] + ends + [("weight", "\(weight)")])
        }
        edgeCount += 1
    }

    /// Ends the document.
    package mutating func finish() {
        beginEdges()
        if format == .gexf { pen.end() }
        pen.end()
        pen.end()
    }

    /// Takes away what has been written so far.
    package mutating func take() -> [UInt8] { pen.take() }

    private mutating func beginEdges() {
        guard !isAmongEdges else { return }
        isAmongEdges = true
        guard format == .gexf else { return }
        pen.end()
        pen.begin("edges")
    }

    private mutating func beginGraphML(_ title: String) {
        pen.begin(
            "graphml",
            [
                ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                (
                    "xsi:schemaLocation",
                    "http://graphml.graphdrawing.org/xmlns "
                        + "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
                ),
            ])
        pen.element("desc", text: title)
        for (name, type) in Self.attributes {
            pen.element("key", Self.key(name, of: "node", type == "integer" ? "int" : type))
        }
        pen.element("key", Self.key("weight", of: "edge", "double"))
        pen.begin("graph", [("id", "papers"), ("edgedefault", "directed")])
    }

    private static func key(_ name: String, of holder: String, _ type: String) -> [(String, String)]
    {
        [("id", name), ("for", holder), ("attr.name", name), ("attr.type", type)]
    }

    private mutating func beginGEXF(_ title: String) {
        pen.begin(
            "gexf",
            [
                ("xmlns", "http://gexf.net/1.3"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"),
                ("version", "1.3"),
            ])
        pen.begin("meta")
        pen.element("creator", text: "Kindred")
        pen.element("description", text: title)
        pen.end()
        pen.begin("graph", [("defaultedgetype", "directed"), ("mode", "static")])
        pen.begin("attributes", [("class", "node"), ("mode", "static")])
        for (name, type) in Self.attributes where name != "title" {
            pen.element("attribute", [("id", name), ("title", name), ("type", type)])
        }
        pen.end()
        pen.begin("nodes")
    }

    private static let attributes = [
        ("id", "string"), ("title", "string"), ("year", "integer"), ("venue", "string"),
        ("topic", "string"),
    ]

    private static func values(of paper: Paper) -> [(String, String)] {
        let values: [(String, String?)] = [
            ("id", paper.id), ("title", paper.title), ("year", paper.year.map { "\($0)" }),
            ("venue", paper.venue), ("topic", paper.topics.first?.joined(separator: "/")),
        ]
        return values.compactMap { name, value in value.map { (name, $0) } }
    }
}
