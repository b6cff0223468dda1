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

    /// Identifiers differ by a slip behind the scheme; a slip in the scheme counts less than one.
    private func closestIdentities(to text: String) -> [Int] {
        let wanted = Identifier(Array(text.utf8)[...])
        let distance = EditDistance(wanted.name, ignoringCase: true)
        var closest = Closest(limit: Self.mostSuggestions)
        let table = catalogue.identities
        for index in 0..<table.count {
            guard let row = table.row(at: index) else { continue }
            table.keys.withBytes(at: index) { key in
                let known = Identifier(key[...])
                // Lengths alone tell most keys apart, so that few are walked over.
                let least = abs(
                    min(known.name.count, EditDistance.longestPattern) - distance.length)
                guard closest.mayTake(least * 2) else { return }
                let name = UnsafeBufferPointer(rebasing: known.name)
                let slips = distance.distance(to: name)
                guard slips < distance.length else { return }
                let isSameScheme = known.scheme.elementsEqual(wanted.scheme)
                closest.offer(row, at: slips * 2 + (isSameScheme ? 0 : 1))
            }
        }
        return closest.rows
    }

    private func closestNamesAndTitles(to key: [UInt8]) -> [Int] {
        var closest = Closest(limit: Self.mostSuggestions)
        let distance = EditDistance(key)
        // Equal distances: names before titles, titles by what they share with the key.
        let step = Self.mostTitlesCompared + 1
        for table in [catalogue.names, catalogue.handles] {
            for index in 0..<table.count {
                guard let row = table.row(at: index) else { continue }
                let slips = table.keys.withBytes(at: index, distance.distance)
                if slips * 2 <= distance.length { closest.offer(row, at: slips * step) }
            }
        }
        let titles = catalogue.titles
        let sieved = TrigramOverlap(key).best(Self.mostTitlesCompared, of: titles.keys)
        for (rank, index) in sieved.enumerated() {
            guard let row = titles.row(at: index) else { continue }
            let slips = titles.keys.withBytes(at: index, distance.distanceToClosestPiece)
            guard slips * 5 <= distance.length * 2 else { continue }
            // A short word is a piece of too many titles; names come before it.
            let penalty = key.count < Self.shortestPiece ? key.count : 0
            closest.offer(row, at: (slips + penalty) * step + rank + 1)
        }
        return closest.rows
    }

    private static let mostSuggestions = 3
    // Titles that share most trigrams; among more, the closest one was never missed in trials.
    private static let mostTitlesCompared = 64
    // Shorter keys, in bytes, are compared with names first.
    private static let shortestPiece = 8
}

/// An identifier's two parts: what stands before the first colon, and the rest.
private struct Identifier<Bytes: RandomAccessCollection<UInt8>>
where Bytes.SubSequence == Bytes {
    let scheme: Bytes
    let name: Bytes

    init(_ bytes: Bytes) {
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        scheme = bytes[..<(colon ?? bytes.startIndex)]
        name = bytes[(colon.map(bytes.index(after:)) ?? bytes.startIndex)...]
    }
}

/// The nearest rows so far, each row once.
struct Closest {
    private let limit: Int
    private var kept: [(distance: Int, row: Int)] = []

    init(limit: Int) { self.limit = limit }

    /// The rows, nearest first; ties to the lower row.
    var rows: [Int] { kept.map(\.row) }

    /// Whether a row at this distance might be kept.
    func mayTake(_ distance: Int) -> Bool {
        kept.count < limit || distance <= kept[limit - 1].distance
    }

    /// Takes a row in where it is near enough.
    mutating func offer(_ row: Int, at distance: Int) {
        guard mayTake(distance) else { return }
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
    /// Whether a trigram of the key has this hash: one bit for each of 2¹⁶. Shape: (1,024).
    private let isInKey: [UInt64]

    init(_ key: [UInt8]) {
        var isInKey = [UInt64](repeating: 0, count: 1 << 10)
        for start in key.indices.dropLast(2) {
            let hash = Self.hash(key[start], key[start + 1], key[start + 2])
            isInKey[hash >> 6] |= 1 << UInt64(hash & 63)
        }
        self.isInKey = isInKey
    }

    /// The strings that share most trigrams, best first; ties to the shorter, then the lower one.
    /// - Complexity: O(size of the column).
    func best(_ limit: Int, of column: TextColumn) -> [Int] {
        var closest = Closest(limit: limit)
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
                shared += Int(isInKey[hash >> 6] >> UInt64(hash & 63) & 1)
            }
        }
        return shared
    }

    /// Sixteen bits of three bytes; letters and digits hardly ever meet.
    private static func hash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        (Int(first) &* 1_681 &+ Int(second) &* 41 &+ Int(third)) & 0xFFFF
    }
}
