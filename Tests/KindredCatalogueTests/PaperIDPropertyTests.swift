import Testing

@testable import KindredCatalogue

/// What must hold for any text at all, tried on spellings cut up and glued together at random.
@Suite struct PaperIDPropertyTests {
    private static let scraps: [String] =
        PaperIDSpellings.all.flatMap { line in
            line.text.split(separator: "/").map(String.init) + [line.text]
        } + [
            "/", "//", "?", "#", "&", "=", "%", "%2", "%2F", "%25", "%FF", "%E8%AE", ":", ".", "..",
            " ", "\u{0}", "\u{A0}", "论", "é", "(", ")", "<", ">", "[", "v3", "www.", "http://", "@",
            ":80", ";jsessionid=1", "#!/", "#/", "?a=b", "&amp;", "amp;", "title:", "local:",
            "url:",
        ]

    private func text(_ random: inout SeededGenerator) -> String {
        let scraps = (0..<Int.random(in: 1...5, using: &random))
            .map { _ in Self.scraps.randomElement(using: &random) ?? "" }
        var bytes = Array(scraps.joined().utf8)
        if Bool.random(using: &random), !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
            default: bytes = Array(bytes[...place])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: 0..<8)
    func `no text crashes, and a canonical form always reads as itself`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_500 {
            let text = text(&random)
            guard let id = PaperID(text) else { continue }
            #expect(!id.value.isEmpty)
            #expect(PaperID(id.description) == id, "\(text.debugDescription) -> \(id)")
            _ = (id.yearAndMonth, id.implied, PaperID.arXivVersion(in: text))
        }
    }

    @Test func `case counts only where the site says so`() {
        var random = SeededGenerator(seed: 9)
        let blind: Set<PaperID.Scheme> = [
            .arXiv, .doi, .acm, .neurIPS, .acl, .corpusID, .semanticScholar, .pmid, .pmcid, .mag,
            .openAlex, .gitHub,
        ]
        for line in PaperIDSpellings.all {
            guard let id = PaperID(line.canonical), blind.contains(id.scheme) else { continue }
            let mixed = line.canonical.map {
                Bool.random(using: &random) ? $0.uppercased() : $0.lowercased()
            }.joined()
            #expect(PaperID(mixed) == id, "\(mixed)")
        }
    }
}
