/// Writes JSON member by member; what has no value is left out.
struct JSONPen {
    private(set) var bytes: [UInt8]
    /// Whether nothing stands yet in the object or array that is open.
    private var isFirst = true

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    /// `{…}`, as the next element or value.
    mutating func object(_ body: (inout JSONPen) -> Void) { enclose("{", "}", body) }

    /// `[…]`, as the next element or value.
    mutating func array(_ body: (inout JSONPen) -> Void) { enclose("[", "]", body) }

    /// The name of a member, whose value comes next.
    mutating func name(_ name: String) {
        separate()
        PaperRecord.quote(name, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        isFirst = true
    }

    /// A string, as the next element or value.
    mutating func text(_ text: String) {
        separate()
        PaperRecord.quote(text, into: &bytes)
    }

    /// What is JSON already, as the next element or value.
    mutating func raw(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
    }

    /// A member with a string.
    mutating func member(_ name: String, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        self.name(name)
        self.text(text)
    }

    /// A member with an array of strings.
    mutating func member(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        self.name(name)
        array { for text in texts { $0.text(text) } }
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func enclose(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONPen) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: open))
        isFirst = true
        body(&self)
        bytes.append(UInt8(ascii: close))
        isFirst = false
    }
}

extension Paper {
    /// The value of its first identifier of a scheme, among id, aliases and links.
    func identifier(_ scheme: PaperID.Scheme) -> String? {
        identities.first { $0.scheme == scheme }?.value
    }

    /// The text of a field that Kindred itself does not use; nil where it is no string or number.
    func keptText(_ name: String) -> String? {
        guard let json = otherFields[name] else { return nil }
        guard json.first == "\"" else { return json.allSatisfy(\.isNumber) ? json : nil }
        guard let parser = JSONParser() else { return nil }
        let array = Array("[\(json)]".utf8)
        return array.withUnsafeBufferPointer { bytes in
            try? parser.parse(bytes, isPadded: false) { (tape) throws(RecordError) in
                tape.root.texts?.first
            }
        }
    }
}
