import KindredCatalogue

/// Whole Chinese words around pairs of Han characters, into which Chinese text is cut.
///
/// `示学` says nothing: it is the middle of 表示学习. A pair is told as the longest keyword of the
/// topic that holds it and stands in the texts asked for; else as the longest run around it, if
/// that run stands between borders; else not at all.
///
/// A run is a word where, in some text, it begins behind a border, and in some text it ends before
/// one: punctuation, another script, the end of the text, or a particle. So 觉表示, which 视觉表示
/// and 听觉表示 have in common, is none.
struct HanWords {
    /// The Chinese texts of each chosen entry, titles first.
    private let texts: [Int: [[Unicode.Scalar]]]
    /// Keywords by the pairs they hold, the longest first.
    private let keywords: [String: [[Unicode.Scalar]]]

    /// Longer runs are half a sentence.
    private static let longest = 8
    private static let particlesBefore = Set("的了和与及或是在被把将该这那等种".unicodeScalars)
    private static let particlesBehind = Set("的了和与及或是在被等中".unicodeScalars)

    /// - Parameters:
    ///   - entries: The topic, whose keywords are words.
    ///   - chosen: The places of entries whose texts are looked into.
    init(_ entries: [PathEntry], chosen: Set<Int>) {
        texts = Dictionary(
            uniqueKeysWithValues: chosen.map { ($0, Self.texts(of: entries[$0].paper)) })
        var keywords: [String: [[Unicode.Scalar]]] = [:]
        var seen: Set<String> = []
        for keyword in entries.flatMap(\.paper.keywords).compactMap({ $0[.chinese] })
        where seen.insert(keyword).inserted {
            let word = Array(keyword.unicodeScalars)
            for pair in Set(zip(word, word.dropFirst()).map { Self.text([$0, $1]) }) {
                keywords[pair, default: []].append(word)
            }
        }
        self.keywords = keywords.mapValues { words in
            words.enumerated().sorted {
                ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
            }.map(\.element)
        }
    }

    private static func texts(of paper: Paper) -> [[Unicode.Scalar]] {
        let localized = [paper.titles, paper.summary, paper.abstract] + paper.keywords
        return ([paper.title ?? ""] + localized.compactMap { $0[.chinese] })
            .map { Array($0.unicodeScalars) }
    }

    /// Whether a term is a pair of Han characters.
    static func isPair(_ term: String) -> Bool {
        term.unicodeScalars.count == 2 && term.unicodeScalars.allSatisfy(isHan)
    }

    /// The word around a pair.
    ///
    /// - Parameters:
    ///   - place: A chosen entry, in whose texts the word must stand.
    ///   - other: Another one in whose texts it must stand too; nil for none.
    ///   - isSaid: Whether a pair may be part of a word.
    /// - Returns: Nil where no whole word is found.
    /// - Complexity: O(length of the texts).
    func word(
        around pair: String, in place: Int, and other: Int?, isSaid: (String) -> Bool
    ) -> String? {
        let places = [place] + [other].compactMap(\.self)
        let keyword = keywords[pair]?.first { word in places.allSatisfy { holds(word, at: $0) } }
        if let keyword { return Self.text(keyword) }
        let run = run(around: Array(pair.unicodeScalars), in: place, and: other, isSaid)
        return run.flatMap { isWord($0) ? Self.text($0) : nil }
    }

    private func holds(_ word: [Unicode.Scalar], at place: Int) -> Bool {
        (texts[place] ?? []).contains { $0.first(word, from: 0) != nil }
    }

    /// The longest run of pairs that may be said around a pair where it first stands, as far as it
    /// stands in the other's texts too.
    private func run(
        around pair: [Unicode.Scalar], in place: Int, and other: Int?,
        _ isSaid: (String) -> Bool
    ) -> [Unicode.Scalar]? {
        func isCommon(_ run: [Unicode.Scalar]) -> Bool { other.map { holds(run, at: $0) } ?? true }
        guard isCommon(pair) else { return nil }
        for text in texts[place] ?? [] {
            guard var first = text.first(pair, from: 0) else { continue }
            var last = first + 1
            while first > 0, last - first + 1 < Self.longest,
                isSaid(Self.text(text[first - 1...first])), isCommon(Array(text[first - 1...last]))
            {
                first -= 1
            }
            while last + 1 < text.count, last - first + 1 < Self.longest,
                isSaid(Self.text(text[last...last + 1])), isCommon(Array(text[first...last + 1]))
            {
                last += 1
            }
            return Array(text[first...last])
        }
        return nil
    }

    /// Whether a run begins behind a border somewhere, and ends before one somewhere.
    private func isWord(_ run: [Unicode.Scalar]) -> Bool {
        var (begins, ends) = (false, false)
        for text in texts.values.joined() {
            var place = text.first(run, from: 0)
            while let first = place, !(begins && ends) {
                let behind = first + run.count
                begins = begins || first == 0 || Self.isBorder(text[first - 1], before: true)
                ends = ends || behind == text.count || Self.isBorder(text[behind], before: false)
                place = text.first(run, from: first + 1)
            }
        }
        return begins && ends
    }

    private static func isBorder(_ scalar: Unicode.Scalar, before: Bool) -> Bool {
        !isHan(scalar) || (before ? particlesBefore : particlesBehind).contains(scalar)
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIdeographic
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }
}

extension [Unicode.Scalar] {
    /// Where a run first stands from a place on; nil where it does not.
    fileprivate func first(_ run: [Unicode.Scalar], from start: Int) -> Int? {
        guard let head = run.first, count >= run.count, start <= count - run.count else {
            return nil
        }
        return (start...(count - run.count)).first { place in
            self[place] == head && self[place..<place + run.count].elementsEqual(run)
        }
    }
}
