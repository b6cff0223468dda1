// Which topics a person means by a name in either language, and which come near to one.

extension TopicTree {
    /// The topics that a person means by a name or a path such as `计算机视觉/图像分割`.
    ///
    /// Each part may be a heading or a name in any language: `computer vision/图像分割`. Case,
    /// spaces, hyphens and an English plural do not matter. A name may stand anywhere in the tree,
    /// a path may start anywhere in it, and a slash may also be part of a name; several topics may
    /// answer. `graph neural networks (GNN)` answers to what stands in the bracket, and to the rest.
    /// - Complexity: O(total length of the paths).
    public func topics(named text: String) -> [Topic] {
        let topics = all
        return Self.places(named: text, among: topics.map(\.path), names).map { topics[$0] }
    }

    /// Up to three topics with a name much like the text, each in both languages where it has a
    /// name in both: `图像分割 (image segmentation)`.
    ///
    /// First those whose name holds the text or stands in it, the shortest name first; where there
    /// is none, those that share most words, or pairs of Han characters, with it.
    /// - Complexity: O(total length of the paths).
    public func closest(to text: String) -> [String] {
        Self.closest(to: text, among: all.map(\.path), names)
    }

    /// The places of the paths that a name or path means; see ``topics(named:)``.
    package static func places(
        named text: String, among paths: [[String]], _ names: TopicNames = TopicNames()
    ) -> [Int] {
        let wanted = "/" + folded(text)
        guard wanted.count > 1 else { return [] }
        return paths.indices.filter { isMeant(paths[$0][...], by: wanted, names) }
    }

    /// The names of the paths much like a text, each once; see ``closest(to:)``.
    package static func closest(
        to text: String, among paths: [[String]], _ names: TopicNames = TopicNames()
    ) -> [String] {
        var seen: Set<String> = []
        return placesClosest(to: text, among: paths, names)
            .map { names.inBothLanguages(paths[$0]) }
            .filter { seen.insert($0).inserted }.prefix(3).map(\.self)
    }

    /// The places of the paths with a name much like a text, the closest first.
    package static func placesClosest(
        to text: String, among paths: [[String]], _ names: TopicNames = TopicNames()
    ) -> [Int] {
        let wanted = folded(text)
        guard !wanted.isEmpty else { return [] }
        let candidates = paths.enumerated().flatMap { place, path in
            variants(of: path, names).map { Candidate(place: place, name: $0) }
        }
        let holding = candidates.filter {
            let name = folded($0.name)
            return !name.isEmpty && (name.contains(wanted) || wanted.contains(name))
        }
        let found = holding.isEmpty ? sharing(units(of: text), candidates) : holding.sorted(by: <)
        var seen: Set<Int> = []
        return found.map(\.place).filter { seen.insert($0).inserted }
    }

    /// A name, and whose it is.
    private struct Candidate: Comparable {
        let place: Int
        let name: String

        /// The shorter name first, then by the alphabet and by place.
        static func < (left: Candidate, right: Candidate) -> Bool {
            (left.name.count, left.name, left.place) < (right.name.count, right.name, right.place)
        }
    }

    /// The candidates that share words with a text, those that share most first.
    ///
    /// Dice's measure of two sets, twice what is shared through what both hold; a third at least,
    /// so that one word in common of many does not count.
    private static func sharing(_ wanted: Set<String>, _ candidates: [Candidate]) -> [Candidate] {
        let scored = candidates.compactMap { candidate -> (score: Double, candidate: Candidate)? in
            let units = units(of: candidate.name)
            let shared = Double(units.intersection(wanted).count)
            let score = 2 * shared / Double(max(1, units.count + wanted.count))
            return score * 3 >= 1 ? (score, candidate) : nil
        }
        return scored.sorted {
            $0.score == $1.score ? $0.candidate < $1.candidate : $0.score > $1.score
        }.map(\.candidate)
    }

    /// Whether the end of a path is what a person wrote, part by part from the last.
    private static func isMeant(
        _ path: ArraySlice<String>, by wanted: String, _ names: TopicNames
    ) -> Bool {
        guard !path.isEmpty else { return false }
        return variants(of: Array(path), names).contains { name in
            let name = "/" + folded(name)
            if name.hasSuffix(wanted) { return true }
            guard name.count > 1, wanted.hasSuffix(name) else { return false }
            return isMeant(path.dropLast(), by: String(wanted.dropLast(name.count)), names)
        }
    }

    /// What a topic answers to: its heading, its names, and of each that ends with a bracket, as in
    /// `graph neural networks (GNN)`, what stands before it and what stands in it.
    private static func variants(of path: [String], _ names: TopicNames) -> [String] {
        names.all(of: path).flatMap { name in
            guard let last = name.last, ")）".contains(last),
                let bracket = name.lastIndex(where: { "(（".contains($0) }),
                bracket > name.startIndex
            else { return [name] }
            return [
                name, String(name[..<bracket]),
                String(name[name.index(after: bracket)...].dropLast()),
            ]
        }
    }

    /// A name in which case, spaces, hyphens and English plurals no longer tell.
    private static func folded(_ name: String) -> String {
        pieces(of: name).joined()
    }

    /// The words of a name, and the pairs of its Han characters.
    private static func units(of name: String) -> Set<String> {
        var units: Set<String> = []
        for piece in pieces(of: name) {
            let isHan = piece.unicodeScalars.contains { $0.value >= 0x2E80 }
            if !isHan || piece.count < 2 {
                if piece.contains(where: { $0.isLetter || $0.isNumber }) { units.insert(piece) }
            } else {
                for pair in zip(piece, piece.dropFirst()) { units.insert("\(pair.0)\(pair.1)") }
            }
        }
        return units
    }

    /// Runs of Latin letters and digits without a plural's s, and what stands between them.
    private static func pieces(of name: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var isWord = false
        func finished() -> String { isWord ? withoutPlural(piece) : piece }
        for character in name.lowercased() {
            let isGap = character.isWhitespace || character == "-"
            let continuesWord = !isGap && isLatin(character)
            if isGap || continuesWord != isWord {
                if !piece.isEmpty { pieces.append(finished()) }
                (piece, isWord) = ("", continuesWord)
            }
            if !isGap { piece.append(character) }
        }
        return piece.isEmpty ? pieces : pieces + [finished()]
    }

    private static func isLatin(_ character: Character) -> Bool {
        (character.isLetter || character.isNumber)
            && character.unicodeScalars.allSatisfy { $0.value < 0x2E80 }
    }

    private static func withoutPlural(_ word: String) -> String {
        word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
            ? String(word.dropLast()) : word
    }
}
