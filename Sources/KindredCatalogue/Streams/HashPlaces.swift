/// Which entry brought a hash first.
///
/// A dictionary would hash the hash again; here it is the place to look at. A slot takes twelve
/// bytes, and two slots of three are taken at most.
struct HashPlaces {
    /// 0 where a slot is free.
    private var keys: [Int]
    private var entries: [UInt32]
    private var count = 0

    init() {
        keys = Array(repeating: 0, count: 1 << 10)
        entries = Array(repeating: 0, count: 1 << 10)
    }

    /// The entry that brought this hash before, or nil after noting that `entry` does now.
    mutating func firstEntry(with hash: Int, else entry: Int) -> Int? {
        // Free slots are told by 0, which is therefore no key.
        let key = hash == 0 ? 1 : hash
        if count * 3 >= keys.count * 2 { grow() }
        let slot = slot(of: key)
        guard keys[slot] == 0 else { return Int(entries[slot]) }
        keys[slot] = key
        entries[slot] = UInt32(entry)
        count += 1
        return nil
    }

    /// The slot that holds a key, or the free one that it would take.
    private func slot(of key: Int) -> Int {
        var slot = key & (keys.count - 1)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldEntries) = (keys, entries)
        keys = Array(repeating: 0, count: 2 * oldKeys.count)
        entries = Array(repeating: 0, count: 2 * oldKeys.count)
        for place in oldKeys.indices where oldKeys[place] != 0 {
            let slot = slot(of: oldKeys[place])
            keys[slot] = oldKeys[place]
            entries[slot] = oldEntries[place]
        }
    }
}
