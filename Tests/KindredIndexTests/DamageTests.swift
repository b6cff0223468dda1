import Testing

@testable import KindredIndex

/// No damage may pass unseen, and none may crash a reader.
@Suite struct DamageTests {
    /// What is done to a byte.
    enum Damage: CaseIterable, Sendable {
        case lowBit, highBit, allBits, ones

        func applied(to byte: UInt8) -> UInt8 {
            switch self {
            case .lowBit: byte ^ 0x01
            case .highBit: byte ^ 0x80
            case .allBits: ~byte
            case .ones: 0xFF
            }
        }
    }

    @Test(arguments: Damage.allCases)
    func `a damaged byte anywhere is noticed when the file is opened`(damage: Damage) throws {
        let bytes = try Samples.bytes()
        for place in bytes.indices where damage.applied(to: bytes[place]) != bytes[place] {
            var damaged = bytes
            damaged[place] = damage.applied(to: bytes[place])
            #expect(throws: IndexError.self, "byte \(place)") { try IndexFile(bytes: damaged) }
        }
    }

    @Test(arguments: [Damage.lowBit, .ones])
    func `contents that were not checked are read without a crash`(damage: Damage) throws {
        let bytes = try Samples.bytes()
        var opened = 0
        for place in bytes.indices where damage.applied(to: bytes[place]) != bytes[place] {
            var damaged = bytes
            damaged[place] = damage.applied(to: bytes[place])
            guard let index = try? IndexFile(bytes: damaged, checking: .lengths) else { continue }
            opened += 1
            Samples.readEverything(index)
            #expect(!index.findings(limit: 1).isEmpty, "byte \(place)")
        }
        #expect(opened > 500)
    }

    @Test(arguments: [Damage.highBit, .ones])
    func `a forger with right checksums does not crash a reader either`(damage: Damage) throws {
        let bytes = try Samples.bytes()
        var opened = 0
        for place in bytes.indices where damage.applied(to: bytes[place]) != bytes[place] {
            var damaged = bytes
            damaged[place] = damage.applied(to: bytes[place])
            guard let index = try? IndexFile(bytes: Samples.resealed(damaged)) else { continue }
            opened += 1
            Samples.readEverything(index)
            _ = index.findings()
        }
        #expect(opened > 500)
    }

    @Test func `a file cut anywhere is refused`() throws {
        let bytes = try Samples.bytes()
        for length in bytes.indices {
            let cut = Array(bytes[..<length])
            #expect(throws: IndexError.self, "\(length) bytes") { try IndexFile(bytes: cut) }
            #expect(throws: IndexError.self, "\(length) bytes") {
                try IndexFile(bytes: cut, checking: .lengths)
            }
        }
    }

    @Test func `a file that was cut says how much is missing`() throws {
        let bytes = try Samples.bytes()
        for length in [64, 100, 2_000, bytes.count - 1] {
            #expect(
                throws: IndexError.wrongLength(
                    path: "index in memory", expected: UInt64(bytes.count), found: UInt64(length))
            ) { try IndexFile(bytes: Array(bytes[..<length])) }
        }
    }

    @Test(arguments: [1, 64, 4_096])
    func `a file with something behind its end is refused`(extra: Int) throws {
        let bytes = try Samples.bytes()
        #expect(
            throws: IndexError.wrongLength(
                path: "index in memory", expected: UInt64(bytes.count),
                found: UInt64(bytes.count + extra))
        ) { try IndexFile(bytes: bytes + [UInt8](repeating: 0, count: extra)) }
    }

    @Test func `a damaged section is named with both checksums`() throws {
        var bytes = try Samples.bytes()
        let place = try Samples.range(of: "records.bytes", in: bytes).lowerBound
        bytes[place] ^= 1
        let damaged = bytes
        let error = try #require(throws: IndexError.self) { try IndexFile(bytes: damaged) }
        guard case .damagedSection(_, "records.bytes", let expected, let found) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(expected != found)
    }

    @Test func `random damage of many bytes is survived`() throws {
        let bytes = try Samples.bytes()
        var generator = SplitMix(seed: 7)
        for _ in 0..<1_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...40, using: &generator) {
                let place = Int.random(in: 64..<damaged.count, using: &generator)
                damaged[place] = UInt8.random(in: 0...255, using: &generator)
            }
            guard let index = try? IndexFile(bytes: Samples.resealed(damaged)) else { continue }
            Samples.readEverything(index)
            _ = index.findings()
        }
    }
}

/// A small generator with a seed, after Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators", 2014.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
