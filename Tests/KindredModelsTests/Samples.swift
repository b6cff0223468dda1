import KindredText

/// Made-up corpora, the same on every machine.
enum Samples {
    /// Papers of up to forty words out of two hundred; small word numbers are the frequent ones.
    static func corpus(papers: Int, seed: UInt64) -> CorpusCounts {
        var random = SplitMix(state: seed)
        let documents = (0..<papers).map { _ in
            (0..<random.below(41)).map { _ in
                "w\(min(random.below(200), random.below(200)))"
            }
        }
        return CorpusCounts(tokenized: documents, settings: VocabularySettings())
    }
}

/// A small generator with a known stream (Steele, Lea, Flood, OOPSLA 2014).
struct SplitMix {
    var state: UInt64

    /// A number in `0..<bound`.
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(bound))
    }
}
