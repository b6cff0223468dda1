import Foundation
import KindredCatalogue
import Testing

/// The link collection and the page of picks, counted.
@Suite struct CollectionTests {
    private static func collection() throws -> (text: String, list: MarkdownImport) {
        let text = try SharedData.documents().collection
        return (text, MarkdownList.read(text, document: "collection.txt"))
    }

    private static func picks() throws -> MarkdownImport {
        MarkdownList.read(try SharedData.documents().picks, document: "picks.txt")
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `the collection's 633 links all stand in entries`() throws {
        let (text, list) = try Self.collection()
        #expect(list.report.links == 633)
        #expect(list.report.placed == 633)
        // Counted another way: what stands between `](` and `)` and begins with http.
        let inDocument = Set(text.matches(of: /\]\((https?:[^)\s]+)\)/).map { String($0.1) })
        #expect(inDocument.count == 633)
        let inEntries = Set(list.papers.flatMap(\.links).map(\.url))
        #expect(inDocument.subtracting(inEntries).isEmpty)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `the collection's 124 arXiv papers are 124 entries with one arXiv paper each`() throws {
        let papers = try Self.collection().list.papers
        let ids = papers.map { paper in
            Set(
                paper.links.filter { $0.kind == .paper || $0.kind == .pdf }
                    .compactMap { PaperID($0.url) }.filter { $0.scheme == .arXiv })
        }
        #expect(ids.allSatisfy { $0.count <= 1 })
        #expect(ids.filter { !$0.isEmpty }.count == 124)
        #expect(ids.reduce(into: Set()) { $0.formUnion($1) }.count == 124)
        for (paper, own) in zip(papers, ids) where !own.isEmpty {
            #expect(paper.kind == .paper && paper.title != nil && paper.year != nil)
        }
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `the collection's headings become the tree of topics`() throws {
        let (text, list) = try Self.collection()
        let body = try #require(text.components(separatedBy: "<!-- /TOC -->").last)
        var counts: [Int: Int] = [:]
        var path: [(Int, String)] = []
        var known: Set<[String]> = []
        var linked: Set<[String]> = []
        for line in body.split(separator: "\n") {
            guard let match = line.wholeMatch(of: /(#+) (.*)/) else {
                if line.contains("](http") { linked.insert(path.map(\.1)) }
                continue
            }
            let level = match.1.count
            counts[level, default: 0] += 1
            path.removeAll { $0.0 >= level }
            path.append((level, match.2.trimmingCharacters(in: .whitespaces)))
            known.insert(path.map(\.1))
        }
        #expect(counts == [2: 31, 3: 210, 4: 116, 5: 5])
        let topics = Set(list.papers.flatMap(\.topics))
        #expect(topics.isSubset(of: known))
        #expect(linked.subtracting(topics).isEmpty, "a heading with links below is a topic")
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `what belongs to a paper of the collection hangs on it`() throws {
        let papers = try Self.collection().list.papers
        func paper(_ id: String) throws -> Paper {
            try #require(papers.first { $0.id == id }, "\(id)")
        }
        let moco = try paper("arXiv:1911.05722")
        #expect(moco.names == ["MoCo"] && moco.urls(.article).count == 1)
        #expect((moco.year, moco.month) == (2019, 11))
        let detector = try paper("arXiv:1911.09070")
        #expect(detector.names == ["EfficientDet"] && detector.recommendations.count == 1)
        #expect(!detector.anySummary.isEmpty)
        let clustering = try paper("arXiv:1902.11266")
        #expect(
            clustering.title == "Efficient Parameter-free Clustering Using First Neighbor Relations"
        )
        #expect(clustering.urls(.code).count == 1)
        let lottery = try paper("arXiv:1803.03635")
        #expect(lottery.urls(.article).isEmpty, "the articles after it belong to the next paper")
        let transfer = try paper("arXiv:2001.04253")
        #expect(transfer.names == ["PeterRec"] && transfer.anySummary.count > 1_000)
        #expect(try paper("arXiv:1808.09781").names == ["SASRec"])
        #expect(try paper("openreview:Bkg3g2R9FX").venue == "ICLR 2019")
        #expect(try paper("neurips:8691").venue == "NIPS 2019")
        #expect(try paper("arXiv:1912.00879").urls(.article).isEmpty, "that article is about three")
        let optimizers = try paper("arXiv:1910.05446")
        #expect(!optimizers.abstract.isEmpty && optimizers.recommendations.count == 1)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `the page of picks holds 17 entries and nothing of its furniture`() throws {
        let list = try Self.picks()
        #expect(list.papers.count == 17)
        #expect(list.report.entries == [.paper: 17])
        for paper in list.papers {
            #expect(paper.title == nil && paper.tags.count == 1)
            #expect(paper.recommendations.count == 1 && paper.recommendations[0].by != nil)
            #expect(paper.urls(.paper).count == 1)
            #expect(paper.urls(.paper)[0].contains("paperweekly.site/papers/"))
            #expect(!paper.anySummary.isEmpty)
            for word in ["点击", "▲", "**", "链接", "公众号", "!["] {
                #expect(!paper.anySummary.contains(word), "\(word) in \(paper.id)")
            }
        }
        #expect(list.papers.flatMap { $0.urls(.code) }.count == 11)
        #expect(list.papers.flatMap { $0.urls(.dataset) } == ["http://t.cn/EAH5JxS"])
        #expect(list.papers.contains { $0.recommendations[0].by == "zhangjun" })
        let numbers = list.papers.compactMap { $0.urls(.paper).first?.suffix(4) }
        #expect(numbers.first == "2749" && numbers.last == "2732" && Set(numbers).count == 17)
        // Six past issues and the page's own name find no place, and say so.
        #expect(list.report.links - list.report.placed == 7)
        #expect(list.report.unplaced.filter { (749...770).contains($0.line) }.count == 6)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `importing the documents twice adds nothing`() throws {
        let once = try Self.collection().list.papers + Self.picks().papers
        #expect(Catalogue(once + once).papers.count == Catalogue(once).papers.count)
    }
}

/// The six real lists.
@Suite struct ListTests {
    private static let names = [
        "amusi_CVPR2023", "km1994_nlp_paper_study", "mli_paper-reading",
        "terryum_awesome-dl-papers",
        "thunlp_GNNPapers", "wzhe06_Reco-papers",
    ]

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence), arguments: names)
    func `no link of a real list is lost`(name: String) throws {
        let text = try SharedData.list(name)
        let list = MarkdownList.read(text, document: name)
        // Entries merge where two addresses differ by a closing slash alone.
        func plain(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }
        let inEntries = Set(list.papers.flatMap(\.links).map { plain($0.url) })
        let reported = Set(list.report.unplaced.map(\.line))
        // Commented-out parts, pictures and addresses in badges' queries are no links.
        var isComment = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.contains("<!--") { isComment = true }
            defer { if line.contains("-->") { isComment = false } }
            guard !isComment else { continue }
            for match in line.matches(of: /(!?)\[[^\[\]]*\]\((https?:\/\/[^)\s]+)\)/)
            where match.1.isEmpty {
                let url = String(match.2)
                let opening = url.count { $0 == "(" }
                guard opening == url.count(where: { $0 == ")" }) else { continue }
                #expect(inEntries.contains(plain(url)) || reported.contains(index + 1), "\(url)")
            }
        }
        #expect(list.report.links - list.report.placed <= 4)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence), arguments: names)
    func `entries of a real list have titles that can be read`(name: String) throws {
        let list = MarkdownList.read(try SharedData.list(name), document: name)
        #expect(list.papers.count > 70)
        for paper in list.papers {
            let title = try #require(paper.title, "\(paper.id)")
            #expect(!title.hasSuffix(".") || title.hasSuffix("...") || title.hasSuffix("al."))
            #expect(!title.contains("**") && !title.contains("]("), "\(title)")
            #expect(!title.lowercased().hasPrefix("http"), "\(title)")
            #expect(title.count > 1 && title.count < 300, "\(title)")
            #expect(paper.sources.first?.line != nil)
        }
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `bold titles with labelled parts are read whole`() throws {
        let list = MarkdownList.read(try SharedData.list("amusi_CVPR2023"), document: "a")
        #expect(list.report.entries[.paper, default: 0] >= 205)
        let run = try #require(list.papers.first { $0.id == "arXiv:2303.03667" })
        #expect(run.title == "Run, Don't Walk: Chasing Higher FLOPS for Faster Neural Networks")
        #expect(run.topics == [["Backbone"]] && run.venue == "CVPR 2023")
        #expect(run.urls(.code) == ["https://github.com/JierunChen/FasterNet"])
        // `Paper: None` is a paper all the same.
        #expect(
            list.papers.contains { $0.title == "Hard Patches Mining for Masked Image Modeling" })
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `numbered items give title, venue, year and authors`() throws {
        let list = MarkdownList.read(try SharedData.list("thunlp_GNNPapers"), document: "t")
        let nets = try #require(list.papers.first { $0.id == "openreview:ryGs6iA5Km" })
        #expect(nets.title == "How Powerful are Graph Neural Networks?")
        #expect((nets.venue, nets.year) == ("ICLR 2019", 2019))
        #expect(nets.authors.contains("Jure Leskovec") && nets.authors.count == 4)
        #expect(nets.topics == [["Models", "Analysis"]])
        #expect(list.papers.filter { !$0.authors.isEmpty }.count > 440)
        #expect(list.report.unplaced.count <= 2)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `citations give title, year and authors`() throws {
        let list = MarkdownList.read(
            try SharedData.list("terryum_awesome-dl-papers"), document: "t")
        let net = try #require(list.papers.first { $0.id == "arXiv:1512.03385" })
        #expect(net.title == "Deep residual learning for image recognition")
        #expect(net.authors == ["K. He"])
        #expect(list.papers.contains { $0.title?.hasPrefix("Theano: A Python framework") == true })
        #expect(!list.papers.contains { $0.links.contains { $0.url.contains("scholar.google") } })
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `tables give titles, videos and years`() throws {
        let list = MarkdownList.read(try SharedData.list("mli_paper-reading"), document: "m")
        let moco = try #require(list.papers.first { $0.id == "arXiv:1911.05722" })
        #expect(moco.title == "MoCo" && !moco.urls(.video).isEmpty)
        #expect(list.report.entries[.talk, default: 0] > 10)
        #expect(!list.papers.contains { $0.links.contains { $0.url.contains("shields.io") } })
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `brackets before a title are a name, the year behind it a year`() throws {
        let list = MarkdownList.read(try SharedData.list("wzhe06_Reco-papers"), document: "w")
        let cross = try #require(
            list.papers.first { $0.title == "Deep & Cross Network for Ad Click Predictions" })
        #expect(cross.names == ["DCN"] && cross.year == 2017 && cross.kind == .paper)
        #expect(list.papers.filter { $0.tags.contains("Word2Vec") }.count == 3)
    }

    @Test(.enabled(if: SharedData.isPresent, SharedData.absence))
    func `nested bullets describe the paper they stand under`() throws {
        let list = MarkdownList.read(
            try SharedData.list("km1994_nlp_paper_study"), document: "k")
        let long = try #require(list.papers.first { $0.id == "arXiv:2004.05150" })
        #expect(long.title == "Longformer: The Long-Document Transformer")
        #expect(long.venue == "NAACL 2021" && long.anySummary.count > 200)
        #expect(long.urls(.code).contains("https://github.com/allenai/longformer"))
    }
}
