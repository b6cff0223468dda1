import Foundation

/// The models that can be fetched by name: their files, pinned by checksum, and where they are.
public struct ModelManifest: Sendable, Hashable, Codable {
    /// The models, in the order of the file.
    public let models: [Model]

    /// One model.
    public struct Model: Sendable, Hashable, Codable {
        /// What people type.
        public let name: String
        /// What its authors call it.
        public let title: String
        /// The language it was trained on.
        public let language: String
        /// The licence's SPDX name.
        public let licence: String
        /// The length of its vectors.
        public let dimensions: Int
        /// Where it cuts texts.
        public let maximumTokens: Int
        /// The files that make it whole.
        public let files: [File]
        /// Where to look, the best place first.
        public let sources: [Source]

        /// The bytes of all files.
        public var sizeInBytes: Int { files.reduce(0) { $0 + $1.sizeInBytes } }
    }

    /// One file of a model.
    public struct File: Sendable, Hashable, Codable {
        /// Its place in the model's folder.
        public let path: String
        /// How long it is.
        public let sizeInBytes: Int
        /// The SHA-256 of its bytes, 64 hexadecimal digits in lower case.
        public let sha256: String
    }

    /// A place that has the files.
    public struct Source: Sendable, Hashable, Codable {
        /// `files`: each file by itself under an address. `wheel`: all in a Python package.
        public let kind: Kind
        /// For `files`: what stands before a file's path.
        public let address: String?
        /// For `wheel`: the package's name in an index of Python packages.
        public let package: String?
        /// For `wheel`: the archive's name, and its SHA-256.
        public let file: String?
        /// For `wheel`: the SHA-256 of the archive.
        public let sha256: String?
        /// For `wheel`: where in the archive the files are.
        public let folder: String?

        /// The ways to have the files.
        public enum Kind: String, Sendable, Hashable, Codable {
            case files, wheel
        }
    }

    /// Reads a manifest.
    public init(contentsOf path: String) throws(ModelError) {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .noManifest(path: path, reason: "it cannot be read")
        }
        do {
            self = try JSONDecoder().decode(ModelManifest.self, from: bytes)
        } catch {
            throw .noManifest(path: path, reason: "it is no manifest of models")
        }
        for file in models.flatMap(\.files) where !Self.isInside(file.path) {
            throw .noManifest(path: path, reason: "\(file.path) lies outside a model's folder")
        }
    }

    /// The model of a name.
    public func model(_ name: String) -> Model? { models.first { $0.name == name } }

    /// Whether a path stays in the folder that it is read from.
    private static func isInside(_ path: String) -> Bool {
        !path.hasPrefix("/") && !path.isEmpty && !path.split(separator: "/").contains("..")
    }
}
