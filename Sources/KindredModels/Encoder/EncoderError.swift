/// Why a folder holds no model that can be used.
public enum EncoderError: Error, Equatable {
    /// A file is not there, or the system does not let it be read.
    case unreadable(path: String, reason: String)
    /// A file is there, but does not hold what its format says.
    case damaged(path: String, finding: String)
    /// A model of another kind than the ones we run.
    case unsupported(path: String, finding: String)
    /// No file in the folder holds what is needed.
    case incomplete(folder: String, missing: String)
}

extension EncoderError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason). Name a folder that holds a model."
        case .damaged(let path, let finding):
            "\(path) is damaged: \(finding). Fetch the model again."
        case .unsupported(let path, let finding):
            """
            \(path): \(finding). Kindred runs encoders of the BERT type: absolute positions, \
            WordPiece, GELU, mean or CLS pooling.
            """
        case .incomplete(let folder, let missing):
            "\(folder) holds no whole model: \(missing)."
        }
    }
}
