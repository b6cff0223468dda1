import Kindred

/// The terms of a match as a sum that adds up to the score, digit for digit.
///
/// The heaviest terms stand alone, the others are one last share:
/// `= 0.2031 contrastive + 0.1150 momentum + 0.0942 in 12 more`. What a signal adds that does not
/// fall to single terms bears its name in brackets: `[lsa]`.
struct ReasonShares {
    /// The shares that stand alone, in the order of the match.
    let shown: [PrintedMatch.Share]
    /// How many others there are.
    let otherCount: Int
    /// What the others weigh together, in units of the last place.
    let otherUnits: Int
    private let printed: PrintedMatch

    /// The shares of a match, at most `limit` of them alone.
    ///
    /// Where the terms are of two languages and the heaviest are all of one, the heaviest of the
    /// other takes the last place: a reader should see that both count.
    init(_ match: Match, decimals: Int, limit: Int = 8) {
        printed = match.printed(decimals: decimals)
        let shares = printed.reasons
        var places = Array(shares.indices.prefix(limit))
        for language in [Language.english, .chinese] where places.count == limit {
            let isThere = places.contains { Language(detecting: shares[$0].term) == language }
            let first = shares.indices.first { Language(detecting: shares[$0].term) == language }
            if !isThere, let first { places[limit - 1] = first }
        }
        shown = places.map { shares[$0] }
        otherCount = shares.count - shown.count
        otherUnits = shares.reduce(0) { $0 + $1.units } - shown.reduce(0) { $0 + $1.units }
    }

    /// The sum in pieces between which a line may break; empty where a match has no reasons.
    var pieces: [String] {
        var pieces: [String] = []
        for share in shown {
            pieces.append(piece(share.units, words(of: share), isFirst: pieces.isEmpty))
        }
        if otherCount > 0 {
            pieces.append(piece(otherUnits, "in \(otherCount) more", isFirst: false))
        }
        return pieces
    }

    /// The term, and behind an arrow the Chinese one it was translated from; or a whole signal.
    private func words(of share: PrintedMatch.Share) -> String {
        if let signal = share.signal { return "[\(signal.rawValue)]" }
        return share.term.plainLine + (share.via.map { " ← " + $0.plainLine } ?? "")
    }

    private func piece(_ units: Int, _ words: String, isFirst: Bool) -> String {
        let sign = isFirst ? (units < 0 ? "= -" : "= ") : (units < 0 ? "- " : "+ ")
        return sign + printed.text(abs(units)) + " " + words
    }
}
