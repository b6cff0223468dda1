import Foundation

/// Papers drawn from the statistics of real ones, the same for the same seed.
///
/// Each has the lengths of one real paper, its topic: half of its words are drawn from that paper, a
/// fifth from a second one, the rest from all papers. So words that keep company go on to do so, and
/// common words stay as common as they are. Where there are fewer different words than Heaps' law,
/// fitted to the real papers, asks for, new ones are made up; and twice as often stands one that was
/// made up before, drawn from all places where made-up words stand, which makes few of them frequent
/// and most of them rare.
struct MadePapers {
    private let statistics: TextStatistics
    private var random: SplitMix64
    private var wordCount = 0
    /// How many different words have been written, and which of the real ones.
    private var different = 0
    private var isWritten: [Bool]
    /// Every place where a made-up word stands, by the number of the word.
    private var made: [UInt32] = []
    private var newest: UInt32 = 0
    /// The share of new words in the paper at hand.
    private var rate = 0.0

    init(_ statistics: TextStatistics, seed: UInt64) {
        self.statistics = statistics
        random = SplitMix64(state: seed)
        isWritten = Array(repeating: false, count: statistics.words.count)
    }

    /// Writes papers as JSON Lines.
    mutating func write(_ count: Int, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        var lines: [UInt8] = []
        for number in 0..<count {
            append(number, to: &lines)
            if lines.count > 1 << 22 {
                try file.write(contentsOf: lines)
                lines.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: lines)
    }

    private mutating func append(_ number: Int, to lines: inout [UInt8]) {
        let topic = random.place(below: statistics.paperCount)
        let second = random.place(below: statistics.paperCount)
        let length = (0...1).reduce(0) { $0 + statistics.text($1, of: topic).count }
        let (scale, exponent) = statistics.heaps
        wordCount += length
        let wanted = scale * pow(Double(wordCount), exponent) - Double(different)
        rate = min(max(wanted / Double(max(length, 1)), 0), 0.3)
        lines += Array("{\"id\":\"made-\(number)\",\"title\":\"".utf8)
        appendText(0, topic, second, to: &lines)
        lines += Array("\",\"abstract\":\"".utf8)
        appendText(1, topic, second, to: &lines)
        lines += Array("\",\"year\":\(2000 + number % 25)}\n".utf8)
    }

    private mutating func appendText(
        _ kind: Int, _ topic: Int, _ second: Int, to lines: inout [UInt8]
    ) {
        for place in 0..<statistics.text(kind, of: topic).count {
            if place > 0 { lines.append(0x20) }
            if let word = madeUpWord() {
                lines += Array("xq\(String(word, radix: 36))".utf8)
            } else {
                let word = Int(realWord(topic, second))
                if !isWritten[word] { different += 1 }
                isWritten[word] = true
                lines += statistics.words[word]
            }
        }
        lines.append(0x2E)
    }

    /// A made-up word where the law asks for one.
    private mutating func madeUpWord() -> UInt32? {
        let draw = random.unit()
        guard draw < 3 * rate else { return nil }
        guard draw >= rate, !made.isEmpty else {
            newest += 1
            different += 1
            made.append(newest)
            return newest
        }
        let word = made[random.place(below: made.count)]
        made.append(word)
        return word
    }

    private mutating func realWord(_ topic: Int, _ second: Int) -> UInt32 {
        let draw = random.unit()
        let source =
            draw < 0.5
            ? statistics.text(1, of: topic)
            : draw < 0.7 ? statistics.text(1, of: second) : statistics.stream[...]
        guard !source.isEmpty else { return statistics.stream[0] }
        return source[source.startIndex + random.place(below: source.count)]
    }
}

/// Numbers that look random: the generator SplitMix64.
///
/// - Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SplitMix64 {
    var state: UInt64

    /// The next word.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// A place in `0..<count`.
    mutating func place(below count: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// A number in 0..<1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
