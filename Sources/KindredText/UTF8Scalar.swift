/// One code point read from UTF-8 bytes.
struct UTF8Scalar {
    /// What stands for bytes that are no UTF-8; no code point has this value.
    static let invalid = UInt32.max

    /// The code point, or `invalid`.
    let value: UInt32
    /// The bytes it took, 1...4; 1 where they are no UTF-8.
    let length: Int

    /// Reads the code point that starts at `start`.
    ///
    /// Overlong forms, surrogates, lone continuation bytes and cut sequences are invalid, one byte
    /// each.
    /// - Parameters:
    ///   - start: Must lie before `end`.
    ///   - end: Where the readable bytes end.
    @inline(__always)
    init(at start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>) {
        // Safety: every byte is read only after `left` has shown that it lies before `end`.
        let left = end - start
        let lead = UInt32(start[0])
        if lead < 0x80 {
            self.init(value: lead, length: 1)
        } else if lead >= 0xE0, lead < 0xF0, left > 2 {
            self.init(three: lead, UInt32(start[1]), UInt32(start[2]))
        } else if lead >= 0xC2, lead < 0xE0, left > 1, start[1] & 0xC0 == 0x80 {
            self.init(value: (lead & 0x1F) << 6 | UInt32(start[1]) & 0x3F, length: 2)
        } else if lead >= 0xF0, lead < 0xF5, left > 3 {
            self.init(four: lead, UInt32(start[1]), UInt32(start[2]), UInt32(start[3]))
        } else {
            self.init(value: Self.invalid, length: 1)
        }
    }

    @inline(__always)
    private init(value: UInt32, length: Int) {
        self.value = value
        self.length = length
    }

    @inline(__always)
    private init(three a: UInt32, _ b: UInt32, _ c: UInt32) {
        let value = (a & 0x0F) << 12 | (b & 0x3F) << 6 | c & 0x3F
        let isSound =
            b & 0xC0 == 0x80 && c & 0xC0 == 0x80 && value >= 0x800 && value & 0xF800 != 0xD800
        self.init(value: isSound ? value : Self.invalid, length: isSound ? 3 : 1)
    }

    private init(four a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
        let value = (a & 0x07) << 18 | (b & 0x3F) << 12 | (c & 0x3F) << 6 | d & 0x3F
        let isSound =
            b & 0xC0 == 0x80 && c & 0xC0 == 0x80 && d & 0xC0 == 0x80
            && value >= 0x10000 && value < 0x110000
        self.init(value: isSound ? value : Self.invalid, length: isSound ? 4 : 1)
    }
}
