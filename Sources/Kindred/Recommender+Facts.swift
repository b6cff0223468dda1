public import KindredIndex
import KindredVectors

/// What there is to know of an index without asking it anything.
public struct IndexFacts: Hashable, Sendable {
    /// The format of the file.
    public let formatVersion: Int
    /// The program and version that made it.
    public let program: String
    /// The number of papers.
    public let paperCount: Int
    /// The number of different terms.
    public let termCount: Int
    /// The number of weights by TF-IDF: pairs of a paper and a term it holds.
    public let weightCount: Int
    /// The number of topics.
    public let topicCount: Int
    /// The signals, the default first.
    public let signals: [Signal]
    /// The size of all of it.
    public let sizeInBytes: Int
    /// The sections, in the order of the file.
    public let sections: [Section]

    /// One section of an index.
    public struct Section: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its size.
        public let sizeInBytes: Int
        /// Its CRC-32C.
        public let checksum: UInt32
    }
}

extension Recommender {
    /// What there is to know of the index.
    public var facts: IndexFacts {
        IndexFacts(
            formatVersion: Int(IndexLayout.version), program: index.program,
            paperCount: index.counts.papers, termCount: index.counts.terms,
            weightCount: index.counts.weights, topicCount: index.counts.topics,
            signals: signals, sizeInBytes: index.sizeInBytes,
            sections: index.entries.map {
                IndexFacts.Section(
                    name: $0.name, sizeInBytes: $0.length, checksum: $0.checksum)
            })
    }

    /// Checks every checksum and invariant of the index.
    ///
    /// - Returns: What is wrong, in sentences; nothing where all is well.
    /// - Complexity: O(size).
    public func verify() -> [String] { index.findings().map(\.description) }
}
