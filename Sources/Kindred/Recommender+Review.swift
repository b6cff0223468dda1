public import KindredCatalogue
import KindredIndex
public import KindredRanking
import KindredVectors

extension ListReview {
    /// Reviews a list: what stands in it twice, in the wrong topic, under nearly the same title, or
    /// without its code.
    ///
    /// ```swift
    /// let review = try ListReview(of: catalogue)
    /// for found in review.misplaced { print(catalogue.papers[found.entry].id, found.better) }
    /// ```
    /// - Parameters:
    ///   - catalogue: The list's entries; findings name them by their places in it.
    ///   - threads: How many threads work; nil for `KINDRED_THREADS`, or else every core.
    /// - Throws: `IndexError` where there are more entries than an index holds.
    /// - Complexity: That of fitting TF-IDF and of ranking each entry once.
    public init(of catalogue: Catalogue, threads: Int? = nil) throws {
        let recipe = Related.reviewRecipe
        let threads = Recommender.threads(threads)
        let index = try IndexFile(
            Fitting(recipe: recipe, threads: threads).contents(of: catalogue.papers),
            threads: threads)
        self = try Related(index: index, recipe: recipe, threads: threads)
            .review(of: catalogue.papers)
    }
}
