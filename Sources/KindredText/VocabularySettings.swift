/// Which terms of a collection become features: the meanings of scikit-learn's `TfidfVectorizer`.
///
/// A term is kept if its document frequency lies between the two limits, both included; of those,
/// if there is a cap, the ones that occur most often in all documents together (ties to the term
/// that comes first in byte order).
package struct VocabularySettings: Codable, Hashable, Sendable {
    /// A number of documents, or a share of them.
    package enum DocumentLimit: Codable, Hashable, Sendable {
        /// This many documents.
        case count(Int)
        /// This share of all documents, 0...1; not rounded before it is compared.
        case share(Double)

        /// The limit in documents.
        func documents(of documentCount: Int) -> Double {
            switch self {
            case .count(let count): Double(count)
            case .share(let share): share * Double(documentCount)
            }
        }
    }

    /// The fewest documents a term must stand in: scikit-learn's `min_df`.
    package var minimumDocumentFrequency: DocumentLimit
    /// The fewest documents a pair of words must stand in, which most pairs do not repeat.
    package var minimumPairFrequency: Int
    /// The most documents a term may stand in: scikit-learn's `max_df`.
    package var maximumDocumentFrequency: DocumentLimit
    /// The most terms to keep, nil for all: scikit-learn's `max_features`.
    package var featureCap: Int?
    /// Whether a corpus keeps which documents hold the terms that were left out.
    package var remembersUnkept: Bool

    /// Settings; without arguments every term is kept, as scikit-learn's defaults keep them.
    package init(
        minimumDocumentFrequency: DocumentLimit = .count(1), minimumPairFrequency: Int = 1,
        maximumDocumentFrequency: DocumentLimit = .share(1),
        featureCap: Int? = nil, remembersUnkept: Bool = false
    ) {
        precondition(featureCap ?? 1 >= 1, "a feature cap is at least 1")
        self.minimumDocumentFrequency = minimumDocumentFrequency
        self.minimumPairFrequency = minimumPairFrequency
        self.maximumDocumentFrequency = maximumDocumentFrequency
        self.featureCap = featureCap
        self.remembersUnkept = remembersUnkept
    }

    /// Whether a term of so many documents is kept, where there is no cap.
    package func keeps(
        documentFrequency: UInt32, of documentCount: Int, isPair: @autoclosure () -> Bool
    ) -> Bool {
        let frequency = Double(documentFrequency)
        guard frequency >= max(minimumDocumentFrequency.documents(of: documentCount), 1),
            frequency <= maximumDocumentFrequency.documents(of: documentCount)
        else { return false }
        return frequency >= Double(minimumPairFrequency) || !isPair()
    }
}
