import Foundation
import KindredCatalogue
package import KindredIndex
package import KindredModels
import KindredVectors
import Synchronization

/// The encoder that an index was made with, opened when the first text is to be read.
package final class TextModel: Sendable {
    private let identity: Encoder.Identity
    private let place: String
    private let opened = Mutex<Encoder??>(nil)

    /// The encoder of an index; nil where it has none.
    ///
    /// - Parameter recipe: Says by which name or folder the encoder was given.
    package init?(_ index: IndexFile, _ recipe: Recipe) {
        guard let encoding = index.encoding else { return nil }
        identity = encoding.model
        place = recipe.encoder ?? encoding.model.name
    }

    /// The vector of a text; nil where the very model is not on this machine.
    ///
    /// - Complexity: The first call reads the model's bytes once, to compare its checksum.
    func vector(of text: String) -> [Float]? { encoder?.encode(text) }

    /// The vectors of texts, row by row; nil where the very model is not on this machine.
    func vectors(of texts: [String], threads: Threads) -> DenseMatrix? {
        encoder?.encode(texts: texts.count, threads: threads) { texts[$0] }
    }

    /// The vectors of papers, as fitting would make them, row by row; nil where the very model is
    /// not on this machine. A paper without text has a zero row.
    func vectors(of papers: [Paper]) -> DenseMatrix? {
        guard let encoder else { return nil }
        return try? Encoding(encoder, threads: .one).vectors(of: papers).vectors
    }

    /// Whether the very model is on this machine.
    package var isHere: Bool { encoder != nil }

    /// The very model; nil where it is not on this machine.
    package var encoder: Encoder? {
        opened.withLock { opened in
            if let opened { return opened }
            let found = folders.lazy.compactMap { folder -> Encoder? in
                guard let encoder = try? Encoder(folder: folder, name: self.identity.name),
                    encoder.identity == self.identity
                else { return nil }
                return encoder
            }.first
            opened = .some(found)
            return found
        }
    }

    /// Where the model may lie: among the fetched ones, and where it lay when papers were encoded.
    private var folders: [String] {
        let environment = ProcessInfo.processInfo.environment
        let fetched = (try? ModelStore.usualFolder(environment)).map { $0 + "/" + identity.name }
        return [fetched, place].compactMap(\.self)
    }
}
