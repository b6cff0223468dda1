import KindredCatalogue
import Testing

/// Formats seen in the wild, in lists of our own invention.
@Suite struct WildTests {
    @Test func `an awesome list`() throws {
        let papers = Read.papers(
            """
            # Awesome Things
            ## Surveys
            - [A Survey of Things](https://arxiv.org/abs/2012.00001) - A broad overview.
            - **[Things in Vision](https://arxiv.org/abs/2101.00001)**, Ann Khan et al., *ACM Surveys 2021* | [code](https://github.com/a/t)
            - [2021/NeurIPS] Do Things See? [[Paper](https://arxiv.org/abs/2108.00001)] [[Code](https://github.com/a/see)]
            - (CVPR'22) [Masked Things](https://arxiv.org/abs/2111.00001) [![Star](https://img.shields.io/x.svg)](https://github.com/a/mask)
            - `[ICML 2021]` Data-efficient things [[pdf](https://arxiv.org/pdf/2012.00002.pdf)]
            * 2021-ICCV-Shifted Things: Shifting [[pdf]](https://arxiv.org/abs/2103.00001)
            """)
        #expect(
            papers.map(\.title) == [
                "A Survey of Things", "Things in Vision", "Do Things See?", "Masked Things",
                "Data-efficient things", "Shifted Things: Shifting",
            ])
        #expect(papers[0].anySummary == "A broad overview")
        #expect(papers[1].authors == ["Ann Khan"] && papers[1].urls(.code).count == 1)
        #expect(
            papers[2...].map(\.venue) == ["NeurIPS 2021", "CVPR 2022", "ICML 2021", "ICCV 2021"])
        #expect(papers[3].urls(.code) == ["https://github.com/a/mask"])
    }

    @Test func `a daily table of arXiv papers`() throws {
        let papers = Read.papers(
            """
            ## Updated on 2023.01.05
            <details>
              <summary>Table of Contents</summary>
              <ol><li><a href=#slam>SLAM</a></li></ol>
            </details>

            ## SLAM
            |Publish Date|Title|Authors|PDF|Code|
            |---|---|---|---|---|
            |**2023-01-01**|**Tiny Maps**|Ada Byron et.al.|[2301.00001](http://arxiv.org/abs/2301.00001)|**[link](https://github.com/a/tiny)**|
            |2022-12-30|Two \\| Views|Bo Li et.al.|[2212.00002v2](http://arxiv.org/abs/2212.00002v2)|null|

            <p align=right>(<a href=#top>back to top</a>)</p>
            """)
        #expect(papers.map(\.title) == ["Tiny Maps", "Two | Views"])
        #expect(papers.map(\.id) == ["arXiv:2301.00001", "arXiv:2212.00002"])
        #expect(papers[0].authors == ["Ada Byron"] && papers[0].urls(.code).count == 1)
        #expect((papers[1].year, papers[1].month) == (2022, 12))
    }

    @Test func `a definition list`() {
        let papers = Read.papers(
            """
            Attention Is Plenty
            : The paper. <https://arxiv.org/abs/1706.00001>

            Residual Things
            : Skip it. [pdf](https://arxiv.org/pdf/1512.00001)
            """)
        #expect(papers.map(\.title) == ["Attention Is Plenty", "Residual Things"])
        #expect(papers.map(\.anySummary) == ["The paper", "Skip it"])
    }

    @Test func `entries folded into details`() throws {
        let papers = Read.papers(
            """
            <details>
            <summary><b>Folded Networks</b> (ICLR 2018)</summary>

            - Paper: [link](https://arxiv.org/abs/1710.00001)
            - Code: [official](https://github.com/a/fold)

            They fold.
            </details>
            <details><summary>more</summary>
            1. **Second Fold.** KDD 2020. [paper](https://arxiv.org/abs/2001.00001)
            </details>
            """)
        #expect(papers.map(\.title) == ["Folded Networks", "Second Fold"])
        #expect(papers.map(\.venue) == ["ICLR 2018", "KDD 2020"])
        #expect(papers[0].anySummary == "They fold." && papers[0].links.count == 2)
    }

    @Test func `a table of methods with code`() throws {
        let papers = Read.papers(
            """
            | Method | Paper Title | Venue | Paper Link | Code Link | Stars |
            |:--|:--|:--:|:--:|:--:|--|
            | PinCo | Pinned Contrast for Things | CVPR 2020 | [paper](https://arxiv.org/abs/1911.00001) | [PyTorch](https://github.com/a/pin) | ![](https://img.shields.io/x) |
            | BYO | Bring your own | NeurIPS'20 | [arXiv](https://arxiv.org/abs/2006.00001) | - | |
            """)
        #expect(papers.map(\.title) == ["Pinned Contrast for Things", "Bring your own"])
        #expect(papers.map(\.names) == [["PinCo"], ["BYO"]])
        #expect(papers.map(\.venue) == ["CVPR 2020", "NeurIPS 2020"])
        #expect(papers[0].links.map(\.label) == ["paper", "PyTorch"])
    }

    @Test func `a conference list with authors on their own lines`() throws {
        let papers = Read.papers(
            """
            # ICLR 2024 Papers
            ## Oral
            * **Sharp and Flat**  
              Jane Doe, John Roe  
              [[Paper]](https://openreview.net/forum?id=AbCdEf123) [[Slides]](https://iclr.cc/s.pdf)
            ## Poster
            ### Attention at Scale
            Authors: Wei Zhang, Li Na

            [Paper](https://arxiv.org/abs/2310.00001) | [Code](https://github.com/a/b)

            > TL;DR: linear attention that works.

            ### Another: with a Colon
            **Abstract:** We show things.
            **Code:** <https://github.com/z/w>
            """)
        #expect(
            papers.map(\.title) == [
                "Sharp and Flat", "Attention at Scale", "Another: with a Colon",
            ])
        #expect(papers[0].authors == ["Jane Doe", "John Roe"])
        #expect(papers[1].authors == ["Wei Zhang", "Li Na"])
        #expect(papers[1].anySummary == "linear attention that works.")
        #expect(papers[2].abstract[.english] == "We show things." && papers[2].kind == .paper)
        #expect(papers.map(\.venue) == ["ICLR 2024", "ICLR 2024", "ICLR 2024"])
        #expect(papers.map(\.topics) == [[["Oral"]], [["Poster"]], [["Poster"]]])
    }

    @Test func `a list grouped by year`() {
        let papers = Read.papers(
            """
            # Systems
            ## 2020
            - LightThing: Simplifying Things [paper](https://example.org/l.pdf)
            - **ST** Self-supervised thing learning [[arXiv](https://arxiv.org/abs/2010.00001)]
            ## 2019
            - Neural Collaborative Things. Xiang Wang, Xiangnan Li. SIGIR. [[paper]](http://example.org/n.pdf)
            """)
        #expect(papers.map(\.year) == [2020, 2020, 2019])
        #expect(papers.map(\.names) == [["LightThing"], ["ST"], []])
        #expect(papers[1].title == "Self-supervised thing learning")
        #expect(papers[2].authors == ["Xiang Wang", "Xiangnan Li"] && papers[2].venue == "SIGIR")
    }

    @Test func `notes with double brackets and callouts`() throws {
        let papers = Read.papers(
            """
            ---
            title: My notes
            ---
            # Diffusion
            - [[Denoising Things]] #diffusion #generative
            - [[score-sde|Score-Based Things]] https://arxiv.org/abs/2011.00001

            > [!note] Improved DDT
            > link:: https://arxiv.org/abs/2102.00001
            > They learn the variance.
            """)
        #expect(papers.map(\.title) == ["Denoising Things", "Score-Based Things", "Improved DDT"])
        #expect(papers[0].tags == ["diffusion", "generative"])
        #expect(papers[1].id == "arXiv:2011.00001")
        #expect(papers[2].anySummary == "They learn the variance.")
    }

    @Test func `a note of a reference manager`() throws {
        let paper = try Read.only(
            """
            # Attention Is Enough

            **Authors:** Ann Smith, Bob Jones
            **Year:** 2017
            **DOI:** [10.48550/arXiv.1706.00001](https://doi.org/10.48550/arXiv.1706.00001)
            - [Local library](zotero://select/library/items/ABCD)
            - Tags: #transformer, #nlp

            ## Abstract
            The models are enough.
            """)
        #expect(paper.title == "Attention Is Enough" && paper.id == "arXiv:1706.00001")
        #expect(paper.authors == ["Ann Smith", "Bob Jones"] && paper.year == 2017)
        #expect(paper.tags == ["transformer", "nlp"])
        #expect(paper.abstract[.english] == "The models are enough.")
    }

    @Test func `numbered references`() {
        let papers = Read.papers(
            """
            ## References
            [1] Kai Ho, Xi Zhang, Jian Sun. Deep Residual Things. CVPR 2016. [pdf](https://arxiv.org/pdf/1512.00001.pdf)

            [2] J. Dev et al. BORT: Pre-training of Things. In NAACL, 2019. [[link]](https://aclanthology.org/N19-1423/)

            [3] Hint, G., Viny, O., and Dean, J. (2015). Distilling Things. https://arxiv.org/abs/1503.00001.

            [4] "Long Short-Term Things", S. Hoch and J. Schmid, Neural Computation 1997, <https://doi.org/10.1162/neco.1997.9.8.1735>
            """)
        #expect(
            papers.map(\.title) == [
                "Deep Residual Things", "BORT: Pre-training of Things", "Distilling Things",
                "Long Short-Term Things",
            ])
        #expect(papers.map(\.authors.count) == [3, 1, 3, 2])
        #expect(papers[2].authors == ["G. Hint", "O. Viny", "J. Dean"])
        #expect(papers.map(\.venue) == ["CVPR 2016", "NAACL 2019", nil, "Neural Computation 1997"])
    }

    @Test func `tables and lists in HTML`() {
        let papers = Read.papers(
            """
            <table>
            <tr><th>Title</th><th>Authors</th><th>Links</th></tr>
            <tr>
              <td><b>Radiant Fields</b></td>

              <td>Ben Mild, Pra Sri</td>
              <td><a href="https://arxiv.org/abs/2003.00001">paper</a> <a href="https://github.com/a/rf">code</a></td>
            </tr>
            </table>
            <ul>
            <li><a href="https://arxiv.org/abs/2103.00001">Mip-RF</a>: anti-aliased</li>
            <li><b>Plenty</b>, CVPR 2022 <a href="https://arxiv.org/abs/2112.00001">[pdf]</a></li>
            </ul>
            <a href="https://arxiv.org/abs/2201.00001"><strong>Instant RF</strong></a><br>
            Fast grids.
            """)
        #expect(papers.map(\.title) == ["Radiant Fields", "Mip-RF", "Plenty", "Instant RF"])
        #expect(papers[0].authors == ["Ben Mild", "Pra Sri"] && papers[0].links.count == 2)
        #expect(papers[2].venue == "CVPR 2022" && papers[3].anySummary == "Fast grids.")
    }

    @Test func `labelled blocks in either language`() {
        let papers = Read.papers(
            """
            ## 视觉
            ### 看见与被看见的论文
            **摘要：** 本文研究看见。
            推荐理由：写得好。
            论文链接
            https://arxiv.org/abs/2005.00001
            代码：https://github.com/a/b，数据集：https://zenodo.org/record/1

            **Title: Deep Things**
            Abstract: deep.
            TL;DR: very deep.
            Code: [here](https://github.com/c/d)
            Paper: https://arxiv.org/abs/2005.00002
            Keywords: depth; things
            """)
        #expect(papers.map(\.title) == ["看见与被看见的论文", "Deep Things"])
        #expect(papers[0].abstract[.chinese] == "本文研究看见。")
        #expect(papers[0].links.map(\.kind) == [.paper, .code, .dataset])
        #expect(papers[1].abstract[.english] == "deep." && papers[1].anySummary == "very deep.")
        #expect(papers[1].tags == ["depth", "things"])
    }
}

/// More ways to write one line.
@Suite struct LineTests {
    @Test(
        arguments: [
            (
                "- [2023.03] A Technical Report. *OpenLab*. [[paper](https://arxiv.org/abs/2303.00001)]",
                "A Technical Report", nil
            ),
            (
                "- **[CVPR 2020]** Designing Spaces [[paper]](https://arxiv.org/abs/2003.00001)",
                "Designing Spaces", "CVPR 2020"
            ),
            (
                "- **Learning Fast**, *Ann Lee, Bo Chen*, CVPR 2021 [[Paper](https://arxiv.org/abs/2101.00001)]",
                "Learning Fast", "CVPR 2021"
            ),
            (
                "* 📄 **Paper:** [Some Title Here](https://arxiv.org/abs/2001.00001) · 💻 [Code](https://github.com/q/w)",
                "Some Title Here", nil
            ),
            (
                "* LoR: Low Rank of Models | [Paper](https://arxiv.org/abs/2106.00001) | [Code](https://github.com/m/l) | ICLR 2022",
                "LoR: Low Rank of Models", "ICLR 2022"
            ),
            (
                "* [Paper](https://arxiv.org/abs/2005.00001) / [Blog](https://b.org/x) — Models are Learners",
                "Models are Learners", nil
            ),
            (
                "1. Vasa, A., et al. \"Attention is not all.\" NeurIPS 2017. https://arxiv.org/abs/1706.00001",
                "Attention is not all", "NeurIPS 2017"
            ),
            (
                "- 📌 A Picture is Worth Words [arXiv:2010.00001](https://arxiv.org/abs/2010.00001) ⭐",
                "A Picture is Worth Words", nil
            ),
            ("- arXiv:1312.6114 Auto-Encoding Things", "Auto-Encoding Things", nil),
        ] as [(String, String, String?)])
    func `a line gives its title and venue`(line: String, title: String, venue: String?) throws {
        let paper = try Read.only(line + "\n")
        #expect(paper.title == title && paper.venue == venue && paper.kind == .paper)
        #expect(paper.id.hasPrefix("arXiv:"))
    }

    @Test func `authors and venue on the line below a title are no summary`() throws {
        let paper = try Read.only(
            """
            **Quick Attention: Fast and Exact** [[paper]](https://arxiv.org/abs/2205.00001)
            *Tri Dow, Daniel Y. Foo*, NeurIPS 2022
            """)
        #expect(paper.authors == ["Tri Dow", "Daniel Y. Foo"] && paper.venue == "NeurIPS 2022")
        #expect(paper.summary.isEmpty)
    }
}
