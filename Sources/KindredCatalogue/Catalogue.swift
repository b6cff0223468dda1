import KindredThreads

/// Papers and what stands beside them, each once, in the order in which they first appeared.
///
/// ```swift
/// let catalogue = try Catalogue(contentsOf: "papers.jsonl")
/// print(catalogue.papers.count, catalogue.problems.count)
/// try catalogue.write(to: "copy.jsonl")
/// ```
public struct Catalogue: Sendable {
    /// The entries; no two of them share an identity.
    public internal(set) var papers: [Paper]
    /// By what each of them may be known, in the same order.
    package let identities: PaperIdentities
    /// What the topics of the entries are called in other languages.
    public var topicNames = TopicNames()
    /// What could not be read, in the order of the files and their lines.
    public internal(set) var problems: [Problem] = []

    /// A line that could not be read, and why.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// The path of the file, as it was given.
        public let file: String
        /// The line, from 1.
        public let line: Int
        /// What is wrong with it, as a sentence.
        public let sentence: String

        /// `papers.jsonl:12: The record has neither id nor title.`
        public var description: String { "\(file):\(line): \(sentence)" }
    }

    /// Entries in their order; those that share an identity become one.
    ///
    /// What the entry that came first says wins; what only the others knew is added to it. An
    /// entry known only by its title joins the one entry of its kind that has the title, where
    /// there is one and not several. Two entries with different identities stay two, whatever
    /// their titles.
    /// - Parameter threads: How many work; nil for `KINDRED_THREADS`, or else one for each core.
    /// - Complexity: O(characters in identifiers and addresses).
    public init(_ papers: [Paper], threads: Int? = nil) {
        let identities = Threads(threads).mapBlocks(of: papers.count, size: 1_024) { range, _ in
            var list = IdentityList()
            for index in range { list.append(papers[index].strongIdentities) }
            return list
        }
        (self.papers, self.identities) = Merge.merged(papers, identities: identities)
    }

    /// Catalogues in their order as one; entries that share an identity become one.
    ///
    /// ``problems`` stay with the catalogues that had them.
    /// - Complexity: O(characters in identifiers and addresses).
    public init(joining catalogues: [Catalogue], threads: Int? = nil) {
        self.init(catalogues.flatMap(\.papers), threads: threads)
        for catalogue in catalogues { topicNames.unite(with: catalogue.topicNames) }
    }
}
