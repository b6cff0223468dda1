import KindredCatalogue

/// Makes readable words of pairs of Han characters, into which Chinese text is cut.
///
/// `神经` says little; where a paper writes 图神经网络 and the pairs 图神, 神经, 经网 and 网络 are all
/// to be said of it, the whole is.
struct HanPhrase {
    private let texts: [[Character]]
    private let pairs: Set<String>

    /// Longer runs are half a sentence.
    private static let longest = 8

    /// - Parameters:
    ///   - paper: Its titles and summaries are looked into, titles first.
    ///   - pairs: The terms that may be said.
    init(_ paper: Paper, pairs: some Sequence<String>) {
        let texts =
            [paper.title ?? ""]
            + [paper.titles, paper.summary, paper.abstract]
            .compactMap { $0[.chinese] }
        self.texts = texts.map(Array.init)
        self.pairs = Set(pairs.filter(Self.isPair))
    }

    /// The longest run of pairs around a pair, where it first stands; other terms as they are.
    func around(_ term: String) -> String {
        guard Self.isPair(term) else { return term }
        let wanted = Array(term)
        for text in texts {
            let places = text.indices.dropLast()
            guard let place = places.first(where: { Array(text[$0...$0 + 1]) == wanted }) else {
                continue
            }
            var (first, last) = (place, place + 1)
            while first > 0, last - first + 1 < Self.longest, isSaid(text, first - 1) { first -= 1 }
            while last + 1 < text.count, last - first + 1 < Self.longest, isSaid(text, last) {
                last += 1
            }
            return String(text[first...last])
        }
        return term
    }

    private func isSaid(_ text: [Character], _ place: Int) -> Bool {
        pairs.contains(String(text[place...place + 1]))
    }

    private static func isPair(_ term: String) -> Bool {
        term.count == 2 && term.unicodeScalars.allSatisfy { $0.value >= 0x2E80 }
    }
}
