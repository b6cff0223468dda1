package import KindredVectors
import Synchronization

/// A BERT-type transformer that turns texts into vectors of length one.
///
/// Immutable, so any number of threads may use it. The weights stay in the mapped file; beside them
/// stand those of the products, rounded to whole numbers of sixteen bits.
///
/// A text has one vector, bit for bit: in any company, with any number of threads, on any
/// processor. It differs from what floats give by less than a millionth in cosine; see
/// ARCHITECTURE.md.
///
/// - Source: Vaswani et al., "Attention is all you need", 2017; Devlin et al., "BERT", 2019;
///   Reimers, Gurevych, "Sentence-BERT", 2019.
package struct Encoder: Sendable {
    /// Which model made a vector; vectors of different models cannot be compared.
    package struct Identity: Sendable, Hashable, Codable {
        /// What people call the model.
        package let name: String
        /// The CRC-32C of everything that decides a vector: weights, vocabulary and settings, as
        /// eight hexadecimal digits.
        package let checksum: String

        /// A name and a checksum.
        package init(name: String, checksum: String) {
            (self.name, self.checksum) = (name, checksum)
        }
    }

    /// The model and its checksum.
    package let identity: Identity
    /// The tokenizer that the model was trained with.
    package let tokenizer: WordPieceTokenizer
    let forward: Forward

    /// The length of a vector.
    package var dimensions: Int { forward.settings.dimensions }

    /// Texts are cut to so many tokens, two marks among them.
    package var maximumTokens: Int { forward.settings.maximumTokens }

    /// Opens the model in a folder of the usual layout: `config.json`, `model.safetensors`,
    /// `vocab.txt` or `tokenizer.json`, and what sentence-transformers lays beside them.
    ///
    /// - Parameter name: What the model is called; by default as its folder is.
    /// - Throws: `EncoderError`, also for models of another kind.
    /// - Complexity: One pass over the file's bytes for the checksum, and one over the weights of
    ///   the products to round them, on every core.
    package init(folder path: String, name: String? = nil) throws(EncoderError) {
        let folder = ModelFolder(path: path)
        guard folder.has("config.json") else {
            throw .incomplete(folder: path, missing: "there is no \(path)/config.json")
        }
        let (tokenizer, limit) = try folder.tokenizer()
        let settings = try ModelSettings(folder: folder, tokenizerLimit: limit)
        guard tokenizer.idCount <= settings.vocabularySize else {
            throw .damaged(
                path: folder.path(of: "config.json"),
                finding: """
                    vocab_size is \(settings.vocabularySize), but the vocabulary has \
                    \(tokenizer.idCount) pieces
                    """)
        }
        let weights = folder.path(of: "model.safetensors")
        guard folder.has("model.safetensors") else {
            throw .incomplete(folder: path, missing: Self.missingWeights(folder))
        }
        let file = try Safetensors(weights)
        forward = Forward(weights: try EncoderWeights(file, settings), settings: settings)
        self.tokenizer = tokenizer
        identity = Identity(
            name: name ?? path.split(separator: "/").last.map(String.init) ?? path,
            checksum: try Self.checksum(of: file, folder, settings.poolingFile))
    }

    /// Weights in Python's pickles are not read: such a file may run programs.
    private static func missingWeights(_ folder: ModelFolder) -> String {
        let pickle = "pytorch_model.bin"
        return "it has no model.safetensors"
            + (folder.has(pickle) ? "; \(pickle) is not read, convert it to safetensors" : "")
    }

    /// The files beside the weights that decide a vector, in a fixed order; that of the pooling comes
    /// behind them.
    private static let decidingFiles = [
        "config.json", "vocab.txt", "tokenizer.json", "tokenizer_config.json",
        "special_tokens_map.json", "sentence_bert_config.json", "modules.json",
    ]

    private static func checksum(
        of file: Safetensors, _ folder: ModelFolder, _ poolingFile: String
    ) throws(EncoderError) -> String {
        var sum = file.withBytes { Checksum.crc32c($0) }
        for name in decidingFiles + [poolingFile] {
            // Where vocab.txt is there, tokenizer.json says nothing more and is not read.
            if name == "tokenizer.json", folder.has("vocab.txt") { continue }
            guard let bytes = try folder.bytes(name) else { continue }
            sum = bytes.withUnsafeBytes { Checksum.crc32c($0, after: sum) }
        }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

// MARK: - Encoding

extension Encoder {
    /// Texts are tokenized in runs of this many, so that ids of a large catalogue need no memory.
    private static let textsOfARun = 2048

    /// The vector of one text. Shape: (dimensions).
    package func encode(_ text: String) -> [Float] {
        forward.encode([ids(text)], scratch: Forward.Scratch())
    }

    /// The vectors of texts, each of length one. Shape: (count × dimensions).
    ///
    /// A text without words still has its two marks, and a vector.
    /// - Parameters:
    ///   - count: How many texts there are; none gives a matrix without rows.
    ///   - text: The text of a row; called from several threads.
    ///   - progress: Told how many texts are done, from one thread at a time.
    package func encode(
        texts count: Int, threads: Threads = Threads(),
        text: @Sendable (_ row: Int) -> String,
        progress: @Sendable (_ done: Int) -> Void = { _ in }
    ) -> DenseMatrix {
        precondition(count >= 0, "a count of texts cannot be negative")
        let done = Mutex(0)
        let scratches = (0..<threads.count).map { _ in SendableScratch() }
        var elements = [Float](repeating: 0, count: count * dimensions)
        for start in stride(from: 0, to: count, by: Self.textsOfARun) {
            let run = start..<min(start + Self.textsOfARun, count)
            let ids = threads.mapBlocks(of: run.count, size: 16) { block, _ in
                block.map { self.ids(text(start + $0)) }
            }.flatMap { $0 }
            let batches = Self.batches(of: ids)
            let vectors = threads.mapBlocks(of: batches.count, size: 1) { block, worker in
                let batch = batches[block.lowerBound]
                let vectors = forward.encode(
                    batch.map { ids[$0] }, scratch: scratches[worker].value)
                done.withLock {
                    $0 += batch.count
                    progress($0)
                }
                return vectors
            }
            for (batch, vectors) in zip(batches, vectors) {
                for (place, row) in batch.enumerated() {
                    let target = (start + row) * dimensions
                    elements.replaceSubrange(
                        target..<target + dimensions,
                        with: vectors[place * dimensions..<(place + 1) * dimensions])
                }
            }
        }
        return DenseMatrix(
            rowCount: count, columnCount: dimensions, elements: Elements(elements))
    }

    /// The ids of a text as the model takes them.
    package func ids(_ text: String) -> [Int32] {
        tokenizer.ids(
            forward.settings.lowercasesFirst ? text.lowercased() : text, limit: maximumTokens)
    }

    /// Rows in batches, the longest texts first, so that no thread is left with a long one at the
    /// end. Does not depend on the number of threads.
    static func batches(of ids: [[Int32]]) -> [[Int]] {
        var batches: [[Int]] = []
        var tokens = Int.max
        for row in ids.indices.sorted(by: { (-ids[$0].count, $0) < (-ids[$1].count, $1) }) {
            if tokens > Forward.tokensOfABatch - ids[row].count {
                batches.append([])
                tokens = 0
            }
            batches[batches.count - 1].append(row)
            tokens += ids[row].count
        }
        return batches
    }

    // Safety: a worker's memory is used by its blocks only, which never overlap.
    private struct SendableScratch: @unchecked Sendable {
        let value = Forward.Scratch()
    }
}
