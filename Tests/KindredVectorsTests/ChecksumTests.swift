import CKernels
import KindredVectors
import Testing

@Suite struct ChecksumTests {
    @Test func `the published check value comes out`() {
        #expect(checksum(Array("123456789".utf8)) == 0xE306_9283)
    }

    /// RFC 3720, appendix B.4, as numbers.
    @Test func `the test vectors of iSCSI come out`() {
        #expect(checksum(Array(repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(checksum(Array(repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(checksum(Array(0..<32)) == 0x46DD_794E)
        #expect(checksum(Array((0..<32).reversed())) == 0x113F_DB5C)
    }

    @Test func `nothing changes nothing`() {
        #expect(checksum([]) == 0)
        #expect(checksum([], after: 17) == 17)
    }

    @Test(arguments: [1, 7, 8, 9, 63, 4_096, 12_287, 12_288, 12_289, 40_000])
    func `every way of computing it agrees with the definition`(count: Int) {
        var samples = Samples(seed: 1)
        let bytes = (0..<count + 3).map { _ in UInt8(truncatingIfNeeded: samples.word()) }
        for start in 0..<3 {
            let part = Array(bytes[start..<start + count])
            let bitwise = kindred_crc32c_bitwise(99, part, part.count)
            #expect(kindred_crc32c_by_table(99, part, part.count) == bitwise)
            #expect(kindred_crc32c(99, part, part.count) == bitwise)
            // The same bytes at an odd address.
            let shifted = bytes.withUnsafeBytes {
                Checksum.crc32c(
                    UnsafeRawBufferPointer(rebasing: $0[start..<start + count]), after: 99)
            }
            #expect(shifted == bitwise)
        }
    }

    @Test func `parts summed one after the other make the whole`() {
        let bytes = (0..<30_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 5) }
        let whole = checksum(bytes)
        for cut in [0, 1, 13_000, 29_999, 30_000] {
            #expect(checksum(Array(bytes[cut...]), after: checksum(Array(bytes[..<cut]))) == whole)
        }
    }

    private func checksum(_ bytes: [UInt8], after crc: UInt32 = 0) -> UInt32 {
        bytes.withUnsafeBytes { Checksum.crc32c($0, after: crc) }
    }
}
