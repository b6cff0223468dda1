import CKernels
import Foundation

/// Zeroed memory that lives as long as the object.
///
/// Large memory comes from the system in whole huge pages where it has them: touching 256 MiB for
/// the first time then costs 128 page faults in place of 65,536.
package final class ZeroedMemory: @unchecked Sendable {
    // Safety: taken in `init` and given back only in `deinit`.
    /// Where the memory starts: at a multiple of 64 bytes, a cache line and the widest register.
    package let bytes: UnsafeMutableRawPointer
    /// What to give back: the map that `bytes` lies in; nil for memory of the allocator.
    private let map: UnsafeMutableRawBufferPointer?

    /// Memory of a size; zero is fine.
    package init(sizeInBytes size: Int) {
        if let map = Self.map(size) {
            let start = map.baseAddress!.alignedUp(toMultipleOf: Self.hugePage)
            madvise(start, size, Int32(MADV_HUGEPAGE))
            self.map = map
            bytes = start
        } else {
            map = nil
            bytes = .allocate(byteCount: max(size, 1), alignment: 64)
            bytes.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        }
    }

    deinit {
        if let map { munmap(map.baseAddress, map.count) } else { bytes.deallocate() }
    }

    private static let hugePage = 2 << 20

    /// A map with room for `size` bytes from the start of a huge page; nil where the allocator
    /// serves as well, or the system gives none.
    private static func map(_ size: Int) -> UnsafeMutableRawBufferPointer? {
        guard size >= 2 * hugePage else { return nil }
        let whole = size + hugePage
        let start = mmap(
            nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else { return nil }
        return UnsafeMutableRawBufferPointer(start: start, count: whole)
    }
}

/// The memory of the allocator.
package enum AllocatorMemory {
    /// Gives memory that was freed back to the system, where the allocator keeps it otherwise.
    ///
    /// Worth its milliseconds after many small pieces were freed and before large ones are taken
    /// from the system: counting a million papers leaves about a gigabyte of such pieces.
    package static func giveBack() { kindred_give_back_memory() }
}
