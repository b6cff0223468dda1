import Foundation

/// Gives each paper a citation key: the one it came with, or one made of author, year and title.
///
/// The same paper gets the same key in every file, unless a paper before it has that key already;
/// then a letter follows, as in `he2020momentum` and `he2020momentumb`.
struct CitationKeys {
    private var used: Set<String> = []

    /// A key that no paper before had.
    mutating func key(of paper: Paper) -> String {
        let wanted = Self.kept(paper) ?? Self.made(of: paper)
        var key = wanted
        var number = 1
        while !used.insert(key.lowercased()).inserted {
            number += 1
            key = wanted + Self.letters(number)
        }
        return key
    }

    /// The key that the paper had in another file, or its own name in this catalogue.
    private static func kept(_ paper: Paper) -> String? {
        let isLocal = PaperID(catalogueSpelling: paper.id)?.scheme == .local
        let candidates = [paper.keptText("citation-key"), isLocal ? paper.id : nil]
        return candidates.compactMap(\.self).first { key in
            key.utf8.count <= 100 && key[...].isMade(of: isOfKeys)
        }
    }

    /// Whether BibTeX, biber and LaTeX take a byte in a key.
    private static func isOfKeys(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || ":._/+-".utf8.contains(byte)
    }

    /// `he2020momentum`: family name, year, first word of the title that says something.
    private static func made(of paper: Paper) -> String {
        let author = paper.authors.first.map { PersonName.parts(of: $0).family } ?? ""
        let title = paper.titles[.english] ?? paper.title ?? ""
        let words = title.split { !$0.isLetter && !$0.isNumber }.map { ascii(String($0)) }
        let word = words.first { $0.count > 2 && !smallWords.contains($0) } ?? words.first ?? ""
        // Where no author is known, a short name stands in, for keys should not begin with digits.
        let who = author.isEmpty ? paper.names.first ?? "" : author
        let year = paper.year.map { String($0) } ?? ""
        let start = String(word.prefix(24))
        let key = who.isEmpty ? start + year : ascii(who) + year + start
        return key.utf8.first?.isLetter == true ? key : "paper" + key
    }

    /// A word in small letters from a to z and digits; other scripts as they sound.
    private static func ascii(_ word: String) -> String {
        if word[...].isMade(of: { $0.isLetter || $0.isDigit }) { return word.lowercased() }
        let latin = word.applyingTransform(.toLatin, reverse: false) ?? word
        let plain = latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin
        let letters = plain.lowercased().utf8.filter { $0.isLetter || $0.isDigit }
        return String(decoding: letters.prefix(40), as: UTF8.self)
    }

    /// `b` for 2, `z` for 26, `ba` for 27.
    private static func letters(_ number: Int) -> String {
        var rest = number - 1
        var letters = ""
        repeat {
            letters = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))) + letters
            rest /= 26
        } while rest > 0
        return letters
    }

    private static let smallWords: Set<String> = [
        "the", "and", "for", "with", "from", "into", "towards", "toward", "how", "what", "why",
        "are", "can", "via", "using", "new", "your", "you", "all", "not", "when", "does", "its",
    ]
}
