public import KindredCatalogue

/// Why an index could not be written, opened, read or trusted.
public enum IndexError: Error, Equatable, Sendable {
    /// The file system refused; `reason` is its own word.
    case unreadable(path: String, reason: String)
    /// The file cannot be written; what was there before is unchanged.
    case unwritable(CatalogueError)
    /// The file is something else; `found` names it as well as its first bytes can.
    case notAnIndex(path: String, found: String)
    /// The file is something else than a translation table.
    case notATranslationTable(path: String, found: String)
    /// The file is something else than statistics of terms.
    case notStatistics(path: String, found: String)
    /// The file does not hold the weights of a fused score.
    case notFusion(path: String, expected: String)
    /// The file was written in a format that this program does not read.
    case wrongVersion(path: String, expected: UInt32, found: UInt32)
    /// The file is not as long as its header says. Lengths in bytes.
    case wrongLength(path: String, expected: UInt64, found: UInt64)
    /// The header or the table of sections does not have its checksum.
    case damagedHeader(path: String, expected: UInt32, found: UInt32)
    /// A section does not have its checksum.
    case damagedSection(path: String, section: String, expected: UInt32, found: UInt32)
    /// A section that every such index has is not there.
    case missingSection(path: String, section: String)
    /// A section contradicts the rest of the file.
    case contradiction(path: String, section: String, expected: String, found: String)
    /// The record of a paper cannot be read.
    case damagedRecord(path: String, row: Int, reason: String)
    /// A file that stands where vectors are kept while papers are encoded is something else.
    case notEncodings(path: String)
    /// The index was weighed by the frequencies of other papers than it holds.
    case weighedElsewhere(path: String, papers: Int, documents: Int)
    /// The index holds what only a later version knows, which made it; a change would lose that.
    case laterSections(path: String, program: String, sections: [String])
    /// Two indexes were made by different recipes, or by different encoders.
    case unlike(path: String, other: String, what: String)
    /// Somebody put another index there while this one was being changed.
    case replacedMeanwhile(path: String)
    /// This machine stores numbers the other way round.
    case bigEndianMachine(path: String)
    /// The contents do not fit into an index.
    case tooLarge(what: String, limit: Int, found: Int)
}

extension IndexError: CustomStringConvertible {
    /// One or two sentences: what happened, where, and what to do next.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            return "\(path): the index cannot be read: \(reason)."
        case .unwritable(let cause):
            return cause.description
        case .notAnIndex(let path, let found):
            return "\(path): not a Kindred index but \(found)."
        case .notATranslationTable(let path, let found):
            return "\(path): not a translation table but \(found); "
                + "make one with `kindred train-translations`."
        case .notStatistics(let path, let found):
            return "\(path): not statistics of terms but \(found); make them with `kindred stats`."
        case .notFusion(let path, let expected):
            return "\(path): not the weights of a fused score, which are \(expected); see "
                + "models/README.md, or leave it out."
        case .wrongVersion(let path, let expected, let found):
            return "\(path): index format \(found), but this program reads format \(expected). "
                + (found > expected
                    ? "Use a newer Kindred, or build it again with `kindred index`."
                    : "Build it again with `kindred index`.")
        case .wrongLength(let path, let expected, let found):
            return "\(path): \(found) bytes long, but its header says \(expected). "
                + (found < expected
                    ? "Part of the file is missing; \(Self.renew)."
                    : "Something was added to the file; \(Self.renew).")
        case .damagedHeader(let path, let expected, let found):
            return "\(path): the header is damaged (checksum \(hexadecimal(found)), expected "
                + "\(hexadecimal(expected))); \(Self.renew)."
        case .damagedSection(let path, let section, let expected, let found):
            return "\(path): section `\(section)` is damaged (checksum \(hexadecimal(found)), "
                + "expected \(hexadecimal(expected))); \(Self.renew)."
        case .missingSection(let path, let section):
            return "\(path): section `\(section)` is missing; \(Self.renew)."
        case .contradiction(let path, let section, let expected, let found):
            return "\(path): section `\(section)`: expected \(expected), found \(found); "
                + "\(Self.renew)."
        case .damagedRecord(let path, let row, let reason):
            return "\(path): the record of row \(row) cannot be read: \(reason); \(Self.renew)."
        case .notEncodings(let path):
            return "\(path) is in the way: vectors are kept there while papers are encoded, and it "
                + "is something else. Move it, or write the index elsewhere."
        case .weighedElsewhere(let path, let papers, let documents):
            return
                "\(path): its \(papers) papers are weighed by the frequencies of \(documents), so "
                + "it cannot change by itself. Join all parts with `kindred index merge`, or build "
                + "it again without --stats."
        case .laterSections(let path, let program, let sections):
            return "\(path): made by \(program), holds what this program does not know "
                + "(`\(sections.prefix(3).joined(separator: "`, `"))`) and would lose in a change. "
                + "Change it with that version, or build it again with `kindred index`."
        case .unlike(let path, let other, let what):
            return "\(path) and \(other) have different \(what), so they cannot become one index. "
                + "Build one of them again with the options of the other."
        case .replacedMeanwhile(let path):
            return
                "\(path) was replaced by another index meanwhile; nothing was written. Try again."
        case .bigEndianMachine(let path):
            return "\(path): index files are little-endian and this machine is not. "
                + "Use Kindred on a little-endian machine."
        case .tooLarge(let what, let limit, let found):
            return "\(found) \(what) do not fit into one index, which holds at most \(limit). "
                + "Split the catalogue."
        }
    }

    /// What helps against every kind of damage.
    private static let renew = "copy it again or build it again with `kindred index`"
}

/// A checksum as people compare them: `0x` and eight digits.
private func hexadecimal(_ checksum: UInt32) -> String {
    let digits = String(checksum, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
}
