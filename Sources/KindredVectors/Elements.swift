import Foundation

/// Immutable numbers with shared ownership: memory of our own, or a window into somebody's bytes.
///
/// Copying one copies a reference. A window keeps its owner (say, a mapped file) alive, so that a
/// matrix read from an index costs no copy and cannot outlive the file it points into. Numbers
/// stand in the byte order of the machine.
///
/// The accessors are `@inlinable` because an unspecialised generic read costs a call for each
/// number in the modules that use it.
package struct Elements<Element: BitwiseCopyable>: @unchecked Sendable {
    // Safety: `buffer` points into memory that `owner` keeps alive and nobody writes to, and both
    // are immutable; that is also what makes the type Sendable. Nil only where nothing is stored.
    @usableFromInline let owner: AnyObject?
    @usableFromInline let stored: UnsafeBufferPointer<Element>

    /// A copy of an array.
    package init(_ array: [Element]) {
        self.init(count: array.count) { target in
            _ = target.update(fromContentsOf: array)
        }
    }

    /// Memory of our own, 64-byte aligned, that `body` fills in.
    ///
    /// Every byte is zero before `body` runs, so one that fills less leaves zeros.
    /// - Parameter count: How many elements; zero is fine.
    package init(
        count: Int, initializedBy body: (UnsafeMutableBufferPointer<Element>) -> Void
    ) {
        precondition(count >= 0, "a count of elements cannot be negative")
        let (size, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        precondition(!overflow, "more elements than memory has addresses")
        let memory = ZeroedMemory(sizeInBytes: size)
        // Safety: the memory is zeroed, large enough and aligned, and `memory` owns it; nobody
        // writes to it after `body`.
        let target = UnsafeMutableBufferPointer(
            start: memory.bytes.bindMemory(to: Element.self, capacity: count), count: count)
        body(target)
        owner = memory
        stored = UnsafeBufferPointer(target)
    }

    /// A window into bytes that `owner` keeps alive and unchanged.
    ///
    /// - Precondition: The bytes are aligned for `Element` and hold a whole number of them. Use
    ///   ``init(owner:checking:)`` for bytes from an untrusted file.
    package init(owner: AnyObject, bytes: UnsafeRawBufferPointer) {
        guard let window = Elements(owner: owner, checking: bytes) else {
            preconditionFailure("bytes must be aligned and hold a whole number of elements")
        }
        self = window
    }

    /// A window into bytes that `owner` keeps alive and unchanged, or nil where they are misaligned
    /// or end within an element.
    package init?(owner: AnyObject, checking bytes: UnsafeRawBufferPointer) {
        guard bytes.count.isMultiple(of: MemoryLayout<Element>.stride) else { return nil }
        if let base = bytes.baseAddress {
            let address = UInt(bitPattern: base)
            guard address.isMultiple(of: UInt(MemoryLayout<Element>.alignment)) else { return nil }
        }
        self.owner = owner
        // Safety: length and alignment hold, and any bits are a valid value of a trivial type.
        stored = bytes.assumingMemoryBound(to: Element.self)
    }

    /// Zeroed elements together with the memory to fill them in, which must end before they are
    /// read.
    static func memory(count: Int) -> (elements: Elements, target: SharedBuffer<Element>) {
        var target: UnsafeMutableBufferPointer<Element>?
        let elements = Elements(count: count) { target = $0 }
        // Safety: `elements` owns the memory; the caller keeps it for as long as it writes.
        return (elements, SharedBuffer(target ?? .init(start: nil, count: 0)))
    }

    /// How many elements there are.
    @inlinable package var count: Int { stored.count }

    /// Whether there are none.
    @inlinable package var isEmpty: Bool { stored.isEmpty }

    /// One element; a place outside `0..<count` is a programming error.
    @inlinable package subscript(index: Int) -> Element {
        precondition(index >= 0 && index < stored.count, "element outside its array")
        return stored[index]
    }

    /// The elements in place.
    ///
    /// Valid while this value lives: the optimiser may end a local value's life after its last
    /// mention, so prefer ``withUnsafeBufferPointer(_:)`` unless the value is stored elsewhere.
    @inlinable package var buffer: UnsafeBufferPointer<Element> { stored }

    /// The bytes of the elements, valid as ``buffer`` is.
    @inlinable package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(stored) }

    /// Calls `body` with the elements in place, alive for as long as it runs.
    @inlinable package func withUnsafeBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try body(stored)
    }

    /// A copy as an array.
    package var array: [Element] { withUnsafeBufferPointer { Array($0) } }
}

extension Elements: Equatable where Element: Equatable {
    /// Whether both hold the same elements in the same order, wherever they are stored.
    ///
    /// Elements are compared by their bytes: a NaN equals itself, and 0 differs from -0.
    package static func == (left: Elements, right: Elements) -> Bool {
        guard left.bytes.count == right.bytes.count else { return false }
        guard let one = left.bytes.baseAddress, let two = right.bytes.baseAddress else {
            return left.bytes.isEmpty
        }
        // Safety: both run over as many bytes as were compared, and `left` and `right` own them.
        return withExtendedLifetime((left, right)) { memcmp(one, two, left.bytes.count) == 0 }
    }
}

extension Elements: ExpressibleByArrayLiteral {
    /// The elements as written, for tests and small constants.
    package init(arrayLiteral elements: Element...) { self.init(elements) }
}
