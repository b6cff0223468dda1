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
