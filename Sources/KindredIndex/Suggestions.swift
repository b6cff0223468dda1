import KindredCatalogue
import KindredVectors

// What a person may have meant by words that lead to no paper.

extension PaperLookup {
    /// Up to three rows whose keys come closest, the closest first; ties go to the lower row.
    ///
    /// Identifiers are compared with identifiers. Other words are compared with names and titles:
    /// names as a whole, titles by their closest piece, so that words from the middle help too.
    /// - Complexity: O(size of the compared keys).
    func suggestions(for text: String, identity: PaperID?, key: String?) -> [Int] {
        if Self.looksLikeIdentifier(text) {
            return closestIdentities(to: identity?.description ?? text)
        }
        guard let key else { return [] }
        return closestNamesAndTitles(to: Array(key.utf8))
    }

    private func closestIdentities(to text: String) -> [Int] {
        let whole = Array(text.lowercased().utf8)
        // `1911.0572` should meet `arXiv:1911.05722`, so the part behind the scheme counts alone.
        let wholeDistance = EditDistance(whole)
        let partDistance = EditDistance(Self.withoutScheme(whole[...]))
        var closest = Closest<Int>(limit: Self.mostSuggestions)
        let table = catalogue.identities
        var lower: [UInt8] = []
        for index in 0..<table.count {
            guard let row = table.row(at: index) else { continue }
            table.keys.withBytes(at: index) { key in
                lower.removeAll(keepingCapacity: true)
                for byte in key { lower.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) }
            }
            let distance = lower.withUnsafeBufferPointer { key in
                let part = UnsafeBufferPointer(rebasing: Self.withoutScheme(key[...]))
                return (wholeDistance.distance(to: key), partDistance.distance(to: part))
            }
            closest.offer(row, at: min(distance.0, distance.1) * 256 + distance.0)
        }
        return closest.rows
    }

    /// What stands behind the first colon; everything where there is none.
    private static func withoutScheme<Bytes: Collection<UInt8>>(
        _ bytes: Bytes
    ) -> Bytes.SubSequence {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return bytes[...] }
        return bytes[bytes.index(after: colon)...]
    }

    private func closestNamesAndTitles(to key: [UInt8]) -> [Int] {
        var closest = Closest<Int>(limit: Self.mostSuggestions)
        let distance = EditDistance(key)
        for table in [catalogue.names, catalogue.handles] {
            for index in 0..<table.count {
                guard let row = table.row(at: index) else { continue }
                closest.offer(row, at: table.keys.withBytes(at: index, distance.distance) * 2)
            }
        }
        let titles = catalogue.titles
        for index in TrigramOverlap(key).best(Self.mostTitlesCompared, of: titles.keys) {
            guard let row = titles.row(at: index) else { continue }
            let pieceDistance = titles.keys.withBytes(at: index, distance.distanceToClosestPiece)
            // A short word is a piece of too many titles; whole names come before it.
            let penalty = key.count < Self.shortestPiece ? key.count : 0
            closest.offer(row, at: (pieceDistance + penalty) * 2 + 1)
        }
        return closest.rows
    }

    private static let mostSuggestions = 3
    // Titles that share most trigrams; among more, the closest one was never missed in trials.
    private static let mostTitlesCompared = 64
    // Shorter keys, in bytes, are compared with names first.
    private static let shortestPiece = 8
}

/// The nearest rows so far, each row once.
struct Closest<Distance: Comparable> {
    private let limit: Int
    private var kept: [(distance: Distance, row: Int)] = []

    init(limit: Int) { self.limit = limit }

    /// The rows, nearest first; ties to the lower row.
    var rows: [Int] { kept.map(\.row) }

    /// Takes a row in where it is near enough.
    mutating func offer(_ row: Int, at distance: Distance) {
        if kept.count == limit, let last = kept.last, (distance, row) >= (last.distance, last.row) {
            return
        }
        if let known = kept.firstIndex(where: { $0.row == row }) {
            guard distance < kept[known].distance else { return }
            kept.remove(at: known)
        }
        let place = kept.firstIndex { (distance, row) < ($0.distance, $0.row) } ?? kept.endIndex
        kept.insert((distance, row), at: place)
        if kept.count > limit { kept.removeLast() }
    }
}

/// How many runs of three bytes strings share with one key: a quick sieve before edit distances.
struct TrigramOverlap {
    /// Whether a trigram of the key has this hash. Shape: (2¹⁶).
    private let isInKey: [Bool]

    init(_ key: [UInt8]) {
        var isInKey = [Bool](repeating: false, count: 1 << 16)
        for start in key.indices.dropLast(2) {
            isInKey[Self.hash(key[start], key[start + 1], key[start + 2])] = true
        }
        self.isInKey = isInKey
    }

    /// The strings that share most trigrams, best first; ties to the shorter, then the lower one.
    /// - Complexity: O(size of the column).
    func best(_ limit: Int, of column: TextColumn) -> [Int] {
        var closest = Closest<Int>(limit: limit)
        for index in 0..<column.count {
            let (shared, length) = column.withBytes(at: index) { (count(in: $0), $0.count) }
            guard shared > 0 else { continue }
            closest.offer(index, at: min(length, 1_023) - shared * 1_024)
        }
        return closest.rows
    }

    private func count(in string: UnsafeBufferPointer<UInt8>) -> Int {
        guard string.count >= 3 else { return 0 }
        var shared = 0
        isInKey.withUnsafeBufferPointer { isInKey in
            for start in 0..<string.count - 2 {
                let hash = Self.hash(string[start], string[start + 1], string[start + 2])
                if isInKey[hash] { shared += 1 }
            }
        }
        return shared
    }

    /// Sixteen bits of three bytes; letters and digits hardly ever meet.
    private static func hash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        (Int(first) &* 1_681 &+ Int(second) &* 41 &+ Int(third)) & 0xFFFF
    }
}
