public import KindredCatalogue
public import KindredIndex

/// The papers related to what was asked, best first.
public struct RelatedAnswer: Sendable {
    /// The liked papers the query named, in its order.
    public let likes: [Paper]
    /// The papers that counted against an answer.
    public let unlikes: [Paper]
    /// The free text of the query.
    public let text: String?
    /// What the papers were compared by.
    public let signal: Signal
    /// The answers, best first; equal scores stand in catalogue order.
    public internal(set) var matches: [Match]
    /// How near the catalogue's nearest papers are to the question, filters aside: whether the
    /// catalogue has anything to say to it at all. Nil in a catalogue of fewer than twenty papers
    /// with text, and in an index made before this was measured.
    public let confidence: Confidence?
    /// Why there is no answer; nil where there is one.
    public let nothing: Nothing?

    /// The encoder that did not read the text, as its model is not on this machine; nil where
    /// nothing was left out.
    public var missingModel: String?

    /// Why a query has no answer.
    public enum Nothing: Hashable, Sendable {
        /// No term of the free text occurs in the catalogue.
        case noKnownTerm(text: String)
        /// The liked papers share no term with any other paper.
        case nothingShared
        /// Papers share terms, but the filters leave none of them.
        case filteredOut
    }
}

extension RelatedAnswer.Nothing: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .noKnownTerm(let text):
            "Nothing close: no word of “\(text.quotable)” occurs in this catalogue; try other words, "
                + "or the other language."
        case .nothingShared:
            "Nothing is related: no other entry shares a term with what you liked."
        case .filteredOut:
            "Nothing is left: related entries exist, but none passes the filters."
        }
    }
}

/// One related paper.
public struct Match: Sendable {
    /// The place among the answers, from 1.
    public let rank: Int
    /// How related it is; what the number means, `Signal` says.
    public let score: Double
    /// The paper.
    public let paper: Paper
    /// What the score is made of, heaviest first. The weights sum to `score`.
    public internal(set) var reasons: [Reason]
    /// Of several likes the paper that this one is nearest to; nil where one thing alone was liked,
    /// and where the text of the question is nearer than any paper.
    public internal(set) var nearest: Paper?
    /// How near it is, beside what is near elsewhere in the catalogue; nil where the answer's is.
    public var confidence: Confidence?
}

/// A term that the query and an answer have in common, and its share of the score.
public struct Reason: Hashable, Sendable {
    /// The term, as the tokenizer spells it; where it was translated, the paper's own term.
    public let term: String
    /// Its share of the score; below zero where it counts against the answer.
    public let weight: Double
    /// The Chinese term of the question that it stands for most; nil for the question's own term.
    public let via: String?
    /// The signal whose whole part of the score this is; nil for a term's share. `term` then
    /// bears the signal's name.
    public let signal: Signal?
    /// Where this is the encoder's part, the sentences that lie closest; nil where nobody asked for
    /// them, or the model is not on this machine.
    public internal(set) var sentences: SentencePair?

    /// A term, or a whole signal, and its share.
    public init(term: String, weight: Double, signal: Signal? = nil, via: String? = nil) {
        self.via = via
        self.term = term
        self.weight = weight
        self.signal = signal
    }
}
