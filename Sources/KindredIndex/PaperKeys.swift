import KindredCatalogue

/// Everything by which some papers can be asked for.
struct PaperKeys: Sendable {
    /// The ids and aliases as spelled, and every identity in its canonical form.
    private(set) var identities = KeyRun()
    /// The folded names that the catalogue gives.
    private(set) var names = KeyRun()
    /// The folded names that titles suggest.
    private(set) var handles = KeyRun()
    /// The folded titles.
    private(set) var titles = KeyRun()

    /// The tables and their sections, in the order of the file.
    static let tables: [(section: String, runs: any KeyPath<PaperKeys, KeyRun> & Sendable)] = [
        ("identities", \.identities), ("names", \.names), ("handles", \.handles),
        ("titles", \.titles),
    ]

    /// Adds the keys of a paper, each once.
    ///
    /// - Parameter identities: Its identities where they are known, in any order; one may come
    ///   twice.
    mutating func add(_ paper: Paper, row: UInt32, _ identities: [PaperID]? = nil) {
        // Titles have a table of their own, and a local identity is the id or alias as spelled.
        let canonical = (identities ?? paper.identities)
            .filter { $0.scheme != .title && $0.scheme != .local }
        self.identities.add(
            [paper.id] + paper.aliases + canonical.map(\.description), row: row)
        names.add(paper.names.compactMap(Self.folded), row: row)
        let titles = [paper.title].compactMap { $0 } + paper.titles.texts.map(\.text)
        handles.add(
            titles.flatMap(TitleHandles.handles).compactMap(Self.folded), row: row)
        self.titles.add(titles.compactMap(Self.folded), row: row)
    }

    /// A title or name in the form in which they are compared; nil where nothing is left of it.
    static func folded(_ title: String) -> String? { PaperID.titleKey(title)?.value }
}
