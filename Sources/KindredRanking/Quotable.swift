extension String {
    /// The words as a sentence may quote them: one line, at most 200 characters, without control
    /// and direction characters, which a terminal would obey.
    var quotable: String {
        let limit = 200
        var words = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(limit * 10) {
            let isGap = scalar.properties.isWhitespace
            let category = scalar.properties.generalCategory
            if isGap || (category != .control && category != .format) {
                words.append(isGap ? " " : scalar)
            }
        }
        let line = String(words).split(separator: " ").joined(separator: " ")
        let isWhole = line.count <= limit && unicodeScalars.count <= limit * 10
        return isWhole ? line : line.prefix(limit) + "…"
    }
}
