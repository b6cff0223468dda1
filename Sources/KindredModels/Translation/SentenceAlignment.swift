/// Which sentences of a text and its translation stand for each other, by their lengths alone.
///
/// A translation keeps the order of sentences, and a long sentence stays a long one. So the
/// cheapest way is searched from the first sentences to the last, in steps of one sentence for one,
/// two for one and so on; a step costs what its kind is rarer than one for one, and how much the
/// lengths differ from the ratio of the two texts.
///
/// - Source: Gale, Church, "A program for aligning sentences in bilingual corpora", 1993.
enum SentenceAlignment {
    /// So many sentences for so many, and what that costs, in nats: about the logarithm of how much
    /// rarer it is than one for one in Gale and Church's count, skipped sentences dearest.
    private struct Step {
        let chinese: Int
        let english: Int
        let cost: Double
    }

    private static let steps = [
        Step(chinese: 1, english: 1, cost: 0), Step(chinese: 1, english: 2, cost: 2.3),
        Step(chinese: 2, english: 1, cost: 2.3), Step(chinese: 2, english: 2, cost: 4.5),
        Step(chinese: 1, english: 3, cost: 5), Step(chinese: 3, english: 1, cost: 5),
        Step(chinese: 1, english: 0, cost: 8), Step(chinese: 0, english: 1, cost: 8),
    ]

    /// Gale and Church's variance of a translation's length for each character.
    private static let variance = 6.8
    /// What a difference of lengths costs at most: one strange sentence must not bend the rest.
    private static let mostForLength = 20.0
    /// More sentences than this, on either side, are one pair: the search is quadratic.
    private static let mostSentences = 400

    /// The sentences that stand for each other; skipped ones are left out.
    ///
    /// - Complexity: O(length + sentences of one × sentences of the other).
    static func pairs(_ chinese: String, _ english: String) -> [(chinese: String, english: String)]
    {
        let chineseSentences = sentences(ofChinese: chinese)
        let englishSentences = sentences(ofEnglish: english)
        guard !chineseSentences.isEmpty, !englishSentences.isEmpty else { return [] }
        guard max(chineseSentences.count, englishSentences.count) <= mostSentences,
            let path = path(
                chineseSentences.map { Double($0.unicodeScalars.count) },
                englishSentences.map { Double($0.unicodeScalars.count) })
        else {
            return [(chineseSentences.joined(), englishSentences.joined(separator: " "))]
        }
        return path.map {
            (chineseSentences[$0].joined(), englishSentences[$1].joined(separator: " "))
        }
    }

    /// The ranges of sentences that stand for each other; nil where no steps lead to the end.
    private static func path(
        _ chinese: [Double], _ english: [Double]
    ) -> [(Range<Int>, Range<Int>)]? {
        let (n, m) = (chinese.count, english.count)
        let ratio = english.reduce(0, +) / max(1, chinese.reduce(0, +))
        var costs = [Double](repeating: .infinity, count: (n + 1) * (m + 1))
        var taken = [Step?](repeating: nil, count: costs.count)
        costs[0] = 0
        for i in 0...n {
            for j in 0...m where costs[i * (m + 1) + j] < .infinity {
                for step in steps where i + step.chinese <= n && j + step.english <= m {
                    let cost =
                        costs[i * (m + 1) + j] + step.cost
                        + lengthCost(
                            chinese[i..<i + step.chinese].reduce(0, +) * ratio,
                            english[j..<j + step.english].reduce(0, +))
                    let next = (i + step.chinese) * (m + 1) + j + step.english
                    guard cost < costs[next] else { continue }
                    costs[next] = cost
                    taken[next] = step
                }
            }
        }
        var ranges: [(Range<Int>, Range<Int>)] = []
        var (i, j) = (n, m)
        while (i, j) != (0, 0) {
            guard let step = taken[i * (m + 1) + j] else { return nil }
            if step.chinese > 0, step.english > 0 {
                ranges.append((i - step.chinese..<i, j - step.english..<j))
            }
            (i, j) = (i - step.chinese, j - step.english)
        }
        return ranges.reversed()
    }

    /// Half the squared distance in standard deviations, as a normal distribution has it.
    private static func lengthCost(_ expected: Double, _ found: Double) -> Double {
        let difference = found - expected
        return min(
            mostForLength,
            difference * difference / (variance * max(expected + found, 1)))
    }

    // MARK: Sentences

    /// Sentences end behind `。`, `！`, `？` and `；`. What a translator notes behind the text, from
    /// `（注` on, is no part of it.
    private static func sentences(ofChinese text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let note = scalars.indices.first { place in
            scalars[place] == "（" && place + 1 < scalars.count && scalars[place + 1] == "注"
        }
        return sentences(Array(scalars[..<(note ?? scalars.count)])) { scalars, place in
            ["。", "！", "？", "；"].contains(scalars[place])
        }
    }

    /// Sentences end behind `.`, `!`, `?` and `;` where space and then a capital, a digit, a quote
    /// or a bracket follow.
    private static func sentences(ofEnglish text: String) -> [String] {
        sentences(Array(text.unicodeScalars)) { scalars, place in
            guard [".", "!", "?", ";"].contains(scalars[place]) else { return false }
            let rest = scalars[(place + 1)...]
            guard let first = rest.first, first.properties.isWhitespace,
                let next = rest.first(where: { !$0.properties.isWhitespace })
            else { return false }
            return ("A"..."Z").contains(next) || ("0"..."9").contains(next)
                || next == "\"" || next == "("
        }
    }

    private static func sentences(
        _ scalars: [Unicode.Scalar], endingAt isEnd: ([Unicode.Scalar], Int) -> Bool
    ) -> [String] {
        var sentences: [String] = []
        var sentence = String.UnicodeScalarView()
        for place in scalars.indices {
            sentence.append(scalars[place])
            guard isEnd(scalars, place) || place == scalars.count - 1 else { continue }
            if sentence.contains(where: { !$0.properties.isWhitespace }) {
                sentences.append(String(sentence))
            }
            sentence = String.UnicodeScalarView()
        }
        return sentences
    }
}
