import Testing

@testable import KindredText

@Suite struct TokenizerTests {
    private let plain = Tokenizer(.init(stemming: .none))

    @Test(arguments: [
        ("ResNet-50", ["resnet", "resnet50"]), ("C++", ["c++"]), ("C#", ["c#"]), ("3D", ["3d"]),
        ("word2vec", ["word2vec"]), ("XLM-R", ["xlm", "xlmr"]), ("β-VAE", ["vae", "βvae"]),
    ])
    func `a name stays whole`(text: String, tokens: [String]) {
        #expect(plain.tokens(text) == tokens)
    }

    @Test func `Latin glued to Chinese is split from it`() {
        #expect(plain.tokens("图BERT模型") == ["图", "bert", "模型"])
    }
}
