package import KindredCatalogue
package import KindredModels
package import KindredVectors

/// From papers to the vectors that an encoder makes of their text.
package struct Encoding: Sendable {
    /// Turns texts into vectors, and tells after each batch how many texts are done.
    package typealias Encode =
        @Sendable (_ texts: [String], _ progress: @Sendable (Int) -> Void) -> DenseMatrix

    /// How far an encoding is.
    package struct Progress: Sendable, Hashable {
        /// Papers whose vectors are there.
        package let done: Int
        /// How many of them an earlier run had left.
        package let reused: Int
        /// All papers.
        package let total: Int
    }

    private let model: Encoder.Identity
    private let dimensions: Int
    private let threads: Threads
    private let encode: Encode

    /// So many papers are encoded in one call, and kept as one block. The vectors of a catalogue
    /// are therefore the same whether or not the work was interrupted.
    static let papersOfABlock = 256

    /// An encoding by an encoder.
    package init(_ encoder: Encoder, threads: Threads = Threads()) {
        self.init(model: encoder.identity, dimensions: encoder.dimensions, threads: threads) {
            texts, progress in
            encoder.encode(
                texts: texts.count, threads: threads, text: { texts[$0] }, progress: progress)
        }
    }

    /// An encoding by whatever makes vectors of texts.
    init(
        model: Encoder.Identity, dimensions: Int, threads: Threads = Threads(),
        encode: @escaping Encode
    ) {
        self.model = model
        self.dimensions = dimensions
        self.threads = threads
        self.encode = encode
    }

    /// The vectors of papers. A paper without text has a zero row.
    ///
    /// - Parameters:
    ///   - path: Where finished blocks are kept, and found again; nil for nowhere.
    ///   - progress: Told after each batch, from one thread at a time.
    /// - Throws: `notEncodings` and `unwritable`, where `path` is given.
    package func vectors(
        of papers: [Paper], keptIn path: String? = nil,
        progress: @Sendable (Progress) -> Void = { _ in }
    ) throws(IndexError) -> StoredEncoding {
        var file: EncodingFile?
        if let path {
            file = try EncodingFile(
                path, model: model, dimensions: dimensions, papersOfABlock: Self.papersOfABlock)
        }
        var elements: [Float] = []
        elements.reserveCapacity(papers.count * dimensions)
        var (reused, isReusing) = (0, true)
        for start in stride(from: 0, to: papers.count, by: Self.papersOfABlock) {
            let block = papers[start..<min(start + Self.papersOfABlock, papers.count)]
            let texts = block.map(\.encodedText)
            if isReusing, let kept = try file?.next(texts, dimensions: dimensions) {
                elements += kept
                reused += block.count
                continue
            }
            isReusing = false
            let left = reused
            let vectors = self.vectors(of: texts) { done in
                progress(Progress(done: start + done, reused: left, total: papers.count))
            }
            try file?.add(vectors, of: texts)
            elements += vectors
        }
        let matrix = DenseMatrix(
            rowCount: papers.count, columnCount: dimensions, elements: Elements(elements))
        return StoredEncoding(model: model, vectors: matrix, threads: threads)
    }

    /// The vectors of a block, end to end.
    private func vectors(of texts: [String], progress: @Sendable (Int) -> Void) -> [Float] {
        var vectors = encode(texts, progress).elements.array
        for (row, text) in texts.enumerated() where text.isEmpty {
            for place in row * dimensions..<(row + 1) * dimensions { vectors[place] = 0 }
        }
        return vectors
    }

    /// Removes what was kept, once an index holds it.
    package static func forget(keptIn path: String) { EncodingFile.remove(path) }
}

extension Paper {
    /// What an encoder reads of this paper: its title, a full stop, and its abstract or summary.
    ///
    /// All of it in English where anything is, else in the language there is.
    var encodedText: String { encodedParts.joined(separator: ". ") }

    /// The title, and the abstract or summary, that an encoder reads; what is not there is left out.
    package var encodedParts: [String] {
        let bodies = [abstract, summary]
        let english = bodies.lazy.compactMap { $0[.english] }.first
        let englishTitle =
            titles[.english] ?? title.flatMap { Language(detecting: $0) == .english ? $0 : nil }
        let parts: [String?] =
            english == nil && englishTitle == nil
            ? [title, bodies.lazy.compactMap { $0.texts.first?.text }.first]
            : [englishTitle, english]
        return parts.compactMap(\.self).filter { !$0.isEmpty }
    }
}
