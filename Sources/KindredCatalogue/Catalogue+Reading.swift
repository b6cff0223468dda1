import Foundation
import KindredThreads

extension Catalogue {
    /// Reads a file of papers, or every `*.jsonl` of a folder in the order of their names.
    ///
    /// Whatever ``PaperStream`` reads is read, told by its content, packed or not. A record that
    /// cannot be read becomes an entry of ``problems`` and stops nothing. The result does not depend
    /// on the number of threads.
    /// - Parameters:
    ///   - path: A file, a pipe or a folder; `-` is standard input.
    ///   - threads: How many work; nil for `KINDRED_THREADS`, or else one for each core.
    /// - Throws: ``CatalogueError`` where the path cannot be read or holds no record at all.
    /// - Complexity: O(bytes). JSON Lines in a file that is not packed are mapped, and read by all
    ///   threads at once.
    public init(contentsOf path: String, threads: Int? = nil) throws(CatalogueError) {
        try self.init(contentsOf: [path], threads: threads)
    }

    /// Reads several files and folders, in order, as one catalogue.
    public init(contentsOf paths: [String], threads: Int? = nil) throws(CatalogueError) {
        let threads = Threads(threads)
        var blocks: [RecordBlock] = []
        for path in paths {
            for file in try Self.files(at: path) {
                blocks += try RecordBlock.read(fileAt: file, threads: threads)
            }
        }
        problems = blocks.flatMap(\.problems)
        for block in blocks { topicNames.unite(with: block.topicNames) }
        (self.papers, self.identities) = Merge.merged(
            Pile.joined(blocks.map(\.papers), threads: threads),
            identities: blocks.map(\.identities))
    }

    private static func files(at path: String) throws(CatalogueError) -> [String] {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else { return [path] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .cannotRead(path: path, reason: EACCES)
        }
        let found = names.filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") }.sorted()
        guard !found.isEmpty else { throw .emptyFolder(path: path) }
        let folder = path.hasSuffix("/") ? path : path + "/"
        return found.map { folder + $0 }
    }

}

/// What one piece of a file held.
struct RecordBlock: Sendable {
    let papers = Pile<Paper>()
    /// What identifies each paper: the costly part of merging, done on every thread.
    var identities = IdentityList()
    var topicNames = TopicNames()
    var problems: [Catalogue.Problem] = []
    private var lineCount = 0

    /// Some papers of a stream, with what stood beside them.
    init(
        _ read: some Sequence<ReadPaper>, topicNames: TopicNames = TopicNames(),
        problems: [Catalogue.Problem] = []
    ) {
        for read in read {
            identities.append(read.paper.strongIdentities)
            papers.append(read.paper)
        }
        self.topicNames = topicNames
        self.problems = problems
    }

    /// Whether there is no record in it.
    var isEmpty: Bool { papers.count == 0 && topicNames.isEmpty }

    /// Bytes of a file that one thread reads at a time, 1 MiB; a line belongs to the block in which
    /// it starts, so that the blocks do not depend on who reads them.
    private static let size = 1 << 20
    /// From as many blocks up, papers fill so much memory that it is taken in large steps.
    private static let manyBlocks = 16

    /// Reads all records of a file, block by block, and gives them in the order of the file.
    static func read(_ file: FileBytes, path: String, threads: Threads) -> [RecordBlock] {
        let start = markLength(of: file)
        let count = file.bytes.count
        if count >= manyBlocks * size { Memory.takeInLargeSteps() }
        var blocks = threads.mapBlocks(of: count - start, size: size) { block, _ in
            RecordBlock(
                linesStartingIn: start + block.lowerBound..<start + block.upperBound,
                isFirst: block.lowerBound == 0, of: file, path: path)
        }
        var linesBefore = 0
        for block in blocks.indices {
            blocks[block].problems = blocks[block].problems.map {
                .init(file: $0.file, line: $0.line + linesBefore, sentence: $0.sentence)
            }
            linesBefore += blocks[block].lineCount
        }
        return blocks
    }

    /// The bytes of the mark that some editors put before UTF-8 text.
    static func markLength(of file: FileBytes) -> Int {
        file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    private init(
        linesStartingIn range: Range<Int>, isFirst: Bool, of file: FileBytes, path: String
    ) {
        let bytes = file.bytes
        file.prepare(range)
        guard let parser = JSONParser() else {
            problems = [.init(file: path, line: 1, sentence: "\(RecordError.outOfMemory)")]
            return
        }
        var start = range.lowerBound
        // A line that began before this block is read by the block in which it began.
        if !isFirst, bytes[start - 1] != UInt8(ascii: "\n") {
            let block = UnsafeBufferPointer(rebasing: bytes[..<range.upperBound])
            start = Self.endOfLine(in: block, from: start) + 1
        }
        while start < range.upperBound {
            let end = Self.endOfLine(in: bytes, from: start)
            lineCount += 1
            read(start..<end, of: bytes, with: parser, path: path)
            start = end + 1
        }
    }

    private mutating func read(
        _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, with parser: JSONParser,
        path: String
    ) {
        let line = UnsafeBufferPointer(rebasing: bytes[range])
        guard line.contains(where: { !$0.isSpace }) else { return }
        do {
            // Safety: behind every line come other lines or the zeros that FileBytes appends.
            let paper = try PaperRecord.decode(line, isPadded: true, with: parser)
            identities.append(paper.strongIdentities)
            papers.append(paper)
        } catch .nameless {
            readTopic(line, with: parser, path: path)
        } catch {
            problems.append(.init(file: path, line: lineCount, sentence: error.description))
        }
    }

    /// Reads a line that is no entry: what a topic is called, or a bad record.
    private mutating func readTopic(
        _ line: UnsafeBufferPointer<UInt8>, with parser: JSONParser, path: String
    ) {
        do throws(RecordError) {
            // Safety: as above, other lines or zeros stand behind this one.
            let topic = try TopicRecord.decode(line, isPadded: true, with: parser)
            guard let topic else { throw RecordError.nameless }
            topicNames.add(topic.names, to: topic.path)
        } catch {
            problems.append(.init(file: path, line: lineCount, sentence: error.description))
        }
    }

    /// The place of the next line feed, or the end of the bytes.
    private static func endOfLine(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard start < bytes.count, let base = bytes.baseAddress else { return bytes.count }
        // Safety: memchr looks at the bytes from `start` to the end of the buffer only.
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
        return found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
    }
}
