import Testing

@testable import KindredText

@Suite struct TokenizerTests {
    private let plain = Tokenizer(.init(stemming: .none))

    @Test(arguments: [
        ("ResNet-50", ["resnet", "resnet50"]), ("ResNet50", ["resnet50"]), ("C++", ["c++"]),
        ("C#", ["c#"]), ("F#", ["f#"]), ("3D", ["3d"]), ("word2vec", ["word2vec"]),
        ("XLM-R", ["xlm", "xlmr"]), ("β-VAE", ["vae", "βvae"]), ("L2", ["l2"]), ("T5", ["t5"]),
        ("GPT-2", ["gpt", "gpt2"]), ("GPT-3.5", ["gpt", "gpt3.5"]),
        ("k-means", ["means", "kmeans"]),
        ("seq2seq", ["seq2seq"]), ("DCMN+", ["dcmn+", "dcmn"]), ("YOLOv3.", ["yolov3"]),
        ("LLaMA-3-8B", ["llama", "8b", "llama38b"]), ("O'Reilly", ["oreilly"]),
        ("$k$-means", ["means", "kmeans"]), ("G\\\"odel", ["godel"]), ("2.5D", ["2.5d"]),
    ])
    func `a name stays whole`(text: String, tokens: [String]) {
        #expect(plain.tokens(text) == tokens)
    }

    @Test(arguments: [
        ("pre-training", "pretraining"), ("multi-task", "multitask"), ("PointRend", "pointrend"),
        ("self-supervised", "self supervised"), ("Self-Supervised", "self‐supervised"),
        ("state-of-the-art", "state of the art"), ("GPT-2", "GPT2"), ("ｗｅｂ－based", "web-based"),
        ("author’s", "author's"), ("機器學習", "机器学习"), ("naïve", "naive"), ("ﬁne", "fine"),
    ])
    func `variants of a word meet`(one: String, other: String) {
        let shared = Set(plain.tokens(one)).intersection(plain.tokens(other))
        #expect(!shared.isEmpty)
        #expect(shared == Set(plain.tokens(one)) || shared == Set(plain.tokens(other)))
    }

    @Test(arguments: [
        ("使用BERT模型", ["使用", "bert", "模型"]), ("图BERT模型", ["图", "bert", "模型"]),
        ("图神经网络", ["图神", "神经", "经网", "网络"]), ("图", ["图"]), ("3D打印", ["3d", "打印"]),
        ("C++语言", ["c++", "语言"]), ("模型的性能", ["模型", "性能"]), ("神经，网络", ["神经", "网络"]),
        ("カタカナ", ["カタ", "タカ", "カナ"]), ("한국어", ["한국", "국어"]), ("中。文", ["文"]),
        ("𠀀𠀁", ["𠀀𠀁"]),
    ])
    func `scripts without spaces give pairs, and a run of one its character`(
        text: String, tokens: [String]
    ) {
        #expect(plain.tokens(text) == tokens)
    }

    @Test(arguments: [
        "https://github.com/a/b_c?x=1", "http://x.org,", "www.example.com/a",
        "a.b@mail.example.com",
        "github.com/foo/bar.", "10.1145/3292500.3330701", "\\alpha\\beta", "$x_i$", "don't",
        "1,000",
        "3.14", "2019", "的", "我", "", " ", "---", "a", "é", "🙂", "...",
    ])
    func `addresses, commands, numbers and function words are no words`(text: String) {
        #expect(plain.tokens(text) == [])
    }

    @Test func `what stands beside an address stays`() {
        #expect(plain.tokens("代码https://a.b/c。开源") == ["代码", "开源"])
        #expect(plain.tokens("(see www.x.org) code") == ["see", "code"])
        #expect(plain.tokens("and/or tcp/ip") == ["tcp", "ip"])
        #expect(plain.tokens("\\textbf{deep} \\emph{net}") == ["deep", "net"])
    }

    @Test func `plurals become singular and stay words`() {
        let text = "networks classes matrices analyses series hypotheses approaches movies bias"
        let words = "network class matrix analysis series hypothesis approach movie bias"
        #expect(Tokenizer().tokens(text) == words.split(separator: " ").map(String.init))
    }

    @Test func `Snowball stems are an option`() {
        let tokenizer = Tokenizer(.init(stemming: .snowball))
        #expect(
            tokenizer.tokens("recommendations recommending c++") == [
                "recommend", "recommend", "c++",
            ])
    }

    @Test func `word pairs join neighbours only`() {
        let tokenizer = Tokenizer(.init(stemming: .none, wordBigrams: true))
        #expect(
            tokenizer.tokens("graph neural networks, deep 网络 self-supervised") == [
                "graph", "neural", "graph neural", "networks", "neural networks", "deep", "网络",
                "self", "supervised", "self supervised",
            ])
        #expect(tokenizer.tokens("bag of words") == ["bag", "words"])
    }

    @Test func `numbers are terms as the settings say`() {
        let text = "2019 1899 42 7 3.5"
        #expect(Tokenizer(.init(numbers: .years)).tokens(text) == ["2019"])
        #expect(Tokenizer(.init(numbers: .all)).tokens(text) == ["2019", "1899", "42", "3.5"])
    }

    @Test func `settings survive being written and read`() throws {
        for settings in [Tokenizer.Settings(), .init(stemming: .snowball, wordBigrams: true)] {
            #expect(try Written.andRead(settings) == settings)
        }
        let vocabulary = VocabularySettings(
            minimumDocumentFrequency: .count(2), maximumDocumentFrequency: .share(0.5),
            featureCap: 9)
        #expect(try Written.andRead(vocabulary) == vocabulary)
    }
}
