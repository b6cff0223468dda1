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

    /// The places in `identities` of an entry's own.
    func range(of entry: Int) -> Range<Int> {
        (entry == 0 ? 0 : ends[entry - 1])..<ends[entry]
    }
}

/// Which entry bears an identity first: a hash table over lists that stay where they are.
///
/// A dictionary would hash and copy each of some 200,000 names on one thread; here a slot is
/// two numbers, and a name is looked at only where the hashes agree.
struct IdentityTable {
    private struct Slot {
        var hash = 0
        var list: Int32 = -1
        var place: Int32 = 0
        var entry = 0
    }

    private let lists: [IdentityList]
    private var slots: [Slot]

    init(_ lists: [IdentityList]) {
        self.lists = lists
        let count = lists.reduce(0) { $0 + $1.identities.count }
        // At most half full, so that a search ends soon.
        var size = 16
        while size < count * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
    }

    /// The entry that brought this identity before, or nil after noting that `entry` does now.
    mutating func firstEntry(with place: Int, of list: Int, else entry: Int) -> Int? {
        let hash = lists[list].hashes[place]
        var index = hash & (slots.count - 1)
        while slots[index].list >= 0 {
            let slot = slots[index]
            if slot.hash == hash,
                lists[Int(slot.list)].identities[Int(slot.place)] == lists[list].identities[place]
            {
                return slot.entry
            }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = Slot(hash: hash, list: Int32(list), place: Int32(place), entry: entry)
        return nil
    }
}
