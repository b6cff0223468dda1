// Measures paths against other ways of choosing and ordering; Benchmarks/paths calls it.
//
//   MeasurePaths questions <index> <file> <papers>   lines of: words, a tab, ids that belong
//   MeasurePaths topics <index> <least> <papers>      every topic with so many papers
//   MeasurePaths roadmaps <index> <file>             lines of: name, a tab, ids in order
//
// Prints one JSON object: for each way the mean of each measure.
import Foundation
import Kindred
import KindredEvaluation

struct Question {
    var words: String
    var relevant: Set<String>?
}

func lines(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}

func ids(_ field: String) -> [String] { field.split(separator: " ").map(String.init) }

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

func show(_ means: [(name: String, measures: [String: Double], count: Int)]) throws {
    let object = Dictionary(
        uniqueKeysWithValues: means.map { way in
            (way.name, way.measures.merging(["count": Double(way.count)]) { first, _ in first })
        })
    let data = try JSONSerialization.data(
        withJSONObject: object, options: [.sortedKeys, .prettyPrinted])
    print(String(decoding: data, as: UTF8.self))
}

func measure(_ questions: [Question], _ papers: Recommender, count: Int) throws {
    var measured: [PathWay: [PathMeasures]] = [:]
    for question in questions {
        let query = PathQuery(through: question.words)
        guard let ground = try papers.pathGround(query), ground.entries.count > count else {
            continue
        }
        for way in PathWay.allCases {
            let order = way.places(in: ground, count: count)
            measured[way, default: []].append(
                PathMeasures(order, in: ground, relevant: question.relevant))
        }
    }
    try show(
        PathWay.allCases.map { way in
            let all = measured[way, default: []].map(\.values)
            var means: [String: Double] = [:]
            for (place, name) in PathMeasures.names.enumerated() {
                let known = all.compactMap { $0[place] }
                if !known.isEmpty { means[name] = mean(known) }
            }
            return (way.rawValue, means, all.count)
        })
}

func measureRoadmaps(_ roadmaps: [[String]], _ papers: Recommender) throws {
    var taus: [PathWay: [Double]] = [:]
    for ids in roadmaps {
        let ground = try papers.pathGround(of: ids)
        let places = Dictionary(
            uniqueKeysWithValues: ground.entries.enumerated().map { ($1.paper.id, $0) })
        let human = ids.compactMap { places[$0] }
        for way in PathWay.allCases {
            let order = way.places(in: ground, count: human.count)
            if let tau = PathMeasures.tau(order, with: human) { taus[way, default: []].append(tau) }
        }
    }
    try show(
        PathWay.allCases.map {
            ($0.rawValue, ["roadmap tau": mean(taus[$0] ?? [])], taus[$0]?.count ?? 0)
        })
}

let arguments = CommandLine.arguments
let papers = try Recommender(opening: arguments[2])
switch arguments[1] {
case "questions":
    let questions = try lines(arguments[3]).map {
        Question(words: $0[0], relevant: $0.count > 1 ? Set(ids($0[1])) : nil)
    }
    try measure(questions, papers, count: Int(arguments[4]) ?? 8)
case "topics":
    let least = Int(arguments[3]) ?? 10
    let topics = papers.topics().all.filter { $0.count >= least }
    let questions = topics.map { Question(words: $0.path.joined(separator: "/")) }
    try measure(questions, papers, count: Int(arguments[4]) ?? 8)
default:
    try measureRoadmaps(try lines(arguments[3]).map { ids($0[1]) }, papers)
}
