import Foundation
import KindredVectors

/// The folder where fetched models lie, each in a folder of its name.
public struct ModelStore: Sendable {
    /// Where the folders of the models are.
    public let folder: String
    /// What can be fetched.
    public let manifest: ModelManifest

    /// A store in a folder, which need not exist yet.
    public init(folder: String, manifest: ModelManifest) {
        (self.folder, self.manifest) = (folder, manifest)
    }

    /// The user's own: `KINDRED_MODELS`, else `kindred/models` in `XDG_CACHE_HOME` or `~/.cache`.
    ///
    /// - Parameter environment: The process' variables.
    public static func usualFolder(
        _ environment: [String: String]
    ) throws(ModelError) -> String {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        if let asked = value("KINDRED_MODELS") { return asked }
        if let cache = value("XDG_CACHE_HOME") { return cache + "/kindred/models" }
        guard let home = value("HOME") else { throw .noCacheFolder }
        return home + "/.cache/kindred/models"
    }

    /// Where a model lies, whether or not it is there.
    public func folder(of model: ModelManifest.Model) -> String { folder + "/" + model.name }

    /// The model of a name.
    /// - Throws: `ModelError.unknown`, which lists the names there are.
    public func model(_ name: String) throws(ModelError) -> ModelManifest.Model {
        guard let model = manifest.model(name) else {
            throw .unknown(name: name, known: manifest.models.map(\.name))
        }
        return model
    }

    /// The folder of a model that is whole by name and length, or the folder that a path names.
    ///
    /// A name of the manifest goes before a folder of the same name.
    public func folder(forNameOrPath text: String) throws(ModelError) -> String {
        if let model = manifest.model(text) {
            guard isThere(model) else {
                throw .notFetched(name: text, folder: folder(of: model))
            }
            return folder(of: model)
        }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder), isFolder.boolValue
        {
            return text
        }
        throw .unknown(name: text, known: manifest.models.map(\.name))
    }

    /// Whether every file of a model is there with its length; checksums are `findings(_:)`'s.
    public func isThere(_ model: ModelManifest.Model) -> Bool {
        model.files.allSatisfy { Self.size(of: path(of: $0, model)) == $0.sizeInBytes }
    }

    /// What is wrong with a model's files, checksums and all; nothing where it is whole.
    ///
    /// - Complexity: Reads every byte.
    public func findings(_ model: ModelManifest.Model) -> [String] {
        model.files.compactMap { file in
            let place = path(of: file, model)
            guard let size = Self.size(of: place) else { return "\(place) is not there." }
            guard size == file.sizeInBytes else {
                return "\(place) has \(size) bytes, not \(file.sizeInBytes)."
            }
            guard let found = Self.sha256(of: place) else { return "\(place) cannot be read." }
            return found == file.sha256
                ? nil : "\(place) has SHA-256 \(found), not \(file.sha256)."
        }
    }

    /// Where one file of a model lies.
    func path(of file: ModelManifest.File, _ model: ModelManifest.Model) -> String {
        folder(of: model) + "/" + file.path
    }

    /// The length of a file; nil where there is none.
    static func size(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// The SHA-256 of a file; nil where it cannot be read.
    static func sha256(of path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        var sum = SHA256()
        do {
            while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
                block.withUnsafeBytes { sum.add($0) }
            }
        } catch { return nil }
        return sum.hexadecimal()
    }
}
