import KindredCatalogue
import KindredIndex

/// Finds titles that differ by a few letters, without comparing each with each.
///
/// Titles are compared as sets of three neighbouring letters. Two sets of which the shared part is
/// at least the share t of their union must share one of the ⌊(1 − t) n⌋ + 1 rarest of each, n its
/// size, so only those are looked up.
/// - Source: Chaudhuri, Ganti and Kaushik, "A Primitive Operator for Similarity Joins in Data
///   Cleaning", ICDE 2006 (prefix filtering).
struct TitlePairs {
    /// The share of letter triples that two titles must have in common to be compared letter by
    /// letter.
    static let leastShare = 0.6
    /// The most letters that may differ, as a share of the longer title.
    static let mostDifferences = 0.12
    /// Shorter titles say too little: `BERT` and `BART` are two papers.
    static let fewestLetters = 16

    /// The titles as they are compared: letters and digits, case and width folded.
    private let keys: [[Unicode.Scalar]]
    /// The triples of each title, the rarest first, each once.
    private let triples: [[UInt64]]
    /// The titles without numerals, which count parts and versions.
    private let unnumbered: [[String]]
    private let kinds: [Paper.Kind]

    /// Reads the titles of a catalogue; those that are missing or short take no part.
    /// - Complexity: O(letters · log letters).
    init(_ papers: [Paper]) {
        keys = papers.map { paper in
            let key = paper.title.flatMap(PaperID.titleKey)?.value ?? ""
            return key.count < Self.fewestLetters ? [] : Array(key.unicodeScalars)
        }
        kinds = papers.map(\.kind)
        unnumbered = papers.map { Self.unnumbered($0.title ?? "") }
        var frequencies: [UInt64: Int] = [:]
        let sets = keys.map(Self.triples)
        for set in sets { for triple in set { frequencies[triple, default: 0] += 1 } }
        triples = sets.map { set in
            set.sorted {
                let (left, right) = (frequencies[$0] ?? 0, frequencies[$1] ?? 0)
                return left == right ? $0 < $1 : left < right
            }
        }
    }

    /// The pairs of titles that hardly differ, nearest first.
    ///
    /// Titles that differ in numerals alone (`v2` and `v3`, Part I and Part II, 上 and 下) are left
    /// out, and so are pairs of different kinds: a paper and its code may share a title.
    func similar() -> [ListReview.SimilarTitles] {
        candidates().compactMap(compared).sorted { left, right in
            let (leftShare, rightShare) = (
                left.differences * right.length, right.differences * left.length
            )
            return leftShare == rightShare
                ? left.entries.lexicographicallyPrecedes(right.entries) : leftShare < rightShare
        }
    }

    /// The same by comparing each with each: what ``similar()`` must agree with.
    func plainPairs() -> [[Int]] {
        keys.indices.flatMap { right in
            (0..<right).filter { share($0, right) >= Self.leastShare }.map { [$0, right] }
        }
    }

    /// The pairs that share enough triples.
    func candidates() -> [[Int]] {
        var holders: [UInt64: [Int]] = [:]
        var pairs: [[Int]] = []
        for right in triples.indices where !triples[right].isEmpty {
            var met: Set<Int> = []
            let prefix = Int((1 - Self.leastShare) * Double(triples[right].count)) + 1
            for triple in triples[right].prefix(prefix) {
                met.formUnion(holders[triple] ?? [])
                holders[triple, default: []].append(right)
            }
            for left in met.sorted() where share(left, right) >= Self.leastShare {
                pairs.append([left, right])
            }
        }
        return pairs
    }

    private func share(_ left: Int, _ right: Int) -> Double {
        let (first, second) = (Set(triples[left]), triples[right])
        let shared = second.count { first.contains($0) }
        let union = first.count + second.count - shared
        return union == 0 ? 0 : Double(shared) / Double(union)
    }

    private func compared(_ pair: [Int]) -> ListReview.SimilarTitles? {
        let (left, right) = (keys[pair[0]], keys[pair[1]])
        guard kinds[pair[0]] == kinds[pair[1]],
            left == right || unnumbered[pair[0]] != unnumbered[pair[1]]
        else { return nil }
        let length = max(left.count, right.count)
        let most = Int(Self.mostDifferences * Double(length))
        guard let differences = Self.differences(left, right, atMost: most) else { return nil }
        return ListReview.SimilarTitles(
            entries: pair, differences: differences, length: length)
    }

    /// How many letters must be put in, left out or exchanged; nil where it is more than `most`.
    ///
    /// - Complexity: O(length · most): only the band around the diagonal is filled.
    static func differences(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost most: Int)
        -> Int?
    {
        guard abs(left.count - right.count) <= most else { return nil }
        var before = (0...right.count).map { $0 <= most ? $0 : most + 1 }
        for (row, letter) in left.enumerated() {
            var line = [Int](repeating: most + 1, count: right.count + 1)
            if row < most { line[0] = row + 1 }
            let (first, last) = (max(0, row - most), min(right.count - 1, row + most))
            for column in stride(from: first, through: last, by: 1) {
                let exchanged = before[column] + (letter == right[column] ? 0 : 1)
                line[column + 1] = min(exchanged, before[column + 1] + 1, line[column] + 1)
            }
            before = line
        }
        return before[right.count] <= most ? before[right.count] : nil
    }

    /// The words of a title without numerals: digits, Roman ones, 一, 二, 上, 下.
    private static func unnumbered(_ title: String) -> [String] {
        title.lowercased().split { !$0.isLetter && !$0.isNumber }.map { word in
            let isRoman = word.allSatisfy { "ivx".contains($0) }
            return isRoman
                ? "" : String(String.UnicodeScalarView(word.unicodeScalars.filter(isNoNumeral)))
        }
    }

    private static func isNoNumeral(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == nil && !"上中下".unicodeScalars.contains(scalar)
    }

    private static func triples(of key: [Unicode.Scalar]) -> Set<UInt64> {
        guard key.count >= 3 else { return [] }
        return Set(
            (2..<key.count).map {
                key[($0 - 2)...$0].reduce(0) { $0 << 21 | UInt64($1.value) }
            })
    }
}
