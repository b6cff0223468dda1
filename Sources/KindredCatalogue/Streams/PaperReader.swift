/// Reads one format.
///
/// A reader is fed the bytes of a file in order, cut anywhere, without the mark before UTF-8. It
/// gives each entry as soon as it is complete, and remembers no more than the entry it is in,
/// unless its format says what the entry means only at the end of the file. No bytes whatever make
/// it fail: what cannot be read becomes a problem with its line, and the reader goes on.
package protocol PaperReader {
    /// Takes the next bytes, which are valid during the call only.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into batch: inout ReadBatch)

    /// Takes note of the end of the file; called once.
    mutating func finish(into batch: inout ReadBatch)
}

/// How a file is to be read.
public struct ReadSettings: Sendable {
    /// Whether each paper brings the bytes of its record along.
    public var keepsRecords = false
    /// Whether fields that have no place in a paper are kept in ``Paper/otherFields``.
    public var keepsFields = false
    /// What the columns of a table hold: the name of a field by the name of the column.
    public var columns: [String: String] = [:]
    /// How many threads may work; nil for every core.
    public var threads: Int?

    /// The usual settings.
    public init() {}
}

/// One entry as it was read.
public struct ReadPaper: Sendable {
    /// The entry.
    public var paper: Paper
    /// The line on which its record began, from 1.
    public var line: Int
    /// The bytes of its record without the end of its line, where ``ReadSettings/keepsRecords``
    /// asks for them: of JSON the object, of XML the element, of a table the row. Nil for entries of
    /// Markdown lists, which are told by what stands around them, and of XML in an encoding beyond
    /// UTF-8, ASCII and Latin-1.
    public var record: [UInt8]?

    /// An entry and where it stood.
    public init(paper: Paper, line: Int, record: [UInt8]? = nil) {
        self.paper = paper
        self.line = line
        self.record = record
    }
}

/// What came out of a stretch of a file.
public struct ReadBatch: Sendable {
    /// The path of the file, as it was given.
    public let file: String
    /// The entries, in the order of the file.
    public var papers: [ReadPaper] = []
    /// What could not be read.
    public private(set) var problems: [Catalogue.Problem] = []
    /// How many records were left out on purpose, by the reason: `an attachment`.
    public private(set) var skipped: [String: Int] = [:]
    /// What topics are called, which only our own records tell.
    public var topicNames = TopicNames()
    /// What became of the lines of a Markdown list.
    public var list: ImportReport?

    /// Nothing yet.
    public init(file: String) { self.file = file }

    /// Whether there is nothing in it.
    public var isEmpty: Bool {
        papers.isEmpty && problems.isEmpty && skipped.isEmpty && topicNames.isEmpty && list == nil
    }

    /// Notes what could not be read, as a sentence.
    package mutating func addProblem(line: Int, _ sentence: String) {
        problems.append(Catalogue.Problem(file: file, line: line, sentence: sentence))
    }

    /// Puts what could not be read in the order of the file.
    mutating func sortProblems() {
        let lines = problems.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }
        problems = lines.map(\.element)
    }

    /// Counts a record that is left out on purpose; the reason reads behind a number: `a note`.
    package mutating func skip(_ reason: String, count: Int = 1) {
        skipped[reason, default: 0] += count
    }

    /// Adds what a later stretch of the same file gave.
    package mutating func append(_ other: ReadBatch) {
        papers += other.papers
        problems += other.problems
        skipped.merge(other.skipped, uniquingKeysWith: +)
        topicNames.unite(with: other.topicNames)
        list = list ?? other.list
    }
}

/// What all readers keep to.
package enum ReadLimits {
    /// Bytes that one record may have, 64 MiB; a longer one is reported and left out.
    package static let record = 64 << 20
    /// What is said of a record that is longer.
    package static let sentence = "The record is longer than 64 MiB and was left out."
    /// What is said where a file ends before a record does.
    static let brokenSentence = "The file breaks off within this record."
}
