import KindredThreads

extension RecordBlock {
    /// All records of a file in any format, in its order.
    ///
    /// Lines of our own records that lie in a file as they are get read by all threads at once;
    /// whatever else, as it comes.
    /// - Throws: `CatalogueError` where the file cannot be read or holds no record at all.
    static func read(
        fileAt path: String, threads: Threads
    ) throws(CatalogueError) -> [RecordBlock] {
        var settings = ReadSettings()
        settings.threads = threads.count
        let stream = try PaperStream(path: path, settings: settings)
        guard stream.isFileOfRecords else { return try read(stream, threads: threads) }
        do {
            return try lines(of: path, threads: threads)
        } catch CatalogueError.noRecords where stream.hasLongRecords {
            return try read(stream, threads: threads)
        }
    }

    /// The lines of a file, each a record of our own.
    private static func lines(
        of path: String, threads: Threads
    ) throws(CatalogueError) -> [RecordBlock] {
        let file = try FileBytes.read(path, threads: threads)
        let text = file.bytes.dropFirst(markLength(of: file))
        guard text.contains(where: { !$0.isSpace }) else { throw .emptyFile(path: path) }
        let blocks = read(file, path: path, threads: threads)
        try check(blocks, of: path)
        return blocks
    }

    /// What a stream gives until its end.
    private static func read(
        _ stream: PaperStream, threads: Threads
    ) throws(CatalogueError) -> [RecordBlock] {
        var blocks: [RecordBlock] = []
        while let batch = try stream.next() {
            blocks.append(
                RecordBlock([], topicNames: batch.topicNames, problems: batch.problems))
            blocks += threads.mapBlocks(of: batch.papers.count, size: 1_024) { range, _ in
                RecordBlock(batch.papers[range])
            }
        }
        try check(blocks, of: stream.path)
        guard blocks.contains(where: { !$0.isEmpty }) else {
            throw stream.format == .jsonl
                ? .emptyFile(path: stream.path)
                : .noEntries(path: stream.path, format: stream.format)
        }
        return blocks
    }

    /// Throws where nothing but problems was found.
    private static func check(
        _ blocks: [RecordBlock], of path: String
    ) throws(CatalogueError) {
        guard !blocks.contains(where: { !$0.isEmpty }),
            let first = blocks.lazy.compactMap(\.problems.first).first
        else { return }
        throw .noRecords(path: path, first: first)
    }
}
