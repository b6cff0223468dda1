import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct TopicNamesTests {
    private static let lines = """
        {"topic":["视觉","分割"],"names":{"en":"image segmentation"}}
        {"id":"a","title":"Nets","topics":[["视觉","分割"]]}
        {"topic":["视觉"],"names":{"en":"computer vision"}}
        """

    private func read(_ text: String, _ body: (Catalogue) throws -> Void) throws {
        try Samples.withFolder { folder in
            let path = folder + "/a.jsonl"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try body(try Catalogue(contentsOf: path))
        }
    }

    @Test func `a line about a topic is no entry and no problem`() throws {
        try read(Self.lines) { catalogue in
            #expect(catalogue.papers.map(\.id) == ["a"])
            #expect(catalogue.problems.isEmpty)
            #expect(catalogue.topicNames.paths == [["视觉", "分割"], ["视觉"]])
            #expect(catalogue.topicNames[["视觉"]][.english] == "computer vision")
            #expect(catalogue.topicNames[["分割"]].isEmpty)
        }
    }

    @Test func `a file beside the entries names their topics`() throws {
        try Samples.withFolder { folder in
            for (name, line) in zip(["papers", "topics"], ["{\"id\":\"a\"}", Self.lines]) {
                try Data(line.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).jsonl"))
            }
            let catalogue = try Catalogue(contentsOf: folder)
            #expect(catalogue.papers.count == 1)
            #expect(catalogue.topicNames.paths.count == 2)
        }
    }

    @Test(arguments: [
        #"{"topic":[],"names":{"en":"x"}}"#, #"{"topic":["a"]}"#, #"{"topic":["a"],"names":{}}"#,
        #"{"topic":["a"],"names":"x"}"#, #"{"topic":["a"],"names":{"en":1}}"#,
        #"{"topic":{},"names":{"en":"x"}}"#,
    ])
    func `a line without path or names is named as a problem`(line: String) throws {
        try read("{\"id\":\"a\"}\n" + line) { catalogue in
            #expect(catalogue.topicNames.isEmpty)
            #expect(catalogue.problems.map(\.line) == [2])
            #expect(catalogue.problems.first?.sentence.contains("topic") == true)
        }
    }

    @Test func `a record with an identifier is an entry, whatever else it holds`() throws {
        try read(#"{"title":"T","topic":["a"],"names":{"en":"x"}}"#) { catalogue in
            #expect(catalogue.papers.count == 1)
            #expect(catalogue.topicNames.isEmpty)
        }
    }

    @Test func `names are written behind the entries and read again`() throws {
        try read(Self.lines) { catalogue in
            try Samples.withFolder { folder in
                try catalogue.write(to: folder + "/b.jsonl")
                let again = try Catalogue(contentsOf: folder + "/b.jsonl")
                #expect(again.topicNames == catalogue.topicNames)
                #expect(again.papers == catalogue.papers)
            }
        }
    }

    @Test func `of two names in one language the first stays, and nothing else is lost`() {
        var first = TopicNames()
        first.add(LocalizedText("graphs", language: .english), to: ["图"])
        var second = TopicNames()
        second.add(LocalizedText("networks", language: .english), to: ["图"])
        second.add(LocalizedText("图论", language: .chinese), to: ["图"])
        second.add(LocalizedText("vision", language: .english), to: ["视觉"])
        var catalogues = [Catalogue([]), Catalogue([])]
        catalogues[0].topicNames = first
        catalogues[1].topicNames = second
        let names = Catalogue(joining: catalogues).topicNames
        #expect(names[["图"]][.english] == "graphs")
        #expect(names[["图"]][.chinese] == "图论")
        #expect(names.paths == [["图"], ["视觉"]])
    }

    @Test func `a path is shown in the reader's language, as far as it has names`() throws {
        try read(Self.lines) { catalogue in
            let path = ["视觉", "分割", "MoCo"]
            #expect(
                catalogue.topicNames.path(path, in: .english)
                    == ["computer vision", "image segmentation", "MoCo"])
            #expect(catalogue.topicNames.path(path, in: .chinese) == path)
        }
    }
}

@Suite struct TopicLookupTests {
    private static let tree: TopicTree = {
        var names = TopicNames()
        for (path, name) in [
            (["视觉"], "computer vision"), (["视觉", "分割"], "image segmentation"),
            (["图神经网络"], "graph neural networks (GNN)"),
            (["图神经网络", "GNN综述"], "surveys of graph neural networks"),
            (["文本", "bert/transformer"], "self-attention and BERT/Transformers"),
        ] {
            names.add(LocalizedText(name, language: .english), to: path)
        }
        return TopicTree(topicsOf: names.paths.map { [$0] }, names: names)
    }()

    @Test(arguments: [
        ("computer vision", ["视觉"]), ("Computer  Vision", ["视觉"]), ("视觉", ["视觉"]),
        ("视觉/分割", ["视觉", "分割"]), ("computer vision/image segmentation", ["视觉", "分割"]),
        ("computer vision/分割", ["视觉", "分割"]), ("视觉/Image-Segmentation", ["视觉", "分割"]),
        ("graph neural networks", ["图神经网络"]), ("graph neural network", ["图神经网络"]),
        ("GNN", ["图神经网络"]), ("graph neural networks (GNN)", ["图神经网络"]),
        ("GNN/GNN综述", ["图神经网络", "GNN综述"]), ("BERT/transformer", ["文本", "bert/transformer"]),
        ("文本/self attention and bert/transformers", ["文本", "bert/transformer"]),
    ])
    func `a topic answers to either language and to both mixed`(text: String, path: [String]) {
        #expect(Self.tree.topics(named: text).map(\.path) == [path])
    }

    @Test(arguments: ["", " ", "/", "-", "vision", "分割/视觉", "graph neural", "s", "()", "（"])
    func `what is no whole name is no topic`(text: String) {
        #expect(Self.tree.topics(named: text).isEmpty)
    }

    @Test func `the closest are named in both languages, the shortest first`() {
        #expect(
            Self.tree.closest(to: "vision") == ["视觉 (computer vision)"])
        #expect(
            Self.tree.closest(to: "graph") == [
                "图神经网络 (graph neural networks (GNN))",
                "GNN综述 (surveys of graph neural networks)",
            ])
        #expect(Self.tree.closest(to: "神经网络")[0].hasPrefix("图神经网络"))
    }

    @Test func `a slip of the pen still finds what shares most words`() {
        #expect(Self.tree.closest(to: "graph nueral networks")[0].hasPrefix("图神经网络"))
        #expect(Self.tree.closest(to: "图神金网络").first?.hasPrefix("图神经网络") == true)
        #expect(Self.tree.closest(to: "zebra crossings").isEmpty)
        #expect(Self.tree.closest(to: "").isEmpty)
    }

    @Test func `a topic is shown by its name in the reader's language`() throws {
        let topic = try #require(Self.tree.topics(named: "GNN").first)
        #expect(topic.name(in: .english) == "graph neural networks (GNN)")
        #expect(topic.name(in: .chinese) == "图神经网络")
        #expect(topic.name == "图神经网络")
    }
}
