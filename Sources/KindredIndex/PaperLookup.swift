import KindredCatalogue

/// Finds the paper that a person means by an id, an address, a title or a name.
///
/// What was typed is tried, in this order, as
/// 1. an id exactly as the catalogue spells it, or an alias;
/// 2. any spelling or address that ``PaperID`` reads;
/// 3. a whole title, in any language, case, width and punctuation aside;
/// 4. a name that the catalogue gives (`MoCo`), then one that a title suggests (`BERT: …`);
/// 5. the beginning of a title.
///
/// The first of these that leads anywhere decides. It depends on the index alone, so the same text
/// always finds the same rows.
package struct PaperLookup: Sendable {
    let catalogue: CatalogueColumns

    /// Looks up papers of an index.
    package init(_ index: IndexFile) { catalogue = index.catalogue }

    /// What a person's words came to.
    package enum Resolution: Equatable, Sendable {
        /// One paper.
        case found(row: Int, by: Match)
        /// Several papers, ascending by row; all of them.
        case ambiguous(rows: [Int], by: Match)
        /// No paper; up to three that come closest, the closest first.
        case unknown(suggestions: [Int])
    }

    /// In what way the words matched.
    package enum Match: Sendable {
        /// An id, alias or address.
        case identifier
        /// A whole title.
        case title
        /// A name.
        case name
        /// The beginning of a title.
        case titleBeginning
    }

    /// The paper or papers that a text names.
    ///
    /// - Complexity: O(log papers) where something matches. Where nothing does, one pass over all
    ///   keys: some 20 ms for 100,000 papers.
    package func resolve(_ text: String) -> Resolution {
        guard text.utf8.count <= Self.longestText else { return .unknown(suggestions: []) }
        let identity = PaperID(text)
        let key = (identity?.scheme == .title ? identity : PaperID.titleKey(text))?.value
        return identified(text, as: identity) ?? titled(key)
            ?? .unknown(suggestions: suggestions(for: text, identity: identity, key: key))
    }

    /// The row of the paper that goes by an identifier or address: the first two of the five ways.
    ///
    /// Nil where there is none or more than one. Nothing is suggested, so that many can be asked.
    /// - Complexity: O(log papers).
    package func row(ofIdentifier text: String) -> Int? {
        guard case .found(let row, _) = identified(text, as: PaperID(text)) else { return nil }
        return row
    }

    /// Whether a text is meant as an identifier or address, known here or not.
    ///
    /// True for everything ``PaperID`` reads, and for words that only look so: `arXiv:1911.057`,
    /// `10.1145/x`, `nips2017:abc`. Text with a space is none, nor is a word without a digit and a
    /// separator.
    package static func looksLikeIdentifier(_ text: String) -> Bool {
        if let identity = PaperID(text) { return identity.scheme != .title }
        let bytes = Array(text.utf8)
        guard (4...500).contains(bytes.count), bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return false
        }
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let isDecimal = bytes.contains(0x2E) && bytes.allSatisfy { isDigit($0) || $0 == 0x2E }
        // A colon or a slash, between other characters.
        let isPath = bytes.dropFirst().dropLast().contains { $0 == 0x3A || $0 == 0x2F }
        return isDecimal || (isPath && bytes.contains(where: isDigit))
    }

    // No title is longer, in bytes; more is free text.
    private static let longestText = 4_096
    // A beginning must say something: six letters, or three Chinese characters.
    private static let shortestBeginning = 6
}

// MARK: The five ways

extension PaperLookup {
    private func identified(_ text: String, as identity: PaperID?) -> Resolution? {
        let rows = catalogue.identities.rows(of: Array(text.utf8))
        if let row = rows.first(where: { catalogue.ids.string(at: $0) == text }) {
            return .found(row: row, by: .identifier)
        }
        return resolution(rows, by: .identifier)
            ?? identity.flatMap(identified)
    }

    /// The papers with this identity, else with what follows from it: an entry that is known by
    /// its ACM number alone answers to the DOI that ends in that number.
    private func identified(as identity: PaperID) -> Resolution? {
        let key = identity.scheme == .local ? identity.value : identity.description
        return resolution(catalogue.identities.rows(of: Array(key.utf8)), by: .identifier)
            ?? identity.implied.flatMap(identified)
    }

    private func titled(_ key: String?) -> Resolution? {
        guard let key else { return nil }
        let bytes = Array(key.utf8)
        return resolution(catalogue.titles.rows(of: bytes), by: .title)
            ?? resolution(catalogue.names.rows(of: bytes), by: .name)
            ?? resolution(catalogue.handles.rows(of: bytes), by: .name)
            ?? (Self.saysEnough(key)
                ? resolution(catalogue.titles.rows(startingWith: bytes), by: .titleBeginning) : nil)
    }

    private func resolution(_ rows: [Int], by match: Match) -> Resolution? {
        switch rows.count {
        case 0: nil
        case 1: .found(row: rows[0], by: match)
        default: .ambiguous(rows: rows, by: match)
        }
    }

    /// Whether a key is long enough to be the beginning of a title, a Chinese character counting
    /// as two letters.
    private static func saysEnough(_ key: String) -> Bool {
        key.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) } >= shortestBeginning
    }
}
