import KindredText
package import KindredVectors

/// How often each paper holds each of its terms, as an index keeps it: what a change of the index
/// needs in order to weigh every paper anew without reading its text.
///
/// Weights do not tell: every one of them depends on how many papers there are. One byte for each
/// weight does. Words count 2 in a title, 1 in an abstract and ½ in a topic's name, so a count is a
/// whole number of halves, and its byte is that number; 0 says that the count stands in ``large``.
package struct StoredMentions: Sendable, Equatable {
    /// The count of each entry of the TF-IDF rows, in halves; 0 where `large` has it. Shape: (z).
    package let codes: Elements<UInt8>
    /// The counts that are no whole number of halves, or more than 127.5, in the order of the
    /// entries.
    package let large: Elements<Float>
    /// The terms that the vocabulary left out; nil where the recipe leaves none out.
    package let unkept: Unkept?

    /// What ``UnkeptTerms`` is in a file.
    package struct Unkept: Sendable, Equatable {
        /// Where each paper's numbers begin. Shape: (papers + 1).
        package let starts: Elements<UInt64>
        /// A number for each term that was left out, ascending for each paper.
        package let hashes: Elements<UInt32>

        /// The numbers of a paper; none where the offsets make no sense.
        func range(of row: Int) -> Range<Int> {
            let (start, end) = (starts[row], starts[row + 1])
            guard start <= end, end <= UInt64(hashes.count) else { return 0..<0 }
            return Int(start)..<Int(end)
        }
    }

    /// The counts of a corpus, without loss.
    /// - Complexity: O(nonzeros).
    init(_ corpus: CorpusCounts) {
        var large: [Float] = []
        codes = Elements(count: corpus.counts.count) { codes in
            for (place, count) in corpus.counts.enumerated() {
                codes[place] = Self.code(of: count)
                if codes[place] == 0 { large.append(count) }
            }
        }
        self.large = Elements(large)
        unkept = corpus.unkept.map {
            Unkept(starts: Elements($0.starts), hashes: Elements($0.hashes))
        }
    }

    /// The halves of a count; 0 where they do not fit into a byte.
    private static func code(of count: Float) -> UInt8 {
        let halves = count * 2
        return halves >= 1 && halves <= 255 && halves == halves.rounded() ? UInt8(halves) : 0
    }

    /// For each row how many counts before it stand in `large`, and behind all rows, for all.
    /// - Complexity: O(z).
    func largeStarts(_ starts: Elements<UInt64>) -> [Int] {
        var (found, place): ([Int], Int) = ([], 0)
        found.reserveCapacity(starts.count)
        var count = 0
        codes.withUnsafeBufferPointer { codes in
            for row in 0..<starts.count {
                let end = min(Int(starts[row]), codes.count)
                while place < end {
                    if codes[place] == 0 { count += 1 }
                    place += 1
                }
                found.append(count)
            }
        }
        return found
    }
}

// MARK: Sections

extension StoredMentions {
    static let section = "mentions"

    func add(to sections: inout SectionWriter) {
        sections.add(Self.section, codes)
        sections.add("mentions.large", large)
        guard let unkept else { return }
        sections.add("unkept.starts", unkept.starts)
        sections.add("unkept.hashes", unkept.hashes)
    }

    init?(_ sections: SectionReader, counts: IndexCounts) throws(IndexError) {
        guard sections.has(Self.section) else { return nil }
        codes = try sections.elements(Self.section, count: counts.weights)
        large = try sections.elements("mentions.large")
        guard sections.has("unkept.starts") else {
            unkept = nil
            return
        }
        let starts: Elements<UInt64> = try sections.elements(
            "unkept.starts", count: counts.papers + 1)
        let hashes: Elements<UInt32> = try sections.elements("unkept.hashes")
        try sections.requireOffsets(starts, name: "unkept.starts", upTo: hashes.count)
        unkept = Unkept(starts: starts, hashes: hashes)
    }

    /// Whether `large` has one count for each zero, all finite, and the offsets of
    /// what was left out ascend.
    /// - Complexity: O(z).
    var isSound: Bool {
        let zeros = codes.withUnsafeBufferPointer { $0.reduce(0) { $0 + ($1 == 0 ? 1 : 0) } }
        let areCounts = large.withUnsafeBufferPointer { $0.allSatisfy(\.isFinite) }
        let ascend =
            unkept?.starts.withUnsafeBufferPointer { starts in
                zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
            } ?? true
        return zeros == large.count && areCounts && ascend
    }
}
