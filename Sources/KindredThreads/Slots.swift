/// Places that workers of ``Threads`` write to, each place from one worker at a time.
package final class Slots<Value>: @unchecked Sendable {
    // Safety: allocated and initialised here, freed in `deinit`. Who uses it gives every place to
    // one block or one worker, so no two threads touch one place at the same time.
    private let buffer: UnsafeMutableBufferPointer<Value>

    /// `count` places that hold `value`.
    package init(count: Int, repeating value: Value) {
        buffer = .allocate(capacity: count)
        buffer.initialize(repeating: value)
    }

    deinit {
        buffer.deinitialize()
        buffer.deallocate()
    }

    /// What all places hold, in their order.
    package var values: [Value] { Array(buffer) }

    /// What one place holds.
    ///
    /// - Precondition: The place is there.
    package subscript(index: Int) -> Value {
        get {
            precondition(index >= 0 && index < buffer.count, "slot outside its range")
            return buffer[index]
        }
        _modify {
            precondition(index >= 0 && index < buffer.count, "slot outside its range")
            yield &buffer[index]
        }
    }
}
