import Kindred

/// What keeps a command from being done, as the person at the keyboard should read it.
enum CommandError: Error, Equatable {
    case cannotRead(path: String, reason: String)
    case cannotWrite(to: String, reason: String)
    case notThere(path: String)
    case notText(name: String)
    case noTextOnInput
    case noSeeds(lookedFor: [String])
    case noSuchSeeds(path: String)
    case noSuchFile(path: String, variable: String)
    case noTranslations(path: String)
    case skippedInLearning(count: Int)
    case noModelList(lookedFor: [String])
    case indexAsCatalogue(path: String)
    case catalogueAsIndex(path: String)
    case folderAsIndex(path: String)
    case folderAsList(path: String)
    case emptyCatalogue(path: String)
    case outputIsInput(path: String)
    case outputIsFolder(path: String)
    case outputWithoutName
    case noFolder(path: String, folder: String)
    case notAFolder(path: String)
    case foreignFile(path: String)
    case brokenRecord(Catalogue.Problem)
    case noSoundRecord(count: Int)
    case notTopLists(path: String, line: Int)
    case otherCandidates(path: String, id: String, expected: String)
    case noWriter(format: String)
    case damaged([String])
    case skippedRecords(count: Int, kept: Int)
    case otherStatistics(path: String)
    case noTableForIndex(path: String)
    case nothingFound(String)
    case usage(String, command: String)
}

extension CommandError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    var description: String {
        switch self {
        case .cannotRead(let path, let reason): "\(path) cannot be read: \(reason)."
        case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)."
        case .notThere(let path): "\(path) is not there; check its name."
        case .notText(let name): "\(name) is not UTF-8 text; convert it first."
        case .noTextOnInput: "Standard input holds no text."
        case .noSeeds(let places):
            "No catalogue was given, and the seeds are not where they should be. "
                + "Use --catalogue or --index, or set KINDRED_SEEDS. Looked for:\n"
                + places.map { "  \($0)" }.joined(separator: "\n")
        case .noSuchSeeds(let path):
            "KINDRED_SEEDS names \(path), which is not there; correct it or unset it."
        case .noSuchFile(let path, let variable):
            "\(variable) names \(path), which is not there; correct it, unset it, or set "
                + "it to none."
        case .noTranslations(let path):
            "Nothing could be learned from \(path): too few entries say anything in both languages."
        case .skippedInLearning(let count):
            "\(count.of("bad record was", "bad records were")) left out (named above); "
                + "the table was learned from the others."
        case .noModelList(let places):
            "The list of models, models/manifest.json, is not where it should be. "
                + "Install Kindred again. Looked for:\n"
                + places.map { "  \($0)" }.joined(separator: "\n")
        case .indexAsCatalogue(let path): "\(path) is an index; give it with --index."
        case .catalogueAsIndex(let path):
            "\(path) is no index. A catalogue is given with --catalogue, "
                + "and becomes an index with: kindred index \(path) -o papers.kindred"
        case .folderAsIndex(let path):
            "\(path) is a folder; --index takes one file, --catalogue a folder of catalogues."
        case .folderAsList(let path): "\(path) is a folder; name the files in it one by one."
        case .emptyCatalogue(let path): "\(path) holds no entry."
        case .outputIsInput(let path):
            "\(path) is read from and would be written over; choose another name with -o."
        case .outputIsFolder(let path): "\(path) is a folder; name a file in it with -o."
        case .outputWithoutName: "-o names no file; say where to write."
        case .noFolder(let path, let folder):
            "\(path) cannot be written: there is no folder \(folder). Make it first."
        case .notAFolder(let path): "\(path) is a file; with --all, -o names a folder."
        case .foreignFile(let path):
            "\(path) was not written by `kindred path` and stays as it is; move it away or choose "
                + "another folder. Nothing was written."
        case .brokenRecord(let problem): "\(problem) Nothing behind it was read (--strict)."
        case .noSoundRecord(let count):
            "None of \(count.of("record", "records")) can be read (named above)."
        case .notTopLists(let path, let line):
            "\(path), line \(line): this is no line that `kindred score` writes as JSONL, TSV or "
                + "TREC run; all files must have one form."
        case .otherCandidates(let path, let id, let expected):
            "\(path) has “\(id.plainLine)” where the first file has “\(expected.plainLine)”: parts "
                + "of an index are merged only where the same candidates were put to each."
        case .noWriter(let format): "This version cannot write \(format); choose another --format."
        case .damaged(let findings): findings.joined(separator: "\n")
        case .skippedRecords(let count, let kept):
            "\(count.of("place", "places")) could not be read (named above); "
                + "\(kept.of("entry is", "entries are")) there."
        case .otherStatistics(let path):
            "\(path) was counted from texts cut in another way; give the same --stemming, --bigrams "
                + "and --title-weight to `kindred stats` and to `kindred index`."
        case .noTableForIndex(let path):
            "\(path) holds translations of Chinese terms, and the table they come from, "
                + "models/zh-en.kindred, is not where it should be. Set KINDRED_TRANSLATIONS, or "
                + "KINDRED_TRANSLATIONS=none to leave them out from now on."
        case .nothingFound(let sentence): sentence
        case .usage(let sentence, let command):
            "\(sentence)\n  See 'kindred \(command) --help' for more information."
        }
    }

    /// The program's exit code: 1 for bad input or data, 3 for nothing found, 64 for usage.
    var exitCode: Int32 {
        switch self {
        case .nothingFound: 3
        case .usage: 64
        default: 1
        }
    }
}
