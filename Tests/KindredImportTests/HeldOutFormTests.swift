import KindredCatalogue
import Testing

/// More forms of list, as real ones are written, in lists of our own invention.
@Suite struct HeldOutFormTests {
    @Test func `a name and a quoted title`() throws {
        let papers = Read.papers(
            """
            ## 2019
            * DiMQ: "Learning Small Things for Tracking" ICCV. [[Paper]](https://arxiv.org/abs/1904.00001)
              一句话。
            * MDmat:"Learning many domains of things" CVPR (Oral). [[Project]](http://lab.example.org/mdmat/)
            + [ ] LeBag: [Gradients Applied to Bags](https://arxiv.org/abs/1904.00002)
            """)
        #expect(
            papers.map(\.title) == [
                "Learning Small Things for Tracking", "Learning many domains of things",
                "Gradients Applied to Bags",
            ])
        #expect(papers.map(\.names) == [["DiMQ"], ["MDmat"], ["LeBag"]])
        #expect(papers.map(\.kind) == [.paper, .paper, .paper])
        try #require(papers.count == 3)
        #expect(papers[0].venue == "ICCV" && papers[1].venue == "CVPR")
    }

    @Test func `references without any link`() throws {
        let list = Read.list(
            """
            # Things in Databases
            ## Tuning
            * Learned Things for Tables (CIDR 2019)
            * TUNO: Tuning with Things (arXiv 2021) [Source Code](https://github.com/a/tuno)
            ### Data
            * A Case for Small Tables ( 2018 ArXiv)
            - [x] 2021/1/20 Correcting Words with Little Data [ACL-2019]
            ## Remarks
            - We are looking for help
            """)
        #expect(
            list.papers.map(\.title) == [
                "Learned Things for Tables", "TUNO: Tuning with Things", "A Case for Small Tables",
                "Correcting Words with Little Data",
            ])
        #expect(list.papers.map(\.kind) == [.paper, .paper, .paper, .paper])
        #expect(list.papers.map(\.year) == [2019, 2021, 2018, 2019])
        try #require(list.papers.count == 4)
        #expect(list.papers[0].venue == "CIDR 2019" && list.papers[3].venue == "ACL 2019")
        #expect(list.report.unplaced.map(\.line) == [9])
    }

    @Test func `titles in angle brackets and people told by by`() throws {
        let papers = Read.papers(
            """
            ## Exploring
            * <[A bandit for small things](http://a.example.org/b.pdf)> by Ann Khan, Bo Li, and Cy Gonçarski, 2012.
            * **[RNF]** <[Exploring by distilled things](https://arxiv.org/pdf/1810.00001)> by Khan, Ann and Li, Bo, 2018.
            * [2017/12] **Common Sense in Things.** *Ann Khan(Some University) et al. SIGMOD.* [[paper](https://a.example.org/09.pdf)]
            * [2023/04] **MiniThing: Seeing with Things.** *Ann Khan. arXiv.*[[paper](https://arxiv.org/abs/2304.00001)]
            """)
        try #require(papers.count == 4)
        #expect(papers[0].authors == ["Ann Khan", "Bo Li", "Cy Gonçarski"])
        #expect(papers[0].year == 2012 && papers[0].anySummary.isEmpty)
        #expect(papers[1].title == "Exploring by distilled things")
        #expect(papers[1].names == ["RNF"] && papers[1].authors == ["Ann Khan", "Bo Li"])
        #expect(papers[2].authors == ["Ann Khan"] && papers[2].year == 2017)
        #expect(papers[3].authors == ["Ann Khan"] && papers[3].anySummary.isEmpty)
    }

    @Test func `dates over the papers of a day are no entries`() {
        let papers = Read.papers(
            """
            ## Week
            - **[2025.02.07]**
                - Paper: [CAKO: Evicting Things](https://arxiv.org/abs/2502.00001) ICLR 2025
                - Paper: [Predicting Things](https://arxiv.org/abs/2502.00002)
            """)
        #expect(papers.map(\.title) == ["CAKO: Evicting Things", "Predicting Things"])
    }

    @Test func `abstracts to unfold and people in bold`() throws {
        let papers = Read.papers(
            """
            ## Things
            - **FocusThing: One Thing for Tracking**  
              Ann Khan, Bo Li  
              _2026-02-27_ · https://arxiv.org/abs/2602.00001v1  
              <details><summary>Abstract</summary>

              We track things.

              </details>

            ## Own
            **[Bounds on Things](https://arxiv.org/abs/2211.00001)** \\
            **Ann Khan**, Bo Li, Cy Ngo \\
            _NeurIPS 2022_ \\
            [[arxiv](https://arxiv.org/abs/2211.00001), [code](https://github.com/a/bounds)]
            """)
        #expect(papers.map(\.title) == ["FocusThing: One Thing for Tracking", "Bounds on Things"])
        try #require(papers.count == 2)
        #expect(papers[0].abstract.texts.first?.text == "We track things.")
        #expect(papers[0].authors == ["Ann Khan", "Bo Li"] && papers[0].anySummary.isEmpty)
        #expect(papers[1].authors == ["Ann Khan", "Bo Li", "Cy Ngo"])
        #expect(papers[1].venue == "NeurIPS 2022" && papers[1].topics == [["Own"]])
    }

    @Test func `what is about the list itself is reported`() {
        let list = Read.list(
            """
            # Things
            > How to use it: [here](./docs/README.md#usage)

            {{< table "responsive" >}}
            |Date|Title|PDF|
            |---|---|---|
            |2025-03-19|**Turning Things Around**|[2503.00001](http://arxiv.org/abs/2503.00001)|
            {{< /table >}}

            - **Buttons for Things** [Paper](https://arxiv.org/abs/2503.00002){: .btn target="_blank" }

            ## License
            This is under [MIT](https://opensource.example.org/MIT).

            ## Acknowledgements
            Thanks to [Awesome-Foo](https://github.com/foo/awesome-foo).
            """)
        #expect(list.papers.map(\.title) == ["Turning Things Around", "Buttons for Things"])
        #expect(list.papers.map(\.anySummary) == ["", ""])
        #expect(list.report.links == 4 && list.report.placed == 2)
        #expect(list.report.unplaced.map(\.line) == [2, 13, 16])
    }

    @Test func `a column of names beside the paper's title`() {
        let papers = Read.papers(
            """
            |Name|Paper (Open Access)|
            |---|---|
            |[FGSN](./fgsn)|[Explaining Small Harmful Things](https://arxiv.org/abs/1412.00001)|
            """)
        #expect(papers.map(\.title) == ["Explaining Small Harmful Things"])
        #expect(papers.first?.names.contains("FGSN") == true)
    }

    @Test func `numbered references`() throws {
        let papers = Read.papers(
            """
            ## References
            [36] Ann Khan and Bo Li. Very deep things for small images. *arXiv preprint arXiv:1409.00001*, 2014.

            [37] Cy Ngo and Di Roe. Efficient things for large images. In *ICML*, 2019.

            - Khan, A., Li, B.-C., and Ngo, D. A Tail of Small Noise in Things. In *ICML*, 2018.
            - A. K. Khan, B. Li. **ScoTH: A Scoped Thing.** In _Proceedings of 47th Symposium on Things (ISCA), 2020._ [[Paper]](https://a.example.org/s.pdf) [[BibTeX]](https://papers.nips.cc/paper/1-s/bibtex)
            """)
        #expect(
            papers.map(\.title) == [
                "Very deep things for small images", "Efficient things for large images",
                "A Tail of Small Noise in Things", "ScoTH: A Scoped Thing",
            ])
        try #require(papers.count == 4)
        #expect(papers.map(\.year) == [2014, 2019, 2018, 2020])
        #expect(papers[0].authors == ["Ann Khan", "Bo Li"])
        #expect(papers[2].authors == ["A. Khan", "B.-C. Li", "D. Ngo"])
        #expect(papers[3].authors == ["A. K. Khan", "B. Li"] && papers[3].venue == "ISCA 2020")
        #expect(papers[3].urls(.paper) == ["https://a.example.org/s.pdf"])
    }

    @Test func `people in italics below a heading are no title`() throws {
        let paper = try Read.only(
            """
            ## Vision
            #### Heading Thing: A Title (ECCV 2022)
            *Ann Khan, Bo Li*
            [`paper`](https://arxiv.org/abs/2201.00001) [`code`](https://github.com/q/v)
            """)
        #expect(paper.title == "Heading Thing: A Title")
        #expect(paper.urls(.code) == ["https://github.com/q/v"])
    }
}
