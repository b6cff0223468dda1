import ArgumentParser
import Kindred

/// The forms that scores are written in.
enum ScoreFormat: String, CaseIterable, ExpressibleByArgument {
    case jsonl, tsv, trec, bibtex, markdown
}

/// One scored candidate as it is written.
struct ScoredPaper: Sendable {
    let read: ReadPaper
    let score: CandidateScore
    /// Whether its record is a JSON object, and not a text of another format.
    var holdsJSON = true
}

/// Writes scored candidates, each on a line of its own or, in BibTeX, as an entry.
struct ScoreLines: Sendable {
    let format: ScoreFormat
    /// Whether reasons are written.
    var why = false
    /// Whether the candidate's own record is written along.
    var keep = false
    /// What each like is called.
    let likes: [String]

    /// Adds a candidate, with a place for its rank where candidates are ranked.
    func append(_ paper: ScoredPaper, to line: inout RankedLine) {
        switch format {
        case .jsonl: appendJSON(paper, &line)
        case .tsv: appendFields(paper, &line)
        case .trec: appendTREC(paper, &line)
        case .bibtex: appendBibTeX(paper, &line.bytes)
        case .markdown: appendMarkdown(paper, &line.bytes)
        }
    }

    private func appendJSON(_ paper: ScoredPaper, _ line: inout RankedLine) {
        line.bytes.append(text: "{")
        if line.isRanked {
            line.bytes.append(text: "\"rank\": ")
            line.markRank()
            line.bytes.append(text: ", ")
        }
        appendMembers(paper, &line.bytes)
    }

    private func appendMembers(_ paper: ScoredPaper, _ bytes: inout [UInt8]) {
        let (read, score) = (paper.read, paper.score)
        bytes.append(text: "\"id\": ")
        bytes.append(json: read.paper.id)
        bytes.append(text: ", \"title\": ")
        if let title = read.paper.title {
            bytes.append(json: title)
        } else {
            bytes.append(text: "null")
        }
        bytes.append(text: ", \"score\": ")
        bytes.append(score: score.score)
        bytes.append(text: ", \"confidence\": ")
        if let confidence = score.confidence {
            bytes.append(text: "{\"level\": \"\(confidence.level.rawValue)\", \"percentile\": ")
            bytes.append(percentile: confidence.percentile)
            bytes.append(text: "}")
        } else {
            bytes.append(text: "null")
        }
        if likes.count > 1 {
            bytes.append(text: ", \"nearest\": ")
            if let like = score.nearest {
                bytes.append(json: likes[like])
            } else {
                bytes.append(text: "null")
            }
        }
        if why {
            bytes.append(text: ", \"reasons\": ")
            bytes.append(reasons: score.printed)
        }
        if keep {
            bytes.append(text: ", \"record\": ")
            if let record = read.record, paper.holdsJSON {
                bytes.append(record: record)
            } else if let record = read.record {
                bytes.append(json: String(decoding: record, as: UTF8.self))
            } else {
                PaperRecord.encode(read.paper, into: &bytes)
            }
        }
        bytes.append(text: "}\n")
    }

    private func appendFields(_ paper: ScoredPaper, _ line: inout RankedLine) {
        let score = paper.score
        if line.isRanked {
            line.markRank()
            line.bytes.append(text: "\t")
        }
        line.bytes.append(field: paper.read.paper.id)
        line.bytes.append(text: "\t")
        line.bytes.append(score: score.score)
        line.bytes.append(text: "\t\(score.confidence?.level.rawValue ?? "")\t")
        line.bytes.append(field: score.nearest.map { likes[$0] } ?? "")
        line.bytes.append(text: "\t")
        line.bytes.append(field: paper.read.paper.title ?? "")
        if why {
            line.bytes.append(text: "\t")
            line.bytes.append(reasonsField: score.printed)
        }
        line.bytes.append(text: "\n")
    }

    /// A line of a TREC run, which is always ranked.
    private func appendTREC(_ paper: ScoredPaper, _ line: inout RankedLine) {
        line.bytes.append(text: "profile Q0 ")
        line.bytes.append(trec: paper.read.paper.id)
        line.bytes.append(text: " ")
        line.markRank()
        line.bytes.append(text: " ")
        line.bytes.append(score: paper.score.score)
        line.bytes.append(text: " kindred\n")
    }

    private func appendBibTeX(_ paper: ScoredPaper, _ bytes: inout [UInt8]) {
        // What stands between entries is a comment.
        bytes.append(text: "% score ")
        bytes.append(score: paper.score.score)
        bytes.append(text: (paper.score.confidence.map { ", \($0.level.rawValue)" } ?? "") + "\n")
        var writer = PaperFormat.bibtex.writer()
        writer?.write(paper.read.paper, into: &bytes)
    }

    private func appendMarkdown(_ paper: ScoredPaper, _ bytes: inout [UInt8]) {
        let (of, score) = (paper.read.paper, paper.score)
        let title = Markup.markdown(of.title ?? of.id)
        let address = of.mainLink.flatMap { Markup.webAddress($0.url) }
        bytes.append(text: "- " + (address.map { "[\(title)](\($0))" } ?? title))
        if let year = of.year { bytes.append(text: " (\(year))") }
        bytes.append(text: ": ")
        let printed = score.printed
        bytes.append(text: printed.text(printed.score))
        if let confidence = score.confidence {
            bytes.append(text: ", \(confidence.level.rawValue)")
        }
        if why {
            let reasons = printed.reasons.prefix(8).map {
                Markup.markdown($0.named) + " " + printed.text($0.units)
            }
            bytes.append(text: "; " + reasons.joined(separator: ", "))
        }
        bytes.append(text: "\n")
    }
}

extension CandidateScore {
    /// The score and its reasons in millionths, which sum exactly.
    var printed: PrintedMatch { printed(decimals: 6) }
}
