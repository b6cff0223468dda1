import Foundation
import Kindred
import Testing

@testable import KindredCommand

/// The reader's language: where it comes from and what it changes.
@Suite struct LanguageTests {
    @Test(
        arguments: [
            ([:], ReaderLanguage.en), (["LANG": "zh_CN.UTF-8"], .zh), (["LANG": "zh"], .zh),
            (["LANG": "ZH-Hant"], .zh), (["LANG": "C"], .en), (["LANG": "de_DE.UTF-8"], .en),
            (["LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"], .zh),
            (["LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"], .en),
            (["LANG": "zh_CN", "LC_MESSAGES": "zh_CN", "LC_ALL": "C.UTF-8"], .en),
            (["LANG": "C", "LC_ALL": "zh_CN.UTF-8"], .zh), (["LANG": "zh_CN", "LC_ALL": ""], .zh),
            (["LANGUAGE": "zh_CN:zh", "LANG": "en_US.UTF-8"], .en), (["LC_CTYPE": "zh_CN"], .en),
        ] as [([String: String], ReaderLanguage)])
    func `the locale names the language`(variables: [String: String], language: ReaderLanguage) {
        #expect(ReaderLanguage { variables[$0] } == language)
    }

    @Test func `the option goes before the locale`() throws {
        let asked = try ProgramRun("related", "Lantern", "--language", "zh")
        let locale = try ProgramRun(["related", "Lantern"], environment: ["LC_ALL": "zh_CN.UTF-8"])
        #expect(asked.output == locale.output)
        #expect(asked.output.contains("Related to 灯笼：街景照片的对比学习"))
        let english = try ProgramRun(
            ["related", "Lantern", "--language", "en"], environment: ["LC_ALL": "zh_CN.UTF-8"])
        #expect(english.output == (try ProgramRun("related", "Lantern")).output)
    }

    @Test(arguments: [["related", "Lantern"], ["show", "Lantern"], ["topics"]])
    func `another language is wrong usage`(command: [String]) throws {
        let run = try ProgramRun(command + ["--language", "fr"])
        #expect(run.code == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("'zh' and 'en'"))
    }

    @Test(arguments: [
        ["related", "Lantern", "--json"], ["show", "Lantern", "paperweekly:7", "--json"],
        ["topics", "--json"],
    ])
    func `JSON depends on no language`(command: [String]) throws {
        let chinese = try ProgramRun(command + ["--language", "zh"])
        #expect(chinese.code == 0)
        #expect(chinese.output == (try ProgramRun(command + ["--language", "en"])).output)
    }

    @Test func `topics are called as the reader calls them, and in JSON in every language`() throws
    {
        let scratch = try Scratch()
        let records = (0..<3).map {
            #"{"id":"a:\#($0)","title":"Lantern light \#($0)","topics":[["灯","纸灯"]]}"#
        }
        let names = #"{"topic":["灯","纸灯"],"names":{"en":"paper lanterns"}}"#
        let file = try scratch.write(
            (records + [names]).joined(separator: "\n") + "\n", to: "papers.jsonl")
        func run(_ arguments: String...) throws -> ProgramRun {
            try ProgramRun(arguments + ["--catalogue", file], environment: ["COLUMNS": "60"])
        }
        for command in ["related", "show"] {
            #expect(try run(command, "a:0").output.contains("paper lanterns"))
            #expect(try run(command, "a:0", "--language", "zh").output.contains("纸灯"))
            let json = try run(command, "a:0", "--json").json()
            let list = try #require((json["answers"] ?? json["papers"]) as? [[String: Any]])
            #expect(list.first?["topics"] as? [[String]] == [["灯", "纸灯"]])
            let topicNames = list.first?["topicNames"] as? [[String: [String]]]
            #expect(topicNames == [["en": ["灯", "paper lanterns"]]])
        }
        let goal = try run("path", "纸灯", "--format", "json").json()["goal"] as? [String: Any]
        #expect(
            goal?["topicNames"] as? [[String: [String]]] == [["en": ["灯", "paper lanterns"]]])
    }

    @Test func `related papers in Chinese are as recorded`() throws {
        let run = try ProgramRun("related", "Lantern", "--language", "zh", columns: 80)
        try expectSnapshot(run.output, "related-zh.txt")
        let why = try ProgramRun("related", "Lantern", "--language", "zh", "--why", columns: 100)
        let lines = why.lines.map { $0.trimmingCharacters(in: .whitespaces) }
        let place = try #require(
            lines.firstIndex { $0.hasSuffix("图上的神经网络：从论文到代码 [course]") })
        #expect(lines[place + 1] == "Neural Networks on Graphs, from Paper to Code")
    }

    @Test func `topics say in Chinese what they count`() throws {
        let lines = try ProgramRun("topics", "--language", "zh", columns: 80).lines
        let english = try ProgramRun("topics", columns: 80).lines
        #expect(lines[0].wholeMatch(of: #/主题 +条目数/#) != nil)
        let words = { (line: String) in line.split(separator: " ") }
        #expect(lines.dropFirst().map(words) == english.dropFirst().map(words))
        #expect(lines[0].displayWidth == lines[1].displayWidth)
    }

    @Test func `every word of a page has its Chinese`() {
        let words = PageWords(language: .chinese)
        let own =
            Paper.Kind.allCases.map(\.rawValue) + Link.Kind.allCases.map(\.rawValue)
            + Paper.Contribution.allCases.map(\.rawValue) + Paper.Level.allCases.map(\.rawValue)
        for word in own { #expect(words(word) != word, "\(word)") }
        #expect(words("no such label") == "no such label")
    }
}
