/// What topics are called in other languages than that of their paths.
///
/// Records know a topic by its path, `["计算机视觉", "图像分割"]`, whatever the reader's language.
/// The names beside it are for reading and for looking up; they are told once for a catalogue and
/// not in every record (see ``TopicRecord`` for the line that tells them).
public struct TopicNames: Hashable, Sendable {
    /// The topics that have names, in order of first appearance.
    public private(set) var paths: [[String]] = []
    private var names: [[String]: LocalizedText] = [:]

    /// No names.
    public init() {}

    /// Whether no topic has a name.
    public var isEmpty: Bool { paths.isEmpty }

    /// What a topic is called, by language, without its heading in the path; empty where unknown.
    public subscript(path: [String]) -> LocalizedText {
        names[path] ?? LocalizedText()
    }

    /// Adds what a topic is called; of two names in one language the first stays.
    ///
    /// An empty path, and a topic without any name, add nothing.
    public mutating func add(_ more: LocalizedText, to path: [String]) {
        guard !path.isEmpty, !more.isEmpty else { return }
        guard var known = names[path] else {
            paths.append(path)
            names[path] = more
            return
        }
        for entry in more.texts where known[entry.language] == nil {
            known[entry.language] = entry.text
        }
        names[path] = known
    }

    /// Adds what another catalogue knows; of two names in one language the first stays.
    public mutating func unite(with other: TopicNames) {
        for path in other.paths { add(other[path], to: path) }
    }

    /// A path in a reader's language: each heading by its name there, else as it stands.
    /// - Complexity: O(length of the path, squared).
    public func path(_ path: [String], in language: Language) -> [String] {
        path.indices.map { self[Array(path[...$0])][language] ?? path[$0] }
    }

    /// What a topic may be called, its heading first, then its names by language code.
    package func all(of path: [String]) -> [String] {
        guard let heading = path.last else { return [] }
        return [heading] + self[path].texts.map(\.text).filter { $0 != heading }
    }

    /// The heading with its name in the other language, for readers of either:
    /// `图像分割 (image segmentation)`.
    package func inBothLanguages(_ path: [String]) -> String {
        let all = all(of: path)
        guard all.count > 1 else { return all.first ?? "" }
        return "\(all[0]) (\(all.dropFirst().joined(separator: ", ")))"
    }
}
