// Times each stage of fitting by itself, in one process: for measuring, and for comparing with
// other programs. Prints a line for each run: stage, seconds, tab between them; facts follow on it.
//
// Use: TimeFitting read|text|bm25 CATALOGUE.jsonl [ROUNDS] [THREADS]
//      TimeFitting lsa MATRIX [ROUNDS] [THREADS]
//   read    the file to papers
//   text    papers in memory to TF-IDF rows
//   bm25    papers in memory to BM25 postings
//   lsa     rows in memory to 256 directions and the points of all rows
//   MATRIX  three 64-bit numbers (rows, columns, entries), then the starts of the rows in 64 bits,
//           the columns of the entries in 32 and their weights as 32-bit floats

import Foundation
import KindredCatalogue
import KindredIndex
import KindredModels
import KindredText
import KindredVectors

/// Runs a stage a few times and prints how long each took.
func time<Value>(_ stage: String, rounds: Int, _ body: () throws -> (Value, String)) rethrows {
    for _ in 0..<rounds {
        let start = ContinuousClock.now
        let (value, facts) = try body()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        withExtendedLifetime(value) {}
        print(stage, seconds, facts, separator: "\t")
    }
}

/// A matrix as the first lines of this file say; nil where the file is not one.
func matrix(_ data: Data) -> SparseMatrix? {
    func numbers<Number: BitwiseCopyable>(_ place: inout Int, _ count: Int) -> Elements<Number>? {
        let size = count * MemoryLayout<Number>.stride
        guard count >= 0, size <= data.count - place else { return nil }
        defer { place += size }
        return Elements(count: count) { target in
            data.copyBytes(to: UnsafeMutableRawBufferPointer(target), from: place..<place + size)
        }
    }
    var place = 0
    guard let sizes: Elements<UInt64> = numbers(&place, 3),
        sizes.array.allSatisfy({ $0 < UInt64(data.count) }),
        let starts: Elements<UInt64> = numbers(&place, Int(sizes[0]) + 1),
        let ids: Elements<UInt32> = numbers(&place, Int(sizes[2])),
        let weights: Elements<Float> = numbers(&place, Int(sizes[2]))
    else { return nil }
    let found = SparseMatrix(
        rowCount: Int(sizes[0]), columnCount: Int(sizes[1]), starts: starts, ids: ids,
        weights: weights)
    return found.isSound ? found : nil
}

func fail(_ message: String, code: Int32) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(code)
}

let arguments = CommandLine.arguments
guard arguments.count >= 3 else { fail("Use: see the first lines of main.swift", code: 64) }
let (stage, path) = (arguments[1], arguments[2])
let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
let threads = Threads(arguments.count > 4 ? Int(arguments[4]) ?? 1 : Threads.available)
do {
    switch stage {
    case "read":
        try time(stage, rounds: rounds) {
            let catalogue = try Catalogue(contentsOf: path)
            return (catalogue, "\(catalogue.papers.count) papers")
        }
    case "text", "bm25":
        let papers = try Catalogue(contentsOf: path).papers
        var recipe = Recipe()
        recipe.minimumDocumentFrequency = 2
        let fitting = Fitting(recipe: recipe, threads: threads)
        time(stage, rounds: rounds) {
            let counts = fitting.counts(of: papers)
            let rows: SparseMatrix =
                stage == "text"
                ? recipe.tfidf.fit(counts).weights(counts, threads: threads)
                : recipe.bm25.fit(counts).weights(counts, threads: threads)
                    .transposed(threads: threads)
            return (rows, "\(rows.entryCount) weights of \(counts.vocabulary.count) terms")
        }
    case "lsa":
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        guard let rows = matrix(data) else { fail("\(path): no matrix", code: 65) }
        time(stage, rounds: rounds) {
            let fitted = LSA().fit(rows, threads: threads)
            let points = fitted.project(rows, threads: threads)
            return (points, "captured \(fitted.explained.reduce(0, +))")
        }
    default: fail("\(stage): no such stage; there are read, text, bm25 and lsa", code: 64)
    }
} catch {
    fail("\(error)", code: 1)
}
