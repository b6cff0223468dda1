import Kindred

/// What made-up papers are drawn from: the words of real ones, paper by paper.
struct TextStatistics {
    /// Words by number, letters and digits in lower case, as UTF-8.
    private(set) var words: [[UInt8]] = []
    /// The words of every text, one text after the other: title, abstract, title, abstract …
    private(set) var stream: [UInt32] = []
    /// Where each of these texts ends in `stream`. Shape: (2 × papers).
    private(set) var ends: [Int] = []
    /// V = scale · N^exponent, the different words V among the first N.
    private(set) var heaps = (scale: 1.0, exponent: 1.0)

    /// How many papers were read.
    var paperCount: Int { ends.count / 2 }

    /// The words of papers that have a title and an abstract.
    init(of papers: [Paper]) {
        var numbers: [[UInt8]: UInt32] = [:]
        var growth: [(words: Double, different: Double)] = []
        for paper in papers {
            guard let title = paper.title, let abstract = paper.abstract.texts.first?.text else {
                continue
            }
            for text in [title, abstract] {
                append(text, &numbers)
                ends.append(stream.count)
            }
            if paperCount.isMultiple(of: 1_000) {
                growth.append((Double(stream.count), Double(words.count)))
            }
        }
        heaps = Self.powerLaw(growth.suffix(growth.count / 2 + 1))
    }

    /// The words of a text, 0 being its paper's title and 1 the abstract.
    func text(_ kind: Int, of paper: Int) -> ArraySlice<UInt32> {
        let place = 2 * paper + kind
        return stream[(place == 0 ? 0 : ends[place - 1])..<ends[place]]
    }

    private mutating func append(_ text: String, _ numbers: inout [[UInt8]: UInt32]) {
        var word: [UInt8] = []
        for byte in Array(text.utf8) + [0x20] {
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if (0x61...0x7A).contains(lower) || (0x30...0x39).contains(lower) {
                word.append(lower)
                continue
            }
            guard !word.isEmpty else { continue }
            let number = numbers[word] ?? UInt32(words.count)
            if number == words.count {
                numbers[word] = number
                words.append(word)
            }
            stream.append(number)
            word.removeAll(keepingCapacity: true)
        }
    }

    /// Heaps' law through the measured points, by least squares on the logarithms.
    private static func powerLaw(
        _ points: ArraySlice<(words: Double, different: Double)>
    ) -> (scale: Double, exponent: Double) {
        let line = Line(points.map { ($0.words, $0.different) })
        return (line.scale, line.slope)
    }
}
