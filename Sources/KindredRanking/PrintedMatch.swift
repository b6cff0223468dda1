public import KindredIndex

extension Match {
    /// The score and its reasons as whole numbers of the last decimal place, which sum exactly.
    ///
    /// Rounding each weight alone would leave sums that are off by a unit or two. Here every weight
    /// is rounded down, and the units still missing go to those that lost most (largest remainder,
    /// as seats are given out in an election; ties to the earlier reason). Reasons that come to
    /// nothing at this precision are left out, but for the first of a match that has no other.
    /// - Parameter decimals: Decimal places, 0...9.
    /// - Complexity: O(n log n) for n reasons.
    public func printed(decimals: Int) -> PrintedMatch {
        PrintedMatch(score, reasons, decimals: decimals)
    }
}

extension CandidateScore {
    /// The score and its reasons as whole numbers of the last decimal place, as
    /// ``Match/printed(decimals:)`` gives them.
    /// - Parameter decimals: Decimal places, 0...9.
    public func printed(decimals: Int) -> PrintedMatch {
        PrintedMatch(Double(score), reasons, decimals: decimals)
    }
}

extension Neighbour {
    /// The score and its reasons as whole numbers of the last decimal place, as
    /// ``Match/printed(decimals:)`` gives them.
    /// - Parameter decimals: Decimal places, 0...9.
    public func printed(decimals: Int) -> PrintedMatch {
        PrintedMatch(Double(score), reasons, decimals: decimals)
    }
}

/// A score and its reasons in whole units of the last printed decimal.
public struct PrintedMatch: Hashable, Sendable {
    /// The decimal places a unit stands for: with 4, one unit is 0.0001.
    public let decimals: Int
    /// The score in units; equal to the sum of the reasons' units where there are reasons.
    public let score: Int
    /// The reasons with their units, heaviest first, ties in the order of the match.
    ///
    /// None has 0 units, but for a lone one where all came to nothing.
    public let reasons: [Share]

    /// One reason's share.
    public struct Share: Hashable, Sendable {
        /// The term.
        public let term: String
        /// The Chinese term of the question that it stands for most, where it was translated.
        public let via: String?
        /// Its units.
        public let units: Int
        /// The signal whose whole part of the score this is; nil for a term's share.
        public let signal: Signal?
        /// The sentences that lie closest, where this is an encoder's part and they were asked for.
        public let sentences: SentencePair?
    }

    /// - Parameter decimals: Decimal places, 0...9.
    fileprivate init(_ score: Double, _ reasons: [Reason], decimals: Int) {
        precondition((0...9).contains(decimals), "decimals must be in 0...9")
        var unit = 1.0
        for _ in 0..<decimals { unit *= 10 }
        let scaled = reasons.map { $0.weight * unit }
        var units = scaled.map { Self.whole($0.rounded(.down)) }
        let total = Self.whole((score * unit).rounded())
        let losers = scaled.indices.sorted {
            let (left, right) = (scaled[$0] - Double(units[$0]), scaled[$1] - Double(units[$1]))
            return left == right ? $0 < $1 : left > right
        }
        let missing = total - units.reduce(0, +)
        for place in losers.prefix(max(0, missing)) { units[place] += 1 }
        let shares = zip(reasons, units).map {
            PrintedMatch.Share(
                term: $0.term, via: $0.via, units: $1, signal: $0.signal,
                sentences: $0.sentences)
        }
        let visible = shares.filter { $0.units != 0 }
        self.decimals = decimals
        self.score = total
        self.reasons =
            visible.isEmpty ? Array(shares.prefix(1)) : Self.heaviestFirst(visible)
    }

    /// A number without decimals. A damaged file may hold any weight: what is no number counts as 0,
    /// and beyond 2^45 units all are alike, so that their sum stays a number.
    private static func whole(_ number: Double) -> Int {
        number.isNaN ? 0 : Int(min(max(number, -0x1p45), 0x1p45))
    }

    /// Rounding may lift a weight over its neighbour by a unit; what is read stays in order.
    fileprivate static func heaviestFirst(_ shares: [Share]) -> [Share] {
        let order = shares.indices.sorted {
            let (left, right) = (shares[$0].units.magnitude, shares[$1].units.magnitude)
            return left == right ? $0 < $1 : left > right
        }
        return order.map { shares[$0] }
    }

    /// Units as a decimal number: 4137 with four decimals is `0.4137`.
    public func text(_ units: Int) -> String {
        guard decimals > 0 else { return String(units) }
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (units < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
