/// Lines of output, or the one line of a ranked candidate, whose rank is known at the end only.
struct RankedLine: Sendable {
    /// The text without the rank.
    var bytes: [UInt8] = []
    /// Where the rank goes; nil where none is written.
    private(set) var rankPlace: Int?
    /// Whether candidates are ranked.
    let isRanked: Bool

    init(isRanked: Bool) { self.isRanked = isRanked }

    /// A line as it was kept; nil where the rank has no place in it.
    init?(bytes: [UInt8], rankPlace: Int?) {
        if let rankPlace, !(0...bytes.count).contains(rankPlace) { return nil }
        self.bytes = bytes
        self.rankPlace = rankPlace
        isRanked = true
    }

    /// The rank stands behind what was added so far.
    mutating func markRank() { rankPlace = bytes.count }

    /// The text with a rank.
    func text(rank: Int) -> [UInt8] {
        guard let rankPlace else { return bytes }
        return bytes[..<rankPlace] + Array("\(rank)".utf8) + bytes[rankPlace...]
    }
}
