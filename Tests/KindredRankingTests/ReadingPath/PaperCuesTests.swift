import KindredCatalogue
import Testing

@testable import KindredRanking

@Suite struct PaperCuesTests {
    @Test(arguments: [
        "A Survey on Transfer Learning", "Deep Clustering: A Comprehensive Survey",
        "A Review of Relational Learning", "An Overview of Gradient Descent", "图神经网络综述",
        "优化算法概述",
    ])
    func `a title in either language says it is a survey`(title: String) {
        #expect(Self.paper(title).overviewCue == .survey)
    }

    @Test(arguments: [
        "A Tutorial on Spectral Clustering", "An Introduction to Variational Methods",
        "强化学习入门", "机器学习教程",
    ])
    func `a title in either language says it is a tutorial`(title: String) {
        #expect(Self.paper(title).overviewCue == .tutorial)
    }

    @Test(arguments: [
        "Survey Propagation for Satisfiability", "Review-Based Recommendation",
        "Momentum Contrast", "Surveying the Sky", "动量对比",
    ])
    func `other titles say neither`(title: String) {
        #expect(Self.paper(title).overviewCue == nil)
    }

    @Test func `a record that names its contribution is believed before its title`() {
        var paper = Self.paper("A Survey of Bees by Drone")
        paper.contribution = .dataset
        #expect(paper.overviewCue == nil)
        paper = Self.paper("Graphs")
        paper.contribution = .survey
        #expect(paper.overviewCue == .survey)
    }

    @Test func `reading time depends on what an entry is, and on its level`() {
        var paper = Self.paper("Momentum Contrast")
        #expect(paper.readingMinutes == 60)
        paper.level = .advanced
        #expect(paper.readingMinutes == 75)
        paper.level = .introductory
        #expect(paper.readingMinutes == 45)
        paper.contribution = .theory
        #expect(paper.readingMinutes == 70)
        paper.kind = .article
        #expect(paper.readingMinutes == 15)
        #expect(Self.paper("A Survey of Everything").readingMinutes == 120)
        paper.kind = .course
        #expect(paper.readingMinutes == 600)
    }

    @Test(arguments: [Int.max, .min, 40_000]) func `a year that nobody means has no date`(year: Int)
    {
        var paper = Self.paper("Graphs")
        paper.year = year
        #expect(paper.dateInMonths == nil)
    }

    @Test func `a year without a month is its middle`() {
        var paper = Self.paper("Graphs")
        #expect(paper.dateInMonths == nil)
        paper.year = 2020
        #expect(paper.dateInMonths == 2020 * 12 + 6)
        paper.month = 1
        #expect(paper.dateInMonths == 2020 * 12)
    }

    private static func paper(_ title: String) -> Paper {
        var paper = Paper(id: title)
        paper.title = title
        return paper
    }
}
