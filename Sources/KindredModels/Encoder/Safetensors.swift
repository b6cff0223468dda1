import Foundation
import KindredVectors

/// The named arrays of a file in the safetensors format, read in place.
///
/// The file: the length of a header in 8 bytes, little-endian; the header, one JSON object that
/// gives each array a type, a shape and its bytes' place; then the bytes. Nothing in it is trusted:
/// places must lie inside the file, hold exactly their shape, and not overlap.
///
/// - Source: the format's description, github.com/huggingface/safetensors.
struct Safetensors: Sendable {
    /// Where the file lies.
    let path: String
    private let file: MappedFile
    private let arrays: [String: Entry]

    /// One array of the header.
    struct Entry: Decodable, Sendable {
        let type: String
        let shape: [Int]
        /// Counted from the end of the header.
        var place: Range<Int>

        private enum CodingKeys: String, CodingKey {
            case type = "dtype"
            case shape
            case place = "data_offsets"
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            type = try values.decode(String.self, forKey: .type)
            shape = try values.decode([Int].self, forKey: .shape)
            let ends = try values.decode([Int].self, forKey: .place)
            guard ends.count == 2, ends[0] >= 0, ends[0] <= ends[1] else {
                throw DecodingError.dataCorruptedError(
                    forKey: .place, in: values, debugDescription: "no ascending pair of places")
            }
            place = ends[0]..<ends[1]
        }

        /// How many numbers the shape holds; nil where there cannot be that many.
        var count: Int? {
            shape.reduce(1 as Int?) { count, side in
                guard let count, side >= 0 else { return nil }
                let (product, overflow) = count.multipliedReportingOverflow(by: side)
                return overflow ? nil : product
            }
        }
    }

    /// A header's value: an array, or the remarks that the format allows under one name.
    private enum Value: Decodable {
        case entry(Entry)
        case remarks

        init(from decoder: any Decoder) throws {
            if decoder.codingPath.last?.stringValue == "__metadata__" {
                self = .remarks
            } else {
                self = .entry(try Entry(from: decoder))
            }
        }
    }

    /// Maps a file and checks its header.
    init(_ path: String) throws(EncoderError) {
        self.path = path
        file = try MappedFile(path)
        let start = try Self.endOfHeader(file.bytes, path)
        let header = Data(file.bytes[8..<start])
        let values: [String: Value]
        do {
            values = try JSONDecoder().decode([String: Value].self, from: header)
        } catch {
            throw .damaged(path: path, finding: "its header cannot be read")
        }
        var arrays: [String: Entry] = [:]
        for (name, value) in values {
            guard case .entry(var entry) = value else { continue }
            let room = file.bytes.count - start
            guard entry.place.upperBound <= room else {
                throw .damaged(path: path, finding: "\(name) reaches beyond the end of the file")
            }
            entry.place = entry.place.lowerBound + start..<entry.place.upperBound + start
            arrays[name] = entry
        }
        self.arrays = arrays
        try check()
    }

    /// The names of the arrays, in the order of their bytes.
    var names: [String] { inOrder.map(\.key) }

    /// The bytes of the whole file.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        defer { withExtendedLifetime(file) {} }
        return body(file.bytes)
    }

    /// The shape of an array; nil where there is none of that name.
    func shape(of name: String) -> [Int]? { arrays[name]?.shape }

    /// The numbers of an array.
    ///
    /// 32-bit floats at an address fit for them are used in place; 16-bit ones are widened.
    /// - Parameter shape: What the array must have.
    func floats(_ name: String, shape: [Int]) throws(EncoderError) -> Elements<Float> {
        guard let entry = arrays[name] else {
            throw .unsupported(path: path, finding: "it holds no array \(name)")
        }
        guard entry.shape == shape else {
            throw .damaged(
                path: path,
                finding: "\(name) has shape \(entry.shape), but the settings ask for \(shape)")
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.place])
        defer { withExtendedLifetime(file) {} }
        // Safety: `check` has made sure that the place holds exactly the shape's numbers.
        switch entry.type {
        case "F32":
            if let window = Elements<Float>(owner: file, checking: bytes) { return window }
            return Self.widened(bytes, size: 4) {
                Float(bitPattern: $0.loadUnaligned(as: UInt32.self))
            }
        case "F16":
            return Self.widened(bytes, size: 2) {
                Self.widened(half: $0.loadUnaligned(as: UInt16.self))
            }
        case "BF16":
            return Self.widened(bytes, size: 2) {
                Float(bitPattern: UInt32($0.loadUnaligned(as: UInt16.self)) << 16)
            }
        default:
            throw .unsupported(
                path: path, finding: "\(name) is stored as \(entry.type), not F32, F16 or BF16")
        }
    }
}

extension Safetensors {
    /// A header may not be larger than this, as in the format's own library.
    private static let largestHeader = 100_000_000

    /// Where the bytes of the arrays begin.
    private static func endOfHeader(
        _ bytes: UnsafeRawBufferPointer, _ path: String
    ) throws(EncoderError) -> Int {
        guard bytes.count >= 8 else {
            throw .damaged(path: path, finding: "it holds \(bytes.count) bytes and no header")
        }
        let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard length <= largestHeader, length <= bytes.count - 8 else {
            throw .damaged(path: path, finding: "its header is longer than the file or 100 MB")
        }
        return 8 + Int(length)
    }

    private var inOrder: [(key: String, value: Entry)] {
        arrays.sorted {
            ($0.value.place.lowerBound, $0.value.place.upperBound, $0.key)
                < ($1.value.place.lowerBound, $1.value.place.upperBound, $1.key)
        }
    }

    /// Holds every array to its shape, and all of them to bytes of their own.
    private func check() throws(EncoderError) {
        var end = 0
        for (name, entry) in inOrder {
            if let size = Self.sizes[entry.type] {
                let (expected, overflow) = (entry.count ?? -1).multipliedReportingOverflow(by: size)
                guard entry.count != nil, !overflow, expected == entry.place.count else {
                    throw .damaged(
                        path: path,
                        finding: "\(name) has \(entry.place.count) bytes for \(entry.shape)")
                }
            }
            guard entry.place.lowerBound >= end else {
                throw .damaged(path: path, finding: "\(name) overlaps another array")
            }
            end = max(end, entry.place.upperBound)
        }
    }

    /// The bytes of one number. A type not named here is never read.
    private static let sizes = [
        "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2,
        "BF16": 2, "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
    ]

    private static func widened(
        _ bytes: UnsafeRawBufferPointer, size: Int,
        _ value: (UnsafeRawBufferPointer) -> Float
    ) -> Elements<Float> {
        Elements(count: bytes.count / size) { target in
            for place in target.indices {
                target[place] = value(
                    UnsafeRawBufferPointer(rebasing: bytes[place * size..<(place + 1) * size]))
            }
        }
    }

    /// A 16-bit float (IEEE 754) as one of 32 bits; not every processor has the type itself.
    static func widened(half: UInt16) -> Float {
        let sign: Float = half >> 15 == 0 ? 1 : -1
        let exponent = Int(half >> 10 & 31)
        let fraction = Float(half & 1023)
        switch exponent {
        case 0: return sign * fraction * 0x1p-24
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default:
            return sign * (1024 + fraction)
                * Float(sign: .plus, exponent: exponent - 25, significand: 1)
        }
    }
}
