import Kindred

/// Names of papers in a file, one on each line; empty lines and those that begin with `#` are left
/// out.
struct NameList {
    /// The names, in order.
    let names: [String]
    private let path: String

    /// - Parameter lines: A file's lines, as they are shown.
    init(_ lines: [String], of path: String) {
        names = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        self.path = path
    }

    /// The lines of a file's text.
    ///
    /// - Throws: `CommandError.notText`.
    static func lines(of bytes: [UInt8], _ path: String) throws -> [String] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError.notText(name: path)
        }
        return text.split(whereSeparator: \.isNewline).map { String($0).plainLine }
    }

    /// The names that a catalogue has a paper for. How many it has none for is said, and so is every
    /// name that may mean several.
    func known(in recommender: Recommender, called catalogue: String) -> [String] {
        var (known, missing): ([String], Int) = ([], 0)
        for name in names {
            do {
                _ = try recommender.paper(name)
                known.append(name)
            } catch RankingError.unknownPaper {
                missing += 1
            } catch {
                KindredProgram.complain("\(path): \(error)")
            }
        }
        Self.complain(missing: missing, in: path, called: catalogue)
        return known
    }

    /// Says how many papers of a file a catalogue lacks, where it lacks any.
    static func complain(missing: Int, in path: String, called catalogue: String) {
        guard missing > 0 else { return }
        let papers = missing.of("paper is", "papers are")
        KindredProgram.complain("\(path): \(papers) not in \(catalogue).")
    }
}
