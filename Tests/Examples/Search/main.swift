// Searches vectors for the rows nearest to some of them and says how long it took: for measuring,
// and for comparing with other programs. Reads commands, a line each, and prints a JSON object for
// each.
//
// Use: SearchVectors VECTORS COLUMNS [THREADS]
//   VECTORS         32-bit floats, row after row
//   quantise        quantises the rows
//   one K ROW…      the K rows nearest to each row, one question after the other
//   float K ROW…    the same without quantised rows
//   pairs K OUT     the K rows nearest to every row but itself, as 32-bit integers in a file
//   batch K OUT     the same as a batch of floats, without quantised rows
//   products        OpenBLAS's products of the same floats in the same pieces, thrown away

import COpenBLAS
import Foundation
import KindredVectors

let arguments = CommandLine.arguments
guard arguments.count >= 3, let columns = Int(arguments[2]), columns > 0,
    let data = FileManager.default.contents(atPath: arguments[1])
else {
    FileHandle.standardError.write(Data("Use: see the first lines of main.swift\n".utf8))
    exit(64)
}
let threads = Threads(arguments.count > 3 ? Int(arguments[3]) ?? 1 : Threads.available)
let rows = DenseMatrix(
    rowCount: data.count / (4 * columns), columnCount: columns,
    elements: Elements(count: data.count / (4 * columns) * columns) { target in
        _ = data.copyBytes(to: target)
    })
var quantised = QuantisedRows(rows, threads: threads)

/// Answers to some rows one after the other, and the seconds that each took.
func one(_ k: Int, _ asked: [Int], _ quantised: QuantisedRows?) -> String {
    var (seconds, found): ([Double], [[Int]]) = ([], [])
    for row in asked {
        let query = rows.row(row)
        let start = ContinuousClock.now
        let best = DenseSearch.best(
            k, for: query, rows: rows, quantised: quantised, threads: threads)
        seconds.append((ContinuousClock.now - start) / .seconds(1))
        found.append(best.map(\.row))
    }
    return "{\"seconds\": \(seconds), \"rows\": \(found)}"
}

/// Writes answers, -1 where there are fewer than k.
func write(_ k: Int, _ path: String, _ body: () -> [[Scored]]) throws -> String {
    let start = ContinuousClock.now
    let found = body()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let numbers = found.flatMap { list in
        (0..<k).map { $0 < list.count ? Int32(list[$0].row) : -1 }
    }
    try numbers.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
    return "{\"seconds\": \(seconds)}"
}

/// Multiplies groups of 1024 rows with blocks of as many, as a batch of floats does, and chooses
/// nothing.
func products() -> String {
    let (n, d, size) = (rows.rowCount, columns, 1024)
    let start = ContinuousClock.now
    threads.forEachBlock(of: n, size: size) { group, _ in
        var scores = [Float](repeating: 0, count: size * size)
        rows.elements.withUnsafeBufferPointer { elements in
            guard let first = elements.baseAddress else { return }
            for start in stride(from: 0, to: n, by: size) {
                let count = min(size, n - start)
                // Safety: group and block are rows of the matrix; `scores` holds size × size.
                kindred_openblas().pointee.sgemm(
                    kindred_row_major, kindred_as_it_is, kindred_transposed, Int32(group.count),
                    Int32(count), Int32(d), 1, first + group.lowerBound * d, Int32(d),
                    first + start * d, Int32(d), 0, &scores, Int32(count))
            }
        }
    }
    return "{\"seconds\": \((ContinuousClock.now - start) / .seconds(1))}"
}

do {
    while let line = readLine() {
        let words = line.split(separator: " ").map(String.init)
        let k = words.count > 1 ? max(Int(words[1]) ?? 1, 1) : 1
        let asked = words.dropFirst(2).compactMap(Int.init).filter { $0 < rows.rowCount }
        switch words.first {
        case "quantise":
            let start = ContinuousClock.now
            quantised = QuantisedRows(rows, threads: threads)
            print("{\"seconds\": \((ContinuousClock.now - start) / .seconds(1))}")
        case "one": print(one(k, asked, quantised))
        case "float": print(one(k, asked, nil))
        case "pairs" where words.count == 3:
            print(
                try write(k, words[2]) {
                    DenseSearch.best(k, forEachRowOf: rows, threads: threads)
                })
        case "batch" where words.count == 3:
            print(
                try write(k, words[2]) {
                    DenseSearch.best(
                        k, forEachOf: rows, rows: rows, ownRow: { $0 }, threads: threads)
                })
        case "products": print(products())
        default: print("{\"error\": \"unknown command\"}")
        }
        fflush(nil)
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
