/// The strong identities of many entries, one after the other, in one array.
struct IdentityList: Sendable {
    /// The identities of all entries, in the order of the entries.
    private(set) var identities: [PaperID] = []
    /// Where the identities of each entry end.
    private(set) var ends: [Int] = []
    /// A hash of each identity, so that the one thread that joins need not reckon them.
    private(set) var hashes: [Int] = []

    /// The number of entries.
    var count: Int { ends.count }

    /// Adds the identities of the next entry.
    mutating func append(_ ids: [PaperID]) {
        for id in ids {
            identities.append(id)
            hashes.append(id.hashValue)
        }
        ends.append(identities.count)
    }

    /// The entry to which the identity at a place belongs.
    func entry(of place: Int) -> Int { ends.lastPlace { $0 <= place } + 1 }

    /// The places in `identities` of an entry's own.
    func range(of entry: Int) -> Range<Int> {
        (entry == 0 ? 0 : ends[entry - 1])..<ends[entry]
    }
}

/// Which entry bears an identity first: a hash table over lists that stay where they are.
///
/// A dictionary would hash and copy each of some 200,000 names on one thread; here a slot is
/// eight bytes, so that more of them fit into a cache, and a name is looked at only where the
/// hashes agree.
struct IdentityTable {
    /// 0 where it is free; else half of a hash above, and below, from 1, the number of the identity
    /// among those of all lists.
    private typealias Slot = UInt64

    private let lists: [IdentityList]
    /// The number of the first identity of each list, and of the first entry.
    private let firsts: [(identity: Int, entry: Int)]
    private var slots: [Slot]

    init(_ lists: [IdentityList]) {
        self.lists = lists
        var firsts: [(identity: Int, entry: Int)] = []
        var (count, entries) = (0, 0)
        for list in lists {
            firsts.append((count, entries))
            count += list.identities.count
            entries += list.count
        }
        precondition(count < Int(UInt32.max), "identities are numbered by 32 bits")
        self.firsts = firsts
        // At most half full, so that a search ends soon.
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
    }

    /// The entry that brought this identity before, or nil after noting that this one does now.
    mutating func firstEntry(with place: Int, of list: Int) -> Int? {
        let hash = UInt64(bitPattern: Int64(lists[list].hashes[place]))
        let half = hash & 0xFFFF_FFFF_0000_0000
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index] != 0 {
            let slot = slots[index]
            if slot & 0xFFFF_FFFF_0000_0000 == half {
                let (other, there) = self.place(of: Int(slot & 0xFFFF_FFFF) - 1)
                if lists[other].identities[there] == lists[list].identities[place] {
                    return firsts[other].entry + lists[other].entry(of: there)
                }
            }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = half | UInt64(firsts[list].identity + place + 1)
        return nil
    }

    /// The list of an identity, by its number among all, and its place there.
    private func place(of number: Int) -> (list: Int, place: Int) {
        let list = firsts.lastPlace { $0.identity <= number }
        return (list, number - firsts[list].identity)
    }
}

extension Array {
    /// The last place whose element passes the test, of which the first ones do and no others; -1
    /// where none does.
    fileprivate func lastPlace(where passes: (Element) -> Bool) -> Int {
        var (low, high) = (-1, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if passes(self[middle]) { low = middle } else { high = middle }
        }
        return low
    }
}
