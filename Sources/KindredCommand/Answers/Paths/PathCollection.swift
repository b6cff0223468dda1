import Kindred

/// A reading path for each topic that has enough papers, with one page that leads to all of them.
struct PathCollection {
    /// The paths, in the order of the tree of topics.
    private(set) var entries: [Entry] = []
    /// The topics that have enough papers and no path all the same: known, or no time for any.
    private(set) var topicsWithoutPath = 0
    /// What the topics are called in other languages.
    let names: TopicNames

    /// One topic's path.
    struct Entry {
        let topic: Topic
        let path: ReadingPath
        /// Its file's name, without the dot and the ending.
        let fileName: String
    }

    /// Lays out a path for each topic with at least `minimum` entries of the kinds asked for.
    ///
    /// - Parameters:
    ///   - query: Budget, level, kinds and what is known, for every path; its words are not used.
    ///   - progress: Told which topic is next, and how many there are.
    /// - Complexity: One path for each topic, one after another.
    init(
        of recommender: Recommender, query: PathQuery, minimum: Int,
        progress: (_ topic: Topic, _ place: Int, _ count: Int) -> Void
    ) throws {
        let wanted = try recommender.papers().filter {
            query.kinds.isEmpty || query.kinds.contains($0.kind)
        }
        names = recommender.topicNames
        let tree = TopicTree(topicsOf: wanted.map(\.topics), names: names)
        let topics = tree.all.filter { $0.count >= minimum }
        let fileNames = PathFileNames.names(for: topics.map { names.path($0.path, in: .english) })
        for (place, topic) in topics.enumerated() {
            progress(topic, place, topics.count)
            var question = query
            question.words = topic.path.joined(separator: "/")
            let path = try recommender.path(question)
            if path.nothing == nil {
                entries.append(Entry(topic: topic, path: path, fileName: fileNames[place]))
            } else {
                topicsWithoutPath += 1
            }
        }
    }

    /// How deep an entry stands below the nearest topics above it that have a path too.
    func depth(of entry: Entry) -> Int {
        let paths = Set(entries.map(\.topic.path))
        let above = (1..<max(1, entry.topic.path.count)).map { Array(entry.topic.path.prefix($0)) }
        return above.count(where: paths.contains)
    }
}

/// Names of files made of the names of topics: safe on every file system, and always the same.
enum PathFileNames {
    /// One name for each path of a topic, all different, whatever the letters' case.
    ///
    /// Letters and digits of any script stay, in lower case; all else becomes a hyphen, and two
    /// stand between a topic and the one below it: `computer-vision--image-segmentation`. A name
    /// that is taken, or means a device on some system, gets a number behind it.
    static func names(for paths: [[String]]) -> [String] {
        var taken = reserved
        return paths.map { path in
            let parts = path.map(slug).filter { !$0.isEmpty }
            let whole = parts.isEmpty ? "topic" : parts.joined(separator: "--")
            let name = cut(whole)
            var numbered = name
            var number = 2
            while !taken.insert(numbered).inserted {
                numbered = "\(name)-\(number)"
                number += 1
            }
            return numbered
        }
    }

    /// `index` is the page of all paths; the others are devices to some systems.
    private static let reserved: Set<String> = Set(
        ["index", "con", "prn", "aux", "nul"]
            + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

    private static func slug(_ name: String) -> String {
        let kept = name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
        return String(kept).split(separator: "-").joined(separator: "-")
    }

    /// File systems take 255 bytes; a few stay free for a number and the ending.
    private static let mostBytes = 200

    private static func cut(_ name: String) -> String {
        var bytes = 0
        let kept = name.prefix { character in
            bytes += character.utf8.count
            return bytes <= mostBytes
        }
        return kept.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "-")
            .trimmingHyphens
    }
}

extension String {
    /// This text without the hyphens at its end.
    fileprivate var trimmingHyphens: String {
        guard let last = lastIndex(where: { $0 != "-" }) else { return "topic" }
        return String(self[...last])
    }
}
