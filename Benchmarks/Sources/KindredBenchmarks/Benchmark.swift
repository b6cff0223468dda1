/// One piece of work on the hot path, beside a baseline that does comparable work.
///
/// Both run in turn in one process, so the ratio of their times holds where the speed of the
/// machine drifts; the times themselves do not travel.
struct Benchmark {
    /// What is measured: `query by id`.
    let name: String
    /// What it is measured beside: `plain loop over all rows`.
    let baselineName: String
    /// How many pieces of work one call does; times are given for one piece.
    var pieces = 1
    /// Throws ``WrongAnswer`` unless the work does what it should; called before anything is timed.
    ///
    /// - Returns: What was found, as a phrase for the report.
    let check: () throws -> String
    /// The work.
    let work: () throws -> Void
    /// The baseline.
    let baseline: () throws -> Void
}

/// The work does not do what it should, so its speed means nothing.
struct WrongAnswer: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// Throws where a claim does not hold.
    static func unless(_ claim: Bool, _ description: @autoclosure () -> String) throws {
        if !claim { throw WrongAnswer(description()) }
    }
}

/// What a benchmark took. Unit: seconds for one piece of work.
struct Measurement {
    /// The samples of the work, in the order taken.
    let work: [Double]
    /// The samples of the baseline, taken in turn with those of the work.
    let baseline: [Double]

    /// How many times faster than the baseline: the median over the pairs of samples.
    var ratio: Double { Self.quantile(0.5, of: zip(baseline, work).map { $0 / $1 }) }

    /// The value below which a share of the samples lies; the nearest sample, none between two.
    static func quantile(_ share: Double, of samples: [Double]) -> Double {
        samples.sorted()[Int((share * Double(samples.count - 1)).rounded())]
    }
}

extension Benchmark {
    /// Takes samples of work and baseline in turn, after one pair that does not count.
    ///
    /// At least 5 pairs, then more until 2 seconds have gone or there are 100.
    func measure() throws -> Measurement {
        _ = (try seconds(of: work), try seconds(of: baseline))
        var (works, baselines): ([Double], [Double]) = ([], [])
        let start = ContinuousClock.now
        while works.count < 5
            || (works.count < 100 && ContinuousClock.now - start < .seconds(2))
        {
            works.append(try seconds(of: work))
            baselines.append(try seconds(of: baseline))
        }
        return Measurement(work: works, baseline: baselines)
    }

    private func seconds(of body: () throws -> Void) rethrows -> Double {
        try ContinuousClock().measure(body) / .seconds(1) / Double(pieces)
    }
}

/// Uses a value in a way that the optimiser cannot see, so that the work for it stays.
@inline(never) @_optimize(none) func keep<Value>(_ value: Value) {}
