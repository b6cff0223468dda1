import Foundation
import KindredCatalogue
import Testing

/// The catalogue that ships, as its tests see it.
enum Seeds {
    /// Where it stands in the tree.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("seeds")

    /// `papers.jsonl`.
    static let path = folder.appendingPathComponent("papers.jsonl").path

    /// The entries.
    static let catalogue = Result { try Catalogue(contentsOf: path) }

    /// The entries that are papers, or talks that stand for one: they have a whole summary.
    static func papers() throws -> [Paper] { try catalogue.get().papers.filter(\.isWhole) }

    /// The entries with a description of one sentence.
    static func others() throws -> [Paper] { try catalogue.get().papers.filter { !$0.isWhole } }
}

extension Paper {
    /// Whether the seeds describe this at the length of a paper.
    var isWhole: Bool { kind == .paper || kind == .talk }
}

extension String {
    /// The Han characters alone, one behind the other.
    var han: [Character] {
        precomposedStringWithCompatibilityMapping.filter { character in
            character.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) }
        }.map { $0 }
    }

    /// The words of Latin letters and digits alone, in lower case.
    var latinWords: [Substring] {
        precomposedStringWithCompatibilityMapping.lowercased()
            .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    }

    /// How many characters are no space.
    var visibleCount: Int { count { !$0.isWhitespace } }
}
