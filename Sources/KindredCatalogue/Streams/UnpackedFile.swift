import CLZMA
import CZlib
import CZstd
import Glibc

/// Opens files as what they hold, unpacked where they are packed.
enum UnpackedFile {
    /// The bytes of a file, unpacked if its first bytes say that it is packed.
    ///
    /// - Throws: `CatalogueError.cannotRead`.
    static func open(_ path: String) throws(CatalogueError) -> any ByteSource {
        let file = try FileSource(path)
        let start = try file.beginning(6)
        if start.starts(with: [0x1F, 0x8B]) {
            return UnpackingSource(file, path: path, try GzipUnpacker(path: path))
        }
        if start.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            return UnpackingSource(file, path: path, try XZUnpacker(path: path))
        }
        if start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            return UnpackingSource(file, path: path, try ZstdUnpacker(path: path))
        }
        return file
    }
}

/// Unpacks one way of packing, from buffer to buffer.
protocol Unpacker: AnyObject {
    /// What the packing is called.
    var name: String { get }
    /// Whether the packed data may end here.
    var isAtEnd: Bool { get }

    /// Unpacks from `input` into `output`, as much as goes.
    ///
    /// - Returns: How many bytes of each were used; nil where the data is damaged.
    func unpack(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
    ) -> (read: Int, written: Int)?
}

/// What a packed file holds.
final class UnpackingSource: ByteSource {
    private let packed: FileSource
    private let path: String
    private let unpacker: any Unpacker
    private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private var unread = 0..<0
    private var isLast = false

    init(_ packed: FileSource, path: String, _ unpacker: any Unpacker) {
        self.packed = packed
        self.path = path
        self.unpacker = unpacker
    }

    deinit { room.deallocate() }

    var isPatient: Bool { packed.isPatient }

    func read(into target: UnsafeMutableRawBufferPointer) throws(CatalogueError) -> Int {
        var done = 0
        while done < target.count {
            if unread.isEmpty, !isLast {
                if done > 0, !isPatient { break }
                unread = 0..<(try packed.read(into: room))
                isLast = unread.isEmpty
            }
            // Safety: both buffers are alive and the unpacker keeps within them.
            guard
                let step = unpacker.unpack(
                    UnsafeRawBufferPointer(rebasing: room[unread]),
                    into: UnsafeMutableRawBufferPointer(rebasing: target[done...]), isLast: isLast)
            else { throw damage("is damaged") }
            unread = (unread.lowerBound + step.read)..<unread.upperBound
            done += step.written
            if step == (0, 0), isLast {
                guard unpacker.isAtEnd, unread.isEmpty else { throw damage("ends too early") }
                break
            }
            if step == (0, 0), !unread.isEmpty { throw damage("is damaged") }
        }
        return done
    }

    private func damage(_ finding: String) -> CatalogueError {
        .cannotUnpack(path: path, packing: unpacker.name, finding: finding)
    }
}

/// Unpacks gzip, also several members one after the other.
private final class GzipUnpacker: Unpacker {
    let name = "gzip"
    /// In one place for good, since zlib notes where it lies.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private(set) var isAtEnd = false

    init(path: String) throws(CatalogueError) {
        stream.initialize(to: z_stream())
        guard kindred_inflate_gzip_start(stream) == Z_OK else {
            throw .cannotRead(path: path, reason: ENOMEM)
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func unpack(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
    ) -> (read: Int, written: Int)? {
        if isAtEnd {
            // Zeros behind the last member are padding, as tapes leave it.
            if let first = input.first, first == 0 { return (input.prefix { $0 == 0 }.count, 0) }
            guard !input.isEmpty else { return (0, 0) }
            guard inflateReset(stream) == Z_OK else { return nil }
            isAtEnd = false
        }
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(min(output.count, 1 << 30))
        let room = Int(stream.pointee.avail_out)
        let result = inflate(stream, Z_NO_FLUSH)
        guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(result) else { return nil }
        isAtEnd = result == Z_STREAM_END
        return (input.count - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out))
    }
}

/// Unpacks xz, also several streams one after the other.
private final class XZUnpacker: Unpacker {
    let name = "xz"
    private var stream = lzma_stream()
    private(set) var isAtEnd = false
    /// Memory that unpacking may take, 512 MiB: `xz -9` needs 65.
    private static let memory: UInt64 = 512 << 20

    init(path: String) throws(CatalogueError) {
        guard kindred_xz_start(&stream, Self.memory) == LZMA_OK else {
            throw .cannotRead(path: path, reason: ENOMEM)
        }
    }

    deinit { lzma_end(&stream) }

    func unpack(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
    ) -> (read: Int, written: Int)? {
        if isAtEnd { return (0, 0) }
        stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = input.count
        stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = output.count
        let result = lzma_code(&stream, isLast ? LZMA_FINISH : LZMA_RUN)
        guard [LZMA_OK, LZMA_STREAM_END, LZMA_BUF_ERROR].contains(result) else { return nil }
        isAtEnd = result == LZMA_STREAM_END
        return (input.count - stream.avail_in, output.count - stream.avail_out)
    }
}

/// Unpacks zstd, also several frames one after the other.
private final class ZstdUnpacker: Unpacker {
    let name = "zstd"
    private let stream: OpaquePointer
    private(set) var isAtEnd = false

    init(path: String) throws(CatalogueError) {
        guard let stream = ZSTD_createDStream() else {
            throw .cannotRead(path: path, reason: ENOMEM)
        }
        self.stream = stream
    }

    deinit { ZSTD_freeDStream(stream) }

    func unpack(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
    ) -> (read: Int, written: Int)? {
        if input.isEmpty, isAtEnd { return (0, 0) }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let rest = ZSTD_decompressStream(stream, &target, &source)
        guard ZSTD_isError(rest) == 0 else { return nil }
        isAtEnd = rest == 0
        return (source.pos, target.pos)
    }
}
