import Foundation

/// Cuts texts into the words that WordPiece takes apart, as BERT's basic tokenizer does.
struct WordSplitter {
    private let settings: WordPieceTokenizer.Settings
    private let stripsAccents: Bool
    // The word so far in UTF-8, behind two bytes of room, and its characters.
    private var word: [UInt8] = [0, 0]
    private var characters = 0

    init(_ settings: WordPieceTokenizer.Settings) {
        self.settings = settings
        stripsAccents = settings.stripsAccents ?? settings.lowercases
    }

    /// Calls `body` with every word and how many characters it has, until `body` gives false.
    ///
    /// - Parameter bytes: Valid UTF-8.
    mutating func forEachWord(
        in bytes: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeMutableBufferPointer<UInt8>, Int) -> Bool
    ) {
        (word, characters) = ([0, 0], 0)
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte < 0x80 {
                place += 1
                guard takeASCII(byte, body) else { return }
            } else {
                // What is not ASCII goes together, so that accents meet their letters.
                let begin = place
                while place < bytes.count, bytes[place] >= 0x80 { place += 1 }
                let run = String(
                    decoding: UnsafeBufferPointer(rebasing: bytes[begin..<place]), as: UTF8.self)
                guard take(run, body) else { return }
            }
        }
        _ = end(body)
    }

    private typealias Body = (UnsafeMutableBufferPointer<UInt8>, Int) -> Bool

    private mutating func takeASCII(_ byte: UInt8, _ body: Body) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: return end(body)
        case 0x00...0x1F, 0x7F: return true
        case 0x30...0x39, 0x61...0x7A: append(byte)
        case 0x41...0x5A: append(settings.lowercases ? byte | 0x20 : byte)
        default:
            guard end(body) else { return false }
            append(byte)
            return end(body)
        }
        return true
    }

    private mutating func append(_ byte: UInt8) {
        word.append(byte)
        characters += 1
    }

    /// Takes characters outside ASCII: the steps of the published tokenizer, in its order.
    private mutating func take(_ run: String, _ body: Body) -> Bool {
        var scalars: [Unicode.Scalar] = []
        for scalar in run.unicodeScalars where !scalar.isRemovedByBERT {
            if scalar.properties.isWhitespace {
                scalars.append(" ")
            } else if settings.separatesChinese, scalar.isChineseForBERT {
                scalars += [" ", scalar, " "]
            } else {
                scalars.append(scalar)
            }
        }
        if stripsAccents { scalars = Self.withoutAccents(scalars) }
        for scalar in scalars {
            guard settings.lowercases else {
                guard takeClean(scalar, body) else { return false }
                continue
            }
            for small in scalar.properties.lowercaseMapping.unicodeScalars {
                guard takeClean(small, body) else { return false }
            }
        }
        return true
    }

    /// The canonical decomposition without its marks.
    private static func withoutAccents(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text).decomposedStringWithCanonicalMapping.unicodeScalars.filter {
            $0.categoryForBERT != .nonspacingMark
        }
    }

    private mutating func takeClean(_ scalar: Unicode.Scalar, _ body: Body) -> Bool {
        if scalar.properties.isWhitespace { return end(body) }
        guard scalar.isPunctuationForBERT else {
            word.append(contentsOf: UTF8.encode(scalar)!)
            characters += 1
            return true
        }
        guard end(body) else { return false }
        word.append(contentsOf: UTF8.encode(scalar)!)
        characters += 1
        return end(body)
    }

    /// Hands the word over, if there is one.
    private mutating func end(_ body: Body) -> Bool {
        guard characters > 0 else { return true }
        let goesOn = word.withUnsafeMutableBufferPointer { body($0, characters) }
        word.removeLast(word.count - 2)
        characters = 0
        return goesOn
    }
}

extension Unicode.Scalar {
    /// The category as the published program's table has it, which is that of Unicode 8: what came
    /// later is unassigned there, and seven characters have moved since.
    fileprivate var categoryForBERT: Unicode.GeneralCategory {
        switch value {
        case 0x166D, 0x111C9: return .otherPunctuation
        case 0x1734, 0x1171E: return .nonspacingMark
        case 0x1885, 0x1886, 0xA9BD: return .spacingMark
        default: break
        }
        guard let age = properties.age, age.major <= 8 else { return .unassigned }
        return properties.generalCategory
    }

    /// Whether the tokenizer drops the character: controls, formats, and the replacement sign.
    fileprivate var isRemovedByBERT: Bool {
        switch categoryForBERT {
        case .control, .format, .privateUse, .surrogate: true
        default: value == 0xFFFD
        }
    }

    /// Whether the tokenizer takes the character for a word of its own. The gap in the last plane
    /// but one is that of the published program.
    fileprivate var isChineseForBERT: Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
            0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }

    /// Whether the character stands by itself: ASCII that is neither letter nor digit, and
    /// Unicode's punctuation.
    fileprivate var isPunctuationForBERT: Bool {
        switch value {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
        case 0..<0x80: return false
        default: break
        }
        switch categoryForBERT {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }
}
