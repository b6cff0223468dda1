/// Reads a Markdown list, whose entries are known when all of it has been read.
struct MarkdownReader: PaperReader {
    private let document: String
    private var text: [UInt8] = []
    private var isTooLong = false

    /// - Parameter path: Where the list lies; its last part is the source of the entries.
    init(path: String) {
        document =
            path == "-" ? "standard input" : String(path.split(separator: "/").last ?? "")
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into batch: inout ReadBatch) {
        guard !isTooLong else { return }
        text += bytes
        guard text.count > ReadLimits.record else { return }
        isTooLong = true
        text = []
        batch.addProblem(line: 1, "A Markdown list of more than 64 MiB is not read.")
    }

    mutating func finish(into batch: inout ReadBatch) {
        guard !isTooLong else { return }
        let broken = String(decoding: text, as: UTF8.self).unicodeScalars.enumerated()
            .filter { $0.element == "\u{FFFD}" }
        if let first = broken.first {
            let places = broken.count == 1 ? "1 place is" : "\(broken.count) places are"
            let line = String(decoding: text, as: UTF8.self).unicodeScalars.prefix(first.offset)
                .count { $0 == "\n" }
            batch.addProblem(line: line + 1, "\(places) no UTF-8 and read as “\u{FFFD}”.")
        }
        let list = MarkdownList.read(bytes: text, document: document)
        text = []
        batch.list = list.report
        batch.papers = list.papers.map { ReadPaper(paper: $0, line: $0.sources.first?.line ?? 1) }
    }
}
