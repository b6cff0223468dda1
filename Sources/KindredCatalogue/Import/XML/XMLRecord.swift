/// Elements of an XML document with everything inside them, laid out flat.
///
/// Several may stand one after the other, to be looked at later. Names, attributes and text lie in buffers that the next record uses again, so that reading
/// millions of records allocates next to nothing. As text is kept in the order of the document,
/// all text of an element, that of the elements inside it included, is one range of bytes.
final class XMLRecord {
    /// An element: where its parts lie in the buffers.
    struct Node {
        var space: Range<Int>
        var name: Range<Int>
        var attributes: Range<Int>
        var text: Range<Int>
        /// The node after the last one inside this element.
        var end: Int
    }

    private(set) var nodes: [Node] = []
    private(set) var attributes: [(name: Range<Int>, value: Range<Int>)] = []
    /// Names, and values of attributes.
    private(set) var words: [UInt8] = []
    private(set) var text: [UInt8] = []
    private var open: [Int] = []
    /// Where the elements end that are kept.
    private var kept = (nodes: 0, attributes: 0, words: 0, text: 0)

    /// The first element that is not kept yet; there must be one.
    var root: XMLElement { element(at: kept.nodes) }

    /// The place of ``root``.
    var rootPlace: Int { kept.nodes }

    /// The element at a place.
    func element(at place: Int) -> XMLElement { XMLElement(record: self, place: place) }
    /// How many elements are begun and not ended.
    var depth: Int { open.count }
    /// The bytes held of elements that are not kept yet.
    var size: Int {
        let parts =
            (nodes.count - kept.nodes) * MemoryLayout<Node>.stride
            + (attributes.count - kept.attributes) * 32
        return words.count - kept.words + text.count - kept.text + parts
    }

    /// Keeps all elements until ``takeKept()``.
    func keep() { kept = (nodes.count, attributes.count, words.count, text.count) }

    /// The elements that are kept, in a record of their own; the one that is open stays.
    func takeKept() -> XMLRecord {
        let taken = XMLRecord()
        taken.open = open.map { $0 - kept.nodes }
        taken.words = Array(words[kept.words...])
        taken.text = Array(text[kept.text...])
        taken.attributes = attributes[kept.attributes...].map {
            ($0.name.moved(by: -kept.words), $0.value.moved(by: -kept.words))
        }
        taken.nodes = nodes[kept.nodes...].map { $0.moved(by: kept) }
        removeOpen()
        swap(&nodes, &taken.nodes)
        swap(&attributes, &taken.attributes)
        swap(&words, &taken.words)
        swap(&text, &taken.text)
        (open, kept) = (taken.open, (0, 0, 0, 0))
        return taken
    }

    /// Forgets the elements that are not kept.
    func removeOpen() {
        nodes.removeLast(nodes.count - kept.nodes)
        attributes.removeLast(attributes.count - kept.attributes)
        words.removeLast(words.count - kept.words)
        text.removeLast(text.count - kept.text)
        open.removeAll(keepingCapacity: true)
    }

    /// Forgets everything, but keeps the memory, unless it has grown large.
    func removeAll() {
        kept = (0, 0, 0, 0)
        let isLarge = size > 1 << 20
        nodes.removeAll(keepingCapacity: !isLarge)
        attributes.removeAll(keepingCapacity: !isLarge)
        words.removeAll(keepingCapacity: !isLarge)
        text.removeAll(keepingCapacity: !isLarge)
        open.removeAll(keepingCapacity: true)
    }

    /// Begins an element inside the one that is open.
    func begin(
        space: UnsafeBufferPointer<UInt8>, name: UnsafeBufferPointer<UInt8>,
        attributes pairs: some Sequence<(UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)>
    ) {
        let first = attributes.count
        for (name, value) in pairs { attributes.append((add(name), add(value))) }
        open.append(nodes.count)
        nodes.append(
            Node(
                space: add(space), name: add(name), attributes: first..<attributes.count,
                text: text.count..<text.count, end: nodes.count + 1))
    }

    /// Ends the element that is open.
    func end() {
        guard let place = open.popLast() else { return }
        nodes[place].text = nodes[place].text.lowerBound..<text.count
        nodes[place].end = nodes.count
    }

    /// Adds text to the element that is open.
    func add(text bytes: UnsafeBufferPointer<UInt8>) { text.append(contentsOf: bytes) }

    private func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let start = words.count
        words.append(contentsOf: bytes)
        return start..<words.count
    }
}

extension XMLRecord.Node {
    /// The same where as many nodes, attributes, names and bytes of text before it are gone.
    fileprivate func moved(
        by gone: (nodes: Int, attributes: Int, words: Int, text: Int)
    ) -> Self {
        Self(
            space: space.moved(by: -gone.words), name: name.moved(by: -gone.words),
            attributes: attributes.moved(by: -gone.attributes), text: text.moved(by: -gone.text),
            end: end - gone.nodes)
    }
}

extension Range<Int> {
    fileprivate func moved(by distance: Int) -> Self {
        (lowerBound + distance)..<(upperBound + distance)
    }
}

/// An element of a record, to look at.
struct XMLElement {
    fileprivate let record: XMLRecord
    fileprivate let place: Int

    fileprivate init(record: XMLRecord, place: Int) {
        self.record = record
        self.place = place
    }

    private var node: XMLRecord.Node { record.nodes[place] }

    /// The name without prefix.
    var name: String { String(decoding: record.words[node.name], as: UTF8.self) }

    /// Whether the element has this name and, where one is given, this namespace.
    func isNamed(_ name: StaticString, in space: StaticString? = nil) -> Bool {
        record.words[node.name].spells(name)
            && (space.map { record.words[node.space].spells($0) } ?? true)
    }

    /// Whether the element has one of these names.
    func isNamed(_ names: [StaticString]) -> Bool { names.contains { isNamed($0) } }

    /// The value of an attribute without prefix; nil where it is not there.
    func attribute(_ name: StaticString) -> String? {
        for place in node.attributes {
            let attribute = record.attributes[place]
            if record.words[attribute.name].spells(name) {
                return String(decoding: record.words[attribute.value], as: UTF8.self)
            }
        }
        return nil
    }

    /// Gives the elements right inside this one, in order.
    func forEachChild(_ body: (XMLElement) -> Void) {
        var next = place + 1
        let end = node.end
        while next < end {
            body(XMLElement(record: record, place: next))
            next = record.nodes[next].end
        }
    }

    /// The first element of this name right inside this one.
    func first(_ name: StaticString) -> XMLElement? {
        var found: XMLElement?
        forEachChild { if found == nil, $0.isNamed(name) { found = $0 } }
        return found
    }

    /// All text inside, with runs of white space as one space and none around it.
    /// - Complexity: O(bytes of the text).
    var text: String { PlainText.collapsed(record.text[node.text]) }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes are those of a text.
    func spells(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && text.withUTF8Buffer { elementsEqual($0) }
    }
}
