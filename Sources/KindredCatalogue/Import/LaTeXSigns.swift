/// What LaTeX's commands stand for, as far as titles and abstracts use them.
enum LaTeXSigns {
    /// Accents written with a sign: `\'e`.
    static let accents: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "'"): "\u{301}", UInt8(ascii: "`"): "\u{300}", UInt8(ascii: "^"): "\u{302}",
        UInt8(ascii: "\""): "\u{308}", UInt8(ascii: "~"): "\u{303}", UInt8(ascii: "="): "\u{304}",
        UInt8(ascii: "."): "\u{307}",
    ]

    /// Accents written with a letter: `\c{c}`.
    static let letterAccents: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "c"): "\u{327}", UInt8(ascii: "v"): "\u{30C}", UInt8(ascii: "u"): "\u{306}",
        UInt8(ascii: "H"): "\u{30B}", UInt8(ascii: "k"): "\u{328}", UInt8(ascii: "r"): "\u{30A}",
        UInt8(ascii: "d"): "\u{323}", UInt8(ascii: "b"): "\u{331}",
    ]

    /// Letters that have a command. The dotless ones take an accent as the dotted ones do.
    static let letters: [String: String] = [
        "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø",
        "O": "Ø", "l": "ł", "L": "Ł", "i": "i", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ",
        "TH": "Þ", "dj": "đ", "DJ": "Đ",
    ]

    /// Signs of text and mathematics.
    static let signs: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
        "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
        "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
        "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ",
        "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
        "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
        "ell": "ℓ", "infty": "∞", "times": "×", "cdot": "·", "pm": "±", "mp": "∓", "sim": "~",
        "approx": "≈", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
        "ll": "≪", "gg": "≫", "in": "∈", "subset": "⊂", "cup": "∪", "cap": "∩", "to": "→",
        "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "partial": "∂", "nabla": "∇",
        "sum": "∑", "prod": "∏", "int": "∫", "circ": "∘", "otimes": "⊗", "oplus": "⊕",
        "star": "⋆", "ast": "*", "dagger": "†", "equiv": "≡", "propto": "∝", "forall": "∀",
        "exists": "∃", "emptyset": "∅", "hbar": "ℏ", "perp": "⊥", "mid": "|", "vert": "|",
        "ldots": "…", "dots": "…", "cdots": "⋯", "textendash": "–", "textemdash": "—",
        "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
        "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~",
        "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}", "copyright": "©",
        "S": "§", "P": "¶", "pounds": "£", "texttrademark": "™", "textregistered": "®",
        "deg": "°", "degree": "°", "log": "log", "exp": "exp", "max": "max", "min": "min",
        "sin": "sin", "cos": "cos", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    ]

    /// Commands that dress the text after them.
    static let dress: Set<String> = [
        "emph", "textit", "textbf", "texttt", "textsc", "textsf", "textrm", "textsl", "textup",
        "text", "mbox", "hbox", "em", "it", "bf", "tt", "sc", "sl", "rm", "sf", "bfseries",
        "itshape", "ttfamily", "small", "large", "underline", "uline", "url", "path", "mathrm",
        "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "mathbb", "mathfrak", "mathscr",
        "boldsymbol", "bm", "operatorname", "protect", "noopsort", "left", "right", "big", "Big",
        "displaystyle", "textnormal", "enquote", "ensuremath",
    ]

    /// Commands that go, with what stands in braces after them.
    static let dropped: Set<String> = [
        "cite", "citep", "citet", "citeauthor", "ref", "eqref", "label", "footnotemark", "thanks",
        "href", "vspace", "hspace", "noindent", "newline", "par", "quad", "qquad",
    ]
}

/// Mathematics of letters, numbers and known signs.
enum LaTeXMathematics {
    /// The plain text, or nil where something is not known or too much is nested to be read so.
    static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "}"):
                if isNeeded(byte, at: place, of: bytes) { return nil }
                place += 1
            case UInt8(ascii: "\\"):
                guard let (sign, end) = command(at: place, of: bytes) else { return nil }
                result.append(contentsOf: sign.utf8)
                place = end
            default:
                result.append(byte == UInt8(ascii: "~") ? 0x20 : byte)
                place += 1
            }
        }
        return result
    }

    /// Whether a brace holds several characters of a power or an index together: `x^{n+1}`.
    private static func isNeeded(
        _ byte: UInt8, at place: Int, of bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard byte == UInt8(ascii: "{"), place > 0,
            bytes[place - 1] == UInt8(ascii: "^") || bytes[place - 1] == UInt8(ascii: "_")
        else { return false }
        // One character, or a number, needs none.
        let inside = bytes[(place + 1)...].prefix { $0.isLetter || $0.isDigit }
        let end = place + 1 + inside.count
        return end >= bytes.count || bytes[end] != UInt8(ascii: "}")
    }

    private static func command(
        at place: Int, of bytes: UnsafeBufferPointer<UInt8>
    ) -> (sign: String, end: Int)? {
        let letters = bytes[(place + 1)...].prefix { $0.isLetter }
        var end = place + 1 + letters.count
        guard !letters.isEmpty else {
            guard end < bytes.count else { return nil }
            switch bytes[end] {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: " "), UInt8(ascii: ":"):
                return (" ", end + 1)
            case UInt8(ascii: "!"): return ("", end + 1)
            case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "_"):
                return (String(decoding: CollectionOfOne(bytes[end]), as: UTF8.self), end + 1)
            default: return nil
            }
        }
        let name = String(decoding: letters.prefix(24), as: UTF8.self)
        if let sign = LaTeXSigns.signs[name] { return (sign, end) }
        guard LaTeXSigns.dress.contains(name) else { return nil }
        while end < bytes.count, bytes[end].isSpace { end += 1 }
        return ("", end)
    }
}
