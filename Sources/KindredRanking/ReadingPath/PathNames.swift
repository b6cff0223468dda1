import KindredCatalogue
import KindredIndex

/// Names that one entry introduced and others use: BERT, of which ALBERT speaks.
///
/// A name is used where it stands as a word of its own, letter for letter, in another entry's
/// title, summary or abstract. Where several entries bear a name, the oldest introduced it, ties
/// to the lower place; an entry older than that one does not use it, but happens to say it.
package struct PathNames: Sendable {
    /// For each entry the names it uses, each with the place of the entry that introduced it,
    /// ascending by name.
    package let used: [[(name: String, by: Int)]]

    /// - Complexity: O(characters of the texts + names · entries that hold their first word).
    init(_ entries: [PathEntry]) {
        let introducers = Self.introducers(among: entries)
        let texts = entries.map { Self.words(of: $0.paper) }
        var places: [Substring: [Int]] = [:]
        for (place, words) in texts.enumerated() {
            for word in Set(words) { places[word, default: []].append(place) }
        }
        var used = [[(name: String, by: Int)]](repeating: [], count: entries.count)
        for (name, introducer) in introducers.sorted(by: { $0.key < $1.key }) {
            let parts = Self.words(in: name)
            guard let first = parts.first else { continue }
            for place in places[first] ?? [] where place != introducer {
                let isOlder = entries[place].date ?? .max < entries[introducer].date ?? .min
                guard !isOlder, !entries[place].names.contains(name),
                    parts.count == 1 || texts[place].holds(parts)
                else { continue }
                used[place].append((name, introducer))
            }
        }
        self.used = used
    }

    /// The names that one entry uses and another introduced.
    package func used(by place: Int, from introducer: Int) -> [String] {
        used[place].filter { $0.by == introducer }.map(\.name)
    }

    /// The oldest bearer of each name.
    private static func introducers(among entries: [PathEntry]) -> [String: Int] {
        var introducers: [String: Int] = [:]
        for (place, entry) in entries.enumerated() {
            for name in entry.names {
                guard let other = introducers[name] else {
                    introducers[name] = place
                    continue
                }
                if entry.date ?? .max < entries[other].date ?? .max { introducers[name] = place }
            }
        }
        return introducers
    }

    private static func words(of paper: Paper) -> [Substring] {
        let texts =
            [paper.title ?? ""] + paper.titles.texts.map(\.text) + paper.summary.texts.map(\.text)
            + paper.abstract.texts.map(\.text)
        return texts.flatMap { words(in: $0) }
    }

    /// Runs of Latin letters and digits; everything else parts words.
    private static func words(in text: String) -> [Substring] {
        text.utf8.split { !(48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0) }.map {
            Substring($0)
        }
    }

    /// The names by which people may call a paper: those of its record, and those its title
    /// suggests that are written like names, with two capitals or a digit.
    static func names(of paper: Paper) -> [String] {
        let suggested = paper.titles.texts.map(\.text) + [paper.title ?? ""]
        let handles = suggested.flatMap { TitleHandles.handles(in: $0) }.filter { handle in
            !handle.contains(" ")
                && (handle.count { $0.isUppercase } >= 2 || handle.contains(where: \.isNumber))
        }
        let all = paper.names + handles
        var seen: Set<String> = []
        return all.filter { $0.count >= 3 && !words(in: $0).isEmpty && seen.insert($0).inserted }
    }
}

extension [Substring] {
    /// Whether words stand one after another in these.
    fileprivate func holds(_ words: [Substring]) -> Bool {
        guard count >= words.count else { return false }
        return indices.dropLast(words.count - 1).contains { start in
            self[start..<start + words.count].elementsEqual(words)
        }
    }
}
