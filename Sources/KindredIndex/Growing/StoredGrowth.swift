import KindredVectors

/// What happened to an index since its projection (LSA) was learned.
///
/// Papers that came later were laid into the projection as it was, so it knows none of their new
/// words; fitting it anew begins a new count, and an index that was never changed has none.
package struct StoredGrowth: Hashable, Sendable {
    /// How many papers it was learned from.
    package let fitted: Int
    /// How many papers came since.
    package var added = 0
    /// How many papers went since.
    package var removed = 0
    /// How many papers say something else since.
    package var changed = 0

    /// Nothing happened since it was learned from so many papers.
    package init(fitted: Int) { self.fitted = fitted }

    static let section = "growth"

    func add(to sections: inout SectionWriter) {
        let counts = [fitted, added, removed, changed]
        sections.add(Self.section, Elements(counts.map { UInt64($0) }))
    }

    init?(_ sections: SectionReader) throws(IndexError) {
        guard sections.has(Self.section) else { return nil }
        let counts: Elements<UInt64> = try sections.elements(Self.section, count: 4)
        guard (0..<4).allSatisfy({ counts[$0] <= UInt64(UInt32.max) }) else {
            throw sections.contradiction(
                Self.section, expected: "numbers of papers", found: "larger ones")
        }
        (fitted, added) = (Int(counts[0]), Int(counts[1]))
        (removed, changed) = (Int(counts[2]), Int(counts[3]))
    }
}
