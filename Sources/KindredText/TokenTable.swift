/// A token as the hash table sees it: up to 16 bytes held in two words, longer ones by address.
struct Token {
    /// The longest token whose bytes are held in the token itself.
    static let inlineLength = 16

    /// The bytes 0..<8 and 8..<16, zero beyond the end; unused beyond 16 bytes.
    let low: UInt64
    let high: UInt64
    /// The bytes, at least 1.
    let length: Int
    /// Where the bytes stand; read only beyond 16 bytes.
    let bytes: UnsafePointer<UInt8>

    @inline(__always)
    init(low: UInt64, high: UInt64, length: Int, bytes: UnsafePointer<UInt8>) {
        self.low = low
        self.high = high
        self.length = length
        self.bytes = bytes
    }

    /// A token at `bytes`, of which at least 16 can be read whatever `length` says.
    @inline(__always)
    init(padded bytes: UnsafePointer<UInt8>, length: Int) {
        // Safety: the caller says that 16 bytes can be read.
        let raw = UnsafeRawPointer(bytes)
        let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        let second = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        self.init(
            low: first & Self.mask(length), high: second & Self.mask(length - 8),
            length: length, bytes: bytes)
    }

    /// A token of bytes after which nothing may be read.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(!bytes.isEmpty, "a token has at least one byte")
        var low: UInt64 = 0
        var high: UInt64 = 0
        if bytes.count <= Self.inlineLength {
            for (place, byte) in bytes.enumerated() {
                let shifted = UInt64(byte) << UInt64((place & 7) * 8)
                if place < 8 { low |= shifted } else { high |= shifted }
            }
        }
        self.init(low: low, high: high, length: bytes.count, bytes: bytes.baseAddress!)
    }

    /// A mask of the first `length` bytes of a word; all of them from 8 on, none up to 0.
    @inline(__always)
    private static func mask(_ length: Int) -> UInt64 {
        length >= 8 ? .max : length <= 0 ? 0 : (1 << UInt64(length &* 8)) &- 1
    }
}

/// A hash table from tokens to numbers: open addressing, linear probing, at most half full.
///
/// The hash is keyed at random, so that no text can be written whose tokens all collide; what is
/// stored for a token never depends on it.
struct TokenTable: ~Copyable {
    private struct Slot {
        var low: UInt64
        var high: UInt64
        /// 0 marks a free slot.
        var length: UInt32
        var value: UInt32
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int
    private(set) var count = 0
    /// The bytes of tokens beyond 16 bytes; `high` says where they start.
    private var longBytes: [UInt8] = []
    private let seed: (UInt64, UInt64)

    /// An empty table, with room for so many tokens before it grows.
    init(expecting expected: Int = 0) {
        var generator = SystemRandomNumberGenerator()
        seed = (generator.next(), generator.next())
        mask = 1023
        while mask < expected * 2 { mask = mask * 2 + 1 }
        slots = Self.emptySlots(mask + 1)
    }

    deinit { slots.deallocate() }

    private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(low: 0, high: 0, length: 0, value: 0), count: count)
        return slots
    }

    /// The place of a token: its value lies in `value(at:)` if `isFree(at:)` is false.
    @inline(__always)
    func place(of token: Token) -> Int {
        if token.length <= Token.inlineLength {
            return place(low: token.low, high: token.high, length: UInt32(token.length))
        }
        return placeOfLong(token)
    }

    // Safety, for all below: a place is always masked to the slots there are, and one in two slots
    // is free, so that probing ends.

    /// Whether a place holds no token yet.
    @inline(__always)
    func isFree(at place: Int) -> Bool { slots[place].length == 0 }

    /// The value stored at a place.
    @inline(__always)
    func value(at place: Int) -> UInt32 { slots[place].value }

    @inline(__always)
    private func place(low: UInt64, high: UInt64, length: UInt32) -> Int {
        var place = start(low, high, length)
        while true {
            let slot = slots[place]
            if slot.low == low, slot.high == high, slot.length == length { return place }
            if slot.length == 0 { return place }
            place = (place &+ 1) & mask
        }
    }

    @inline(__always)
    private func start(_ low: UInt64, _ high: UInt64, _ length: UInt32) -> Int {
        let product = (low ^ seed.0).multipliedFullWidth(by: high ^ seed.1 ^ UInt64(length))
        return Int(truncatingIfNeeded: product.high ^ product.low) & mask
    }

    private func placeOfLong(_ token: Token) -> Int {
        let hash = longHash(token)
        let length = UInt32(truncatingIfNeeded: token.length)
        var place = start(hash, 0, length)
        while slots[place].length != 0 {
            let slot = slots[place]
            if slot.low == hash, slot.length == length, isEqual(token, at: Int(slot.high)) {
                return place
            }
            place = (place &+ 1) & mask
        }
        return place
    }

    private func longHash(_ token: Token) -> UInt64 {
        var hash = seed.0
        for place in 0..<token.length {
            let product = (hash ^ UInt64(token.bytes[place]))
                .multipliedFullWidth(by: seed.1 | 1)
            hash = product.high ^ product.low
        }
        return hash
    }

    private func isEqual(_ token: Token, at start: Int) -> Bool {
        longBytes.withUnsafeBufferPointer { bytes in
            UnsafeBufferPointer(rebasing: bytes[start..<start + token.length])
                .elementsEqual(UnsafeBufferPointer(start: token.bytes, count: token.length))
        }
    }

    /// Stores a token at the free place that `place(of:)` named for it.
    mutating func insert(_ token: Token, at place: Int, value: UInt32) {
        precondition(isFree(at: place), "a token is inserted once")
        if token.length <= Token.inlineLength {
            slots[place] = Slot(
                low: token.low, high: token.high, length: UInt32(token.length), value: value)
        } else {
            slots[place] = Slot(
                low: longHash(token), high: UInt64(longBytes.count),
                length: UInt32(truncatingIfNeeded: token.length), value: value)
            longBytes.append(
                contentsOf: UnsafeBufferPointer(start: token.bytes, count: token.length))
        }
        count += 1
        if count * 2 > mask { grow() }
    }

    /// Stores a token that is not there yet; one that is keeps its value.
    mutating func insertFirst(_ bytes: UnsafeBufferPointer<UInt8>, value: UInt32) {
        let token = Token(bytes)
        let place = place(of: token)
        if isFree(at: place) { insert(token, at: place, value: value) }
    }

    /// The bytes of memory that tokens beyond 16 bytes take.
    var longByteCount: Int { longBytes.count }

    private mutating func grow() {
        let old = slots
        let oldCount = mask + 1
        mask = oldCount * 2 - 1
        slots = Self.emptySlots(mask + 1)
        for index in 0..<oldCount where old[index].length != 0 {
            let slot = old[index]
            let isLong = slot.length > Token.inlineLength
            var place = start(slot.low, isLong ? 0 : slot.high, slot.length)
            while slots[place].length != 0 { place = (place &+ 1) & mask }
            slots[place] = slot
        }
        old.deallocate()
    }
}
