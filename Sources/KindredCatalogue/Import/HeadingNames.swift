/// Gives a short heading that holds exactly one paper to that paper as a name.
enum HeadingNames {
    /// Adds names such as `MoCo` and `EfficientDet` from the headings of the drafts' sections.
    ///
    /// A heading of one Latin word is a name where its spelling is unusual or it appears in the
    /// paper's title, address or description; of a longer heading such words count only where
    /// they appear there (`无监督SimCLR`). A section with several papers gives its name to the one
    /// whose title holds it.
    static func add(to drafts: inout [Draft]) {
        var papers: [Int: [Int]] = [:]
        for (index, draft) in drafts.enumerated() where draft.isPaper && draft.form != .sentence {
            papers[draft.section, default: []].append(index)
        }
        for (_, indices) in papers {
            guard let heading = drafts[indices[0]].heading else { continue }
            for name in candidates(heading) {
                let holders = indices.filter { holds(drafts[$0], name) }
                let isWhole = name == heading && TitleText.isName(name)
                let isOnly = indices.count == 1 && drafts[indices[0]].form != .heading
                if isOnly && (isWhole || !holders.isEmpty) {
                    give(name, to: &drafts[indices[0]])
                } else if TitleText.isUnusual(Substring(name)),
                    let holder = indices.first(where: { titleHolds(drafts[$0], name) })
                {
                    give(name, to: &drafts[holder])
                }
            }
        }
    }

    private static func give(_ name: String, to draft: inout Draft) {
        let key = Attaching.folded(name)
        let isTitle = draft.title.map { Attaching.folded($0) == key } ?? false
        if !isTitle && !draft.names.contains(where: { Attaching.folded($0) == key }) {
            draft.names.append(name)
        }
    }

    private static func candidates(_ heading: String) -> [String] {
        guard heading.count <= 24 else { return [] }
        if Attaching.isName(heading), !heading.holds(" ") { return [heading] }
        return heading.split { " +,，/、：:".contains($0) || Text.hasHan(String($0)) }
            .map(String.init)
            .filter { $0.count >= 3 && !Attaching.common.contains($0.uppercased()) }
            .filter { TitleText.isUnusual(Substring($0)) && VenueReading.find(in: $0) == nil }
    }

    private static func titleHolds(_ draft: Draft, _ name: String) -> Bool {
        let key = Attaching.folded(name)
        return Text.latinWords(draft.title ?? "").contains { Attaching.folded($0) == key }
    }

    private static func holds(_ draft: Draft, _ name: String) -> Bool {
        if titleHolds(draft, name) { return true }
        let key = Attaching.folded(name)
        let texts =
            draft.summary.map(\.text)
            + draft.links.compactMap { $0.kind == .article ? $0.label : nil }
        for text in texts where text.utf8.count < 20_000 {
            if Text.latinWords(text).contains(where: { Attaching.folded($0) == key }) {
                return true
            }
        }
        return draft.links.contains { link in
            link.kind == .code && Attaching.folded(Address.parts(link.url).path).contains(key)
        }
    }
}
