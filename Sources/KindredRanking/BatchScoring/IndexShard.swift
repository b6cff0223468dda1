/// One of several equal parts of an index's rows: the first of four is `1/4`.
public struct IndexShard: Hashable, Sendable {
    /// Which part, from 1.
    public let number: Int
    /// How many parts there are.
    public let count: Int

    /// A part; nil unless 1 ≤ number ≤ count.
    public init?(number: Int, of count: Int) {
        guard (1...max(count, 1)).contains(number), count >= 1 else { return nil }
        (self.number, self.count) = (number, count)
    }

    /// A part as people write it, such as `1/4`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
        self.init(number: number, of: count)
    }

    /// The rows of the part: parts follow one another and differ in size by one at most.
    func rows(of rowCount: Int) -> Range<Int> {
        // Without overflow, whatever somebody calls a part.
        func start(_ part: Int) -> Int {
            let (share, rest) = rowCount.quotientAndRemainder(dividingBy: count)
            return share * part + min(part, rest)
        }
        return start(number - 1)..<start(number)
    }
}

extension IndexShard: CustomStringConvertible {
    /// `1/4`.
    public var description: String { "\(number)/\(count)" }
}
