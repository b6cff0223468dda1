/// The forms in which vectors are written.
public enum VectorFormat: String, CaseIterable, Sendable {
    /// NumPy's `.npy`; the ids stand in a text file beside it, a line each.
    case npy
    /// safetensors: a tensor named `vectors`; the ids stand in the metadata, as a JSON array.
    case safetensors

    /// What stands before the numbers of a matrix of 32-bit floats, row after row.
    ///
    /// Both forms pad it, so that the numbers begin at a multiple of 64 bytes and can be mapped.
    /// - Parameters:
    ///   - ids: What each row is of.
    ///   - facts: More to say, by name; only safetensors has a place for it.
    /// - Source: NumPy, "NEP 1: A Simple File Format for NumPy Arrays", version 1.0;
    ///   huggingface/safetensors, README (Format).
    func header(columnCount: Int, ids: [String], facts: [(String, String)]) -> [UInt8] {
        switch self {
        case .npy:
            let shape = "(\(ids.count), \(columnCount))"
            let text = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }"
            // Magic, version and length take ten bytes, the line feed at the end one.
            let padding = Self.padding(of: 10 + text.utf8.count + 1)
            let length = UInt16(text.utf8.count + padding + 1)
            return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
                + Array(text.utf8) + Array(repeating: 0x20, count: padding) + [0x0A]
        case .safetensors:
            let size = ids.count * columnCount * MemoryLayout<Float>.stride
            let tensor =
                "{\"dtype\":\"F32\",\"shape\":[\(ids.count),\(columnCount)],"
                + "\"data_offsets\":[0,\(size)]}"
            let list = "[" + ids.map(Self.quoted).joined(separator: ",") + "]"
            let metadata = (facts + [("ids", list)]).map {
                Self.quoted($0.0) + ":" + Self.quoted($0.1)
            }
            let text =
                "{\"__metadata__\":{\(metadata.joined(separator: ","))},\"vectors\":\(tensor)}"
            let length = text.utf8.count + Self.padding(of: 8 + text.utf8.count)
            let spaces = length - text.utf8.count
            return (0..<8).map { UInt8(truncatingIfNeeded: UInt64(length) >> (8 * $0)) }
                + Array(text.utf8) + Array(repeating: 0x20, count: spaces)
        }
    }

    /// How many bytes are missing to a multiple of 64.
    private static func padding(of count: Int) -> Int { (64 - count % 64) % 64 }

    /// A text as a JSON string.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
