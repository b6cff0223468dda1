/// Text as Markdown has it, whose signs mean themselves.
package enum MarkdownText {
    /// A line for a paragraph, a heading or a list item, which reads back as it was.
    ///
    /// A backslash stands before each sign that CommonMark, its tables, GitHub's or common
    /// notebooks' own signs (`$`, `==`, `#tag`) could make something of; a dot or bracket after
    /// leading digits, a plus and a minus only where they would begin a list, and addresses only
    /// where they would become links by themselves.
    /// - Complexity: O(length).
    package static func escaped(_ line: String) -> String {
        var escaped = ""
        var isNumbered = false
        for character in line {
            let isFirst = escaped.isEmpty
            switch character {
            case "\\", "`", "*", "_", "[", "]", "<", "|", "~", "$", "#", "&", "=", ">", "!", "^":
                escaped += "\\\(character)"
            case "-" where isFirst, "+" where isFirst: escaped += "\\\(character)"
            case "." where isNumbered, ")" where isNumbered: escaped += "\\\(character)"
            default: escaped.append(character)
            }
            isNumbered = character.isASCII && character.isNumber && (isFirst || isNumbered)
        }
        return escaped.replacing("://", with: "\\://").replacing("www.", with: "www\\.")
    }
}
