import Foundation

/// A file of numbers that a program in `Programs/` wrote, and the tolerances they are held to.
enum Numbers {
    /// Reads `Numbers/<name>.json`, which `Programs/<name>.py` wrote.
    static func read<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "Numbers/\(name).json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(contentsOf: file))
    }
}

/// A sparse row as the programs write it.
struct ReferenceRow: Decodable {
    let ids: [UInt32]
    let weights: [Double]
}

/// The largest distance between two rows of numbers; infinite where their lengths differ.
func largestDifference(_ found: some Sequence<Float>, _ expected: [Double]) -> Double {
    let found = Array(found)
    guard found.count == expected.count else { return .infinity }
    return zip(found, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
}
