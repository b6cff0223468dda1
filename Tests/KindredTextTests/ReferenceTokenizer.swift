@testable import KindredText

/// The tokenizer's rules once more, plain and slow: strings and arrays, one step after the other.
///
/// It shares with the fast one only the table of foldings, the stop words and the stemmer. What
/// folds to one text gives one list of tokens here, so a difference is a fault of the fast one.
struct ReferenceTokenizer {
    let settings: Tokenizer.Settings

    func tokens(_ text: String) -> [String] {
        var terms = ReferenceTerms(settings)
        var piece: [Unicode.Scalar] = []
        terms.pause()
        for scalar in text.unicodeScalars {
            if scalar.value <= 0x20 || scalar.value == 0x7F {
                cut(piece, &terms)
                piece = []
            } else {
                piece.append(scalar)
            }
        }
        cut(piece, &terms)
        return terms.found
    }

    private func cut(_ piece: [Unicode.Scalar], _ terms: inout ReferenceTerms) {
        let cutter = ReferenceCutter(text: ReferenceFolder(input: piece).folded())
        cutter.cut(&terms)
    }
}

/// Folds a piece: table, braces and dollars away, LaTeX read.
struct ReferenceFolder {
    let input: [Unicode.Scalar]

    func folded() -> [Character32] {
        var output: [Character32] = []
        var place = 0
        while place < input.count {
            let scalar = input[place]
            if scalar == "\\" {
                place = command(at: place + 1, &output)
                continue
            }
            place += 1
            if "{}$".unicodeScalars.contains(scalar) { continue }
            if scalar.isASCII {
                output += String(scalar).lowercased().unicodeScalars.map(\.value)
                continue
            }
            switch Folding.shared.reading(of: scalar.value) {
            case .nothing: break
            case .separator: output.append(bar)
            case .scalar(let value): output.append(value)
            case .text(let bytes):
                output += String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
            }
        }
        return output
    }

    private func command(at place: Int, _ output: inout [Character32]) -> Int {
        var place = place
        guard place < input.count else {
            output.append(bar)
            return place
        }
        let sign = input[place]
        if sign == "\\" {
            output.append(bar)
            return place + 1
        }
        if isLetter(sign.value) {
            if "cvHukrbd".unicodeScalars.contains(sign), at(place + 1) == "{" { return place + 1 }
            while place < input.count, isLetter(input[place].value) { place += 1 }
            output.append(bar)
            return place
        }
        let letterPlace = at(place + 1) == "{" ? place + 2 : place + 1
        let accents = "\"'`^~=.".unicodeScalars.contains(sign)
        let isAccent = accents && (at(letterPlace).map { isLetter($0.value) } ?? false)
        return isAccent ? place + 1 : place
    }

    private func at(_ place: Int) -> Unicode.Scalar? {
        input.indices.contains(place) ? input[place] : nil
    }
}

typealias Character32 = UInt32
private let bar = UInt32(UInt8(ascii: "|"))

private func isLetter(_ value: UInt32) -> Bool {
    (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
}

private func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }

private func isASCIIWord(_ value: UInt32) -> Bool { isLetter(value) || isDigit(value) }

private func spelled(_ scalars: some Sequence<UInt32>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.compactMap { Unicode.Scalar($0) })
    return String(text)
}

/// Cuts folded text by the rules.
struct ReferenceCutter {
    let text: [UInt32]

    private func at(_ place: Int) -> UInt32 { text.indices.contains(place) ? text[place] : 0 }

    private func at(_ place: Int, is sign: Unicode.Scalar) -> Bool { at(place) == sign.value }

    private func isUnspaced(_ place: Int) -> Bool {
        at(place) >= 0x80 && isUnspacedScript(at(place))
    }

    private func isWord(_ place: Int) -> Bool {
        isASCIIWord(at(place)) || at(place) >= 0x80 && !isUnspaced(place)
    }

    func cut(_ terms: inout ReferenceTerms) {
        var place = 0
        while place < text.count {
            if isUnspaced(place) {
                var end = place
                while isUnspaced(end) { end += 1 }
                let run = Array(text[place..<end])
                if run.count == 1 { terms.add(spelled(run), .characters) }
                for pair in zip(run, run.dropFirst()) {
                    terms.add(spelled([pair.0, pair.1]), .characters)
                }
                place = end
            } else if isWord(place) {
                place = compound(place, &terms)
            } else {
                if !at(place, is: " ") { terms.pause() }
                place += 1
            }
        }
    }

    private func compound(_ start: Int, _ terms: inout ReferenceTerms) -> Int {
        var place = start
        var parts: [String] = []
        while true {
            if let end = addressEnd(place) {
                terms.pause()
                return end
            }
            let (word, bare, next) = part(place)
            parts.append(word)
            if word.utf8.count > 64 {
                terms.pause()
            } else {
                terms.add(word, .word)
                if bare != word { terms.add(bare, .variant) }
            }
            place = next
            guard at(place, is: "-"), isWord(place + 1) else { break }
            place += 1
        }
        let joined = parts.joined()
        if parts.count > 1, joined.utf8.count <= 64, isWrittenTogether(parts) {
            terms.add(joined, .variant)
        }
        return place
    }

    private func isWrittenTogether(_ parts: [String]) -> Bool {
        let isShort = [parts[0], parts[parts.count - 1]].contains { part in
            part.unicodeScalars.count <= 3
                || part.unicodeScalars.allSatisfy { isDigit($0.value) || $0 == "." }
        }
        let prefixes = Prefixes.all.description.split { $0 == " " || $0 == "\n" }
        return isShort || prefixes.contains { $0 == parts[0] }
    }

    private func part(_ start: Int) -> (word: String, bare: String, next: Int) {
        var word: [UInt32] = []
        var place = start
        while true {
            if isWord(place) {
                word.append(at(place))
                place += 1
            } else if at(place, is: "."), isDigit(at(place - 1)), isDigit(at(place + 1)) {
                word.append(at(place))
                place += 1
            } else if at(place, is: "'"), isWord(place + 1) {
                place += at(place + 1, is: "s") && !isWord(place + 2) ? 2 : 1
            } else {
                break
            }
        }
        let sign = signLength(place)
        let bare = spelled(word)
        let signs = (place..<place + sign).map { at($0) }
        return (bare + spelled(signs), bare, place + sign)
    }

    private func signLength(_ place: Int) -> Int {
        guard isLetter(at(place - 1)) else { return 0 }
        if at(place, is: "+"), at(place + 1, is: "+") { return at(place + 2, is: "+") ? 0 : 2 }
        guard at(place, is: "+") || at(place, is: "#") else { return 0 }
        return isWord(place + 1) || at(place + 1) == at(place) ? 0 : 1
    }

    private func addressEnd(_ start: Int) -> Int? {
        var end = start
        while isASCIIWord(at(end)) { end += 1 }
        let word = spelled(text[start..<end])
        if at(end, is: ":"), at(end + 1, is: "/"), at(end + 2, is: "/") { return rest(end + 3) }
        if word == "www", at(end, is: "."), isASCIIWord(at(end + 1)) { return rest(end) }
        guard at(end, is: ".") || at(end, is: "@") || at(end, is: "-") else { return nil }
        var place = end
        while isASCIIWord(at(place)) || at(place, is: ".") || at(place, is: "-")
            || at(place, is: "+")
        { place += 1 }
        if at(place, is: "@"), isASCIIWord(at(place + 1)) { return rest(place) }
        guard at(place, is: "/") else { return nil }
        let labels = spelled(text[end..<place]).split(
            separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last else { return nil }
        let isHost =
            (2...6).contains(last.count) && last.unicodeScalars.allSatisfy { isLetter($0.value) }
        let before = spelled(text[0..<place - last.count - 1])
        let isDOI =
            (4...9).contains(last.count) && last.unicodeScalars.allSatisfy { isDigit($0.value) }
            && before.hasSuffix("10")
        return isHost || isDOI ? rest(place) : nil
    }

    private func rest(_ start: Int) -> Int {
        var place = start
        while place < text.count, at(place) < 0x80,
            !" |<>\")],;".unicodeScalars.contains(where: { at(place, is: $0) })
        { place += 1 }
        return place
    }
}

/// Drops, stems and pairs the tokens.
struct ReferenceTerms {
    private(set) var found: [String] = []
    private let settings: Tokenizer.Settings
    private let stemmer: ReferenceStemmer
    private let stopWords: Set<String>
    private var previous: String?

    init(_ settings: Tokenizer.Settings) {
        self.settings = settings
        stemmer = ReferenceStemmer(settings.stemming)
        let all = [StopWords.english, StopWords.chinese].map(\.description).joined(separator: " ")
        stopWords =
            settings.stopWords ? Set(all.split { $0 == " " || $0 == "\n" }.map(String.init)) : []
    }

    mutating func pause() { previous = nil }

    mutating func add(_ token: String, _ role: TokenRole) {
        let term = term(of: token)
        if let term { found.append(term) }
        guard settings.wordBigrams, role != .variant else { return }
        if role == .word, let previous, let term { found.append("\(previous) \(term)") }
        previous = role == .word ? term : nil
    }

    private func term(of token: String) -> String? {
        if stopWords.contains(token) { return nil }
        let scalars = Array(token.unicodeScalars)
        if scalars.allSatisfy({ isDigit($0.value) || $0 == "." }) {
            switch settings.numbers {
            case .none: return nil
            case .years:
                let isYear = scalars.count == 4 && !token.contains(".")
                return isYear && (token.hasPrefix("19") || token.hasPrefix("20")) ? token : nil
            case .all: return scalars.count >= settings.minimumLength ? token : nil
            }
        }
        if scalars[0].value >= 0x80, isUnspacedScript(scalars[0].value) {
            let holdsParticle = scalars.contains { StopWords.isParticle($0.value) }
            return settings.stopWords && holdsParticle ? nil : token
        }
        guard scalars.count >= settings.minimumLength else { return nil }
        return stemmer.stem(token)
    }
}

/// The Snowball stemmer for strings.
final class ReferenceStemmer {
    private let stemmer: Stemmer

    init(_ stemming: Tokenizer.Settings.Stemming) { stemmer = Stemmer(stemming) }

    func stem(_ word: String) -> String {
        Array(word.utf8).withUnsafeBufferPointer {
            String(decoding: stemmer.stem(of: $0), as: UTF8.self)
        }
    }
}
