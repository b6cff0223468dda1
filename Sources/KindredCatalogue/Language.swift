/// The language of a piece of text, as a BCP 47 code.
///
/// Kindred tells Chinese from everything else; other codes are kept as they were given.
public struct Language: RawRepresentable, Hashable, Sendable, Comparable {
    /// The code in lower case, such as `en` or `zh`.
    public let rawValue: String

    /// Wraps a code; `zh-CN` and `zh_Hans` both become `zh`.
    public init(rawValue: String) {
        let code = rawValue.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first
        self.rawValue = code.map(String.init) ?? "en"
    }

    /// English, and the answer for text without Chinese characters.
    public static let english = Language(rawValue: "en")
    /// Chinese, in either script.
    public static let chinese = Language(rawValue: "zh")

    /// The language a text is written in: Chinese where Han characters carry it, else English.
    ///
    /// A title such as `BERT 综述` is Chinese although most of its letters are Latin, so two Han
    /// characters for every eleven others are enough.
    /// - Complexity: O(length).
    public init(detecting text: String) {
        var text = text
        self = text.withUTF8 { Language(detectingUTF8: $0) }
    }

    /// The same for UTF-8 bytes; where there is no Han character, they are only skimmed.
    ///
    /// The largest byte is found without branches, many bytes at a time.
    init(detectingUTF8 text: UnsafeBufferPointer<UInt8>) {
        // Han characters take three bytes or four, the first of them E3 or above.
        guard text.reduce(0, max) >= 0xE3 else {
            self = .english
            return
        }
        var han = 0
        var others = 0
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: han += 1
            case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: others += 1
            default: break
            }
        }
        // One Han character says about as much as five and a half letters.
        self = han > 0 && han * 11 >= others * 2 ? .chinese : .english
    }

    /// Alphabetical by code, so that written files have one order.
    public static func < (left: Language, right: Language) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The same text in one or several languages, at most one text for each.
public struct LocalizedText: Hashable, Sendable {
    /// The texts, ascending by language code; none is empty.
    public private(set) var texts: [Entry] = []

    /// One language's text.
    public struct Entry: Hashable, Sendable {
        /// The language of `text`.
        public let language: Language
        /// The text itself, never empty.
        public let text: String
    }

    /// No text in any language.
    public init() {}

    /// One text, its language detected unless given. An empty text gives an empty value.
    public init(_ text: String, language: Language? = nil) {
        guard !text.isEmpty else { return }
        texts = [Entry(language: language ?? Language(detecting: text), text: text)]
    }

    /// Whether there is no text at all.
    public var isEmpty: Bool { texts.isEmpty }

    /// The text in a language; setting nil or an empty text removes it.
    public subscript(language: Language) -> String? {
        get { texts.first { $0.language == language }?.text }
        set {
            texts.removeAll { $0.language == language }
            guard let newValue, !newValue.isEmpty else { return }
            let place = texts.firstIndex { language < $0.language } ?? texts.endIndex
            texts.insert(Entry(language: language, text: newValue), at: place)
        }
    }

    /// The text in the preferred language where there is one, else in any.
    public func preferring(_ language: Language) -> String? {
        self[language] ?? texts.first?.text
    }
}
