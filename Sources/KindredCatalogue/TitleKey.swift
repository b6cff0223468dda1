import Foundation

extension PaperID {
    /// The identity of an entry known only by its title, or nil where the title has no letters.
    ///
    /// Compatibility forms, width, case, punctuation and space are folded; letters, digits and
    /// marks of every script stay, and so does `+`, which tells `YOLO+` from `YOLO`:
    /// `Ｒｅｔｈｉｎｋｉｎｇ the “Ｘ”` and `rethinking the X` have one key.
    /// - Complexity: O(length); one pass over the bytes where the title is ASCII.
    public static func titleKey(_ title: String) -> PaperID? {
        let key = asciiTitleKey(title) ?? unicodeTitleKey(title)
        return key.isEmpty ? nil : PaperID(.title, key)
    }

    private static func asciiTitleKey(_ title: String) -> String? {
        var title = title
        return title.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return String(unsafeUninitializedCapacity: bytes.count) { key in
                var count = 0
                for byte in bytes where byte.isLetter || byte.isDigit || byte == 0x2B {
                    // Safety: count never exceeds the bytes read, which is the key's capacity.
                    key[count] = byte.isUppercaseLetter ? byte | 0x20 : byte
                    count += 1
                }
                return count
            }
        }
    }

    private static func unicodeTitleKey(_ title: String) -> String {
        let folded = title.precomposedStringWithCompatibilityMapping.lowercased()
        // Lower case and dropped scalars can leave marks that compose anew, hence the second time.
        let kept = String(String.UnicodeScalarView(folded.unicodeScalars.filter(belongsToKey)))
        return kept.precomposedStringWithCompatibilityMapping
    }

    private static func belongsToKey(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: scalar == "+"
        }
    }
}
