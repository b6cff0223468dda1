import Foundation

/// A copy of numbers that ends where a page ends, before one that may not be touched: reading or
/// writing past the end stops the test.
final class Guarded<Element: BitwiseCopyable> {
    let start: UnsafeMutablePointer<Element>
    private let map: UnsafeMutableRawBufferPointer
    private let count: Int

    init(_ numbers: [Element]) {
        let page = Int(getpagesize())
        let size = numbers.count * MemoryLayout<Element>.stride
        let room = (size + page - 1) / page * page
        let whole = mmap(
            nil, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let whole, whole != MAP_FAILED, mprotect(whole + room, page, PROT_NONE) == 0 else {
            preconditionFailure("the system gives no memory for a test")
        }
        map = UnsafeMutableRawBufferPointer(start: whole, count: room + page)
        // Safety: the map holds `room` bytes, of which the last `size` are ours.
        start = (whole + room - size).bindMemory(to: Element.self, capacity: numbers.count)
        count = numbers.count
        for (place, number) in numbers.enumerated() { start[place] = number }
    }

    deinit { munmap(map.baseAddress, map.count) }

    /// The numbers as they are now.
    var array: [Element] { Array(UnsafeBufferPointer(start: start, count: count)) }
}
