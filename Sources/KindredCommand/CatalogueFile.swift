import Kindred

/// A file or folder that a person gave as a catalogue, told apart by what it holds.
struct CatalogueFile {
    /// The path as given.
    let path: String

    init(_ path: String) { self.path = path }

    /// What was read, and what could not be.
    struct Contents {
        var catalogue: Catalogue
        /// One for each bad record: file, line, what is wrong.
        var problems: [Catalogue.Problem] = []
    }

    /// What the beginning of a file says about it.
    enum Form: Equatable {
        /// Lines that begin with `{`.
        case records
        /// Any other text: a Markdown list, until reading it shows otherwise.
        case text
        /// An index, an archive, a picture; their readers know better.
        case binary
        case folder
        /// A pipe, into which nobody can look beforehand.
        case stream
    }

    /// Reads the entries, in any format that `kindred import` reads.
    func read(threads: Int?) throws -> Contents {
        let form = try form()
        if form == .binary, isIndex { throw CommandError.indexAsCatalogue(path: path) }
        let catalogue = try Catalogue(contentsOf: path, threads: threads)
        return Contents(catalogue: catalogue, problems: catalogue.problems)
    }

    /// Reads several files one after the other, and says which.
    static func read(
        _ paths: [String], threads: Int?, _ progress: ProgressLine
    ) throws -> [Contents] {
        try paths.map { path in
            progress.show("reading \(path)")
            return try CatalogueFile(path).read(threads: threads)
        }
    }

    /// Reads several files as one catalogue, in which there must be an entry.
    static func readAsOne(
        _ paths: [String], threads: Int?, _ progress: ProgressLine
    ) throws -> Contents {
        let read = try read(paths, threads: threads, progress)
        // Files that were read alone are merged already.
        let catalogue =
            read.count == 1
            ? read[0].catalogue : Catalogue(joining: read.map(\.catalogue), threads: threads)
        guard !catalogue.papers.isEmpty else {
            throw CommandError.emptyCatalogue(path: paths.joined(separator: ", "))
        }
        return Contents(catalogue: catalogue, problems: read.flatMap(\.problems))
    }

    /// Reads the entries for a question: a few bad records get a line each, and none is an error.
    func entries(threads: Int?, _ progress: ProgressLine) throws -> Contents {
        let contents = try read(threads: threads)
        if !contents.problems.isEmpty { progress.finish() }
        contents.problems.complain(showing: 3)
        guard !contents.catalogue.papers.isEmpty else {
            throw CommandError.emptyCatalogue(path: path)
        }
        return contents
    }

    /// Reads the entries and fits them for one signal; nil for the usual one.
    func fitted(for signal: Signal?, threads: Int?) throws -> Recommender {
        let start = ContinuousClock.now
        let progress = ProgressLine("reading \(path)")
        defer { progress.finish() }
        let catalogue = try entries(threads: threads, progress).catalogue
        var recipe = Recipe(for: signal ?? Self.usualSignal(for: catalogue.papers.count))
        recipe.fusion = try ShippedTable.fusion()
        let recommender = try Recommender(
            fitting: catalogue, recipe: recipe, translations: try ShippedTable.open(),
            threads: threads,
            progress: { progress.show($0.words(for: catalogue.papers.count)) })
        progress.finish()
        hint(after: ContinuousClock.now - start)
        return recommender
    }

    /// The signal that a catalogue is asked by where nobody names one.
    ///
    /// LSA learns which words keep company, and a few hundred papers do not tell: on the judged
    /// set of the seeds it adds nothing, and fitting it doubles the wait.
    private static func usualSignal(for paperCount: Int) -> Signal {
        paperCount > 1_000 ? .fused : .tfidf
    }

    /// Opens an index, or reads and fits a catalogue: whichever the file is.
    func recommender(for signal: Signal?, threads: Int?) throws -> Recommender {
        if try form() == .binary {
            do {
                return try opened(threads: threads)
            } catch IndexError.notAnIndex {
                // The catalogue's reader knows better what it is.
            }
        }
        return try fitted(for: signal, threads: threads)
    }

    /// Opens the file as an index; a catalogue given for one is told apart.
    func openIndex(threads: Int? = nil) throws -> Recommender {
        do {
            return try opened(threads: threads)
        } catch let error as IndexError {
            switch try form() {
            case .folder: throw CommandError.folderAsIndex(path: path)
            case .records, .text: throw CommandError.catalogueAsIndex(path: path)
            case .binary, .stream: throw error
            }
        }
    }

    /// The index, with other weights where the environment names some.
    private func opened(threads: Int?) throws -> Recommender {
        let fusion = try ShippedTable.askedFusion()
        let recommender = try Recommender(opening: path, threads: threads)
        return fusion.map(recommender.weighing) ?? recommender
    }

    /// Tells whoever waited for a catalogue to be fitted how to wait only once.
    func hint(after time: Duration) {
        guard time > .seconds(3), Platform.isTerminal(.error) else { return }
        KindredProgram.complain(
            "that took \(time.components.seconds) s; an index answers at once: "
                + "kindred index \(path) -o \(name).kindred")
    }

    /// Tells folders, JSONL, other text and binary files apart by their beginning.
    func form() throws(CommandError) -> Form {
        switch path == "-" ? .stream : Platform.kind(of: path) {
        case .nothing: throw .notThere(path: path)
        case .folder: return .folder
        case .stream: return .stream
        case .file: return Self.form(of: try Platform.beginning(of: path, limit: 4096))
        }
    }

    /// The form of a file with this beginning.
    ///
    /// Text holds no control characters but tab, line feed, form feed, carriage return and escape.
    /// A JSON array counts as records, so that their reader may say what to do with it; nothing at
    /// all counts as binary for the same reason.
    static func form(of bytes: [UInt8]) -> Form {
        if bytes.isEmpty { return .binary }
        let isBinary = bytes.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
        if isBinary || bytes.starts(with: Array("%PDF".utf8)) { return .binary }
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
        let signs = text.lazy.filter { $0 > 0x20 }.prefix(2)
        guard let first = signs.first, first != UInt8(ascii: "{") else { return .records }
        let isArray = Array(signs) == Array("[{".utf8) || Array(signs) == Array("[\"".utf8)
        return isArray ? .records : .text
    }

    /// Whether the file is an index, sound or not.
    private var isIndex: Bool {
        do {
            _ = try Recommender(opening: path)
            return true
        } catch IndexError.notAnIndex {
            return false
        } catch {
            return true
        }
    }

    /// The path's last part, which entries carry as their source.
    var name: String { String(path.split(separator: "/").last ?? "") }
}

extension [Catalogue.Problem] {
    /// Names bad records on standard error, the first few or all of them.
    func complain(showing limit: Int = .max) {
        for problem in prefix(limit) { KindredProgram.complain("\(problem)") }
        guard count > limit else { return }
        let others = (count - limit).of("bad record", "bad records")
        KindredProgram.complain("\(others) more left out; `kindred index` names them all.")
    }
}
