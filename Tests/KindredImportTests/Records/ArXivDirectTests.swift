import Testing

@testable import KindredCatalogue

/// Records of arXiv written directly are, to the byte, what reading a paper and writing it gives.
@Suite struct ArXivDirectTests {
    /// What became of some lines, by one way of encoding.
    private struct Outcome: Equatable {
        var bytes: [UInt8] = []
        var identities: [Int] = []
        var titles: [Int] = []
        var problems: [String] = []
        /// How many records were not refused by the direct way.
        var direct = 0
    }

    /// Every line by the direct way where it does not refuse, else the plain way; or all plainly.
    private func encoded(_ lines: [[UInt8]], directly: Bool) throws -> Outcome {
        let parser = try #require(JSONParser())
        let decode = try #require(PaperFormat.arxiv.decoding(keepingFields: false))
        let direct = ArXivDirect()
        var papers = EncodedPapers()
        var outcome = Outcome()
        for line in lines {
            line.withUnsafeBufferPointer { bytes in
                if directly {
                    let isWritten = try? parser.parse(bytes, isPadded: false) { tape in
                        direct.write(tape.root, to: &papers)
                    }
                    if isWritten == true {
                        outcome.direct += 1
                        return
                    }
                    papers.rewind()
                }
                do throws(RecordError) {
                    if case .paper(let paper) = try decode(bytes, false, parser) {
                        papers.append(paper)
                    }
                } catch {
                    outcome.problems.append(error.description)
                }
            }
        }
        outcome.bytes = papers.pen.copy
        outcome.identities = papers.identities
        outcome.titles = papers.titles
        return outcome
    }

    /// Says which line differs, where one does.
    private func agree(_ lines: [[UInt8]]) throws -> Int {
        var direct = try encoded(lines, directly: true)
        let plain = try encoded(lines, directly: false)
        let written = direct.direct
        direct.direct = 0
        guard direct != plain else { return written }
        for line in lines {
            var ours = try encoded([line], directly: true)
            ours.direct = 0
            let theirs = try encoded([line], directly: false)
            #expect(
                ours == theirs,
                "\(String(decoding: line, as: UTF8.self)): \(String(decoding: ours.bytes, as: UTF8.self))"
            )
        }
        return written
    }

    private static let usual = [
        #"{"id":"0704.0001","submitter":"P N","authors":"C. Bal\\'azs, E. L. Berger","title":"Calculation of prompt\n  diphoton production","comments":"37 pages, 15 figures; published version","journal-ref":"Phys.Rev.D76:013009,2007","doi":"10.1103/PhysRevD.76.013009","report-no":"ANL-HEP-PR-07-12","categories":"hep-ph","license":null,"abstract":"  A fully differential calculation in QCD\nis \"presented\" for the production\tof pairs.\n","versions":[{"version":"v1","created":"Mon, 2 Apr 2007 19:18:42 GMT"},{"version":"v2","created":"Tue, 24 Jul 2007 20:10:27 GMT"}],"update_date":"2008-11-26","authors_parsed":[["Bal\u00e1zs","C.",""],["Berger","E. L.","Jr."]]}"#,
        #"{"id":"1911.05722","title":"Momentum contrast  for $\\alpha$ -- 'so' called ``x'' and a longer rest of it","categories":"cs.CV cs.LG math.XX","abstract":"In $O(n^2)$ time. \\emph{Yes}, {\\'e} a--b","authors_parsed":[["He","Kaiming",""],["F{\\\"u}r","J{\\o}n",""]],"license":"http://arxiv.org/licenses/nonexclusive-distrib/1.0/"}"#,
        #"{"id":"math/0309136","title":"Old style","categories":"math.GT","abstract":"Короткий текст о числах","versions":[],"authors_parsed":[["A","",""]]}"#,
        #"{"id":"2101.00003","title":"标题 with Chinese","abstract":"图神经网络在推荐系统中的应用","categories":"cs.IR","authors_parsed":[["X","Y"]],"versions":[{"version":"v1","created":"2021-05-06"}]}"#,
    ]

    private static let unusual = [
        #"{"id":"0801.00001","title":"No identifier"}"#, #"{"id":"0801.00001","doi":"10.1000/a"}"#,
        #"{"id":"a \"b\" c","title":"x"}"#, #"{"id":"10.1000/a","title":"x"}"#, #"{"id":""}"#,
        #"{"id":"title:x","title":"x"}"#, #"{"id":"https://a.org/b","title":"x"}"#,
        #"{"id":"local:x","title":"x"}"#, #"{"id":"P18-1234","title":"x"}"#,
        #"{"id":"math.GT/0309136","title":"x"}"#,
        #"{"id":"1911.05722v3","title":"x"}"#, #"{"id":7040001,"title":"x"}"#, #"{"title":"x"}"#,
        #"{"id":"1911.05722","title":"a","title":"b"}"#, #"{"id":"1911.05722","doi":" "}"#,
        #"{"id":"1911.05722","doi":"10.48550/arXiv.1911.05722"}"#, #"[1]"#, #""x""#,
        #"{"id":"1911.05722","doi":"10.1145/3292500.3330925"}"#, #"{"id":"1911.05722","doi":"x"}"#,
        #"{"id":"1911.05722","doi":"10.1000/a 10.1000/b"}"#, #"{"id":"1911.05722"}"#,
        #"{"id":"1911.05722","doi":"10.1000/a%2Fb"}"#, #"{"id":"1911.05722","doi":"10.1000/a."}"#,
        #"{"id":"1911.05722","categories":["cs.LG stat.ML"]}"#, #"{"id":"1911.05722","title":""}"#,
        #"{"id":"1911.05722","categories":"  ","title":"?!","abstract":" \n "}"#,
        #"{"id":"1911.05722","authors":"A B and C D"}"#, #"{"id":"1911.05722","authors_parsed":3}"#,
        #"{"id":"1911.05722","authors":"A B","authors_parsed":[]}"#,
        #"{"id":"1911.05722","authors_parsed":[["何","恺明",""],["He","K"]]}"#,
        #"{"id":"1911.05722","authors_parsed":[["A"],["B","C"],[]]}"#,
        #"{"id":"1911.05722","authors_parsed":[["","",""]]}"#,
        #"{"id":"1911.05722","authors_parsed":[["A",null,"III","Institute"],[" B ","\\,"]]}"#,
        #"{"id":"1911.05722","authors_parsed":["A B"],"authors":"C"}"#,
        #"{"id":"1911.05722","title":"a \u0001 \u0000 \\ \"b\" \u007f","comments":"\u0000\b\f\r\n"}"#,
        #"{"id":"1911.05722","title":"\u0000","abstract":"\u0000"}"#,
        #"{"id":"1911.05722","title":"ＹＯＬＯ＋ \u00a0 x","abstract":"“q” ﬁ 中"}"#,
        #"{"id":"1911.05722","versions":[{"created":"Mar, 2 Apr 2007 19:18:42 GMT"}]}"#,
        #"{"id":"1911.05722","versions":[{"created":"Mon, 2 Apr 0000 19:18:42 GMT"}]}"#,
        #"{"id":"1911.05722","versions":[{"created":"Mon, 32 Abc 2007 19:18:42 GMT"}]}"#,
        #"{"id":"1911.05722","versions":[{"created":"13 Nov. 2019"},{"created":"2001"}]}"#,
        #"{"id":"1911.05722","versions":[{"version":"v1"}]}"#,
        #"{"id":"1911.05722","versions":{}}"#,
        #"{"id":"1911.05722","journal-ref":"  ","comments":7,"license":"","report-no":"\\o"}"#,
        #"{"id":"1911.05722","comments":"a","comments":"b"}"#, #"{"id":"1911.05722""#, "{}", "{",
        #"{"id":"1911.05722","title":"\ud800"}"#, #"{"id":"1911.05722","x":1e999,"title":"T"}"#,
    ]

    @Test func `usual records are written directly, and as the plain way writes them`() throws {
        let lines = Self.usual.map { Array($0.utf8) }
        #expect(try agree(lines) == lines.count)
    }

    @Test func `unusual records are what the plain way makes of them`() throws {
        let written = try agree((Self.unusual + Self.usual).map { Array($0.utf8) })
        #expect(written > Self.usual.count && written < Self.unusual.count)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `records changed at random are what the plain way makes of them`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let all = (Self.usual + Self.usual + Self.unusual).map { Array($0.utf8) }
        var lines: [[UInt8]] = []
        for _ in 0..<400 { lines.append(changed(all.randomElement(using: &random) ?? [], &random)) }
        #expect(try agree(lines) > 20)
    }

    /// One to three changes, most of them within strings.
    private func changed(_ line: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        let words = [
            "$", "\\\\'e", "--", "''", "\\n", "  ", "\\\"", "{", "}", "~", "中", "é", "\\u0007", "%",
            "0", "9", "/", ".", "null", "[", "\"", ",", "ﬁ", "10.1000/", "GMT", "\\u00e9", "v2",
        ]
        var line = line
        for _ in 0..<Int.random(in: 1...3, using: &random) where line.count > 2 {
            let place = Int.random(in: 0..<line.count, using: &random)
            let end = min(line.count, place + Int.random(in: 0...3, using: &random))
            let word = words.randomElement(using: &random) ?? ""
            line.replaceSubrange(place..<end, with: Array(word.utf8))
        }
        return line
    }
}
