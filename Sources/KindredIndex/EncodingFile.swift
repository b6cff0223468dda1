import Foundation
import KindredCatalogue
import KindredModels
import KindredVectors

/// The vectors that are ready while a catalogue is still being encoded, block after block, so that
/// work of an hour outlives an interruption.
///
/// Little-endian:
/// ```
/// header     64 bytes
///    0  magic             8B 4B 49 4E 44 52 45 44 (0x8B, then "KINDRED")
///    8  format version    UInt32, 2: a block of 1 came from products of floats
///   12  dimensions        UInt32
///   16  papers of a block UInt32
///   20  model             UInt32, CRC-32C of its checksum and name
///   24  zeros
///   60  checksum          UInt32, CRC-32C of bytes 0 ..< 60
/// block      for each run of papers
///    0  papers            UInt32
///    4  texts             UInt32, CRC-32C of their lengths and bytes
///    8  length            UInt64, bytes of all texts
///   16  checksum          UInt32, CRC-32C of bytes 0 ..< 16 and of the vectors
///   20  vectors           papers × dimensions Float
/// ```
/// A block counts only where its texts are the catalogue's and its checksum is right; the first one
/// that does not ends what is reused, and is written over.
final class EncodingFile {
    private let path: String
    private let descriptor: Int32
    private var place: off_t

    static let magic: [UInt8] = [0x8B] + Array("KINDRED".utf8)
    static let headerSizeInBytes = 64
    static let blockHeaderSizeInBytes = 20

    /// Opens a file, or begins one; a file of another model begins anew.
    ///
    /// - Returns: nil where another process is at work on it.
    /// - Throws: `notEncodings` for a file that is something else; `unwritable`.
    init?(
        _ path: String, model: Encoder.Identity, dimensions: Int, papersOfABlock: Int
    ) throws(IndexError) {
        self.path = path
        place = off_t(Self.headerSizeInBytes)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.unwritable(path, "opening") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
        let wanted = Self.header(model, dimensions: dimensions, papersOfABlock: papersOfABlock)
        let found = bytes(Self.headerSizeInBytes, at: 0)
        guard found != wanted else { return }
        guard found.isEmpty || Array(found.prefix(8)) == Self.magic else {
            throw .notEncodings(path: path)
        }
        try cut(to: 0)
        try write(wanted, at: 0)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The vectors of the next block, where they are there; else what follows is cut off.
    func next(_ texts: [String], dimensions: Int) throws(IndexError) -> [Float]? {
        let key = Self.key(of: texts)
        let header = bytes(Self.blockHeaderSizeInBytes, at: place)
        let size = texts.count * dimensions * MemoryLayout<Float>.size
        let body = bytes(size, at: place + off_t(header.count))
        guard header.count == Self.blockHeaderSizeInBytes, body.count == size,
            Array(header.prefix(16)) == key, header == key + Self.sum(key, body)
        else {
            try cut(to: place)
            return nil
        }
        place += off_t(header.count + body.count)
        return body.withUnsafeBytes { bytes in
            (0..<texts.count * dimensions).map {
                bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self)
            }
        }
    }

    /// Adds a block behind the others, and waits until it is on the disk.
    func add(_ vectors: [Float], of texts: [String]) throws(IndexError) {
        let key = Self.key(of: texts)
        let body = vectors.withUnsafeBytes { Array($0) }
        let block = key + Self.sum(key, body) + body
        try write(block, at: place)
        guard fsync(descriptor) == 0 else { throw Self.unwritable(path, "syncing") }
        place += off_t(block.count)
    }

    /// Removes the file, whose vectors stand in an index now.
    static func remove(_ path: String) { unlink(path) }
}

// MARK: - Bytes

extension EncodingFile {
    private static func header(
        _ model: Encoder.Identity, dimensions: Int, papersOfABlock: Int
    ) -> [UInt8] {
        let identity = crc(Array("\(model.checksum) \(model.name)".utf8))
        var bytes = magic
        for number in [2, UInt32(dimensions), UInt32(papersOfABlock), identity] {
            bytes += little(number)
        }
        bytes += [UInt8](repeating: 0, count: headerSizeInBytes - 4 - bytes.count)
        return bytes + little(crc(bytes))
    }

    /// What a block says of its texts.
    private static func key(of texts: [String]) -> [UInt8] {
        var (sum, length): (UInt32, UInt64) = (0, 0)
        for text in texts {
            let bytes = Array(text.utf8)
            sum = crc(bytes, after: crc(little(UInt64(bytes.count)), after: sum))
            length += UInt64(bytes.count)
        }
        return little(UInt32(texts.count)) + little(sum) + little(length)
    }

    private static func sum(_ key: [UInt8], _ body: [UInt8]) -> [UInt8] {
        little(crc(body, after: crc(key)))
    }

    private static func crc(_ bytes: [UInt8], after crc: UInt32 = 0) -> UInt32 {
        bytes.withUnsafeBytes { Checksum.crc32c($0, after: crc) }
    }

    private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    /// Bytes of the file; fewer where it ends before.
    private func bytes(_ count: Int, at offset: off_t) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            while done < count {
                // Safety: the system writes at most what is left of the buffer.
                let length = pread(
                    descriptor, buffer.baseAddress.map { $0 + done }, count - done,
                    offset + off_t(done))
                if length < 0, errno == EINTR { continue }
                guard length > 0 else { return }
                done += length
            }
        }
    }

    private func write(_ bytes: [UInt8], at offset: off_t) throws(IndexError) {
        var done = 0
        while done < bytes.count {
            let length = bytes[done...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, offset + off_t(done))
            }
            if length < 0, errno == EINTR { continue }
            guard length > 0 else { throw Self.unwritable(path, "writing") }
            done += length
        }
    }

    private func cut(to length: off_t) throws(IndexError) {
        guard ftruncate(descriptor, length) == 0 else { throw Self.unwritable(path, "cutting") }
    }

    private static func unwritable(_ path: String, _ step: String) -> IndexError {
        .unwritable(.cannotWrite(path: path, step: step, reason: errno))
    }
}
