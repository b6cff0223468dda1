import CKernels

/// What whole processes do with memory.
package enum Memory {
    /// Prepares the process for millions of small allocations by many threads.
    ///
    /// A thread's heap grows by a few pages at a time otherwise, and every growth has all other
    /// threads wait. Costs addresses, not memory: what is not touched is not there. Once is enough;
    /// more does nothing.
    package static func takeInLargeSteps() { _ = largeSteps }

    private static let largeSteps: Void = kindred_take_memory_in_large_steps()
}
