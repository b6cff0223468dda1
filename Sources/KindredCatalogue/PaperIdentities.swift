/// The identities of many papers as they were found when the papers were read and merged, so that
/// nobody has to find them again.
package struct PaperIdentities: Sendable {
    private let lists: [IdentityList]
    /// The entry with which each list begins.
    private let firstEntries: [Int]
    /// For each paper the entries that became it; nil where every entry is a paper of its own.
    private let entries: [[Int]]?

    /// - Parameters:
    ///   - lists: The identities of the entries as they were read.
    ///   - entries: For each paper the entries that became it; nil where none were merged.
    init(_ lists: [IdentityList], entries: [[Int]]? = nil) {
        self.lists = lists
        self.entries = entries
        var firstEntries: [Int] = []
        var count = 0
        for list in lists {
            firstEntries.append(count)
            count += list.count
        }
        self.firstEntries = firstEntries
    }

    /// The identities that somebody gave the paper of a row, none of them made from its title; one
    /// may come twice where entries were merged.
    /// - Complexity: O(log lists + identities).
    package func identities(of row: Int) -> [PaperID] {
        guard let entries else { return identities(ofEntry: row) }
        return entries[row].flatMap(identities(ofEntry:))
    }

    /// The entries that became the paper of a row, ascending.
    package func entries(of row: Int) -> [Int] { entries?[row] ?? [row] }

    private func identities(ofEntry entry: Int) -> [PaperID] {
        // The last list that begins at or before the entry.
        var low = 0
        var high = firstEntries.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if firstEntries[middle] <= entry { low = middle } else { high = middle }
        }
        let list = lists[low]
        return Array(list.identities[list.range(of: entry - firstEntries[low])])
    }
}
