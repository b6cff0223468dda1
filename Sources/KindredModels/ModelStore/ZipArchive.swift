import CZlib
import Foundation
import KindredVectors

/// The entries of a zip archive, stored or deflated: as much of the format as wheels use.
///
/// Not for archives over 4 GB, encrypted ones, or ones in several parts. Nothing in the archive is
/// trusted: every place must lie inside it.
///
/// - Source: PKWARE, APPNOTE.TXT, 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
struct ZipArchive {
    private let path: String
    private let file: MappedFile
    private var entries: [String: Entry] = [:]

    private struct Entry {
        let method: Int
        let packedSize: Int
        let size: Int
        let place: Int
    }

    /// Maps an archive and reads its directory.
    init(_ path: String) throws(ModelError) {
        self.path = path
        do {
            file = try MappedFile(path)
        } catch {
            throw .badArchive(path: path, finding: "it cannot be read")
        }
        guard let end = endOfDirectory else {
            throw .badArchive(path: path, finding: "it has no directory")
        }
        var place = number(at: end + 16, size: 4) ?? 0
        for _ in 0..<(number(at: end + 10, size: 2) ?? 0) {
            guard number(at: place, size: 4) == 0x0201_4B50,
                let method = number(at: place + 10, size: 2),
                let packed = number(at: place + 20, size: 4),
                let size = number(at: place + 24, size: 4),
                let nameLength = number(at: place + 28, size: 2),
                let extraLength = number(at: place + 30, size: 2),
                let remarkLength = number(at: place + 32, size: 2),
                let start = number(at: place + 42, size: 4),
                let name = bytes(at: place + 46, count: nameLength)
            else { throw .badArchive(path: path, finding: "its directory is damaged") }
            entries[String(decoding: name, as: UTF8.self)] = Entry(
                method: method, packedSize: packed, size: size, place: start)
            place += 46 + nameLength + extraLength + remarkLength
        }
    }

    /// Writes an entry's bytes to a file, which must have the given SHA-256.
    func extract(_ name: String, to target: String, sha256: String) throws(ModelError) {
        guard let entry = entries[name] else {
            throw .badArchive(path: path, finding: "it holds no \(name)")
        }
        guard let packed = content(of: entry) else {
            throw .badArchive(path: path, finding: "\(name) lies outside it")
        }
        try Download.makeFolder(of: target)
        let part = target + ".part"
        guard let output = fopen(part, "wb") else {
            throw .cannotWrite(path: part, reason: String(cString: strerror(errno)))
        }
        var sum = SHA256()
        var wasWritten = true
        let isSound = Self.unpack(packed, method: entry.method, limit: entry.size) { block in
            sum.add(block)
            wasWritten =
                wasWritten && fwrite(block.baseAddress, 1, block.count, output) == block.count
            return wasWritten
        }
        wasWritten = fflush(output) == 0 && fsync(fileno(output)) == 0 && wasWritten
        fclose(output)
        let isRight = isSound && wasWritten && sum.hexadecimal() == sha256
        guard isRight else {
            unlink(part)
            if !wasWritten { throw .cannotWrite(path: target, reason: "the disk may be full") }
            guard isSound else {
                throw .badArchive(path: path, finding: "\(name) cannot be unpacked")
            }
            throw .wrongChecksum(name: name, expected: sha256, found: sum.hexadecimal())
        }
        guard rename(part, target) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(part)
            throw .cannotWrite(path: target, reason: reason)
        }
    }

    /// The bytes of an entry as the archive has them.
    private func content(of entry: Entry) -> UnsafeRawBufferPointer? {
        guard number(at: entry.place, size: 4) == 0x0403_4B50,
            let nameLength = number(at: entry.place + 26, size: 2),
            let extraLength = number(at: entry.place + 28, size: 2)
        else { return nil }
        return bytes(at: entry.place + 30 + nameLength + extraLength, count: entry.packedSize)
    }

    /// Hands out the unpacked bytes block by block; false where they are damaged, more than `limit`
    /// or not wanted any more.
    private static func unpack(
        _ packed: UnsafeRawBufferPointer, method: Int, limit: Int,
        _ body: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        guard method != 0 else { return packed.count == limit && body(packed) }
        guard method == 8 else { return false }
        var stream = z_stream()
        guard kindred_inflate_raw_start(&stream) == Z_OK else { return false }
        defer { inflateEnd(&stream) }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        // Safety: zlib reads `packed` only, and writes at most a block at a time.
        stream.next_in = UnsafeMutablePointer(
            mutating: packed.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(packed.count)
        var total = 0
        while true {
            stream.next_out = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.avail_out = UInt32(block.count)
            let result = inflate(&stream, Z_NO_FLUSH)
            let count = block.count - Int(stream.avail_out)
            total += count
            guard result == Z_OK || result == Z_STREAM_END, total <= limit,
                count == 0 || body(UnsafeRawBufferPointer(rebasing: block[..<count]))
            else { return false }
            if result == Z_STREAM_END { return total == limit }
        }
    }

    /// Where the record at the archive's end begins; a remark of up to 64 KiB may follow it.
    private var endOfDirectory: Int? {
        let last = file.bytes.count - 22
        guard last >= 0 else { return nil }
        return stride(from: last, through: max(0, last - 65_535), by: -1).first {
            number(at: $0, size: 4) == 0x0605_4B50
        }
    }

    /// A little-endian number; nil outside the file.
    private func number(at place: Int, size: Int) -> Int? {
        bytes(at: place, count: size)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Some bytes; nil outside the file.
    private func bytes(at place: Int, count: Int) -> UnsafeRawBufferPointer? {
        guard place >= 0, count >= 0, place <= file.bytes.count - count else { return nil }
        return UnsafeRawBufferPointer(rebasing: file.bytes[place..<place + count])
    }
}
