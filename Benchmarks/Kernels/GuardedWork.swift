/// One piece of work on the hot path, beside a reference that does comparable work.
///
/// Both run in turn in one process, so the ratio of their times holds where the speed of the
/// machine drifts; the times themselves do not travel.
public struct GuardedWork {
    /// What the work is measured beside: `plain loop over all rows`.
    public let reference: String
    /// How many pieces of work one call of `work` does, and one call of `plain`.
    public let pieces: (work: Int, plain: Int)
    /// Throws ``WrongAnswer`` unless the work does what it should; called before anything is timed.
    ///
    /// - Returns: What was found, as a phrase for people.
    public let check: () throws -> String
    /// The work.
    public let work: () throws -> Void
    /// The reference.
    public let plain: () throws -> Void

    /// Work and its reference.
    public init(
        beside reference: String, pieces: (work: Int, plain: Int) = (1, 1),
        check: @escaping () throws -> String,
        work: @escaping () throws -> Void, plain: @escaping () throws -> Void
    ) {
        self.reference = reference
        self.pieces = pieces
        self.check = check
        self.work = work
        self.plain = plain
    }

    /// The share of the reference's time that a piece of work takes: below 1 where it is faster.
    ///
    /// - Parameter pairs: How many samples of either are taken, in turn; the median counts.
    public func share(pairs: Int) throws -> Double {
        let clock = ContinuousClock()
        let shares = try (0..<pairs).map { _ in
            let taken = try clock.measure(work) / pieces.work
            return try taken / (clock.measure(plain) / pieces.plain)
        }
        return shares.sorted()[pairs / 2]
    }
}

/// The work does not do what it should, so its speed means nothing.
public struct WrongAnswer: Error, CustomStringConvertible {
    /// What is wrong, as a sentence.
    public let description: String

    /// An answer that is wrong in this way.
    public init(_ description: String) { self.description = description }

    /// Throws where a claim does not hold.
    public static func unless(
        _ claim: Bool, _ description: @autoclosure () -> String
    ) throws {
        if !claim { throw WrongAnswer(description()) }
    }
}

/// Uses a value in a way that the optimiser cannot see, so that the work for it stays.
@inline(never) @_optimize(none) public func keep<Value>(_ value: Value) {}
