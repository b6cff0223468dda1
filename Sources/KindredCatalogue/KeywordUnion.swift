/// Keywords of several entries made one list.
///
/// Two keywords are one where a text of theirs is the same, case aside, and no other contradicts:
/// `图注意力` and `图注意力`/`graph attention` are, and the second completes the first;
/// `图网络`/`graph network` and `图网络`/`graph net` are not. Each stands where it first appeared.
struct KeywordUnion {
    /// The keywords; nil where one became part of another before it.
    private var keywords: [LocalizedText?] = []
    /// Where each text stands first.
    private var places: [Text: Int] = [:]

    private struct Text: Hashable {
        let language: Language
        let folded: String

        init(_ entry: LocalizedText.Entry) {
            language = entry.language
            folded = entry.text.lowercased()
        }
    }

    /// The keywords of both, the first ones first.
    ///
    /// Where one side has none, the other is taken over as it stands.
    /// - Complexity: O(length of all texts).
    static func of(_ first: [LocalizedText], _ second: [LocalizedText]) -> [LocalizedText] {
        guard !first.isEmpty else { return second }
        guard !second.isEmpty else { return first }
        var union = KeywordUnion()
        for keyword in first + second where !keyword.isEmpty { union.add(keyword) }
        return union.keywords.compactMap(\.self)
    }

    private mutating func add(_ keyword: LocalizedText) {
        var whole = keyword
        var home: Int?
        for place in Set(keyword.texts.compactMap { places[Text($0)] }).sorted() {
            guard let other = keywords[place], Self.agree(other, whole) else { continue }
            whole = Self.completed(other, by: whole)
            keywords[place] = nil
            home = home ?? place
        }
        let place = home ?? keywords.endIndex
        if home == nil { keywords.append(whole) } else { keywords[place] = whole }
        for text in whole.texts.map(Text.init) {
            let isTaken = places[text].map { keywords[$0] != nil } ?? false
            if !isTaken { places[text] = place }
        }
    }

    private static func agree(_ left: LocalizedText, _ right: LocalizedText) -> Bool {
        left.texts.allSatisfy { entry in
            right[entry.language].map { $0.lowercased() == entry.text.lowercased() } ?? true
        }
    }

    private static func completed(
        _ keyword: LocalizedText, by other: LocalizedText
    ) -> LocalizedText {
        var whole = keyword
        for entry in other.texts where whole[entry.language] == nil {
            whole[entry.language] = entry.text
        }
        return whole
    }
}
