/// What is read for each character beyond ASCII: `FoldingTable`, laid out for look-up.
///
/// Two levels: a page number for every 256 code points, then a value for each code point of a page.
/// Pages that are alike (unassigned, or letters that stay as they are) are stored once.
struct Folding: @unchecked Sendable {
    /// The one table, parsed when it is first needed and kept as long as the program runs.
    static let shared = Folding()

    /// What a character is read as.
    enum Reading: Equatable {
        /// It separates words.
        case separator
        /// It vanishes, as an accent that stands alone does.
        case nothing
        /// Another character, or itself.
        case scalar(UInt32)
        /// Several characters, as UTF-8; `|` among them separates words.
        case text(UnsafeBufferPointer<UInt8>)

        static func == (left: Reading, right: Reading) -> Bool {
            switch (left, right) {
            case (.separator, .separator), (.nothing, .nothing): true
            case (.scalar(let a), .scalar(let b)): a == b
            case (.text(let a), .text(let b)): a.elementsEqual(b)
            default: false
            }
        }
    }

    private let pages: UnsafePointer<UInt16>
    private let values: UnsafePointer<UInt32>
    private let texts: UnsafePointer<UInt8>

    private init() {
        var builder = FoldingBuilder()
        builder.readRanges(FoldingTable.letters, value: FoldingBuilder.stays)
        builder.readRanges(FoldingTable.dropped, value: FoldingBuilder.vanishes)
        builder.readMapped(FoldingTable.mapped)
        builder.readExpanded(FoldingTable.expanded)
        builder.readPairs(FoldingTable.simplified)
        (pages, values, texts) = builder.finished()
    }

    /// What a code point is read as. Code points beyond Unicode separate words.
    @inline(__always)
    func reading(of scalar: UInt32) -> Reading {
        guard scalar < 0x110000 else { return .separator }
        // Safety: the tables live as long as the program; there is a page number for every 256
        // code points below 0x110000, and every page number has 256 values.
        let value = values[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
        if value == FoldingBuilder.stays { return .scalar(scalar) }
        if value == FoldingBuilder.separates { return .separator }
        if value == FoldingBuilder.vanishes { return .nothing }
        if value < FoldingBuilder.textFlag { return .scalar(value) }
        let place = value & ~FoldingBuilder.textFlag
        return .text(UnsafeBufferPointer(start: texts + Int(place >> 8), count: Int(place & 0xFF)))
    }
}

/// Fills the tables of `Folding` from the literals of `FoldingTable`.
private struct FoldingBuilder {
    // Values below 0x20 are none of the code points that something is read as.
    static let separates: UInt32 = 0
    static let stays: UInt32 = 1
    static let vanishes: UInt32 = 2
    static let textFlag: UInt32 = 0x8000_0000

    /// Page 0 separates words, page 1 stays as it is; both are shared.
    private var pages = [UInt16](repeating: 0, count: 0x1100)
    private var values =
        [UInt32](repeating: separates, count: 256) + [UInt32](repeating: stays, count: 256)
    private var texts: [UInt8] = []

    private mutating func set(_ scalar: UInt32, to value: UInt32) {
        let page = Int(scalar >> 8)
        if pages[page] < 2 {
            let shared = pages[page] == 0 ? Self.separates : Self.stays
            pages[page] = UInt16(values.count >> 8)
            values.append(contentsOf: repeatElement(shared, count: 256))
        }
        values[Int(pages[page]) << 8 | Int(scalar & 0xFF)] = value
    }

    mutating func readRanges(_ literal: StaticString, value: UInt32) {
        var reader = LiteralReader(literal)
        while let first = reader.number() {
            let last = reader.take("-") ? reader.number() ?? first : first
            var scalar = first
            while scalar <= last {
                let fillsPage = scalar & 0xFF == 0 && scalar + 0xFF <= last
                if fillsPage, value == Self.stays {
                    pages[Int(scalar >> 8)] = 1
                    scalar += 0x100
                } else {
                    set(scalar, to: value)
                    scalar += 1
                }
            }
        }
    }

    mutating func readMapped(_ literal: StaticString) {
        var reader = LiteralReader(literal)
        while let first = reader.number() {
            let last = reader.take("-") ? reader.number() ?? first : first
            let constant = reader.take("=")
            let stride: UInt32 = reader.take("/") ? 2 : 1
            _ = reader.take(">")
            guard var target = reader.number() else { return }
            var scalar = first
            while scalar <= last {
                set(scalar, to: target)
                scalar += stride
                if !constant { target += stride }
            }
        }
    }

    mutating func readExpanded(_ literal: StaticString) {
        var reader = LiteralReader(literal)
        while let scalar = reader.number(), reader.take("=") {
            let start = UInt32(texts.count)
            while let byte = reader.byte() { texts.append(byte) }
            let length = UInt32(texts.count) - start
            set(scalar, to: Self.textFlag | start << 8 | length)
        }
    }

    mutating func readPairs(_ literal: StaticString) {
        var reader = LiteralReader(literal)
        while let traditional = reader.scalar(), let simplified = reader.scalar() {
            set(traditional, to: simplified)
        }
    }

    func finished() -> (
        UnsafePointer<UInt16>, UnsafePointer<UInt32>, UnsafePointer<UInt8>
    ) {
        (Self.kept(pages), Self.kept(values), Self.kept(texts))
    }

    /// A copy that lives as long as the program.
    private static func kept<Element>(_ array: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: array.count)
        memory.initialize(from: array, count: array.count)
        return UnsafePointer(memory)
    }
}

/// Reads words, hexadecimal numbers and characters from a literal.
private struct LiteralReader {
    private var next: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>

    // Safety: the bytes of a literal live as long as the program, and `next` never passes `end`.
    init(_ literal: StaticString) {
        next = literal.utf8Start
        end = next + literal.utf8CodeUnitCount
    }

    private mutating func skipSpace() {
        while next < end, next.pointee <= 0x20 { next += 1 }
    }

    /// The next byte of a word; nil at its end.
    mutating func byte() -> UInt8? {
        guard next < end, next.pointee > 0x20 else { return nil }
        defer { next += 1 }
        return next.pointee
    }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard next < end, UInt32(next.pointee) == sign.value else { return false }
        next += 1
        return true
    }

    /// A hexadecimal number; nil where there is none.
    mutating func number() -> UInt32? {
        skipSpace()
        let start = next
        var value: UInt32 = 0
        while next < end {
            switch next.pointee {
            case let digit where digit >= 0x30 && digit <= 0x39:
                value = value << 4 | UInt32(digit &- 0x30)
            case let letter where letter >= 0x41 && letter <= 0x46:
                value = value << 4 | UInt32(letter &- 0x37)
            default: return next > start ? value : nil
            }
            next += 1
        }
        return next > start ? value : nil
    }

    /// The next character that is no space.
    mutating func scalar() -> UInt32? {
        skipSpace()
        guard next < end else { return nil }
        let found = UTF8Scalar(at: next, before: end)
        next += found.length
        return found.value
    }
}
