import COpenBLAS
import Foundation
import KindredText
import KindredVectors

/// The inner loops of the engine on made-up input, for the guards of `Benchmarks`.
///
/// The input is random by a fixed seed and shaped like real catalogues: terms by Zipf's law, points
/// of unit length. Everything runs on one thread, so that a ratio does not depend on free cores.
public enum KernelWork {
    /// A kernel's name, and how its work is set up.
    public static let all: [(name: String, make: @Sendable () throws -> GuardedWork)] = [
        ("checksum", { checksum }),
        ("tokenise", { tokenising }),
        ("sparse-one-query", { sparseQuery }),
        ("sparse-batch", { sparseBatch }),
        ("sparse-transposed", { transposing }),
        ("dense-one-query", { denseQuery }),
        ("dense-batch", { denseBatch }),
        ("centred-join", { centredJoin }),
    ]

    /// CRC-32C of 32 MiB, beside copying them.
    static var checksum: GuardedWork {
        let bytes = [UInt8](repeating: 0x6b, count: 32 << 20)
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        return GuardedWork(
            beside: "memcpy of as many bytes",
            check: {
                let known = Array("123456789".utf8).withUnsafeBytes { Checksum.crc32c($0) }
                try WrongAnswer.unless(known == 0xE306_9283, "The checksum of 1…9 is \(known).")
                return "the published checksum of 123456789"
            },
            work: { keep(bytes.withUnsafeBytes { Checksum.crc32c($0) }) },
            plain: {
                copy.copyMemory(
                    from: UnsafeRawBufferPointer(
                        start: bytes.withUnsafeBytes {
                            $0.baseAddress
                        }, count: bytes.count))
            })
    }

    /// Words and Han pairs of mixed text, beside looking at each byte of it once.
    static var tokenising: GuardedWork {
        let sentence = """
            Graph neural networks recommend papers; 图神经网络可以推荐论文。Self-supervised \
            pre-training of ResNet-50 on images without labels, and what it costs. 
            """
        let text = Array(String(repeating: sentence, count: 4000).utf8)
        let tokenizer = Tokenizer()
        return GuardedWork(
            beside: "counting letters byte by byte",
            check: {
                let terms = tokenizer.tokens(sentence)
                try WrongAnswer.unless(
                    terms.contains("network") && terms.contains("推荐"),
                    "The terms are \(terms).")
                return "\(terms.count) terms in a sentence"
            },
            work: {
                var count = 0
                text.withUnsafeBufferPointer { text in
                    tokenizer.forEachToken(inUTF8: text) { _ in count += 1 }
                }
                keep(count)
            },
            plain: { keep(letters(in: text)) })
    }

    /// A loop that the compiler cannot turn into vector instructions: each byte waits for the last.
    @inline(never) private static func letters(in text: [UInt8]) -> UInt32 {
        text.reduce(0) { $0 &* 31 &+ (($1 | 32) &- 97 < 26 ? UInt32($1) : 1) }
    }

    /// Ten nearest of 30,000 sparse rows, beside merging the query with each row.
    static var sparseQuery: GuardedWork {
        let rows = sparseRows(30_000)
        let postings = rows.transposed(threads: .one)
        return oneByOne(
            (0..<20).map { rows.row($0 * 1499) }, beside: "merging with each row",
            best: { SparseSearch.best(10, for: $0, postings: postings, threads: .one) },
            plain: { PlainSearch.best(10, of: PlainSearch.scores($0, rows: rows)) })
    }

    /// Ten nearest to each of 1,000 sparse rows among 30,000, beside one query after another.
    static var sparseBatch: GuardedWork {
        let rows = sparseRows(30_000)
        let postings = rows.transposed(threads: .one)
        let queries = SparseMatrix(
            rows: (0..<1000).map { rows.row($0 * 29) }, columnCount: rows.columnCount)
        return GuardedWork(
            beside: "a hundred of them, one by one", pieces: (work: 1000, plain: 100),
            check: {
                try sameAsAlone(
                    SparseSearch.best(10, forEachOf: queries, rows: rows, threads: .one)
                ) {
                    SparseSearch.best(
                        10, for: queries.row($0), postings: postings, threads: .one)
                }
            },
            work: {
                keep(SparseSearch.best(10, forEachOf: queries, rows: rows, threads: .one))
            },
            plain: {
                for place in 0..<100 {
                    keep(
                        SparseSearch.best(
                            10, for: queries.row(place), postings: postings, threads: .one))
                }
            })
    }

    /// Turning rows into postings, beside copying the entries.
    static var transposing: GuardedWork {
        let rows = sparseRows(30_000)
        return GuardedWork(
            beside: "copying the entries",
            check: {
                let back = rows.transposed(threads: .one).transposed(threads: .one)
                try WrongAnswer.unless(back == rows, "Transposed twice, the rows differ.")
                return "\(rows.entryCount) entries, transposed twice"
            },
            work: { keep(rows.transposed(threads: .one)) },
            plain: { keep((Array(rows.ids.buffer), Array(rows.weights.buffer))) })
    }

    /// Ten nearest of 30,000 points, beside the canonical dot with each.
    static var denseQuery: GuardedWork {
        let rows = denseRows(30_000)
        return oneByOne(
            (0..<20).map { rows.row($0 * 1499) }, beside: "one dot product after another",
            best: { DenseSearch.best(10, for: $0, rows: rows, threads: .one) },
            plain: { PlainSearch.best(10, of: PlainSearch.scores($0, rows: rows)) })
    }

    /// A search, query by query, beside the plain loop, which is slow and so asked once.
    private static func oneByOne<Query>(
        _ queries: [Query], beside reference: String, best: @escaping (Query) -> [Scored],
        plain: @escaping (Query) -> [Scored]
    ) -> GuardedWork {
        GuardedWork(
            beside: reference, pieces: (work: queries.count, plain: 1),
            check: {
                for query in queries {
                    let expected = plain(query)
                    try WrongAnswer.unless(
                        best(query) == expected, "The plain loop answers \(expected).")
                }
                return "\(queries.count) queries as the plain loop answers them"
            },
            work: { for query in queries { keep(best(query)) } },
            plain: { keep(plain(queries[0])) })
    }

    /// Ten nearest to each of 500 points among 30,000, beside OpenBLAS's product of the two.
    static var denseBatch: GuardedWork {
        let rows = denseRows(30_000)
        let queries = DenseMatrix(
            rows: (0..<500).map { rows.row($0 * 59) }, columnCount: rows.columnCount)
        var product = [Float](repeating: 0, count: queries.rowCount * rows.rowCount)
        return GuardedWork(
            beside: "sgemm of the same matrices",
            check: {
                try sameAsAlone(
                    DenseSearch.best(10, forEachOf: queries, rows: rows, threads: .one)
                ) {
                    DenseSearch.best(10, for: queries.row($0), rows: rows, threads: .one)
                }
            },
            work: { keep(DenseSearch.best(10, forEachOf: queries, rows: rows, threads: .one)) },
            plain: {
                let (n, d) = (Int32(rows.rowCount), Int32(rows.columnCount))
                queries.elements.withUnsafeBufferPointer { left in
                    rows.elements.withUnsafeBufferPointer { right in
                        // Safety: the product is queries × rows, as large as it was made.
                        kindred_openblas().pointee.sgemm(
                            kindred_row_major, kindred_as_it_is, kindred_transposed,
                            Int32(queries.rowCount), n,
                            d, 1, left.baseAddress, d, right.baseAddress, d, 0, &product, n)
                    }
                }
                keep(product)
            })
    }

    /// Holds some answers of a batch to those of its queries alone.
    private static func sameAsAlone(
        _ batch: [[Scored]], _ alone: (Int) -> [Scored]
    ) throws -> String {
        for place in stride(from: 0, to: batch.count, by: 97) {
            try WrongAnswer.unless(
                batch[place] == alone(place), "Query \(place) answers otherwise.")
        }
        return "the batch answers as one query after another"
    }
}
