/// What keeps hostile documents from costing more than their length.
extension Preparation {
    // MARK: Limits

    /// Cuts nesting that no person writes: 100 columns of indentation, 40 block marks in a row.
    func limited(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let indent = line.prefix { $0 == 0x20 || $0 == 0x09 }.count
        if indent > 100 {
            return ArraySlice([UInt8](repeating: 0x20, count: 100) + line.dropFirst(indent))
        }
        var place = line.startIndex
        var marks = 0
        scan: while place < line.endIndex {
            switch line[place] {
            case 0x20, 0x09: break
            case 0x3E: marks += 1
            case 0x2D, 0x2A, 0x2B:
                let next = place + 1
                guard next < line.endIndex, line[next] == 0x20 || line[next] == 0x09 else {
                    break scan
                }
                marks += 1
            default: break scan
            }
            place += 1
        }
        return marks > 40 ? line[place...] : line
    }

    static func thinned(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var count = 0
        return line.map { byte in
            guard isSpecial(byte) else { return byte }
            count += 1
            return count > 1_000 ? 0x20 : byte
        }
    }

    static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x5B, 0x5D, 0x21, 0x5F, 0x2A, 0x60, 0x3C, 0x7E, 0x26: true
        default: false
        }
    }

    static func startsBlock(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return true }
        switch first {
        case 0x2D, 0x2A, 0x2B, 0x23, 0x3E, 0x7C, 0x30...0x39: return true
        default: return false
        }
    }

    static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// Where a short ASCII text begins in some bytes.
    static func find(_ text: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        let length = text.utf8CodeUnitCount
        guard bytes.count >= length else { return nil }
        return text.withUTF8Buffer { wanted in
            var place = bytes.startIndex
            let last = bytes.endIndex - length
            while place <= last {
                if bytes[place] == wanted[0] {
                    var step = 1
                    while step < length, bytes[place + step] == wanted[step] { step += 1 }
                    if step == length { return place }
                }
                place += 1
            }
            return nil
        }
    }
}
