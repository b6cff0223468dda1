/// One thing said in Chinese and in English.
package struct BilingualPair: Sendable {
    /// What it says in Chinese.
    package let chinese: String
    /// The same in English.
    package let english: String
    /// Whether the two stand for each other as they are, as a title or a keyword does; running
    /// text is taken apart into sentences first.
    package let isWhole: Bool
    /// How much a sentence of it counts.
    package let weight: Float
    /// The number of the paper it belongs to, from 0; a term counts once for each paper.
    package let document: Int

    /// A pair of texts.
    package init(
        chinese: String, english: String, isWhole: Bool = false, weight: Float = 1, document: Int
    ) {
        self.chinese = chinese
        self.english = english
        self.isWhole = isWhole
        self.weight = weight
        self.document = document
    }

    /// The pair in sentences that stand for each other.
    var sentences: [BilingualPair] {
        guard !isWhole else { return [self] }
        return SentenceAlignment.pairs(chinese, english).map {
            BilingualPair(
                chinese: $0.chinese, english: $0.english, isWhole: true, weight: weight,
                document: document)
        }
    }
}
