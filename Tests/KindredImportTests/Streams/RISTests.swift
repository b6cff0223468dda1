import Testing

@testable import KindredCatalogue

@Suite struct RISTests {
    @Test func `the usual tags find their places`() throws {
        let paper = try Reader.only(
            """
            TY  - CPAPER
            AU  - He, Kaiming
            A1  - Left, Out
            AU  - Fan, Haoqi
            TI  - Momentum Contrast for Unsupervised
              Visual Representation Learning
            T2  - CVPR
            PY  - 2020/06/13/
            AB  - We present
            Momentum Contrast.
            KW  - contrastive learning
            KW  - vision; images
            DO  - https://doi.org/10.1109/CVPR42600.2020.00975
            UR  - https://example.org/paper
            L1  - https://example.org/paper.pdf
            SP  - 9726
            EP  - 9735
            ID  - he2020
            ER  -\u{20}
            """, as: .ris)
        #expect(paper.id == "doi:10.1109/cvpr42600.2020.00975")
        #expect(
            paper.title == "Momentum Contrast for Unsupervised Visual Representation Learning")
        #expect(paper.authors == ["Kaiming He", "Haoqi Fan"])
        #expect(paper.venue == "CVPR")
        #expect(paper.year == 2020 && paper.month == 6)
        #expect(paper.abstract[.english] == "We present Momentum Contrast.")
        #expect(paper.keywords.count == 3)
        #expect(paper.urls(.pdf) == ["https://example.org/paper.pdf"])
        #expect(paper.otherFields["pages"] == "\"9726–9735\"")
    }

    @Test func `what other programs write is understood`() {
        let batch = Reader.batch(
            """
            \r
            T1  - Without a type\r
            Y1  - 1999///\r
            ER  - \r
            TY  - JOUR\r
            T1  - Without an end\r
            JO  - arXiv preprint arXiv:1706.03762\r
            TY  - DATA\r
            TI  - A set\r
            N2  - Second name of the abstract\r
            ER  -
            """, as: .ris)
        let papers = batch.papers.map(\.paper)
        #expect(papers.map(\.title) == ["Without a type", "Without an end", "A set"])
        #expect(papers.map(\.year) == [1999, 2017, nil])
        #expect(papers.map(\.kind) == [.paper, .paper, .dataset])
        #expect(papers[1].id == "arXiv:1706.03762")
        #expect(papers[2].abstract[.english] == "Second name of the abstract")
        #expect(batch.papers.map(\.line) == [2, 5, 8])
        #expect(batch.problems.isEmpty)
    }

    @Test func `a record without a name is told`() {
        let batch = Reader.batch("TY  - JOUR\nPY  - 2000\nER  - \n", as: .ris)
        #expect(batch.papers.isEmpty)
        #expect(batch.problems.map(\.line) == [1])
    }
}
