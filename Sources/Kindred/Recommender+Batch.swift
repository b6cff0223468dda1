import KindredIndex
package import KindredRanking

extension Recommender {
    /// The row of the paper with this id, alias, identifier or address; nil where there is none.
    /// - Complexity: O(log papers).
    package func row(ofIdentifier text: String) -> Int? {
        PaperLookup(index).row(ofIdentifier: text)
    }

    /// The row of the paper that a name stands for, as people type it.
    /// - Throws: `RankingError` where no paper has the name, or several.
    package func row(of name: String) throws -> Int { try index.row(of: name) }

    /// The row of the paper that goes by an identifier, an address or a whole title.
    /// - Throws: `RankingError` where no paper does, or several.
    package func row(ofWholeName name: String) throws -> Int { try index.row(ofWholeName: name) }

    /// The id of a row, as its catalogue spells it.
    package func id(at row: Int) -> String { index.id(at: row) }

    /// Answers many questions at once, by rows.
    ///
    /// - Throws: `RankingError.missingSignal`; `IndexError` where a record cannot be read.
    package func rank(_ batch: RankingBatch) throws -> [[RankingBatch.Answer]] {
        try search.rank(batch)
    }
}
