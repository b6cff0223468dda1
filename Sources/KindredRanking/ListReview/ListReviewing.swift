package import KindredCatalogue
package import KindredIndex
import KindredVectors

extension Related {
    /// How the texts of a list are read for its review: the names of topics and the labels of
    /// links stay out, since they would say where an entry stands before it is asked.
    package static var reviewRecipe: Recipe {
        var recipe = Recipe(for: .tfidf)
        recipe.surroundingsWeight = 0
        return recipe
    }

    /// Reviews the list that this index was fitted from by ``reviewRecipe``.
    ///
    /// - Parameter papers: The list's entries, in the order of the rows.
    /// - Complexity: O(what ranking each paper costs + letters of the titles).
    package func review(of papers: [Paper]) throws -> ListReview {
        precondition(papers.count == index.paperCount, "a review needs the papers of its index")
        var review = ListReview()
        review.duplicates = ListReview.Duplicate.all(in: papers)
        review.similarTitles = TitlePairs(papers).similar()
        review.misplaced = Misplacement(index).all(nearest: try nearest())
        review.missingCode = CodeLookup(papers).missing()
        return review
    }

    /// The nearest rows of each row.
    private func nearest() throws -> [[Int]] {
        try rank(
            RankingBatch(
                tasks: (0..<index.paperCount).map { RankingBatch.Task(likes: [$0]) },
                signal: .tfidf, depth: Misplacement.asked)
        ).map { $0.map(\.row) }
    }
}
