/// Puts the parts of a person's name together as they are written in that language.
enum PersonName {
    /// `Kaiming` and `He` become `Kaiming He`, `恺明` and `何` become `何恺明`.
    ///
    /// - Parameters:
    ///   - particle: `van der`, which stands before the family name.
    ///   - suffix: `Jr.`, which stands at the end.
    /// - Returns: Nil where no part has text.
    static func joined(
        given: String?, family: String?, particle: String? = nil, suffix: String? = nil
    ) -> String? {
        let given = filled(given)
        let family = filled(family)
        if let given, let family, isHan(given), isHan(family) { return family + given }
        let parts = [given, filled(particle), family, filled(suffix)].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// `He, Kaiming` as `Kaiming He`; a name without comma as it is.
    static func turned(_ name: String) -> String? {
        guard let (family, rest) = name[...].split(atFirst: ",") else { return filled(name) }
        guard let (suffix, given) = rest.split(atFirst: ",") else {
            return joined(given: String(rest), family: String(family))
        }
        return joined(given: String(given), family: String(family), suffix: String(suffix))
    }

    /// Family and given name: of a Chinese name of two to four characters the first is the
    /// family's, else the last word is, with the particles in small letters before it.
    static func parts(of name: String) -> (given: String?, family: String) {
        let scalars = name.unicodeScalars
        if isHan(name), (2...4).contains(scalars.count) {
            let rest = String(String.UnicodeScalarView(scalars.dropFirst()))
            return (rest, String(String.UnicodeScalarView(scalars.prefix(1))))
        }
        let words = name.split(separator: " ")
        guard words.count > 1 else { return (nil, name) }
        var start = words.count - 1
        if suffixes.contains(words[start].lowercased()), start > 1 { start -= 1 }
        while start > 1, words[start - 1].first?.isLowercase == true { start -= 1 }
        return (
            words[..<start].joined(separator: " "), words[start...].joined(separator: " ")
        )
    }

    private static let suffixes: Set<String> = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"]

    private static func filled(_ text: String?) -> String? {
        guard let text else { return nil }
        let plain = PlainText.collapsed(Array(text.utf8))
        return plain.isEmpty ? nil : plain
    }

    private static func isHan(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { (0x3400...0x9FFF).contains($0.value) }
    }
}
