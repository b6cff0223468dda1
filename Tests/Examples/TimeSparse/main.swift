// Times searches among sparse rows: for measuring beside other libraries, which ask it in turn.
//
// Use: TimeSparse INDEX.kindred
// Reads one order a line and answers each with one JSON object a line:
//   query ROW ...     the ten rows nearest to each row by TF-IDF, one question after another
//   title TEXT        the ten rows that BM25 gives a title; `titles` times all titles so far
//   pairs             the ten nearest of every row, as one batch; prints fifty of them
//   plain ROW         the ten nearest rows by the plain loop
//   open              opens the index again

import Foundation
import KindredIndex
import KindredModels
import KindredText
import KindredVectors

/// Seconds that `work` takes, and what it gives.
func timed<Value>(_ work: () throws -> Value) rethrows -> (Double, Value) {
    let start = ContinuousClock.now
    let value = try work()
    return ((ContinuousClock.now - start) / .seconds(1), value)
}

/// Prints a line at once.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

func json(_ answers: [[Scored]]) -> String {
    let lists = answers.map { answer in
        "[" + answer.map { "[\($0.row), \($0.score)]" }.joined(separator: ", ") + "]"
    }
    return "[" + lists.joined(separator: ", ") + "]"
}

func excluding(_ row: Int, of index: IndexFile) -> RowSet {
    RowSet(rowCount: index.paperCount, rows: [row])
}

func answer(_ order: [Substring], _ index: IndexFile, _ titles: inout [SparseVector]) throws {
    guard let tfidf = index.tfidf, let bm25 = index.bm25, let vocabulary = index.vocabulary else {
        throw IndexError.missingSection(path: index.path, section: "tfidf.idf, bm25.idf")
    }
    let rows = order.dropFirst().compactMap { Int($0) }.filter { $0 < index.paperCount }
    switch order.first {
    case "query":
        let (seconds, found) = timed {
            rows.map { row in
                SparseSearch.best(
                    10, for: tfidf.rows.row(row), rows: tfidf.rows, postings: tfidf.postings,
                    ceilings: tfidf.ceilings, excluding: excluding(row, of: index), above: 0)
            }
        }
        say("{\"seconds\": \(seconds / Double(max(rows.count, 1))), \"found\": \(json(found))}")
    case "plain":
        let found = rows.map { row in
            PlainSearch.best(
                10, of: PlainSearch.scores(tfidf.rows.row(row), rows: tfidf.rows),
                excluding: excluding(row, of: index), above: 0)
        }
        say("{\"found\": \(json(found))}")
    case "title":
        let recipe = try JSONDecoder().decode(Recipe.self, from: Data(index.settings.array))
        let counts = recipe.tokenizer.counts(
            of: [(text: order.dropFirst().joined(separator: " "), weight: 1)], in: vocabulary)
        let fitted = FittedBM25(
            settings: recipe.bm25, idf: bm25.idf, averageLength: bm25.averageLength)
        titles.append(fitted.queryWeights(ids: counts.ids, counts: counts.counts))
        say("{\"terms\": \(counts.ids.count)}")
    case "titles":
        let (seconds, found) = timed {
            titles.map { SparseSearch.best(10, for: $0, postings: bm25.postings, above: 0) }
        }
        say("{\"seconds\": \(seconds / Double(max(titles.count, 1))), \"found\": \(json(found))}")
    case "pairs":
        let count = index.paperCount
        let (seconds, found) = timed {
            SparseSearch.best(10, forEachRowOf: tfidf.rows, above: 0)
        }
        let some = stride(from: 0, to: count, by: max(count / 50, 1)).map { found[$0] }
        say("{\"seconds\": \(seconds), \"found\": \(json(some))}")
    case "open":
        let (seconds, again) = try timed { try IndexFile(opening: index.path) }
        say("{\"seconds\": \(seconds), \"papers\": \(again.paperCount)}")
    default:
        say("{\"error\": \"no such order\"}")
    }
}

do {
    let index = try IndexFile(opening: CommandLine.arguments.dropFirst().first ?? "")
    var titles: [SparseVector] = []
    while let line = readLine() { try answer(line.split(separator: " "), index, &titles) }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
