import Foundation
package import KindredCatalogue

// What a record alone says about when to read it, and for how long.

extension Paper {
    /// Whether it is an overview, by its record, or by its title in either language.
    ///
    /// A record that names another contribution than a survey is believed.
    package var overviewCue: ReadingPath.Cue? {
        if contribution == .survey { return .survey }
        let words = titles.texts.map(\.text) + [title ?? ""]
        let titles = words.map {
            " "
                + $0.lowercased().split { !$0.isLetter && !$0.isNumber }
                .joined(separator: " ") + " "
        }
        if contribution == nil, titles.contains(where: Self.saysSurvey) { return .survey }
        if kind == .course || titles.contains(where: Self.saysTutorial) { return .tutorial }
        return nil
    }

    private static func saysSurvey(_ title: String) -> Bool {
        guard !notSurveys.contains(where: title.contains) else { return false }
        return surveyWords.contains(where: title.contains)
    }

    private static func saysTutorial(_ title: String) -> Bool {
        tutorialWords.contains(where: title.contains)
    }

    // Spaces stand for borders of words; Chinese has none.
    private static let surveyWords = [
        " survey ", " surveys ", " a review ", " review of ", " reviews of ", " literature review ",
        " systematic review ", " comprehensive review ", " an overview ", " overview of ",
        " state of the art review ", "综述", "概述", "概览", "回顾", "盘点",
    ]
    private static let notSurveys = [
        " survey propagation ", " survey data ", " survey response", " sky survey ",
        " surveys data ",
    ]
    private static let tutorialWords = [
        " tutorial ", " introduction to ", " an introduction ", " primer ", " lecture notes ",
        " lectures on ", " handbook ", " a gentle ", " getting started ", " for beginners ",
        " crash course ", " a guide to ", " practical guide ", "教程", "入门", "导论", "讲义", "从零",
        "指南", "一文读懂", "一文看懂", "浅谈", "科普",
    ]

    /// The estimated time to read it with care, in minutes, a multiple of five.
    ///
    /// Nobody says how many pages an entry has, so this is a rule of thumb by what it is: a paper
    /// an hour, a survey two, a proof an hour and a half, a page on the web 20 minutes; a quarter
    /// more where the record says advanced, a quarter less where it says introductory.
    package var readingMinutes: Int {
        let base: Double
        switch kind {
        case .course: return 600
        case .article: base = 20
        case .code, .talk: base = 45
        case .dataset, .tool: base = 20
        case .paper: base = minutesOfPaper
        }
        let factor = level == .advanced ? 1.25 : level == .introductory ? 0.75 : 1
        return Int((base * factor / 5).rounded()) * 5
    }

    private var minutesOfPaper: Double {
        if overviewCue == .survey { return 120 }
        return switch contribution {
        case .theory: 90
        case .dataset, .benchmark, .application: 45
        default: 60
        }
    }

    /// When it appeared, in months; the middle of the year where only the year is known. A year that
    /// no index stores counts as unknown.
    package var dateInMonths: Int? {
        year.flatMap(Int16.init(exactly:)).map { Int($0) * 12 + (month ?? 7) - 1 }
    }
}
