import Kindred
import Testing

@Suite struct PathTests {
    private let papers: Recommender

    init() throws { papers = try Recommender(fitting: PathSamples.catalogue) }

    @Test func `a topic gives its entries in order, an overview first`() throws {
        let path = try papers.path(through: "Graphs")
        #expect(path.goal.topics == [["Graphs"]])
        #expect(path.goal.text == nil)
        #expect(path.nothing == nil)
        #expect(path.candidateCount == 6)
        #expect(path.steps.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(path.steps.first?.paper.id == "survey")
        #expect(path.steps.first?.stage == .orientation)
        #expect(path.steps.map(\.stage) == path.steps.map(\.stage).sorted())
        #expect(path.steps.allSatisfy { $0.paper.kind == .paper })
    }

    @Test func `what the steps add sums to what the path covers`() throws {
        for budget in [ReadingBudget.papers(3), .papers(6), .hours(2)] {
            var query = PathQuery(through: "Graphs", within: budget)
            query.known = ["gcn"]
            let path = try papers.path(query)
            let sum = path.steps.reduce(path.knownCoverage) { $0 + $1.gain }
            #expect(abs(sum - path.coverage) < 1e-9)
            #expect(path.knownCoverage > 0 && path.coverage <= 1 + 1e-9)
            #expect(path.knownCount == 1)
            #expect(!path.steps.contains { $0.paper.id == "gcn" })
        }
        #expect(abs(try papers.path(through: "Graphs").coverage - 1) < 1e-6)
    }

    @Test func `a term that a step adds stands in it, and in no step before`() throws {
        let steps = try papers.path(through: "Graphs").steps
        #expect(steps.contains { !$0.adds.isEmpty })
        for (place, step) in steps.enumerated() {
            for term in step.adds.compactMap({ $0[.english] }) {
                #expect(PathSamples.says(step.paper, term))
                for earlier in steps[..<place] {
                    #expect(!earlier.paper.keywords.contains { $0[.english] == term }, "\(term)")
                }
            }
        }
    }

    @Test func `a lean names an earlier step and terms that both have`() throws {
        let steps = try papers.path(through: "Graphs").steps
        #expect(steps.contains { !$0.leansOn.isEmpty })
        for step in steps {
            for lean in step.leansOn {
                #expect(lean.step >= 1 && lean.step < step.number)
                let earlier = steps[lean.step - 1].paper
                #expect(!lean.terms.isEmpty || !lean.names.isEmpty)
                for term in lean.terms.compactMap({ $0[.english] }) {
                    #expect(PathSamples.says(earlier, term), "\(term)")
                    #expect(PathSamples.says(step.paper, term), "\(term)")
                }
                for name in lean.names {
                    #expect(earlier.names.contains(name) || earlier.title?.contains(name) == true)
                    #expect(PathSamples.says(step.paper, name), "\(name)")
                }
            }
        }
    }

    @Test func `a step that uses a name leans on the step that introduced it`() throws {
        let steps = try papers.path(through: "Graphs").steps
        let gat = try #require(steps.firstIndex { $0.paper.id == "gat" })
        let fastgat = try #require(steps.firstIndex { $0.paper.id == "fastgat" })
        #expect(gat < fastgat)
        #expect(steps[fastgat].leansOn.contains { $0.step == gat + 1 && $0.names == ["GAT"] })
        #expect(steps[fastgat].because.contains("Leans on step \(gat + 1) (GAT"))
    }

    @Test func `sentences are made in both languages from the same facts`() throws {
        let step = try #require(try papers.path(through: "Graphs").steps.first)
        #expect(step.because.hasPrefix("Orientation: a survey; adds "))
        #expect(step.because.hasSuffix("About 120 minutes."))
        let chinese = step.because(in: .chinese)
        #expect(chinese.hasPrefix("概览：综述；新增"))
        #expect(chinese.hasSuffix("约 120 分钟。"))
    }

    @Test func `minutes and papers both bound a path`() throws {
        let short = try papers.path(through: "Graphs", within: .hours(2.5))
        #expect(short.minutes <= 150 && !short.steps.isEmpty)
        let both = ReadingBudget(papers: 1, minutes: 600)
        #expect(try papers.path(through: "Graphs", within: both).steps.count == 1)
        #expect(ReadingBudget().papers == 8)
        #expect(ReadingBudget.hours(6) == .minutes(360))
        #expect(ReadingBudget.hours(-.infinity).minutes == 0)
    }

    @Test func `a paper asked for is the last step, and nothing newer comes before`() throws {
        let path = try papers.path(to: "FastGAT", within: .papers(3))
        #expect(path.goal.target?.id == "fastgat")
        #expect(path.steps.last?.paper.id == "fastgat")
        #expect(path.steps.last?.cues.contains(.goal) == true)
        #expect((2...3).contains(path.steps.count))
        #expect(path.steps.allSatisfy { ($0.paper.year ?? 0) <= 2020 })
    }

    @Test func `from one paper to another, the first is known and never a step`() throws {
        let path = try papers.path(to: "FastGAT", from: "gcn", within: .papers(4))
        #expect(path.goal.start?.id == "gcn")
        #expect(path.steps.last?.paper.id == "fastgat")
        #expect(!path.steps.contains { $0.paper.id == "gcn" })
        #expect(path.steps.contains { !$0.sharesWithStart.isEmpty })
    }

    @Test func `words that name no topic are text`() throws {
        let path = try papers.path(through: "attention on graphs", within: .papers(2))
        #expect(path.goal.text == "attention on graphs")
        #expect(path.steps.contains { $0.paper.id == "gat" || $0.paper.id == "fastgat" })
    }

    @Test func `kinds and level let entries in and keep them out`() throws {
        var query = PathQuery(through: "Graphs", within: .papers(20))
        query.kinds.insert(.article)
        #expect(try papers.path(query).steps.contains { $0.paper.id == "notes" })
        query.level = .introductory
        #expect(try !papers.path(query).steps.contains { $0.paper.level == .advanced })
        query.level = .advanced
        #expect(try !papers.path(query).steps.contains { $0.paper.level == .introductory })
    }

    @Test func `where there is no path, it says why`() throws {
        let gone = try papers.path(through: "Graph")
        #expect(gone.nothing == nil)
        guard
            case .noEntry("Zzyzx Grapes", let nearest) = try papers.path(through: "Zzyzx Grapes")
                .nothing
        else {
            Issue.record("no entry should be found")
            return
        }
        #expect(nearest.first == ["Graphs"])
        #expect(try papers.path(through: "Notes").nothing == .filteredOut(count: 1))
        #expect(
            try papers.path(through: "Graphs", within: .minutes(30)).nothing
                == .noTime(shortest: 45, minutes: 30))
        var query = PathQuery(through: "Graphs")
        query.known = ["survey", "gcn", "gat", "fastgat", "sage", "theory"]
        #expect(try papers.path(query).nothing == .allKnown(count: 6))
        var target = PathQuery(to: "gcn")
        target.known = ["gcn"]
        #expect(try papers.path(target).nothing == .allKnown(count: 1))
        #expect(try papers.path(to: "gcn", from: "gcn").nothing == .allKnown(count: 1))
        #expect(throws: RankingError.self) { try papers.path(to: "nobody knows it") }
        #expect(throws: RankingError.self) { try papers.path(to: "gcn", from: "nobody") }
    }

    @Test func `no path leads to or from a paper that says nothing`() throws {
        var paper = Paper(id: "mute")
        paper.year = 2020
        var spoken = Paper(id: "spoken")
        spoken.title = "Graph networks"
        let papers = try Recommender(fitting: Catalogue([paper, spoken]))
        #expect(try papers.path(to: "mute").nothing == .wordless(id: "mute"))
        #expect(try papers.path(to: "spoken", from: "mute").nothing == .wordless(id: "mute"))
        #expect(try papers.path(to: "spoken").steps.count == 1)
    }

    @Test func `a topic of one paper is a path of one step`() throws {
        let path = try papers.path(through: "Alone")
        #expect(path.steps.count == 1)
        #expect(abs(path.coverage - 1) < 1e-6)
        #expect(path.steps.first?.leansOn == [])
    }

    @Test func `the same question gets the same path, whatever the threads`() throws {
        let one = try Recommender(fitting: PathSamples.catalogue, threads: 1)
        let three = try Recommender(fitting: PathSamples.catalogue, threads: 3)
        for words in ["Graphs", "attention on graphs", "图上的注意力"] {
            let paths = try [papers, one, three].map { try $0.path(through: words) }
            let told = paths.map { $0.steps.map { "\($0.paper.id) \($0.because) \($0.gain)" } }
            #expect(told[0] == told[1] && told[1] == told[2])
        }
    }

    @Test func `an empty catalogue has no path`() throws {
        let nobody = try Recommender(fitting: Catalogue([]))
        #expect(
            try nobody.path(through: "graphs").nothing == .noEntry(asked: "graphs", nearest: []))
    }
}

/// Papers on graphs, with keywords, and two entries elsewhere.
private enum PathSamples {
    static let catalogue = Catalogue([
        paper("gcn", "GCN: Convolution on Graphs", 2016, "graph convolution", "图卷积") {
            $0.names = ["GCN"]
            $0.summary[.english] = "Graph convolution passes messages between neighbours."
        },
        paper("theory", "How Far Graphs Can Be Told Apart", 2019, "isomorphism", "图同构") {
            $0.level = .advanced
            $0.summary[.english] = "Message passing is as strong as a test of isomorphism."
        },
        paper("gat", "GAT: Attention on Graphs", 2018, "graph attention", "图注意力") {
            $0.summary[.english] =
                "Graph attention weighs neighbours where graph convolution takes their mean."
        },
        paper("fastgat", "Faster Attention by Sampling", 2020, "sampling", "采样") {
            $0.names = ["FastGAT"]
            $0.summary[.english] = "GAT made fast: graph attention over sampled neighbours."
        },
        paper("sage", "Learning on Large Graphs", 2017, "inductive learning", "归纳学习") {
            $0.level = .introductory
            $0.summary[.english] = "Inductive learning by sampling neighbours of graphs."
        },
        paper("survey", "A Survey of Graphs in Learning", 2021, "overview of graphs", "图综述") {
            $0.summary[.english] = "Graph convolution, graph attention and sampling compared."
        },
        paper("notes", "Notes on Graphs", 2022, "graph convolution", "图卷积") {
            $0.kind = .article
            $0.topics = [["Graphs"], ["Notes"]]
            $0.summary[.english] = "Notes on graph convolution."
        },
        paper("alone", "Pendulums", 2016, "pendulum", "摆") {
            $0.topics = [["Alone"]]
            $0.summary[.english] = "Oscillations beneath quiet harbours."
        },
    ])

    static func paper(
        _ id: String, _ title: String, _ year: Int, _ english: String, _ chinese: String,
        _ describe: (inout Paper) -> Void
    ) -> Paper {
        var paper = Paper(id: id)
        paper.title = title
        paper.year = year
        paper.topics = [["Graphs"]]
        var keyword = LocalizedText(english, language: .english)
        keyword[.chinese] = chinese
        paper.keywords = [keyword]
        describe(&paper)
        return paper
    }

    /// Whether all words of a term stand in a paper's record, plurals aside.
    static func says(_ paper: Paper, _ term: String) -> Bool {
        let texts =
            [paper.title ?? ""] + paper.names + paper.summary.texts.map(\.text)
            + paper.keywords.flatMap { $0.texts.map(\.text) }
        let all = texts.joined(separator: " ").lowercased()
        return term.lowercased().split(separator: " ").allSatisfy { all.contains($0) }
    }
}
