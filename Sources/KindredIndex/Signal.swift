/// What two papers are compared by.
public enum Signal: String, Hashable, Sendable, Codable, CaseIterable {
    /// A weighted sum of `tfidf`, `lsa` and, where there is one, `encoder`; the latter two seen from
    /// the mean of all papers. Below 1.
    case fused
    /// The cosine of two TF-IDF rows: shared words, the rarer the heavier. In 0...1.
    case tfidf
    /// BM25 of one paper's words against another. Not bounded; comparable within one query only.
    case bm25
    /// The cosine of two LSA rows: words that keep the same company count as shared. In -1...1.
    case lsa
    /// The cosine of an encoder's vectors, seen from the mean of all papers: what texts mean counts,
    /// not which words say it. In -1...1.
    case encoder

    /// The signals that are learned from the papers alone; `encoder` needs a model.
    package static let learned: [Signal] = [.fused, .tfidf, .bm25, .lsa]
}
