package import KindredCatalogue
package import KindredModels

extension BilingualPair {
    /// What a keyword counts beside a sentence: it says exactly one thing, in both languages.
    static let keywordWeight: Float = 3

    /// Everything that papers say in both languages: abstracts and summaries as running text,
    /// titles and keywords as they are.
    ///
    /// - Parameter papers: In any number; what is there in one language only gives nothing.
    package static func pairs(of papers: [Paper]) -> [BilingualPair] {
        papers.enumerated().flatMap { document, paper in
            let running = [paper.abstract, paper.summary].compactMap {
                BilingualPair($0, isWhole: false, weight: 1, document: document)
            }
            let titles = [paper.titles].compactMap {
                BilingualPair($0, isWhole: true, weight: 1, document: document)
            }
            let keywords = paper.keywords.compactMap {
                BilingualPair($0, isWhole: true, weight: keywordWeight, document: document)
            }
            return running + titles + keywords
        }
    }

    /// A pair of a text that is there in both languages, and is not the same in both.
    private init?(_ text: LocalizedText, isWhole: Bool, weight: Float, document: Int) {
        guard let chinese = text[.chinese], let english = text[.english], chinese != english else {
            return nil
        }
        self.init(
            chinese: chinese, english: english, isWhole: isWhole, weight: weight,
            document: document)
    }
}
