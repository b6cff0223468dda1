import Foundation
import Testing

@testable import KindredCommand

@Suite struct RelatedCommandTests {
    @Test(arguments: [40, 80, 100, 180])
    func `the table is as recorded at any width`(columns: Int) throws {
        let run = try ProgramRun("related", "Lantern", columns: columns)
        #expect(run.code == 0)
        #expect(run.errors.isEmpty)
        try expectSnapshot(run.output, "related-\(columns).txt")
    }

    @Test(arguments: [30, 50, 60, 80, 100, 150, 200])
    func `every line fits the terminal`(columns: Int) throws {
        let run = try ProgramRun("related", "Lantern", "--why", columns: columns)
        for line in run.lines where !line.contains("://") {
            #expect(line.displayWidth <= columns, "\(line)")
        }
    }

    @Test(arguments: [40, 100])
    func `titles and links are never cut`(columns: Int) throws {
        let text = try ProgramRun("related", "Lantern", "--why", columns: columns).output
        let letters = text.filter { !$0.isWhitespace }
        #expect(letters.contains("不需要负样本的、在用户与物品的二部图上训练的方法"))
        #expect(text.contains("https://arxiv.org/pdf/2103.90005.pdf"))
    }

    @Test func `reasons in both languages are as recorded`() throws {
        let run = try ProgramRun("related", "Lantern", "-n", "3", "--why")
        #expect(run.code == 0)
        try expectSnapshot(run.output, "related-why.txt")
    }

    @Test(arguments: ["Lantern", "图神经网络 recommendation of items 推荐", "Ferry"])
    func `the reasons printed sum to the score printed`(what: String) throws {
        let text = try ProgramRun("related", what, "--why", columns: 60).output
        var score = 0
        var sum = 0
        var count = 0
        for line in text.split(separator: "\n").map(String.init) {
            if let head = line.firstMatch(of: #/^ *\d+  +(-?\d+)\.(\d{4})  /#) {
                #expect(sum == score, "\(text)")
                (score, sum) = (Int(head.1 + head.2) ?? -1, 0)
                count += 1
            }
            for share in line.matches(of: #/([=+-]) (-?)(\d+)\.(\d{4}) /#) {
                let units = Int(share.3 + share.4) ?? 0
                sum += share.1 == "-" || share.2 == "-" ? -units : units
            }
        }
        #expect(sum == score)
        #expect(count > 1)
    }

    @Test func `JSON is as recorded`() throws {
        let run = try ProgramRun("related", "Lantern", "Ferry", "-n", "2", "--json")
        #expect(run.code == 0)
        try expectSnapshot(run.output, "related.json")
    }

    @Test func `JSON has the documented shape and sums that hold`() throws {
        let answer = try ProgramRun("related", "图神经网络推荐综述", "--json").json()
        #expect(Set(answer.keys) == ["query", "signal", "confidence", "answers"])
        // Twelve entries are too few to say what is usual among them.
        #expect(answer["confidence"] is NSNull)
        let query = try #require(answer["query"] as? [String: Any])
        #expect(query["ids"] as? [String] == ["arXiv:1905.90003"])
        #expect(query["text"] is NSNull)
        let answers = try #require(answer["answers"] as? [[String: Any]])
        #expect(answers.count > 2)
        for (place, match) in answers.enumerated() {
            #expect(
                Set(match.keys) == [
                    "rank", "id", "title", "titles", "kind", "year", "topics", "topicNames",
                    "score",
                    "confidence", "reasons",
                    "nearest", "links", "keywords", "level", "contribution",
                ])
            #expect(match["rank"] as? Int == place + 1)
            let titles = try #require(match["titles"] as? [String: Any])
            #expect(Set(titles.keys) == ["en", "zh"])
            let score = try #require(match["score"] as? Double)
            let reasons = try #require(match["reasons"] as? [[String: Any]])
            let weights = reasons.compactMap { $0["weight"] as? Double }
            #expect(weights.count == reasons.count)
            // Decimals as printed, added up as whole millionths.
            let units = weights.reduce(0) { $0 + Int(($1 * 1e6).rounded()) }
            #expect(units == Int((score * 1e6).rounded()))
            for link in try #require(match["links"] as? [[String: String]]) {
                #expect(Set(link.keys) == ["kind", "url"])
            }
        }
    }

    @Test func `JSON of an unknown title says null`() throws {
        let answer = try ProgramRun("related", "词向量 在图上传播", "-n", "1", "--json").json()
        let match = try #require((answer["answers"] as? [[String: Any]])?.first)
        #expect(match["id"] as? String == "paperweekly:7")
        #expect(match["title"] is NSNull)
        #expect(match["year"] is NSNull)
    }

    @Test func `an unknown title has a readable stand-in`() throws {
        let run = try ProgramRun("related", "词向量 在图上传播", "-n", "1")
        #expect(run.output.contains("(title unknown) #Word Embeddings · github.com/invented/glow"))
    }

    @Test func `text comes from standard input`() throws {
        let typed = try ProgramRun("related", "推荐 的 图 contrastive", "--json").json()
        let piped = try ProgramRun(
            ["related", "-", "--json"], input: Array("推荐 的 图 contrastive\n".utf8)
        ).json()
        let ids = { (answer: [String: Any]) in
            (answer["answers"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
        }
        #expect(ids(piped) == ids(typed))
        #expect(ids(piped)?.isEmpty == false)
    }

    @Test func `likes, unlikes and filters reach the answer`() throws {
        let liked = try ProgramRun("related", "--like", "Lantern", "--json").json()
        let named = try ProgramRun("related", "Lantern", "--json").json()
        #expect(liked as NSDictionary == named as NSDictionary)
        let filtered = try ProgramRun(
            "related", "Lantern", "--unlike", "Ferry", "--kind", "paper", "--kind", "article",
            "--since", "2020", "--until", "2021", "--json"
        ).json()
        let answers = try #require(filtered["answers"] as? [[String: Any]])
        #expect(!answers.isEmpty)
        for match in answers {
            #expect([2020, 2021].contains(match["year"] as? Int))
            #expect(match["id"] as? String != "doi:10.5555/invented.4")
        }
        let query = filtered["query"] as? [String: Any]
        #expect(query?["unlike"] as? [String] == ["doi:10.5555/invented.4"])
    }

    @Test func `of several likes, the one that an answer is nearest to is named`() throws {
        let likes = ["related", "Lantern", "--like", "Ferry"]
        let whole = try ProgramRun(likes + ["--json"]).json()
        let answers = try #require(whole["answers"] as? [[String: Any]])
        let nearest = answers.compactMap { ($0["nearest"] as? [String: Any])?["id"] as? String }
        #expect(nearest.count == answers.count && !answers.isEmpty)
        let liked = try #require((whole["query"] as? [String: Any])?["ids"] as? [String])
        #expect(Set(nearest).isSubset(of: liked))
        #expect(try ProgramRun(likes + ["--why"]).output.contains("nearest to "))
        let one = try ProgramRun("related", "Lantern", "--json").json()["answers"]
        #expect((one as? [[String: Any]])?.allSatisfy { $0["nearest"] is NSNull } == true)
        #expect(try !ProgramRun("related", "Lantern", "--why").output.contains("nearest to "))
    }

    @Test func `a topic leaves only what stands under it`() throws {
        let answer = try ProgramRun("related", "Lantern", "--topic", "推荐系统", "--json").json()
        let answers = try #require(answer["answers"] as? [[String: Any]])
        #expect(!answers.isEmpty)
        for match in answers {
            let topics = try #require(match["topics"] as? [[String]])
            #expect(topics.contains { $0.contains("推荐系统") })
        }
    }

    @Test(arguments: [1, 2, 8])
    func `the number of threads changes nothing`(threads: Int) throws {
        let one = try ProgramRun("related", "Lantern", "--json", "--threads", "1")
        let many = try ProgramRun("related", "Lantern", "--json", "--threads", String(threads))
        #expect(one.output == many.output)
    }

    @Test(arguments: ["tfidf", "bm25", "lsa"])
    func `each signal answers from a catalogue`(signal: String) throws {
        let answer = try ProgramRun("related", "Lantern", "--signal", signal, "--json").json()
        #expect(answer["signal"] as? String == signal)
    }
}
