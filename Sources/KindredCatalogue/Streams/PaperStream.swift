/// The papers of a file or of standard input, read as they come.
///
/// ```swift
/// let stream = try PaperStream(path: "arxiv.jsonl.gz")
/// while let batch = try stream.next() {
///     for read in batch.papers { print(read.line, read.paper.id) }
/// }
/// ```
/// What is packed with gzip, xz or zstd is unpacked, told by its first bytes and not its name. The
/// format is told by the content where nobody names it. Memory is bounded by ``blockSize`` and the
/// longest record, except for Markdown, whose entries are known at the end only. Of a pipe, what is
/// there is read; nobody waits for a block to fill. One thread at a time may ask.
public final class PaperStream {
    /// The format, given or recognised.
    public let format: PaperFormat
    /// The path as it was given; `-` is standard input.
    public let path: String
    /// Whether these are our own records as a file holds them, each on a line or over several, so
    /// that `Catalogue` may map them.
    let isFileOfRecords: Bool
    /// Whether records go over several lines, as far as the beginning tells.
    let hasLongRecords: Bool
    private let source: any ByteSource
    private var reader: any PaperReader
    /// What was read to recognise the format, and not given to the reader yet.
    private var beginning: [UInt8]
    private let block = UnsafeMutableRawBufferPointer.allocate(
        byteCount: blockSize, alignment: 64)
    private var isFinished = false
    /// The reader where its records stand for themselves and are only wanted as records of ours.
    private var cutter: (any StretchReader)?

    /// Bytes that are read at a time, 4 MiB: many enough for every core.
    public static let blockSize = 4 << 20

    /// Opens a file and recognises what it holds.
    ///
    /// - Parameters:
    ///   - path: A file or pipe; `-` for standard input.
    ///   - format: What it holds; nil to be told by its content.
    ///   - settings: How it is read.
    /// - Throws: `CatalogueError` where it cannot be opened or unpacked, where nothing that we read
    ///   is recognised in it, or where it plainly holds another format than `format`.
    public init(
        path: String, format: PaperFormat? = nil, settings: ReadSettings = ReadSettings()
    ) throws(CatalogueError) {
        self.path = path
        source = try UnpackedFile.open(path)
        let (found, beginning) = try FormatRecognition.recognise(
            source, path: path, asked: format, columns: settings.columns)
        self.format = found
        self.beginning = beginning
        let shape = JSONShape(ofBeginning: beginning)
        hasLongRecords = shape.form == .values
        isFileOfRecords =
            found == .jsonl && path != "-" && [.lines, .values].contains(shape.form)
            && (source as? FileSource)?.isPatient == true
        reader = found.reader(of: path, settings: settings, shape: shape)
        if !settings.keepsRecords {
            cutter = reader as? any StretchReader ?? (reader as? XMLPaperReader)?.gathering
        }
    }

    deinit { block.deallocate() }

    /// What the next stretch of the file holds; nil at its end.
    ///
    /// - Throws: `CatalogueError` where the file cannot be read on or its packing is damaged; all
    ///   before that place has been given.
    public func next() throws(CatalogueError) -> ReadBatch? {
        var batch = ReadBatch(file: path)
        while batch.isEmpty, !isFinished {
            if !beginning.isEmpty {
                beginning.withUnsafeBufferPointer { reader.read($0, into: &batch) }
                beginning = []
                continue
            }
            let count = try source.read(into: block)
            if count == 0 {
                isFinished = true
                reader.finish(into: &batch)
            } else {
                // Safety: the block is ours, and the source has filled `count` bytes of it.
                reader.read(
                    UnsafeBufferPointer(
                        UnsafeMutableBufferPointer(
                            rebasing: block.bindMemory(to: UInt8.self)[..<count])),
                    into: &batch)
            }
        }
        return batch.isEmpty ? nil : batch
    }

    /// What the next stretch of the file holds, as records of ours, or ready to be made such by
    /// ``Stretch/encode()``; nil at its end.
    ///
    /// A file is read this way or by ``next()``, not by both.
    /// - Parameter stretch: An empty one, to be filled.
    /// - Throws: As ``next()``.
    func next(in stretch: Stretch) throws(CatalogueError) -> Stretch? {
        guard cutter != nil else {
            guard let batch = try next() else { return nil }
            stretch.batch = batch
            return stretch
        }
        guard !isFinished else { return nil }
        stretch.filled = try fill(stretch.room)
        isFinished = stretch.filled == 0
        cutter?.cut(stretch)
        return stretch
    }

    /// Reads on, beginning with what was read to recognise the format.
    private func fill(_ room: UnsafeMutableRawBufferPointer) throws(CatalogueError) -> Int {
        guard !beginning.isEmpty else { return try source.read(into: room) }
        let count = min(beginning.count, room.count)
        room.copyBytes(from: beginning[..<count])
        beginning.removeFirst(count)
        return count
    }
}

extension PaperFormat {
    /// A reader of this format.
    ///
    /// - Parameter shape: How the JSON of the file is laid out, where it is JSON.
    func reader(of path: String, settings: ReadSettings, shape: JSONShape) -> any PaperReader {
        if let reader = recordReader(settings, shape.form) { return reader }
        return switch self {
        case .jsonl: JSONReader(shape.form, settings, decode: PaperRecord.decodeRecord)
        case .markdown: MarkdownReader(path: path)
        case .bibtex: BibTeXReader(settings)
        case .ris: RISReader(settings)
        case .csv: TableReader(settings, isTabbed: false)
        case .tsv: TableReader(settings, isTabbed: true)
        // Formats whose readers are written beside this one.
        default: JSONReader(shape.form, settings, decode: PaperRecord.decodeRecord)
        }
    }
}
