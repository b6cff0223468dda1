import Foundation
import Kindred

/// The lists that parts of an index, or parts of the candidates, answered.
struct TopLists {
    /// One line's answer: what it is ordered by, and the text that stays.
    private struct Entry {
        let score: Float
        /// The row in the index, or the place among the files: the lower first where scores are
        /// equal.
        let order: (Int, Int)
        /// What stands before the rank, and behind it.
        let parts: (before: String, behind: String)

        func ranksBefore(_ other: Entry) -> Bool {
            score == other.score ? order < other.order : score > other.score
        }
    }

    /// What a line holds.
    private struct Line {
        /// The candidate that is answered; empty where candidates were ranked.
        let list: String
        let entries: [Entry]
        /// Whether it is the first of its list in this file.
        var beginsList = false
    }

    /// The answers to one candidate; the only list where candidates were ranked.
    private struct List {
        let name: String
        var entries: [Entry] = []
    }

    private let paths: [String]

    init(_ paths: [String]) { self.paths = paths }

    /// The best `k` of each list, as the parts were written.
    ///
    /// - Throws: `CommandError.notTopLists` for a line of another kind; `otherCandidates` where
    ///   parts of an index answered other candidates.
    func merged(_ k: Int) throws -> [UInt8] {
        var form: Form?
        var lists: [List] = []
        var places: [String: Int] = [:]
        var repeats: [String: Int] = [:]
        for (file, path) in paths.enumerated() {
            let bytes = try Platform.beginning(of: path, limit: .max)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CommandError.notText(name: path)
            }
            repeats = [:]
            var candidates = 0
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated() where !line.isEmpty
            {
                let wrong = CommandError.notTopLists(path: path, line: number + 1)
                guard let found = form ?? Form(line), let read = found.read(line, file, number)
                else { throw wrong }
                form = found
                var place = lists.count
                if found == .neighbourRecords {
                    // Each candidate has its line in each file, in one order.
                    place = candidates
                    candidates += 1
                    if file > 0, place >= lists.count || lists[place].name != read.list {
                        let expected = place < lists.count ? lists[place].name : "nothing"
                        throw CommandError.otherCandidates(
                            path: path, id: read.list, expected: expected)
                    }
                } else {
                    // A candidate that comes twice begins a list of its own each time.
                    if read.beginsList { repeats[read.list, default: 0] += 1 }
                    let key = "\(repeats[read.list] ?? 0) \(read.list)"
                    place = places[key] ?? lists.count
                    places[key] = place
                }
                if place == lists.count { lists.append(List(name: read.list)) }
                lists[place].entries += read.entries
            }
            if form == .neighbourRecords, file > 0, candidates < lists.count {
                // A part that breaks off would take neighbours away from the rest.
                throw CommandError.otherCandidates(
                    path: path, id: "nothing", expected: lists[candidates].name)
            }
        }
        return written(lists, k, form)
    }

    private func written(_ lists: [List], _ k: Int, _ form: Form?) -> [UInt8] {
        var bytes: [UInt8] = []
        for list in lists {
            let best = list.entries.sorted { $0.ranksBefore($1) }.prefix(k)
            switch form {
            case .neighbourRecords:
                bytes.append(text: "{\"id\": ")
                bytes.append(json: list.name)
                bytes.append(text: ", \"neighbours\": [")
                bytes.append(text: best.map(\.parts.before).joined(separator: ", "))
                bytes.append(text: "]}\n")
            default:
                for (place, entry) in best.enumerated() {
                    bytes.append(
                        text: "\(entry.parts.before)\(place + 1)\(entry.parts.behind)\n")
                }
            }
        }
        return bytes
    }
}

extension TopLists {
    /// The forms that lists are written in.
    private enum Form {
        /// `{"id": …, "neighbours": […]}`.
        case neighbourRecords
        /// `{"rank": …, …}`.
        case rankedRecords
        /// `id rank neighbour row score` and perhaps reasons, between tabs.
        case neighbourFields
        /// `rank id score …`, between tabs.
        case rankedFields
        /// `query Q0 document rank score tag`.
        case trec

        /// The form of a line; nil where it is none of them.
        init?(_ line: Substring) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            if line.hasPrefix("{\"id\": ") {
                self = .neighbourRecords
            } else if line.hasPrefix("{\"rank\": ") {
                self = .rankedRecords
            } else if (5...6).contains(fields.count), Int(fields[1]) != nil, Int(fields[3]) != nil {
                self = .neighbourFields
            } else if fields.count >= 6, Int(fields[0]) != nil, Float(fields[2]) != nil {
                self = .rankedFields
            } else if line.split(separator: " ").count == 6 {
                self = .trec
            } else {
                return nil
            }
        }

        /// What a line holds; nil where it has another form.
        func read(
            _ line: Substring, _ file: Int, _ number: Int
        ) -> Line? {
            switch self {
            case .neighbourRecords: Self.neighbours(line)
            case .rankedRecords: Self.ranked(line, (file, number))
            case .neighbourFields: Self.neighbourFields(line)
            case .rankedFields: Self.rankedFields(line, (file, number))
            case .trec: Self.trec(line, (file, number))
            }
        }

        private static func object(_ line: Substring) -> [String: Any]? {
            (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
        }

        /// A score with the very bits that were written.
        private static func score(_ value: Any?) -> Float? {
            (value as? NSNumber).map { Float($0.doubleValue) }
        }

        private static func neighbours(_ line: Substring) -> Line? {
            guard let object = object(line), let id = object["id"] as? String,
                let neighbours = object["neighbours"] as? [[String: Any]]
            else { return nil }
            // What was written of each stays as it is, reasons among it.
            let texts = JSONObjects.texts(in: line)
            guard texts.count == neighbours.count else { return nil }
            var entries: [Entry] = []
            for (neighbour, text) in zip(neighbours, texts) {
                guard let row = neighbour["row"] as? Int, let score = score(neighbour["score"])
                else { return nil }
                entries.append(Entry(score: score, order: (row, 0), parts: (String(text), "")))
            }
            return Line(list: id, entries: entries)
        }

        private static func ranked(
            _ line: Substring, _ order: (Int, Int)
        ) -> Line? {
            let start = "{\"rank\": "
            guard let score = score(object(line)?["score"]), line.hasPrefix(start),
                let end = line.dropFirst(start.count).firstIndex(where: { !$0.isNumber })
            else { return nil }
            let entry = Entry(
                score: score, order: order, parts: (start, String(line[end...])))
            return Line(list: "", entries: [entry])
        }

        private static func neighbourFields(
            _ line: Substring
        ) -> Line? {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard (5...6).contains(fields.count), let row = Int(fields[3]),
                let score = Float(fields[4])
            else {
                return nil
            }
            let entry = Entry(
                score: score, order: (row, 0),
                parts: ("\(fields[0])\t", "\t" + fields[2...].joined(separator: "\t")))
            return Line(
                list: String(fields[0]), entries: [entry], beginsList: fields[1] == "1")
        }

        private static func rankedFields(
            _ line: Substring, _ order: (Int, Int)
        ) -> Line? {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count >= 6, let score = Float(fields[2]) else { return nil }
            let entry = Entry(
                score: score, order: order,
                parts: ("", "\t" + fields[1...].joined(separator: "\t")))
            return Line(list: "", entries: [entry])
        }

        private static func trec(
            _ line: Substring, _ order: (Int, Int)
        ) -> Line? {
            let fields = line.split(separator: " ")
            guard fields.count == 6, let rank = Int(fields[3]), let score = Float(fields[4]) else {
                return nil
            }
            // Parts of an index say which they are, and ranks within a part ascend with rows.
            let part = fields[5].split(separator: ":").last.flatMap { IndexShard(String($0)) }
            let tag = part == nil ? String(fields[5]) : String(fields[5].prefix { $0 != ":" })
            let entry = Entry(
                score: score, order: part.map { ($0.number, rank) } ?? order,
                parts: (
                    "\(fields[0]) Q0 \(fields[2]) ", " \(fields[4]) \(tag)"
                ))
            return Line(
                list: String(fields[0]), entries: [entry], beginsList: fields[3] == "1")
        }
    }
}

/// The texts of the objects in the list of a JSON record, without what stands in them.
private enum JSONObjects {
    /// The objects that stand in a list of the outermost object, as they were written.
    static func texts(in line: Substring) -> [Substring] {
        var (texts, depth, start) = ([Substring](), 0, line.startIndex)
        var (isText, isEscaped) = (false, false)
        for place in line.utf8.indices {
            let byte = line.utf8[place]
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 2, byte == UInt8(ascii: "{") { start = place }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 2, byte == UInt8(ascii: "}") {
                    texts.append(line[start...place])
                }
            default: break
            }
        }
        return texts
    }
}
