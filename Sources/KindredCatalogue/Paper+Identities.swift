extension Paper {
    /// Every identity under which this entry may be found, the first being that of `id`.
    ///
    /// They come from `id`, the aliases, what those imply, and the addresses of links of kind
    /// `paper` and `pdf`. An entry that has none of these is known by its titles instead. An
    /// address that names a place within a page (`#…`) or a whole site identifies nothing.
    /// - Complexity: O(characters in id, aliases, addresses and, at need, titles).
    public var identities: [PaperID] {
        let given = strongIdentities
        return given.isEmpty ? titleIdentities : given
    }

    /// The identities that somebody gave out, and none made from a title.
    package var strongIdentities: [PaperID] {
        var found: [PaperID] = []
        found.reserveCapacity(4)
        func add(_ id: PaperID?) {
            guard let id, id.scheme != .title, !found.contains(id) else { return }
            found.append(id)
            add(id.implied)
        }
        add(PaperID(catalogueSpelling: id))
        for alias in aliases { add(PaperID(catalogueSpelling: alias)) }
        for link in links where link.kind == .paper || link.kind == .pdf {
            guard let id = PaperID(link.url) else { continue }
            let isVague =
                id.scheme == .url
                && (!id.value.utf8.contains(0x2F)
                    || (link.url.utf8.contains(0x23) && !id.value.utf8.contains(0x23)))
            if !isVague { add(id) }
        }
        return found
    }

    /// The keys of its titles, without repetition; those of `title:…` names come first.
    package var titleIdentities: [PaperID] {
        var found: [PaperID] = []
        let names = ([id] + aliases).filter { $0[...].startsIgnoringCase("title:") }
        let texts = [title].compactMap(\.self) + titles.texts.map(\.text)
        for key in names.map({ PaperID($0) }) + texts.map(PaperID.titleKey) {
            guard let key, !found.contains(key) else { continue }
            found.append(key)
        }
        return found
    }
}
