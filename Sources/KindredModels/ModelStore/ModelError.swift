import Foundation

/// Why a model cannot be listed, fetched or found.
public enum ModelError: Error, Equatable {
    case noManifest(path: String, reason: String)
    case unknown(name: String, known: [String])
    case notFetched(name: String, folder: String)
    case noCacheFolder
    case cannotWrite(path: String, reason: String)
    case noCurl
    case unreachable(address: String, reason: String)
    case wrongChecksum(name: String, expected: String, found: String)
    case badArchive(path: String, finding: String)
    case notInIndex(file: String, address: String)
    /// No source has the files; a sentence for each that was asked.
    case noSource(name: String, reasons: [String])
}

extension ModelError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .noManifest(let path, let reason):
            "\(path): \(reason). It names the models that can be fetched; restore it."
        case .unknown(let name, let known):
            """
            There is no model \(name). Name one of: \(known.joined(separator: ", ")); \
            or the folder of a BERT-type model.
            """
        case .notFetched(let name, let folder):
            "\(name) is not whole in \(folder). Have it with: kindred models fetch \(name)"
        case .noCacheFolder:
            "There is no folder for models: set KINDRED_MODELS, XDG_CACHE_HOME or HOME."
        case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)."
        case .noCurl: "The program curl is not there, which fetches models; install it."
        case .unreachable(let address, let reason):
            "\(Self.shown(address)) cannot be fetched: \(reason)."
        case .wrongChecksum(let name, let expected, let found):
            """
            \(Self.shown(name)) is not the file that was pinned: SHA-256 \(found) in place of \(expected). \
            It was thrown away.
            """
        case .badArchive(let path, let finding):
            "\(path) is no archive that can be read: \(finding)."
        case .notInIndex(let file, let address):
            "\(Self.shown(address)) does not list \(file)."
        case .noSource(let name, let reasons):
            "\(name) could not be fetched; run the same command to go on.\n"
                + reasons.map { "  \($0)" }.joined(separator: "\n")
        }
    }

    /// An address without the user's name and password that may stand in it.
    private static func shown(_ address: String) -> String {
        guard var parts = URLComponents(string: address), parts.host != nil else { return address }
        (parts.user, parts.password) = (nil, nil)
        return parts.string ?? address
    }
}
