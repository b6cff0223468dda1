import KindredCatalogue
import KindredModels
import KindredText
package import KindredVectors

// The contents of a changed index. Whatever rests on counts is made anew from spliced counts by the
// code that fits an index, so it cannot differ from a rebuild; what was learned stays as it was.

extension Fitting {
    /// What becomes of a projection (LSA) when its papers change.
    package enum Projecting: Hashable, Sendable {
        /// It stays as it was learned; fresh papers are laid into it.
        case asLearned
        /// It is learned anew from all papers.
        case anew
    }

    /// Everything that the index of a plan holds, but for its confidence.
    ///
    /// - Parameters:
    ///   - plan: Its sources were made by the recipe of this fitting.
    ///   - projecting: `asLearned` for a plan with one source only.
    ///   - encoded: What the encoder made of the fresh papers; needed where the sources have
    ///     vectors and there are fresh papers.
    /// - Throws: `IndexError.damagedRecord` where a text must be read again and cannot be.
    /// - Complexity: O(length of the fresh texts) for reading; besides, one pass over all stored
    ///   numbers, as every weight depends on the number of papers.
    package func contents(
        of plan: GrowthPlan, projecting: Projecting, encoded: DenseMatrix? = nil
    ) throws(IndexError) -> IndexContents {
        var contents = IndexContents(
            program: KindredVersion.program, settings: recipe.json, plan: plan)
        progress(.counting)
        let counts = try CorpusSplice(plan: plan, fitting: self).counts()
        let rows = addWords(to: &contents) { counts }
        if let old = plan.sources.first?.lsa, projecting == .asLearned {
            contents.lsa = lsa(old, of: plan, rows, contents.vocabulary)
            contents.growth = StoredGrowth(of: plan)
        } else if recipe.signals.contains(.lsa) {
            addProjection(to: &contents, of: rows)
        }
        contents.encoding = encoding(of: plan, encoded)
        progress(.storing)
        return contents
    }

    // MARK: Vectors

    /// The vectors of an encoder: kept ones and those of fresh papers.
    private func encoding(of plan: GrowthPlan, _ encoded: DenseMatrix?) -> StoredEncoding? {
        let stored = plan.sources.compactMap(\.encoding)
        guard let first = stored.first, stored.count == plan.sources.count else { return nil }
        let fresh =
            encoded ?? DenseMatrix(rows: [], columnCount: first.vectors.columnCount)
        return StoredEncoding(
            model: first.model,
            vectors: plan.rows(of: stored.map(\.vectors), and: fresh), threads: threads)
    }

    /// A projection as it was learned, of the terms that are left of it, with all rows of the plan.
    private func lsa(
        _ old: StoredLSA, of plan: GrowthPlan, _ rows: SparseMatrix, _ vocabulary: Vocabulary?
    ) -> StoredLSA? {
        guard let vocabulary, let known = plan.sources[0].vocabulary else { return nil }
        let moved = Self.moved(old, from: known, to: vocabulary)
        let fitted = FittedLSA(
            settings: LSA(dimensions: max(1, old.singularValues.count)),
            components: moved.components, singularValues: old.singularValues,
            sumOfSquares: old.sumOfSquares)
        let places = plan.rows.indices.filter { plan.rows[$0].source == nil }
        let weights = SparseMatrix(
            rows: places.map { rows.row($0) }, columnCount: rows.columnCount)
        let points = fitted.project(
            weights.restricted(toColumns: moved.terms, threads: threads), threads: threads)
        let isWhole = moved.terms.count == vocabulary.count && old.terms == nil
        return StoredLSA(
            components: moved.components, singularValues: old.singularValues,
            vectors: plan.rows(of: [old.vectors], and: points.inOrder(of: plan)),
            sumOfSquares: old.sumOfSquares, terms: isWhole ? nil : Elements(moved.terms),
            threads: threads)
    }

    /// The terms of a projection by their new numbers, and their components; terms that no paper
    /// holds any more are left out.
    private static func moved(
        _ old: StoredLSA, from known: Vocabulary, to vocabulary: Vocabulary
    ) -> (terms: [UInt32], components: DenseMatrix) {
        let ids = known.ids(in: vocabulary)
        let terms = old.terms?.array ?? Array(0..<UInt32(old.components.rowCount))
        let stay = terms.indices.filter { Int(terms[$0]) < ids.count && ids[Int(terms[$0])] != nil }
        let d = old.components.columnCount
        let components = Elements<Float>(count: stay.count * d) { target in
            for (row, place) in stay.enumerated() {
                old.components.withRow(place) { component in
                    for k in 0..<d { target[row * d + k] = component[k] }
                }
            }
        }
        return (
            stay.compactMap { ids[Int(terms[$0])] },
            DenseMatrix(rowCount: stay.count, columnCount: d, elements: components)
        )
    }
}

extension DenseMatrix {
    /// Rows in the order of the fresh papers, given in the order of the plan's rows.
    fileprivate func inOrder(of plan: GrowthPlan) -> DenseMatrix {
        let places = plan.rows.filter { $0.source == nil }.map(\.place)
        var rows = [[Float]](repeating: [], count: places.count)
        for (row, place) in places.enumerated() { rows[place] = self.row(row) }
        return DenseMatrix(rows: rows, columnCount: columnCount)
    }
}

extension GrowthPlan {
    /// The vectors of all rows: those of the sources, and of the fresh papers in their order.
    fileprivate func rows(of stored: [DenseMatrix], and fresh: DenseMatrix) -> DenseMatrix {
        let d = fresh.columnCount
        let elements = Elements<Float>(count: rows.count * d) { target in
            for run in runs {
                let matrix = run.origin.source.map { stored[$0] } ?? fresh
                matrix.withRows(run.origin.place..<run.origin.place + run.count) { values in
                    for (place, value) in values.enumerated() {
                        target[run.row * d + place] = value
                    }
                }
            }
        }
        return DenseMatrix(rowCount: rows.count, columnCount: d, elements: elements)
    }
}

extension StoredGrowth {
    /// The count of a source's projection, after what a plan does to it.
    fileprivate init(of plan: GrowthPlan) {
        let source = plan.sources[0]
        self = source.growth ?? StoredGrowth(fitted: source.paperCount)
        let stored = plan.rows.count { $0.source != nil }
        added += plan.fresh.count - plan.replacing
        changed += plan.replacing
        removed += source.paperCount - stored - plan.replacing
    }
}
