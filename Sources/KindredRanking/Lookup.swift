package import KindredIndex

extension IndexFile {
    /// The row of the paper that goes by a name.
    ///
    /// - Throws: `unknownPaper` with the closest, `ambiguousPaper` with the candidates.
    package func row(of name: String) throws(RankingError) -> Int {
        switch PaperLookup(self).resolve(name) {
        case .found(let row, _): return row
        case .ambiguous(let rows, _):
            throw .ambiguousPaper(asked: name, candidates: rows.map(paperName))
        case .unknown(let closest):
            throw .unknownPaper(asked: name, closest: closest.map(paperName))
        }
    }

    /// The row of the paper that goes by an identifier, an address or a whole title.
    ///
    /// Short names and beginnings of titles do not do: what is asked for here may be removed.
    /// - Throws: `unknownPaper` with the closest, `ambiguousPaper` with the candidates.
    package func row(ofWholeName name: String) throws(RankingError) -> Int {
        switch PaperLookup(self).resolve(name) {
        case .found(let row, by: .identifier), .found(let row, by: .title): return row
        case .ambiguous(let rows, by: .identifier), .ambiguous(let rows, by: .title):
            throw .ambiguousPaper(asked: name, candidates: rows.map(paperName))
        case .found(let row, _):
            throw .unknownPaper(asked: name, closest: [paperName(row)])
        case .ambiguous(let rows, _), .unknown(let rows):
            throw .unknownPaper(asked: name, closest: rows.prefix(3).map(paperName))
        }
    }

    /// Whether words name a paper here; otherwise they are text.
    ///
    /// - Throws: `unknownPaper` for an identifier that is not here, `ambiguousPaper` for a name
    ///   that several papers have. The beginning of several titles is text.
    package func names(_ words: String) throws(RankingError) -> Bool {
        switch PaperLookup(self).resolve(words) {
        case .found: return true
        case .ambiguous(_, by: .titleBeginning): return false
        case .ambiguous(let rows, _):
            throw .ambiguousPaper(asked: words, candidates: rows.map(paperName))
        case .unknown(let closest):
            guard PaperLookup.looksLikeIdentifier(words) else { return false }
            throw .unknownPaper(asked: words, closest: closest.map(paperName))
        }
    }

    /// A paper as a list of choices shows it.
    private func paperName(_ row: Int) -> RankingError.PaperName {
        RankingError.PaperName(id: id(at: row), title: (try? paper(at: row))?.title)
    }
}
