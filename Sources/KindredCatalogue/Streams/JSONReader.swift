import KindredThreads

/// What one JSON object of a file is.
package enum JSONRecord: Sendable {
    /// An entry.
    case paper(Paper)
    /// What a topic is called.
    case topic(path: [String], names: LocalizedText)
    /// Something that is left out on purpose; the reason reads behind a number: `a note`.
    case skipped(String)
}

/// Turns one JSON object into what it is; called from several threads at once.
///
/// `isPadded` says whether 64 readable bytes follow the record, as ``JSONParser`` likes them.
typealias JSONDecoding =
    @Sendable (
        _ record: UnsafeBufferPointer<UInt8>, _ isPadded: Bool, _ parser: JSONParser
    ) throws(RecordError) -> JSONRecord

/// Reads every format whose entries are JSON objects, on every core.
///
/// Records are cut out in order, then decoded in pieces side by side, and joined in order: the
/// result does not depend on the number of cores.
struct JSONReader: PaperReader, StretchReader {
    private var cutter: any RecordCutter
    private let settings: ReadSettings
    private let decode: JSONDecoding
    /// Makes what writes usual records of the format; nil where there is no such way.
    private let direct: (@Sendable () -> any DirectRecord)?

    /// Bytes that one core decodes at a time, 256 KiB.
    private static let pieceSize = 256 << 10

    /// - Parameters:
    ///   - form: How the records stand in the file.
    ///   - settings: Whether records are kept, and how many threads work.
    ///   - direct: Makes what writes usual records without making papers of them.
    ///   - decode: What one record is.
    init(
        _ form: JSONShape.Form, _ settings: ReadSettings,
        direct: (@Sendable () -> any DirectRecord)? = nil, decode: @escaping JSONDecoding
    ) {
        cutter = form == .lines ? LineCutter() : ValueCutter(form)
        self.settings = settings
        self.decode = decode
        self.direct = direct
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into batch: inout ReadBatch) {
        let cuts = cutter.cut(bytes)
        if let carried = cuts.carried { readCarried(carried, into: &batch) }
        readRanges(cuts.ranges, of: bytes, into: &batch)
        for line in cuts.tooLong { batch.addProblem(line: line, ReadLimits.sentence) }
    }

    mutating func finish(into batch: inout ReadBatch) {
        let cuts = cutter.finish()
        if let carried = cuts.carried { readCarried(carried, into: &batch) }
        if let line = cuts.brokenAt {
            batch.addProblem(line: line, ReadLimits.brokenSentence)
        }
    }

    /// Cuts the bytes of a stretch into records, or notes that there are no more.
    mutating func cut(_ stretch: Stretch) {
        stretch.cuts = stretch.filled == 0 ? cutter.finish() : cutter.cut(stretch.bytes)
        stretch.decoding = (decode, direct)
    }

    private func readCarried(_ carried: (record: [UInt8], line: Int), into batch: inout ReadBatch) {
        carried.record.withUnsafeBufferPointer {
            readRanges([(0..<$0.count, carried.line)], of: $0, into: &batch)
        }
    }

    private func readRanges(
        _ ranges: [(range: Range<Int>, line: Int)], of bytes: UnsafeBufferPointer<UInt8>,
        into batch: inout ReadBatch
    ) {
        let pieces = Self.pieces(of: ranges)
        // Safety: the bytes are only read, and outlive the calls.
        nonisolated(unsafe) let bytes = bytes
        let work: @Sendable (Int) -> DecodedPiece = { [settings, decode] piece in
            DecodedPiece(ranges[pieces[piece]], of: bytes, settings: settings, decode: decode)
        }
        let threads = Threads(settings.threads)
        let decoded = threads.mapBlocks(of: pieces.count, size: 1) { block, _ in
            work(block.lowerBound)
        }
        batch.papers += Pile.joined(decoded.map(\.papers), threads: threads)
        for piece in decoded {
            for problem in piece.problems { batch.addProblem(line: problem.line, problem.sentence) }
            for (reason, count) in piece.skipped { batch.skip(reason, count: count) }
            if !piece.topicNames.isEmpty { batch.topicNames.unite(with: piece.topicNames) }
        }
    }

    /// Runs of records of about ``pieceSize`` bytes.
    private static func pieces(of ranges: [(range: Range<Int>, line: Int)]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var first = 0
        for index in ranges.indices
        where index + 1 == ranges.count
            || ranges[index].range.upperBound - ranges[first].range.lowerBound >= pieceSize
        {
            pieces.append(first..<(index + 1))
            first = index + 1
        }
        return pieces
    }
}

/// What a run of records held.
private struct DecodedPiece: Sendable {
    let papers = Pile<ReadPaper>()
    var problems: [(line: Int, sentence: String)] = []
    var skipped: [String: Int] = [:]
    var topicNames = TopicNames()

    init(
        _ records: ArraySlice<(range: Range<Int>, line: Int)>,
        of bytes: UnsafeBufferPointer<UInt8>, settings: ReadSettings, decode: JSONDecoding
    ) {
        guard let parser = JSONParser() else {
            problems = [(records.first?.line ?? 1, "\(RecordError.outOfMemory)")]
            return
        }
        for (range, line) in records {
            let record = UnsafeBufferPointer(rebasing: bytes[range])
            let isPadded = bytes.count - range.upperBound >= JSONParser.padding
            do throws(RecordError) {
                switch try decode(record, isPadded, parser) {
                case .paper(let paper):
                    let kept = settings.keepsRecords ? Self.withoutLineEnd(record) : nil
                    papers.append(ReadPaper(paper: paper, line: line, record: kept))
                case .topic(let path, let names): topicNames.add(names, to: path)
                case .skipped(let reason): skipped[reason, default: 0] += 1
                }
            } catch {
                problems.append((line, error.description))
            }
        }
    }

    private static func withoutLineEnd(_ record: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        record.last == UInt8(ascii: "\r") ? Array(record.dropLast()) : Array(record)
    }
}

extension PaperRecord {
    /// One of our own records: an entry, or what a topic is called.
    @Sendable static func decodeRecord(
        _ record: UnsafeBufferPointer<UInt8>, _ isPadded: Bool, _ parser: JSONParser
    ) throws(RecordError) -> JSONRecord {
        do {
            return .paper(try decode(record, isPadded: isPadded, with: parser))
        } catch .nameless {
            let topic = try TopicRecord.decode(record, isPadded: isPadded, with: parser)
            guard let topic else { throw .nameless }
            return .topic(path: topic.path, names: topic.names)
        } catch {
            throw error
        }
    }
}
