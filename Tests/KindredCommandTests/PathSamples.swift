import Kindred

@testable import KindredRanking

/// Invented reading paths.
enum PathSamples {
    /// A title that would break out of any language that it is written into without care.
    static let hostile =
        #"<script>alert("x")</script> ](http://a.b) `code` & 'q' --> end | # *b* _i_ $x$ ;\ ]]>"#

    /// Four steps in two languages over three stages, with names, terms and links.
    static var small: ReadingPath {
        var survey = paper(1, "A Survey of Lanterns", year: 2015)
        survey.titles[.chinese] = "灯笼综述"
        survey.contribution = .survey
        survey.summary[.english] = "All lanterns, in one place."
        var method = paper(2, "LAMP: Learning to See by Lamplight", year: 2017)
        method.names = ["LAMP"]
        method.links.append(Link(kind: .code, url: "https://example.org/code"))
        var unknown = paper(3, "无名之作：在没有灯光的街道上学习识别远处的行人与车辆", year: nil)
        unknown.links = []
        let article = paper(4, "Lamplight, Two Years on", year: 2019, kind: .article)
        return path([
            step(1, survey, .orientation, adds: ["lantern", "light"]),
            step(2, method, .foundations, leans: [(1, ["light"], [])]),
            step(3, unknown, .foundations, leans: [(1, ["lantern"], [])]),
            step(4, article, .frontier, leans: [(2, ["light"], ["LAMP"]), (1, [], [])]),
        ])
    }

    /// So many steps, spread over the stages, each leaning on up to three earlier ones.
    static func long(_ count: Int) -> ReadingPath {
        let stages = ReadingPath.Stage.allCases
        return path(
            (1...count).map { number in
                let title = String(
                    repeating: number.isMultiple(of: 3) ? "深度学习" : "Deep nets ",
                    count: number % 7 * 2 + 1)
                let earlier = [number - 1, number / 2, number / 3, 1].filter {
                    $0 > 0 && $0 < number
                }
                let leans = earlier.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
                return step(
                    number, paper(number, title, year: 2000 + number),
                    stages[(number - 1) * stages.count / count],
                    leans: leans.prefix(3).map { ($0, ["nets"], []) })
            })
    }

    /// One step whose every text is hostile, and whose link is a script.
    static var attack: ReadingPath {
        var bad = paper(1, hostile, year: 2020)
        bad.titles[.chinese] = "题目 " + hostile
        bad.summary[.english] = hostile
        bad.links = [
            Link(kind: .paper, url: "javascript:alert(1)"),
            Link(kind: .pdf, url: #"https://a.b/"><script>x</script>) >"#, label: hostile),
        ]
        var path = path([
            step(1, bad, .core, adds: [hostile]),
            step(2, bad, .core, leans: [(1, [hostile], [hostile])]),
        ])
        var goal = path.goal
        goal.topics = [[hostile, hostile]]
        path = ReadingPath(goal: goal, steps: path.steps, budget: path.budget)
        return path
    }

    /// A path of these steps through a topic.
    static func path(_ steps: [ReadingPath.Step]) -> ReadingPath {
        var goal = ReadingPath.Goal()
        goal.topics = [["灯光", "灯笼"]]
        return ReadingPath(
            goal: goal, steps: steps, budget: ReadingBudget(), coverage: 0.75, candidateCount: 12)
    }

    /// What the topics of the samples are called.
    static var names: TopicNames {
        var names = TopicNames()
        names.add(LocalizedText("lighting", language: .english), to: ["灯光"])
        names.add(LocalizedText("lanterns", language: .english), to: ["灯光", "灯笼"])
        return names
    }

    private static func paper(
        _ number: Int, _ title: String, year: Int?, kind: Paper.Kind = .paper
    ) -> Paper {
        var paper = Paper(id: "sample:\(number)")
        paper.title = title
        paper.titles = LocalizedText(title)
        paper.kind = kind
        paper.year = year
        paper.links = [Link(kind: .paper, url: "https://example.org/\(number)?a=1&b=2")]
        return paper
    }

    private static func step(
        _ number: Int, _ paper: Paper, _ stage: ReadingPath.Stage, adds: [String] = [],
        leans: [(step: Int, terms: [String], names: [String])] = []
    ) -> ReadingPath.Step {
        ReadingPath.Step(
            number: number, paper: paper, stage: stage, minutes: 45 * number,
            adds: adds.map { LocalizedText($0) }, gain: 0.2,
            leansOn: leans.map {
                ReadingPath.Lean(
                    step: $0.step, terms: $0.terms.map { LocalizedText($0) }, names: $0.names)
            },
            sharesWithStart: [], cues: [], relevance: 1)
    }
}
