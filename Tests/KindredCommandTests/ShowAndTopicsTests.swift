import Foundation
import Testing

@testable import KindredCommand

@Suite struct ShowAndTopicsTests {
    @Test func `a paper's page is as recorded`() throws {
        let run = try ProgramRun("show", "Lantern", "paperweekly:7", columns: 80)
        #expect(run.code == 0)
        try expectSnapshot(run.output, "show.txt")
    }

    @Test func `a paper's record is as recorded`() throws {
        let run = try ProgramRun("show", "Lantern", "--json")
        try expectSnapshot(run.output, "show.json")
    }

    @Test func `a record has every field, known or not`() throws {
        let answer = try ProgramRun("show", "paperweekly:7", "--json").json()
        let record = try #require((answer["papers"] as? [[String: Any]])?.first)
        #expect(
            Set(record.keys) == [
                "id", "aliases", "kind", "title", "titles", "names", "summary", "basis",
                "abstract", "keywords", "contribution", "level", "topics", "tags", "year", "month",
                "venue", "authors", "links",
                "recommendations", "sources", "topicNames",
            ])
        #expect(record["title"] is NSNull)
    }

    @Test func `unknown fields of a record are shown as they stand`() throws {
        let scratch = try Scratch()
        let file = try scratch.write(
            #"{"id":"a:1","title":"Bells ring","mood":{"calm":[1,2.50]}}"# + "\n",
            to: "papers.jsonl")
        let run = try ProgramRun("show", "a:1", "--json", "--catalogue", file)
        let record = try #require((try run.json()["papers"] as? [[String: Any]])?.first)
        #expect((record["mood"] as? [String: [Double]]) == ["calm": [1, 2.5]])
    }

    @Test func `an unknown paper ends with 1 and shows nothing`() throws {
        let run = try ProgramRun("show", "Lantern", "arXiv:2001.90003")
        #expect(run.code == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("arXiv:2001.90001"))
    }

    @Test func `the tree of topics is as recorded`() throws {
        let run = try ProgramRun("topics", columns: 80)
        #expect(run.code == 0)
        #expect(run.errors.isEmpty)
        try expectSnapshot(run.output, "topics.txt")
    }

    @Test func `depth cuts the tree`() throws {
        let lines = try ProgramRun("topics", "--depth", "1").lines
        #expect(lines.count == 6)
        #expect(lines.allSatisfy { !$0.contains("─") })
    }

    @Test func `one topic shows what is below it`() throws {
        let lines = try ProgramRun("topics", "推荐系统").lines
        #expect(lines.count == 4)
        #expect(lines[1].hasPrefix("推荐系统"))
        #expect(lines[1].hasSuffix(" 5"))
    }

    @Test func `depth counts from the topic that was named`() throws {
        let none = try ProgramRun("topics", "自监督学习", "--depth", "1").lines
        #expect(none.count == 2)
        let below = try ProgramRun("topics", "推荐系统", "--depth", "1").lines
        #expect(below.count == 4)
        let most = try ProgramRun("topics", "推荐系统", "--depth", String(Int.max)).lines
        #expect(most.count == 4)
    }

    @Test func `JSON of topics tells what is in a topic and below it`() throws {
        let answer = try ProgramRun("topics", "--json").json()
        let topics = try #require(answer["topics"] as? [[String: Any]])
        #expect(topics.count == 5)
        let recommendation = try #require(topics.first { $0["name"] as? String == "推荐系统" })
        #expect(recommendation["path"] as? [String] == ["推荐系统"])
        #expect(recommendation["count"] as? Int == 5)
        #expect(recommendation["own"] as? Int == 1)
        #expect((recommendation["children"] as? [Any])?.count == 2)
    }

    @Test func `topics are found and shown in either language, from a catalogue and an index`()
        throws
    {
        let scratch = try Scratch()
        try scratch.write(
            #"{"id":"a:1","title":"Bells","topics":[["视觉","分割"]]}"#, to: "bells/papers.jsonl")
        try scratch.write(
            #"{"topic":["视觉","分割"],"names":{"en":"image segmentation"}}"#,
            to: "bells/topics.jsonl")
        let index = scratch.path("bells.kindred")
        #expect(try ProgramRun("index", scratch.path("bells"), "-o", index).code == 0)
        for place in [["--catalogue", scratch.path("bells")], ["--index", index]] {
            let english = try ProgramRun(["topics", "Image segmentation"] + place)
            #expect(english.lines.last?.hasPrefix("image segmentation") == true)
            let chinese = try ProgramRun(
                ["topics", "image segmentation", "--language", "zh"] + place)
            #expect(chinese.lines.last?.hasPrefix("分割") == true)
            let json = try ProgramRun(["topics", "分割", "--json"] + place).json()
            let topic = (json["topics"] as? [[String: Any]])?.first
            #expect(topic?["names"] as? [String: String] == ["en": "image segmentation"])
            #expect(topic?["path"] as? [String] == ["视觉", "分割"])
            let related = try ProgramRun(
                ["related", "bells", "--topic", "image segmentation"] + place)
            // Nothing else is there to be related; an unknown topic would end with 1.
            #expect(related.code == 3, "\(related.errors)")
            let unknown = try ProgramRun(["topics", "segmentation"] + place)
            #expect(unknown.code == 1)
            #expect(unknown.errors.contains("分割 (image segmentation)"))
        }
    }

    @Test func `a catalogue without topics says so and ends with 3`() throws {
        let scratch = try Scratch()
        let file = try scratch.write(#"{"id":"a:1","title":"Bells"}"#, to: "papers.jsonl")
        let run = try ProgramRun("topics", "--catalogue", file)
        #expect(run.code == 3)
        #expect(run.errors.hasPrefix("kindred: No entry"))
    }
}
