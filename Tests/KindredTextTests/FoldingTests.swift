import Testing

@testable import KindredText

@Suite struct FoldingTests {
    private func folded(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var output = [UInt8](repeating: 0, count: bytes.count * PieceFolder.growth)
            let count = output.withUnsafeMutableBufferPointer {
                PieceFolder.fold(bytes, into: $0.baseAddress!)
            }
            return String(decoding: output[..<count], as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("ＢＥＲＴ－２", "bert-2"), ("ﬁne-tuning", "fine-tuning"), ("Straße", "strasse"),
        ("NAÏVE", "naive"), ("e\u{301}", "e"), ("Ångström", "angstrom"), ("ΣΊΓΜΑΣ", "σιγμασ"),
        ("Ёлка", "елка"), ("機器學習", "机器学习"), ("資訊檢索", "资讯检索"), ("显著", "显著"), ("x²", "x2"),
        ("٣", "3"), ("𝐀𝒃", "ab"), ("①", "1"), ("½", "1|2"), ("BERT™", "bert"),
        ("in\u{AD}put", "input"),
        ("a\u{200B}b", "a|b"), ("a\u{3000}b", "a b"), ("中。文", "中|文"),
        ("Kullback–Leibler", "kullback-leibler"),
        ("Bayes’", "bayes'"), ("ｶﾀｶﾅ", "カタカナ"), ("İstanbul", "istanbul"),
    ])
    func `characters are read as they are meant`(text: String, expected: String) {
        #expect(folded(text) == expected)
    }

    @Test(arguments: [
        (#"\textbf{Deep} nets"#, "|deep nets"), (#"{D}eep"#, "deep"), (#"$k$-means"#, "k-means"),
        (#"G\"odel"#, "godel"), (#"Poincar\'{e}"#, "poincare"), (#"Erd\H{o}s"#, "erdos"),
        (#"\alpha"#, "|"), ("C\\#", "c#"), (#"a\\b"#, "a|b"), (#"\"#, "|"), (#"don\'t"#, "dont"),
        (#"1\."#, "1."), (#"\'"#, "'"),
    ])
    func `LaTeX is read as its text`(text: String, expected: String) {
        #expect(folded(text) == expected)
    }

    @Test func `folding twice changes nothing`() {
        for value in UInt32(0x80)..<0x110000 {
            switch Folding.shared.reading(of: value) {
            case .scalar(let once) where once >= 0x80:
                #expect(Folding.shared.reading(of: once) == .scalar(once), "\(value)")
            case .text(let bytes):
                let text = String(decoding: bytes, as: UTF8.self)
                #expect(folded(text) == text, "\(value)")
            default: break
            }
        }
    }

    @Test func `upper and lower case are read alike`() {
        // The standard library's own case mapping is the independent witness.
        for value in UInt32(0x80)..<0x1F000 {
            guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age,
                age.major <= 14
            else { continue }
            let lower = scalar.properties.lowercaseMapping
            // The dot of İ and the two sigmas are accents and spellings that folding merges.
            #expect(folded(String(scalar)) == folded(lower), "U+\(String(value, radix: 16))")
        }
    }

    @Test func `bytes that are no UTF-8 separate words`() {
        let cases: [[UInt8]] = [
            [0x61, 0xFF, 0x62], [0x61, 0xC0, 0x80, 0x62], [0x61, 0xED, 0xA0, 0x80, 0x62],
            [0x61, 0xE4, 0xB8, 0x62], [0x61, 0xF4, 0x90, 0x80, 0x80, 0x62], [0x61, 0x80, 0x62],
        ]
        for bytes in cases {
            var tokens: [String] = []
            bytes.withUnsafeBufferPointer {
                Tokenizer(.init(stopWords: false, minimumLength: 1)).forEachToken(inUTF8: $0) {
                    tokens.append(String(decoding: $0, as: UTF8.self))
                }
            }
            #expect(tokens == ["a", "b"], "\(bytes)")
        }
    }
}
