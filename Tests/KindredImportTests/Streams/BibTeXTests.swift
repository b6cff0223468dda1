import Testing

@testable import KindredCatalogue

@Suite struct BibTeXTests {
    @Test func `the usual fields find their places`() throws {
        let paper = try Reader.only(
            """
            @inproceedings{he2020momentum,
              title     = {Momentum Contrast for {Unsupervised} Visual Representation Learning},
              author    = {He, Kaiming and Haoqi Fan and others},
              booktitle = "Proceedings of {CVPR}",
              year      = 2020, month = jun,
              abstract  = {We present
                           Momentum Contrast.},
              keywords  = {contrastive learning; vision},
              eprint = {1911.05722}, archivePrefix = {arXiv}, primaryClass = {cs.CV},
              doi = {10.1109/CVPR42600.2020.00975},
              url = {https://arxiv.org/abs/1911.05722},
              pages = {9726--9735}
            }
            """, as: .bibtex)
        #expect(paper.id == "arXiv:1911.05722")
        #expect(paper.aliases == ["doi:10.1109/cvpr42600.2020.00975"])
        #expect(
            paper.title == "Momentum Contrast for Unsupervised Visual Representation Learning")
        #expect(paper.authors == ["Kaiming He", "Haoqi Fan"])
        #expect(paper.venue == "Proceedings of CVPR")
        #expect(paper.year == 2020 && paper.month == 6)
        #expect(paper.abstract[.english] == "We present Momentum Contrast.")
        #expect(paper.keywords.map { $0[.english] } == ["contrastive learning", "vision"])
        #expect(paper.links.map(\.url) == ["https://arxiv.org/abs/1911.05722"])
        #expect(paper.otherFields["pages"] == "\"9726–9735\"")
        #expect(paper.otherFields["citation-key"] == "\"he2020momentum\"")
    }

    @Test func `strings are put together`() throws {
        let papers = Reader.papers(
            """
            @string{conf = "International Conference"}
            @String(both = conf # { on Learning})
            @misc{a, title = "A", howpublished = both # ", " # 2019, year = 2019}
            @misc{b, title = "B", journal = unknown}
            """, as: .bibtex)
        #expect(papers.map(\.venue) == ["International Conference on Learning, 2019", "unknown"])
    }

    @Test(arguments: [
        ("{G{\\\"o}del, Kurt}", ["Kurt Gödel"]),
        ("Kurt G\\\"{o}del and {\\O}rsted, Hans", ["Kurt Gödel", "Hans Ørsted"]),
        (
            "{The ATLAS Collaboration} and van der Berg, Jan",
            [
                "The ATLAS Collaboration", "Jan van der Berg",
            ]
        ),
        ("King, Jr., Martin Luther", ["Martin Luther King Jr."]),
        ("{Barnes and Noble, Inc.}", ["Barnes and Noble, Inc."]),
        ("张, 三 AND\n 李四", ["张三", "李四"]),
        ("family=Gogh, given=Vincent, prefix=van", ["Vincent van Gogh"]),
        ("A. Sander and B. Randolph", ["A. Sander", "B. Randolph"]),
    ])
    func `names in every order`(list: String, names: [String]) {
        let value = list.hasPrefix("{G") ? String(list.dropFirst().dropLast()) : list
        #expect(BibTeXNames.names(in: value) == names)
    }

    @Test func `arXiv's number is found where tools hide it`() throws {
        for field in [
            "journal={arXiv preprint arXiv:1706.03762}", "eprint={1706.03762v5}",
            "journal={CoRR}, volume={abs/1706.03762}", "note={arXiv:1706.03762 [cs.CL]}",
            "howpublished={\\url{https://arxiv.org/abs/1706.03762}}",
            "eprinttype={arxiv}, eprint={1706.03762}",
        ] {
            let paper = try Reader.only("@article{v, title={Attention}, \(field)}", as: .bibtex)
            #expect(paper.id == "arXiv:1706.03762", "\(field)")
            #expect(paper.venue == nil, "\(field)")
        }
    }

    @Test func `a broken entry is named and the next one is read`() {
        let batch = Reader.batch(
            """
            @article{one, title = {One}}
            @article{broken, title = {Never closed,
              year = 2001

            @article{two, title = {Two}}
            @article{three, title = , year = 1999}
            Somebody wrote a@b.org here.
            @article{four, title = {Four}}
            @article{five, title = {Five
            """, as: .bibtex)
        #expect(batch.papers.map(\.paper.title) == ["One", "Two", "Four"])
        #expect(batch.papers.map(\.line) == [1, 5, 8])
        #expect(batch.problems.map(\.line) == [2, 6, 9])
        #expect(batch.problems[0].sentence == "The entry broken is not closed: a brace is missing.")
    }

    @Test func `a volume lends what it knows, wherever it stands`() {
        let batch = Reader.batch(
            """
            @inproceedings{a, title={A}, crossref={vol}}
            @proceedings{vol, title={Great Conference}, year=2011, editor={E. Ditor}}
            @inproceedings{b, title={B}, year=2012, crossref={VOL}}
            @inproceedings{c, title={C}, crossref={absent}}
            """, as: .bibtex)
        let papers = batch.papers.map(\.paper)
        #expect(papers.map(\.title) == ["B", "A", "C"])
        #expect(papers.map(\.venue) == ["Great Conference", "Great Conference", nil])
        #expect(papers.map(\.year) == [2012, 2011, nil])
        #expect(batch.skipped == ["a volume of proceedings": 1])
    }

    @Test func `remarks and preambles are no entries`() throws {
        let paper = try Reader.only(
            """
            % a remark with @article{inside
            @comment{jabref-meta: databaseType:bibtex;}
            @preamble{"\\newcommand{\\x}{y}"}
            @Article(paren, Title = {In (parentheses)}, Year = "1984")
            """.replacing("% a remark with @article{inside\n", with: "% a remark\n"), as: .bibtex)
        #expect(paper.title == "In (parentheses)")
        #expect(paper.year == 1984)
    }

    @Test func `strings made of strings do not grow without end`() {
        let doubling = (0..<64).map { "@string{s\($0 + 1) = s\($0) # s\($0)}\n" }.joined()
        let text = "@string{s0 = \"ten bytes.\"}\n" + doubling + "@misc{a, title = s64}"
        let batch = Reader.batch(text, as: .bibtex)
        #expect(batch.papers.count == 1)
        #expect((batch.papers.first?.paper.title ?? "").utf8.count <= 1 << 20)
        #expect(!batch.problems.isEmpty)
    }

    @Test func `strings of one file take no more than 16 MiB, and one brings in little`() {
        let piece = String(repeating: "x", count: 1 << 19)
        var text = "@string{a = {\(piece)}}\n@string{b = a}\n"
        for number in 0..<40 { text += "@string{c\(number) = {\(piece)}}\n" }
        text += "@misc{last, title = {What comes last}}\n"
        let batch = Reader.batch(text, as: .bibtex)
        #expect(batch.papers.map(\.paper.title) == ["What comes last"])
        #expect(batch.problems.first?.line == 2)
        #expect(batch.problems.dropFirst().count == 10)
        #expect(batch.problems.dropFirst().allSatisfy { "\($0)".contains("16 MiB") })
    }

    @Test(arguments: [1, 2, 3, 7, 64])
    func `where the bytes are cut does not matter`(step: Int) {
        let text = """
            @string{x = "é"}
            @article{a, title = {One @ home}, journal = x # {, }}
            @article{b, title = {Two
            @article{c, title = "Three"}
            """
        let whole = Reader.batch(text, as: .bibtex)
        let pieces = Reader.batch(Array(text.utf8), as: .bibtex, step: step)
        #expect(whole.papers.map(\.paper) == pieces.papers.map(\.paper))
        #expect(whole.problems == pieces.problems)
        #expect(whole.papers.count == 2 && whole.problems.count == 1)
    }
}
