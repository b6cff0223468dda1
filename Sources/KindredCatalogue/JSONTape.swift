import CSimdJSON

/// Parses JSON documents one after the other, each into the same memory.
///
/// simdjson does the work; what it found is read from its tape.
final class JSONParser {
    /// The bytes that must be readable behind an input said to be padded.
    static let padding = Int(KINDRED_JSON_PADDING)

    private let parser: OpaquePointer

    /// Nil only where memory is short.
    init?() {
        guard let parser = kindred_json_parser_create() else { return nil }
        self.parser = parser
    }

    deinit { kindred_json_parser_destroy(parser) }

    /// Parses one document and gives its tape to `body`; the tape ends with the call.
    ///
    /// - Parameters:
    ///   - isPadded: Whether `padding` readable bytes follow; without them the input is copied.
    /// - Throws: `JSONError` where the bytes are no JSON document, and what `body` throws.
    /// - Complexity: O(bytes).
    func parse<Result>(
        _ bytes: UnsafeBufferPointer<UInt8>, isPadded: Bool,
        _ body: (JSONTape) throws(RecordError) -> Result
    ) throws(RecordError) -> Result {
        guard let start = bytes.baseAddress else { throw .json(JSONError(code: Self.empty)) }
        var tape = kindred_json_tape()
        let code = kindred_json_parse(parser, start, bytes.count, isPadded ? 1 : 0, &tape)
        guard code == 0 else { throw .json(JSONError(code: code)) }
        // Safety: the parser owns both buffers until its next parse, and lives as long as self.
        return try body(
            JSONTape(
                words: UnsafeBufferPointer(start: tape.words, count: tape.word_count),
                strings: UnsafeBufferPointer(start: tape.strings, count: tape.string_capacity)))
    }

    private static let empty = Int32(KINDRED_JSON_EMPTY)
}

/// Why bytes are no JSON document.
package struct JSONError: Error, Equatable {
    /// simdjson's number for it.
    package let code: Int32

    /// What is wrong, as a sentence about a line.
    var sentence: String {
        switch Int(code) {
        case Int(KINDRED_JSON_OUT_OF_MEMORY): "There is not enough memory for this line."
        case Int(KINDRED_JSON_TOO_DEEP): "Objects or arrays are nested too deep."
        case Int(KINDRED_JSON_BAD_STRING): "A string has an escape that JSON does not know."
        case Int(KINDRED_JSON_BAD_NUMBER): "A number is not written as JSON wants it."
        case Int(KINDRED_JSON_BAD_UTF8): "The line is not valid UTF-8."
        case Int(KINDRED_JSON_CONTROL_CHARACTER):
            "A string holds a raw control character, such as a tab, which JSON writes as an escape."
        case Int(KINDRED_JSON_OPEN_STRING): "A string is not closed on this line."
        default: "The line is no JSON document: a comma, brace, bracket or name is out of place."
        }
    }

    /// Whether the document may be sound JSON that simdjson has no machine type for.
    var mayBeMended: Bool {
        code == Int32(KINDRED_JSON_BAD_STRING) || code == Int32(KINDRED_JSON_BAD_NUMBER)
    }
}

/// A parsed document: its values in order, each one word or two.
///
/// The high byte of a word says what it is, the rest where its string stands or where its
/// object or array ends; the two words of a number hold its type and its bits. Every place is
/// checked against the length of the tape, so that no tape whatever reads beyond it.
/// - Source: simdjson, doc/tape.md.
struct JSONTape {
    let words: UnsafeBufferPointer<UInt64>
    let strings: UnsafeBufferPointer<UInt8>

    /// The value that is the whole document.
    var root: JSONValue { JSONValue(tape: self, place: 1) }

    fileprivate func word(_ place: Int) -> UInt64 {
        // Safety: the place is compared with the length just before; 0 reads as no value.
        words.indices.contains(place) ? words[place] : 0
    }

    /// The string whose length and bytes start at an offset.
    fileprivate func string(at offset: Int) -> UnsafeBufferPointer<UInt8> {
        let start = offset + 4
        guard start <= strings.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        // Safety: the four bytes of the length, then its bytes, lie inside `strings`.
        let length = UnsafeRawBufferPointer(strings).loadUnaligned(
            fromByteOffset: offset, as: UInt32.self)
        let end = start + Int(UInt32(littleEndian: length))
        guard end <= strings.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: strings[start..<end])
    }
}

/// One value on a tape.
struct JSONValue {
    fileprivate let tape: JSONTape
    fileprivate let place: Int

    private var tag: UInt8 { UInt8(truncatingIfNeeded: tape.word(place) >> 56) }
    private var payload: Int { Int(tape.word(place) & 0x00FF_FFFF_FFFF_FFFF) }

    var isObject: Bool { tag == UInt8(ascii: "{") }
    var isArray: Bool { tag == UInt8(ascii: "[") }
    var isNull: Bool { tag == UInt8(ascii: "n") }
    var isTrue: Bool { tag == UInt8(ascii: "t") }

    /// The bytes of a string, valid UTF-8 with escapes resolved; nil for every other value.
    var stringBytes: UnsafeBufferPointer<UInt8>? {
        tag == UInt8(ascii: "\"") ? tape.string(at: payload) : nil
    }

    /// A string; nil for every other value.
    var string: String? { stringBytes.map { String(decoding: $0, as: UTF8.self) } }

    /// A whole number, however it is written (`2019`, `2019.0`); nil for every other value.
    var integer: Int? {
        let bits = tape.word(place + 1)
        switch tag {
        case UInt8(ascii: "l"): return Int(Int64(bitPattern: bits))
        case UInt8(ascii: "u"): return Int(exactly: bits)
        case UInt8(ascii: "d"): return Int(exactly: Double(bitPattern: bits))
        default: return nil
        }
    }

    /// A number; nil for every other value.
    var real: Double? {
        tag == UInt8(ascii: "d")
            ? Double(bitPattern: tape.word(place + 1)) : integer.map { Double($0) }
    }

    /// The place after this value and everything in it.
    private var end: Int {
        switch tag {
        case UInt8(ascii: "{"), UInt8(ascii: "["): max(payload & 0xFFFF_FFFF, place + 1)
        case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): place + 2
        default: place + 1
        }
    }

    /// Calls `body` with each name and value of an object, in order; no other value has any.
    func forEachMember<E: Error>(
        _ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: JSONValue) throws(E) -> Void
    ) throws(E) {
        guard isObject else { return }
        let last = min(end - 1, tape.words.count)
        var place = place + 1
        while place < last {
            guard let name = JSONValue(tape: tape, place: place).stringBytes else { return }
            let value = JSONValue(tape: tape, place: place + 1)
            try body(name, value)
            place = value.end
        }
    }

    /// Calls `body` with each element of an array until it gives false; no other value has any.
    ///
    /// - Returns: Whether this is an array and no call gave false.
    func allElements(_ body: (JSONValue) -> Bool) -> Bool {
        guard isArray else { return false }
        let last = min(end - 1, tape.words.count)
        var place = place + 1
        while place < last {
            let value = JSONValue(tape: tape, place: place)
            guard body(value) else { return false }
            place = value.end
        }
        return true
    }

    /// Each element transformed; nil where this is no array or an element gives nil.
    func elements<Element>(_ transform: (JSONValue) -> Element?) -> [Element]? {
        guard isArray else { return nil }
        let last = min(end - 1, tape.words.count)
        var found: [Element] = []
        var place = place + 1
        while place < last {
            let value = JSONValue(tape: tape, place: place)
            guard let element = transform(value) else { return nil }
            found.append(element)
            place = value.end
        }
        return found
    }
}
