import CKernels

/// Checksums of stored bytes.
package enum Checksum {
    /// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), as iSCSI and ext4 use it.
    ///
    /// - Parameters:
    ///   - bytes: What to sum up; nothing gives `crc` itself.
    ///   - crc: The checksum of the bytes before these, so that parts can be summed one after the
    ///     other; 0 at the start.
    /// - Returns: For the nine bytes of "123456789", 0xE3069283.
    package static func crc32c(_ bytes: UnsafeRawBufferPointer, after crc: UInt32 = 0) -> UInt32 {
        kindred_crc32c(crc, bytes.baseAddress, bytes.count)
    }
}

/// SHA-256 of bytes that come in parts (FIPS 180-4), for what was fetched from elsewhere.
package struct SHA256 {
    private var state = kindred_sha256()

    /// The sum of nothing so far.
    package init() { kindred_sha256_start(&state) }

    /// Adds bytes behind those added before.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        // Safety: the kernel reads `count` bytes.
        kindred_sha256_add(&state, bytes.baseAddress, bytes.count)
    }

    /// The 64 hexadecimal digits, in lower case; for no bytes, e3b0c442….
    package func hexadecimal() -> String {
        var (state, digest) = (state, [UInt8](repeating: 0, count: 32))
        kindred_sha256_end(&state, &digest)
        let digits = Array("0123456789abcdef".utf8)
        let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
