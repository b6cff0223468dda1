/// A stretch of a file on its way into a catalogue: its bytes, then the papers in them as records.
///
/// Stretches are used again, with all memory they have got.
final class Stretch: @unchecked Sendable {
    // Safety: in one hand at a time: that which reads, a worker, that which gathers.
    /// Bytes of the file, of which the first `filled` were read.
    let room: UnsafeMutableRawBufferPointer
    /// How many bytes were read.
    var filled = 0
    /// Where records stand among them, where the format has records that stand for themselves.
    var cuts: Cuts?
    /// The elements of a format in XML whose records stand alone.
    var elements: XMLRecords?
    /// The papers of every other format, and what could not be read.
    var batch: ReadBatch
    /// The papers as records.
    var papers = EncodedPapers()
    /// The parser of a format of JSON objects.
    private(set) lazy var parser = JSONParser()
    /// What records are, and what makes ``direct``.
    var decoding: (decode: JSONDecoding, direct: (@Sendable () -> any DirectRecord)?)?
    /// Writes the usual records of a format without making papers of them.
    private lazy var direct = decoding?.direct?()

    /// Bytes that are read at a time, 1 MiB.
    static let size = 1 << 20

    init(of path: String) {
        room = .allocate(byteCount: Self.size, alignment: 64)
        batch = ReadBatch(file: path)
    }

    deinit { room.deallocate() }

    /// Forgets everything.
    func clear() {
        filled = 0
        cuts = nil
        elements = nil
        batch = ReadBatch(file: batch.file)
        papers.clear()
    }

    /// Makes records of all papers, and returns itself.
    func encode() -> Stretch {
        for read in batch.papers { papers.append(read.paper) }
        // What a list's keeper asks for is told of its papers.
        if batch.list == nil { batch.papers = [] }
        if let cuts { encode(cuts) }
        if let elements { encode(elements) }
        return self
    }

    /// The bytes that were read.
    var bytes: UnsafeBufferPointer<UInt8> {
        // Safety: the room is there as long as the stretch, and `filled` bytes of it were read.
        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<filled]).bindMemory(
            to: UInt8.self)
    }

    /// Says what elements say, with problems in the order of their lines.
    private func encode(_ elements: XMLRecords) {
        var format = elements.format
        for (place, line) in elements.places {
            do throws(RecordError) {
                let paper = try format.paper(elements.record.element(at: place))
                if let paper { papers.append(paper) }
            } catch {
                batch.addProblem(line: line, error.description)
            }
        }
        batch.sortProblems()
    }

    /// Decodes the records that were cut out.
    private func encode(_ cuts: Cuts) {
        if let (record, line) = cuts.carried {
            record.withUnsafeBufferPointer { encode($0, line: line, isPadded: false) }
        }
        // Safety: the cutter found the ranges within the bytes that were read.
        let bytes = UnsafeRawBufferPointer(room).bindMemory(to: UInt8.self)
        for (range, line) in cuts.ranges {
            encode(
                UnsafeBufferPointer(rebasing: bytes[range]), line: line,
                isPadded: bytes.count - range.upperBound >= JSONParser.padding)
        }
        for line in cuts.tooLong { batch.addProblem(line: line, ReadLimits.sentence) }
        if let line = cuts.brokenAt { batch.addProblem(line: line, ReadLimits.brokenSentence) }
    }

    /// Writes one record directly where that goes, else the plain way.
    private func encode(_ record: UnsafeBufferPointer<UInt8>, line: Int, isPadded: Bool) {
        guard let parser, let decoding else {
            return batch.addProblem(line: line, "\(RecordError.outOfMemory)")
        }
        if let direct {
            let isWritten = try? parser.parse(record, isPadded: isPadded) { tape in
                direct.write(tape.root, to: &papers)
            }
            if isWritten == true { return }
            papers.rewind()
        }
        do throws(RecordError) {
            switch try decoding.decode(record, isPadded, parser) {
            case .paper(let paper): papers.append(paper)
            case .topic(let path, let names): batch.topicNames.add(names, to: path)
            case .skipped(let reason): batch.skip(reason)
            }
        } catch {
            batch.addProblem(line: line, error.description)
        }
    }
}

/// A reader whose records are said by whoever has time, once they are found.
protocol StretchReader {
    /// Finds the records in the bytes of a stretch; without any, the file has ended.
    mutating func cut(_ stretch: Stretch)
}

/// Writes records of a format straight from a parsed object, where they are as they usually are.
///
/// What it writes and notes is what the plain way does (`EncodedPapers.append`), to the byte.
protocol DirectRecord: AnyObject {
    /// Writes a record; false where it is unusual, and is to be read the plain way.
    ///
    /// What was written before false is taken back by the caller.
    func write(_ record: JSONValue, to papers: inout EncodedPapers) -> Bool
}
