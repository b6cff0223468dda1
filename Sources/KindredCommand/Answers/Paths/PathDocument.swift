import Kindred

/// A form in which a whole path is written as one document, for a file or a page.
enum PathDocument: String, CaseIterable, Sendable {
    case markdown, html, mermaid, svg

    /// The ending of such a file's name, without the dot.
    var fileEnding: String {
        switch self {
        case .markdown: "md"
        case .html: "html"
        case .mermaid: "mmd"
        case .svg: "svg"
        }
    }

    /// The page in this form, with the line feed at its end.
    /// - Parameter index: Where the index of all paths lies, seen from the page; nil for none.
    func text(of page: PathPage, index: String? = nil) -> String {
        switch self {
        case .markdown: PathMarkdown(page: page).text
        case .html: PathHTML(page: page, index: index).text
        case .mermaid: PathMermaid(page: page).text
        case .svg: PathPicture(page: page).text
        }
    }
}
