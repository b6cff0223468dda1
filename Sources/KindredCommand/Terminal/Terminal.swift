/// What the program knows about the place its answer is printed to.
struct Terminal: Equatable {
    /// The columns a line may take.
    var width: Int
    /// Whether colour may be used.
    var hasColour: Bool

    /// The width assumed where nobody says: a pipe, a file.
    static let usualWidth = 100

    /// Standard output, as the environment and the terminal describe it.
    ///
    /// `COLUMNS` goes before what the terminal says. There is colour on a terminal only, and none
    /// where `NO_COLOR` (any value, see no-color.org) or `TERM=dumb` asks for none.
    static func standardOutput() -> Terminal {
        let isTerminal = Platform.isTerminal(.output)
        let asked = Platform.environment("COLUMNS").flatMap { Int($0) }.flatMap {
            $0 > 0 ? $0 : nil
        }
        let wantsColour =
            Platform.environment("NO_COLOR") == nil && Platform.environment("TERM") != "dumb"
        return Terminal(
            width: max(narrowest, asked ?? Platform.columns(of: .output) ?? usualWidth),
            hasColour: isTerminal && wantsColour)
    }

    /// A text in a style, or the bare text where there is no colour.
    func styled(_ text: String, _ style: Style) -> String {
        guard hasColour, style != .plain, !text.isEmpty else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    /// The ways a text can look; the raw value is the terminal's code (ECMA-48, SGR).
    enum Style: String {
        case plain = ""
        case bold = "1"
        case faint = "2"
        case number = "32"
        case topic = "36"
        case warning = "33"
    }

    // Below this nothing readable can be laid out.
    private static let narrowest = 30
}
