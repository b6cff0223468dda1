import KindredVectors
import Testing

/// The search that leaves rows out, held to the plain loop.
@Suite struct CeilingSearchTests {
    /// Rows and what a search needs of them.
    struct Searched {
        let rows: SparseMatrix
        let postings: SparseMatrix
        let ceilings: WeightCeilings?

        init(_ rows: SparseMatrix, threads: Threads = Threads()) {
            self.rows = rows
            postings = rows.transposed()
            ceilings = WeightCeilings(of: postings, threads: threads)
        }

        func best(
            _ k: Int, for query: SparseVector, excluding: RowSet? = nil, above: Float? = nil,
            threads: Threads = Threads()
        ) -> [Scored] {
            SparseSearch.best(
                k, for: query, rows: rows, postings: postings, ceilings: ceilings,
                excluding: excluding, above: above, threads: threads)
        }

        func plain(
            _ k: Int, for query: SparseVector, excluding: RowSet? = nil, above: Float? = nil
        ) -> [Scored] {
            PlainSearch.best(
                k, of: PlainSearch.scores(query, rows: rows), excluding: excluding, above: above)
        }

        /// Whether the answers equal those of the plain loop, for several k, minima and exclusions.
        func expectPlain(_ query: SparseVector, _ samples: inout Samples, _ what: Comment) {
            let count = rows.rowCount
            let some = RowSet(
                rowCount: count,
                rows: (0..<samples.number(in: 0..<40)).map { _ in samples.number(in: 0..<count) })
            let minimum: [Float?] = [nil, 0, 0.05]
            let scores = PlainSearch.scores(query, rows: rows)
            for k in [1, 5, 10, 1 + samples.number(in: 0..<(count / 32))] {
                let above = minimum[samples.number(in: 0..<3)]
                let threads = Threads(1 + samples.number(in: 0..<3))
                let found = best(k, for: query, excluding: some, above: above, threads: threads)
                #expect(
                    found == PlainSearch.best(k, of: scores, excluding: some, above: above), what)
            }
        }
    }

    @Test func `frequent ids have ceilings that hold`() throws {
        var samples = Samples(seed: 3)
        let searched = Searched(samples.papers(rows: 700, columns: 300, perRow: 12))
        let ceilings = try #require(searched.ceilings)
        #expect(!ceilings.steps.ids.isEmpty)
        let stride = ceilings.codes.count / ceilings.steps.ids.count
        for (column, id) in ceilings.steps.ids.array.enumerated() {
            let weights = searched.postings.row(Int(id))
            let known = Dictionary(uniqueKeysWithValues: zip(weights.ids, weights.weights))
            for row in 0..<700 {
                let pair = ceilings.codes[column * stride + row / 128 * 64 + row % 64]
                let code = Double(row % 128 < 64 ? pair & 15 : pair >> 4)
                let weight = Double(known[UInt32(row)] ?? 0)
                let step = Double(ceilings.steps.steps[column])
                #expect(weight <= code * step && (weight > (code - 1) * step || code == 0))
            }
        }
        for count in threadCounts {
            #expect(WeightCeilings(of: searched.postings, threads: Threads(count)) == ceilings)
        }
    }

    @Test func `weights below zero or not finite have no ceilings, and every row is scored`() {
        for odd: Float in [-1, -0.0, .infinity, .nan] {
            var weights = [Float](repeating: 1, count: 200)
            weights[77] = odd
            let searched = Searched(
                SparseMatrix(
                    rows: weights.map { SparseVector(ids: [0], weights: [$0]) }, columnCount: 1))
            #expect(searched.ceilings == nil)
            let query = SparseVector(ids: [0], weights: [-2])
            #expect(searched.best(3, for: query) == searched.plain(3, for: query))
        }
    }

    @Test(arguments: 0..<20)
    func `random rows and queries`(seed: Int) {
        var samples = Samples(seed: UInt64(seed) + 100)
        let (count, columns) = (640 + samples.number(in: 0..<200), 30 + 40 * (seed % 7))
        let searched = Searched(samples.papers(rows: count, columns: columns, perRow: 5))
        for number in 0..<25 {
            var query = samples.paper(columns: columns + 2, perRow: 8)
            switch number % 5 {
            case 0: query = searched.rows.row(samples.number(in: 0..<count))
            case 1: query = query.adding(searched.rows.row(number), times: -0.5)
            case 2: query = query.scaled(by: -1)
            case 3: query = SparseVector(ids: query.ids, weights: samples.vector(query.count))
            default: break
            }
            searched.expectPlain(query, &samples, "seed \(seed), query \(number)")
        }
    }

    @Test(arguments: [640, 1_000])
    func `any number of answers, more than there are rows too`(count: Int) {
        var samples = Samples(seed: UInt64(count))
        let searched = Searched(samples.papers(rows: count, columns: 40, perRow: 6))
        #expect(searched.ceilings != nil)
        for k in [1, count / 64, count / 64 + 1, count - 1, count, count + 1, 100 * count] {
            for query in [searched.rows.row(3), searched.rows.row(4).scaled(by: -1), .zero] {
                for minimum: Float? in [nil, 0] {
                    #expect(
                        searched.best(k, for: query, above: minimum)
                            == searched.plain(k, for: query, above: minimum), "k \(k)")
                }
            }
        }
    }

    @Test func `near ties, copies, zero rows and an id in every row`() {
        var samples = Samples(seed: 9)
        let one = samples.paper(columns: 60, perRow: 8).normalized()
        let rows = (0..<700).map { (row: Int) -> SparseVector in
            switch row % 8 {
            case 0: return .zero
            case 1...4: return one
            default:
                // The same but for the last bits of one weight.
                var weights = one.weights
                let place = samples.number(in: 0..<weights.count)
                weights[place] =
                    samples.number(in: 0..<2) == 0
                    ? weights[place].nextUp : weights[place].nextDown
                return SparseVector(ids: one.ids, weights: weights)
            }
        }
        let searched = Searched(SparseMatrix(rows: rows, columnCount: 60))
        #expect(searched.ceilings != nil)
        for factor: Float in [1, -1, 1e-20, 1e20, 0x1p-128] {
            for _ in 0..<4 {
                searched.expectPlain(one.scaled(by: factor), &samples, "times \(factor)")
            }
        }
        searched.expectPlain(.zero, &samples, "nothing asked")
    }

    @Test func `weights near the ends of what numbers can be`() {
        var samples = Samples(seed: 11)
        for exponent in [-149, -140, -126, -100, -30, 30, 60, 100, 125] {
            let papers = samples.papers(rows: 640, columns: 50, perRow: 4)
            let scaled = (0..<640).map { row in
                papers.row(row).scaled(by: Float(sign: .plus, exponent: exponent, significand: 1))
            }
            let searched = Searched(SparseMatrix(rows: scaled, columnCount: 50))
            for other in [-exponent, 0, -20, 20, 127, -149] {
                let query = samples.paper(columns: 50, perRow: 9)
                    .scaled(by: Float(sign: .plus, exponent: other, significand: 1))
                searched.expectPlain(query, &samples, "2^\(exponent) times 2^\(other)")
                searched.expectPlain(query.scaled(by: -1), &samples, "negative")
            }
        }
    }

    @Test func `queries that nothing can be promised for`() {
        var samples = Samples(seed: 12)
        let searched = Searched(samples.papers(rows: 1_000, columns: 40, perRow: 10))
        for odd: Float in [.infinity, -.infinity, .nan, 3e38] {
            var weights = [Float](repeating: 1, count: 10)
            weights[4] = odd
            let query = SparseVector(ids: (0..<9) + [.max], weights: weights)
            searched.expectPlain(query, &samples, "\(odd)")
        }
    }

    @Test(arguments: [1, 3])
    func `a batch gives each query what it gets alone`(count: Int) {
        var samples = Samples(seed: UInt64(count) + 20)
        for (rowCount, columns, perRow) in [(600, 40, 5), (700, 300, 12)] {
            let rows = samples.papers(rows: rowCount, columns: columns, perRow: perRow)
            var queries = (0..<12).map { rows.row($0 * 3) }
            queries += (0..<8).map { rows.row($0).adding(rows.row($0 + 50), times: -0.5) }
            queries += [.zero, SparseVector(ids: [1, 2], weights: [.infinity, 1])]
            let asked = SparseMatrix(rows: queries, columnCount: columns)
            let plain = queries.map { PlainSearch.scores($0, rows: rows) }
            for minimum: Float? in [nil, 0, 0.2] {
                let found = SparseSearch.best(
                    7, forEachOf: asked, rows: rows, ownRow: { $0 < 12 ? $0 * 3 : nil },
                    above: minimum, rowsInBlock: 256, threads: Threads(count))
                for place in queries.indices {
                    let own = RowSet(rowCount: rowCount, rows: place < 12 ? [place * 3] : [])
                    let best = PlainSearch.best(
                        7, of: plain[place], excluding: own, above: minimum)
                    #expect(found[place] == best, "query \(place), \(rowCount) rows")
                }
            }
        }
    }

    @Test(arguments: [1, 3])
    func `all pairs give each row what it gets alone`(count: Int) {
        var samples = Samples(seed: UInt64(count) + 40)
        // Few common ids in the second; the third is too small to leave anything out.
        for (rowCount, columns, perRow) in [(800, 60, 5), (700, 400, 2), (300, 30, 5)] {
            var vectors = (0..<rowCount).map { _ in samples.paper(columns: columns, perRow: perRow)
            }
            for row in 0..<100 { vectors[rowCount - 1 - row] = vectors[row / 2] }
            let rows = SparseMatrix(rows: vectors, columnCount: columns)
            for minimum: Float? in perRow == 2 ? [nil, 0] : [0] {
                let found = SparseSearch.best(
                    5, forEachRowOf: rows, above: minimum, rowsInBlock: 256, threads: Threads(count)
                )
                let batch = SparseSearch.best(
                    5, forEachOf: rows, rows: rows, ownRow: { $0 }, above: minimum)
                #expect(found == batch)
                for row in stride(from: 0, to: rowCount, by: 13) {
                    let own = RowSet(rowCount: rowCount, rows: [row])
                    let plain = PlainSearch.best(
                        5, of: PlainSearch.scores(vectors[row], rows: rows), excluding: own,
                        above: minimum)
                    #expect(found[row] == plain, "row \(row) of \(rowCount)")
                }
            }
        }
    }

    @Test func `damaged ceilings give some answer and never a crash`() {
        var samples = Samples(seed: 30)
        let searched = Searched(samples.papers(rows: 1_000, columns: 40, perRow: 10))
        guard let sound = searched.ceilings else { return #expect(Bool(false), "no ceilings") }
        for number in 0..<300 {
            var ids = sound.steps.ids.array
            var steps = sound.steps.steps.array
            let place = samples.number(in: 0..<ids.count)
            let odd: [Float] = [.nan, .infinity, -1, 0, .leastNonzeroMagnitude, 3e38, 1e-30]
            if number % 3 != 0 { ids[place] = UInt32(truncatingIfNeeded: samples.word()) }
            if number % 3 != 1 { steps[place] = odd[samples.number(in: 0..<odd.count)] }
            let codes = (0..<sound.codes.count).map { _ in UInt8(samples.number(in: 0..<256)) }
            let damaged = CeilingSteps(
                ids: Elements(ids), steps: Elements(steps),
                largest: odd[samples.number(in: 0..<odd.count)]
            ).flatMap { WeightCeilings(rowCount: 1_000, steps: $0, codes: Elements(codes)) }
            let query = searched.rows.row(number).adding(searched.rows.row(number + 1), times: -1)
            let found = SparseSearch.best(
                5, for: query, rows: searched.rows, postings: searched.postings, ceilings: damaged)
            #expect(found.count <= 5)
        }
    }
}

extension Samples {
    /// A row of weights from zero up, of length one, more of them at low columns.
    mutating func paper(columns: Int, perRow: Int) -> SparseVector {
        let vector = sparseVector(columns: columns, entries: perRow)
        return SparseVector(ids: vector.ids, weights: vector.weights.map(abs)).normalized()
    }

    /// Such rows, some of them empty.
    mutating func papers(rows: Int, columns: Int, perRow: Int) -> SparseMatrix {
        let vectors = (0..<rows).map { _ in paper(columns: columns, perRow: perRow) }
        return SparseMatrix(rows: vectors, columnCount: columns)
    }
}
