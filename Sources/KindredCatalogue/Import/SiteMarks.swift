/// Marks that site generators read and Markdown does not know.
extension Preparation {
    /// A line without Hugo's `{{< … >}}`, Jekyll's `{% … %}` and kramdown's `{: .button }`.
    ///
    /// A mark that holds an address stays, so that no link is lost.
    static func withoutSiteMarks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard line.contains(0x7B) else { return line }
        var text = String(decoding: line, as: UTF8.self)
        for (open, close) in siteMarks where text.contains(open) {
            text = without(open, close, in: text)
        }
        return Array(text.utf8)[...]
    }

    /// A text without what stands between two marks. Linear in its length.
    private static func without(_ open: String, _ close: String, in text: String) -> String {
        var kept = ""
        var rest = text[...]
        while let start = rest.firstRange(of: open),
            let end = rest[start.upperBound...].firstRange(of: close)
        {
            let inner = rest[start.upperBound..<end.lowerBound]
            let isKept = inner.utf8.count > 200 || inner.contains("://")
            kept += rest[..<(isKept ? end.upperBound : start.lowerBound)]
            rest = rest[end.upperBound...]
        }
        return kept + rest
    }

    private static let siteMarks = [
        ("{ align", "}"), ("{ width", "}"), ("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"),
        ("{: ", "}"), ("{:.", "}"), ("{:target", "}"),
    ]
}
