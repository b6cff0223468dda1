import KindredCatalogue
import Testing

/// One small list for every form that lists take.
@Suite struct FormTests {
    @Test func `headings are a tree of topics and the only first-level one is the title`() throws {
        let papers = Read.papers(
            """
            # My papers
            ## Vision
            ### Detection
            [Boxes](https://arxiv.org/abs/2001.00001)
            ## Language
            [Words](https://arxiv.org/abs/2001.00002)
            """)
        #expect(papers.map(\.topics) == [[["Vision", "Detection"]], [["Language"]]])
    }

    @Test func `several first-level headings are topics`() {
        let papers = Read.papers("# A\n- [One](https://a.org/1)\n# B\n- [Two](https://a.org/2)\n")
        #expect(papers.map(\.topics) == [[["A"]], [["B"]]])
    }

    @Test func `a paper takes the article before it and the code after it`() throws {
        let paper = try Read.only(
            """
            ### PingNet
            [一文读懂新方法](https://mp.weixin.qq.com/s/a)

            [Pinging Networks Considered Useful](https://arxiv.org/abs/1912.00001)

            [https://github.com/a/ping](https://github.com/a/ping)
            """)
        #expect(paper.title == "Pinging Networks Considered Useful")
        #expect(paper.names == ["PingNet"])
        #expect(paper.urls(.article) == ["https://mp.weixin.qq.com/s/a"])
        #expect(paper.links.first { $0.kind == .article }?.label == "一文读懂新方法")
        #expect(paper.urls(.code) == ["https://github.com/a/ping"])
        #expect((paper.year, paper.month) == (2019, 12))
    }

    @Test func `lines of one paragraph are entries of their own`() {
        let papers = Read.papers(
            "## T\n[A paper](https://arxiv.org/abs/2001.00001)\n[B paper](https://arxiv.org/abs/2001.00002)\n"
        )
        #expect(papers.map(\.title) == ["A paper", "B paper"])
        #expect(papers.map { $0.sources[0].line } == [2, 3])
    }

    @Test func `an article goes to the paper whose name it bears`() {
        let papers = Read.papers(
            """
            ## 检测
            [FooDet 全面解读](https://zhuanlan.zhihu.com/p/1)
            [BarDet: Bars](https://arxiv.org/abs/2001.00001)
            [FooDet: Foos](https://arxiv.org/abs/2001.00002)
            [再谈 BarDet](https://zhuanlan.zhihu.com/p/2)
            [闲谈](https://zhuanlan.zhihu.com/p/3)
            """)
        #expect(papers.map(\.title) == ["BarDet: Bars", "FooDet: Foos", "再谈 BarDet", "闲谈"])
    }

    @Test func `an article about several papers stands alone`() {
        let papers = Read.papers(
            """
            ## 问答
            [会议提前看 \\| 三篇论文解读问答](https://mp.weixin.qq.com/s/a)
            [One](https://arxiv.org/abs/2001.00001)
            [Two](https://arxiv.org/abs/2001.00002)
            [Three](https://arxiv.org/abs/2001.00003)
            """)
        #expect(papers.map(\.kind) == [.article, .paper, .paper, .paper])
        #expect(papers[0].title == "会议提前看 | 三篇论文解读问答")
    }

    @Test func `a label before a link tells what it is`() throws {
        let paper = try Read.only(
            """
            ## 彩票
            原始论文：[Tickets That Win](http://arxiv.org/abs/1803.00001)
            参考[奖券详解](https://mp.weixin.qq.com/s/a)
            fb的博客：[https://blog.example.org/t](https://blog.example.org/t)
            中文实现：[https://github.com/a/t](https://github.com/a/t)
            数据集链接: [https://pan.baidu.com/s/1](https://pan.baidu.com/s/1) 提取码: ab12
            """)
        #expect(paper.title == "Tickets That Win")
        #expect(paper.links.map(\.kind) == [.paper, .article, .article, .code, .dataset])
        #expect(paper.links[2].label == "fb的博客" && paper.links[4].label == "提取码: ab12")
    }

    @Test func `prose and lists after a paper are its summary, not its neighbour's`() throws {
        let papers = Read.papers(
            """
            ## T
            [First](https://arxiv.org/abs/2001.00001)

            Why it matters:

            + it is quick
            + it is small

            1. and one
            2. and two

            [Second](https://arxiv.org/abs/2001.00002)

            摘要：第二篇的摘要。

            推荐：值得一读。
            """)
        #expect(papers.count == 2)
        #expect(
            papers[0].anySummary == "Why it matters:\nit is quick\nit is small\nand one\nand two")
        #expect(papers[1].abstract[.chinese] == "第二篇的摘要。")
        #expect(papers[1].recommendations == [Recommendation(text: "值得一读。")])
        #expect(papers[1].summary.isEmpty)
    }

    @Test func `a link inside a sentence is an entry when it is a titled paper`() {
        let papers = Read.papers(
            """
            ## 推荐
            [Main Paper](https://arxiv.org/abs/2001.00001)
            + 参考了 NextNet（[A Simple Next Network](https://arxiv.org/abs/2001.00002)）的做法
            + 代码在[这里](https://github.com/a/b)，很短。
            """)
        #expect(papers.map(\.title) == ["Main Paper", "A Simple Next Network"])
        #expect(papers[1].names == ["NextNet"])
        #expect(papers[0].urls(.code) == ["https://github.com/a/b"])
        #expect(papers[0].anySummary.contains("NextNet"))
    }

    @Test func `a numbered line before a paragraph parts a section like a heading`() throws {
        let papers = Read.papers(
            """
            ### 翻译
            [很多模型](https://mp.weixin.qq.com/s/a)

            1. 回译

            把单语数据译回来。

            [Back Again](https://arxiv.org/abs/1808.00001)

            2. 预训练

            [Pre Trained](https://arxiv.org/abs/1905.00001)

            先掩后译。
            """)
        #expect(papers.map(\.title) == ["很多模型", "Back Again", "Pre Trained"])
        #expect(papers[0].summary.isEmpty)
        #expect(papers[1].anySummary == "回译\n把单语数据译回来。")
        #expect(papers[2].anySummary == "预训练\n先掩后译。")
    }

    @Test func `recommendation blocks without titles are entries`() throws {
        let list = Read.list(
            """
            # 精选 - 某博客
            2019年[某刊](https://blog.example.org/u)阅读数：5

            ![640](https://img.example.org/1)

            **@xiaoming 推荐**

            #Question Answering

            本文是某校发表于 AAAI 2019 的工作，**它很好。**值得读。
            ![640](https://img.example.org/2)
            **▲**论文模型：点击查看大图

            论文链接

            https://papers.example.org/papers/1

            源码链接

            https://github.com/a/qa

            ****@lily** 推荐**

            #Parsing

            另一篇（上一篇见 ***X***：https://papers.example.org/papers/9），也好。

            论文链接

            https://papers.example.org/papers/2

            **点击以下标题查看往期推荐：**

            - 
            [往期一](https://mp.weixin.qq.com/s/1)
            """)
        #expect(list.papers.count == 2)
        let first = list.papers[0]
        #expect(first.title == nil && first.kind == .paper && first.tags == ["Question Answering"])
        #expect(first.recommendations == [Recommendation(by: "xiaoming")])
        #expect(first.anySummary == "本文是某校发表于 AAAI 2019 的工作，它很好。值得读。")
        #expect((first.venue, first.year) == ("AAAI 2019", 2019))
        #expect(first.urls(.paper) == ["https://papers.example.org/papers/1"])
        #expect(list.papers[1].recommendations[0].by == "lily")
        #expect(list.papers[1].urls(.paper) == ["https://papers.example.org/papers/2"])
        #expect(list.papers[1].links.count == 2, "the link in the sentence hangs on its entry")
        #expect(list.report.links == 6 && list.report.placed == 4)
        #expect(list.report.unplaced.contains { $0.text == "往期一" })
    }

    @Test func `bold titles take the labelled bullets below them`() throws {
        let papers = Read.papers(
            """
            # CVPR 2031 Papers
            # Backbone

            **A Net for Everything**

            - Homepage: https://net.github.io/
            - Paper: https://arxiv.org/abs/2101.00001
            - Code: None

            **Second Net**
            - Paper(Oral): None
            - Code: https://github.com/a/second
            """)
        #expect(papers.map(\.title) == ["A Net for Everything", "Second Net"])
        #expect(papers.map(\.kind) == [.paper, .paper])
        #expect(papers[0].links.map(\.kind) == [.project, .paper])
        #expect(papers[0].venue == "CVPR 2031")
    }

    @Test func `a citation in a bullet gives title, year and authors`() throws {
        let paper = try Read.only(
            "- **How deep is deep?** (2014), J. Doe et al. [[pdf]](http://arxiv.org/pdf/1411.00001v2) [[web]](https://deep.example.org)\n"
        )
        #expect(paper.title == "How deep is deep?" && paper.authors == ["J. Doe"])
        #expect(paper.year == 2014 && paper.links.map(\.kind) == [.pdf, .project])
    }

    @Test func `a numbered item gives title, authors, venue and links`() throws {
        let paper = try Read.only(
            """
            1. **Graphs, Everywhere.** *Ann Lee, Bob Ray.* KDD 2019. [paper](https://doi.org/10.1145/1234567.1234568) [code](https://github.com/a/g)
            """)
        #expect(paper.title == "Graphs, Everywhere" && paper.authors == ["Ann Lee", "Bob Ray"])
        #expect(paper.venue == "KDD 2019" && paper.id == "doi:10.1145/1234567.1234568")
        #expect(paper.links.map(\.kind) == [.paper, .code])
    }

    @Test func `nested bullets with labels describe the item they stand in`() throws {
        let paper = try Read.only(
            """
            - [【关于 X】笔记](https://github.com/a/notes/tree/master/x)
              - 论文名称：《X: A Study of Exes》
              - 会议：ACL2021
              - 论文地址：https://arxiv.org/abs/2106.00001
              - github：https://github.com/b/x
              - 动机：
                - 太慢
            """)
        #expect(paper.title == "X: A Study of Exes" && paper.venue == "ACL 2021")
        #expect(paper.id == "arXiv:2106.00001" && paper.kind == .paper)
        #expect(paper.links.map(\.kind) == [.article, .paper, .code])
        #expect(paper.anySummary.hasSuffix("太慢"))
    }

    @Test func `items inside a group take its name as topic`() {
        let papers = Read.papers(
            """
            ## 资源
            - 美团技术团队
              - [甲](https://mp.weixin.qq.com/s/1)
              - [乙](https://mp.weixin.qq.com/s/2)

            **其他列表**
            * [丙](https://example.org/3)
            """)
        #expect(
            papers.map(\.topics) == [[["资源", "美团技术团队"]], [["资源", "美团技术团队"]], [["资源", "其他列表"]]])
    }

    @Test func `a table's header names its columns`() throws {
        let papers = Read.papers(
            """
            | 年份 | 名字 | 简介 | 作者 | 会议 | 代码 | 引用 |
            | --- | --- | --- | --- | --- | --- | --- |
            | 2014 | [PinCo](https://arxiv.org/abs/1412.0001) | 常用 \\| 好用 | 张三, 李四 | ICLR 2015 | [code](https://github.com/a/adam) | [![n](https://img.shields.io/x)](https://www.semanticscholar.org/paper/a6cb366736791bcccc5c8639de5a8f9636bf87e8) |
            | 2016 | 没有链接的论文 | 也算 | | | | |
            """)
        let adam = try #require(papers.first)
        #expect(adam.title == "PinCo" && adam.names == ["PinCo"])
        #expect(adam.summary[.chinese] == "常用 | 好用" && adam.authors == ["张三", "李四"])
        #expect((adam.venue, adam.year) == ("ICLR 2015", 2014))
        #expect(adam.urls(.code) == ["https://github.com/a/adam"])
        #expect(adam.links.count == 3, "the badge's own address is none of them")
        #expect(papers[1].title == "没有链接的论文" && papers[1].year == 2016)
    }

    @Test func `tables of contents, badges and comments are no entries`() {
        let list = Read.list(
            """
            # Awesome [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)
            ## Contents
            - [Part](#part)
              - [Sub](#sub) : more
            <!-- TOC -->
            - [Old](https://old.example.org)
            <!-- /TOC -->
            ### Part
            - [Real](https://arxiv.org/abs/2001.00001) ![stars](https://img.shields.io/x)
            <!-- - [Hidden](https://arxiv.org/abs/2001.00002)
            [Hidden too](https://arxiv.org/abs/2001.00003) -->

            [⬆ back to top](#contents)
            """)
        #expect(list.papers.map(\.title) == ["Real"])
        #expect(list.papers[0].topics == [["Part"]])
        #expect(list.report.links == 2 && list.report.placed == 1)
    }

    @Test func `front matter, a byte-order mark and carriage returns are understood`() throws {
        let text =
            "\u{FEFF}---\r\ntitle: \"合辑\"\r\ntags: [a]\r\n---\r\n## T\r\n[P](https://arxiv.org/abs/2001.00001)\r\nIt is good.\r\n"
        let paper = try Read.only(text)
        #expect(
            paper.title == "P" && paper.anySummary == "It is good." && paper.sources[0].line == 6)
    }

    @Test func `ligatures are repaired and emphasis taken off titles`() throws {
        let papers = Read.papers(
            "- [**Ef\u{FB01}cient** *Self-\u{AD}supervised* Nets.](https://arxiv.org/abs/2001.00001)\n"
        )
        #expect(papers[0].title == "Efficient Self-supervised Nets")
    }

    @Test func `titles in two languages are kept in both`() throws {
        let papers = Read.papers(
            "- [Attention Is Enough for Us 注意力就够我们用了](https://arxiv.org/abs/2001.00001)\n")
        #expect(papers[0].titles[.english] == "Attention Is Enough for Us")
        #expect(papers[0].titles[.chinese] == "注意力就够我们用了")
    }

    @Test func `hosts, labels and headings tell the kind`() {
        let papers = Read.papers(
            """
            ## 课程资源
            - [某课](https://example.edu/c)
            ## 数据集
            - [某数据](https://example.org/d)
            ## 其他
            - [库](https://github.com/a/lib)
            - [讲座](https://www.youtube.com/watch?v=1)
            - [文章](https://zhuanlan.zhihu.com/p/1)
            - [论文](https://openreview.net/forum?id=abc)
            ## 工具
            - [某器](https://tool.example.org/)
            """)
        #expect(papers.map(\.kind) == [.course, .dataset, .code, .talk, .article, .paper, .tool])
    }
}
