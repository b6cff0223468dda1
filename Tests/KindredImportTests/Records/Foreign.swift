@testable import KindredCatalogue

/// Short ways to read a record of another format in a test.
enum Foreign {
    typealias Mapping = (JSONValue) throws(RecordError) -> Paper?

    /// The entry of a JSON record; nil where it says none.
    static func paper(_ json: String, by mapping: Mapping) throws -> Paper? {
        var json = json
        return try json.withUTF8 { try paper($0, by: mapping) }
    }

    /// The same of bytes.
    static func paper(
        _ bytes: UnsafeBufferPointer<UInt8>, by mapping: Mapping
    ) throws(RecordError) -> Paper? {
        guard let parser = JSONParser() else { throw .outOfMemory }
        return try parser.parse(bytes, isPadded: false) { (tape) throws(RecordError) in
            try mapping(tape.root)
        }
    }

    /// What an XML document holds, given to the reader in pieces of some bytes.
    static func document(
        _ xml: String, as format: any XMLFormat, pieces: Int = 1 << 20
    ) -> (papers: [Paper], lines: [Int], problems: [XMLReader.Problem]) {
        document(Array(xml.utf8), as: format, pieces: pieces)
    }

    /// The same of bytes.
    static func document(
        _ bytes: [UInt8], as format: any XMLFormat, pieces: Int = 1 << 20
    ) -> (papers: [Paper], lines: [Int], problems: [XMLReader.Problem]) {
        let reader = XMLReader(format)
        var start = 0
        while start < bytes.count {
            let end = min(start + pieces, bytes.count)
            bytes[start..<end].withUnsafeBufferPointer { reader.read($0) }
            start = end
        }
        reader.finish()
        let (found, problems) = reader.take()
        return (found.map(\.paper), found.map(\.line), problems)
    }
}

extension Paper {
    /// What a field that Kindred does not use says.
    func kept(_ name: String) -> String? { otherFields[name] }
    /// Title and abstract in the language that has them.
    var anyAbstract: String? { abstract.texts.first?.text }
}
