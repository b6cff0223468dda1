/// A file that is to be written, checked before any work is done for it.
struct OutputFile {
    /// The path as given.
    let path: String

    /// Checks that the folder is there, that no folder has this name, and that nothing that is
    /// read from would be written over, by whatever name.
    init(_ path: String, inputs: [String]) throws(CommandError) {
        self.path = path
        guard !path.isEmpty else { throw .outputWithoutName }
        guard Platform.kind(of: path) != .folder, !path.hasSuffix("/") else {
            throw .outputIsFolder(path: path)
        }
        let folder = Seeds.parent(path)
        guard Platform.kind(of: folder.isEmpty ? "/" : folder) == .folder else {
            throw .noFolder(path: path, folder: folder)
        }
        for input in inputs where isRead(from: input, folder: folder) {
            throw .outputIsInput(path: path)
        }
    }

    /// Whether the path is an input, or a catalogue in a folder that is one.
    private func isRead(from input: String, folder: String) -> Bool {
        if Platform.areSame(path, input) { return true }
        return path.hasSuffix(".jsonl") && Platform.areSame(folder.isEmpty ? "/" : folder, input)
    }
}

/// Where an answer goes that may be a file or standard output.
struct OutputTarget {
    /// The path to write to.
    let path: String
    /// Whether `-` was given.
    let isStandardOutput: Bool
    /// A folder in which something may be put aside meanwhile.
    let folder: String

    /// Checks a path as ``OutputFile`` does; `-` is standard output.
    init(_ path: String, inputs: [String]) throws(CommandError) {
        isStandardOutput = path == "-"
        guard !isStandardOutput else {
            self.path = path
            folder = Platform.temporaryFolder
            return
        }
        self.path = try OutputFile(path, inputs: inputs.filter { $0 != "-" }).path
        let parent = Seeds.parent(path)
        let isFile = Platform.kind(of: path) != .stream
        folder = isFile ? (parent.isEmpty ? "/" : parent) : Platform.temporaryFolder
    }
}
