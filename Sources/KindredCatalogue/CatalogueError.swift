import Foundation

/// Why a catalogue could not be read or a file not be written.
public enum CatalogueError: Error, Equatable {
    /// The file cannot be opened or read; `reason` is the system's error number.
    case cannotRead(path: String, reason: Int32)
    /// The folder holds no file whose name ends in `.jsonl`.
    case emptyFolder(path: String)
    /// The file holds nothing.
    case emptyFile(path: String)
    /// No record of the file can be read; the first that cannot, and why.
    case noRecords(path: String, first: Catalogue.Problem)
    /// The file was read as this format, and there is no entry in it.
    case noEntries(path: String, format: PaperFormat)
    /// The file is packed, and its packing is damaged or breaks off.
    case cannotUnpack(path: String, packing: String, finding: String)
    /// The file holds nothing of what Kindred reads; what it is instead, if that can be told.
    case unknownFormat(path: String, found: String?, advice: String)
    /// The file is text in another encoding than UTF-8.
    case otherEncoding(path: String)
    /// The file plainly holds another format than it is said to.
    case otherFormat(path: String, asked: PaperFormat, found: PaperFormat)
    /// An earlier run left a part of the file, but was at other work.
    case otherRecipe(path: String, journal: String)
    /// The file cannot be written; what was there before is unchanged.
    case cannotWrite(path: String, step: String, reason: Int32)
}

extension CatalogueError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .cannotRead(let path, let reason):
            "\(path): cannot be read: \(Self.words(reason)). \(Self.advice(reason))"
        case .emptyFolder(let path):
            "\(path): this folder holds no .jsonl file. Name a file, or make one with `kindred import`."
        case .emptyFile(let path):
            "\(path): the file is empty. A catalogue holds one JSON record on each line."
        case .noRecords(let path, let first):
            """
            \(path): no record of this file can be read. Line \(first.line): \(first.sentence) \
            Of JSON Lines, each line is one record; `kindred import --help` names other formats.
            """
        case .noEntries(let path, let format):
            """
            \(path): read as \(format.name), this file holds no entry. \
            `kindred import --help` names what can be read.
            """
        case .cannotUnpack(let path, let packing, let finding):
            "\(path): the \(packing) data \(finding). Copy or fetch the file again."
        case .unknownFormat(let path, let found, let advice):
            "\(path): \(found.map { "this is \($0)" } ?? "the format is not clear"). \(advice)"
        case .otherEncoding(let path):
            "\(path): this is not UTF-8 text. Convert it first: `iconv -f ENCODING -t UTF-8 FILE`."
        case .otherFormat(let path, let asked, let found):
            """
            \(path): this is not \(asked.name) but \(found.name). \
            Give the format `\(found.rawValue)`, or none.
            """
        case .otherRecipe(let path, let journal):
            """
            \(path): an interrupted run has written a part of it with other settings, other \
            input or another index; they stand in \(journal). Run it as it was begun, or leave \
            --resume out to begin anew.
            """
        case .cannotWrite(let path, let step, let reason):
            """
            \(path): cannot be written (\(step)): \(Self.words(reason)). \
            What was there before is unchanged. \(Self.advice(reason))
            """
        }
    }

    private static func words(_ reason: Int32) -> String {
        String(cString: strerror(reason)).lowercased()
    }

    private static func advice(_ reason: Int32) -> String {
        switch reason {
        case ENOENT: "Check the spelling of the path; its folder must exist."
        case ENOTDIR: "A part of the path is a file and not a folder."
        case EISDIR: "Name a file in it."
        case EACCES, EPERM: "Check the permissions of the file and of its folder."
        case ENOSPC, EDQUOT: "Make room on the disk and try again."
        case EROFS: "The disk is read-only; choose another place."
        case ENOMEM: "The file does not fit into memory."
        default: "Try again, or choose another path."
        }
    }
}
