import KindredVectors

/// Which English terms stand for which Chinese ones, learned from sentences said in both languages:
/// IBM's model 1 with counts for words.
///
/// For a sentence pair s of weight w, in which the Chinese term z stands f(z) times and the English
/// term e stands g(e) times, with u(e) the share of e among all English words (the null word, which
/// explains what no Chinese term does):
///
///     share(s, z, e) = f(z) t(e|z) / (u(e) + Σz′ f(z′) t(e|z′))
///     c(z, e) = Σs w g(e) share(s, z, e),   t(e|z) = c(z, e) / Σe′ c(z, e′)
///
/// from t = 1 / English terms, as often as asked.
///
/// - Source: Brown et al., "The mathematics of statistical machine translation", 1993.
struct TranslationModel {
    /// How often each Chinese term stands in each sentence. Shape: (sentences × sources).
    let chinese: SparseMatrix
    /// How often each English term does. Shape: (sentences × targets).
    let english: SparseMatrix
    /// What each sentence pair counts. Shape: (sentences).
    let weights: [Float]

    /// What was learned: for each source the targets that stand beside it anywhere, ascending.
    struct Learned {
        /// Where each source's entries begin, and the last one's end. Shape: (sources + 1).
        var starts: [Int]
        /// The targets. Shape: (entries).
        var ids: [UInt32]
        /// t(e|z). Shape: (entries).
        var probabilities: [Double]
        /// c(z, e): how often e stood for z. Shape: (entries).
        var counts: [Double]
    }

    /// Learns in `iterations` rounds.
    ///
    /// Every sum is taken in the order of sentences or sources by one worker, so that `threads`
    /// change nothing.
    /// - Complexity: O(iterations · Σ over sentences of sources × targets). Memory for each pair of
    ///   a source and a target that meet: 20 bytes.
    func fit(iterations: Int, threads: Threads) -> Learned {
        let bySource = chinese.transposed(threads: threads)
        let null = nullProbabilities()
        var learned = meetings(bySource, threads: threads)
        for _ in 0..<iterations {
            let sums = explained(by: learned, bySource, null, threads: threads)
            learned.counts = counts(learned, bySource, sums, threads: threads)
            for source in 0..<chinese.columnCount {
                let range = learned.starts[source]..<learned.starts[source + 1]
                let total = learned.counts[range].reduce(0, +)
                guard total > 0 else { continue }
                for place in range {
                    learned.probabilities[place] = learned.counts[place] / total
                }
            }
        }
        return learned
    }

    /// The share of each target among all English words, by weight.
    private func nullProbabilities() -> [Double] {
        var counts = [Double](repeating: 0, count: english.columnCount)
        for sentence in 0..<english.rowCount {
            english.withRow(sentence) { ids, numbers in
                for (id, number) in zip(ids, numbers) {
                    counts[Int(id)] += Double(weights[sentence]) * Double(number)
                }
            }
        }
        let total = max(counts.reduce(0, +), .leastNormalMagnitude)
        return counts.map { $0 / total }
    }

    /// All pairs that meet in a sentence, every target equally likely.
    private func meetings(_ bySource: SparseMatrix, threads: Threads) -> Learned {
        let rows = threads.mapBlocks(of: bySource.rowCount, size: 64) { block, _ in
            var seenFor = [Int](repeating: -1, count: english.columnCount)
            return block.map { source in
                var ids: [UInt32] = []
                bySource.withRow(source) { sentences, _ in
                    for sentence in sentences {
                        english.withRow(Int(sentence)) { targets, _ in
                            for id in targets where seenFor[Int(id)] != source {
                                seenFor[Int(id)] = source
                                ids.append(id)
                            }
                        }
                    }
                }
                return ids.sorted()
            }
        }.flatMap(\.self)
        var starts = [0]
        for row in rows { starts.append(starts[starts.count - 1] + row.count) }
        let ids = rows.flatMap(\.self)
        return Learned(
            starts: starts, ids: ids,
            probabilities: [Double](
                repeating: 1 / Double(max(1, english.columnCount)), count: ids.count),
            counts: [Double](repeating: 0, count: ids.count))
    }

    /// The denominators: for each word of each English sentence, what all terms of the Chinese one
    /// explain of it. Shape: (entries of `english`).
    private func explained(
        by learned: Learned, _ bySource: SparseMatrix, _ null: [Double], threads: Threads
    ) -> [Double] {
        threads.mapBlocks(of: english.rowCount, size: 4096) { sentences, _ in
            let first = Int(english.starts[sentences.lowerBound])
            let end = Int(english.starts[sentences.upperBound])
            var sums = (first..<end).map { null[Int(english.ids[$0])] }
            var row = [Double](repeating: 0, count: english.columnCount)
            for source in 0..<bySource.rowCount {
                bySource.withRow(source) { all, numbers in
                    var place = all.firstPlace(from: UInt32(sentences.lowerBound))
                    guard place < all.count, all[place] < sentences.upperBound else { return }
                    learned.expand(source, into: &row)
                    while place < all.count, all[place] < sentences.upperBound {
                        let number = Double(numbers[place])
                        let range = english.range(ofRow: Int(all[place]))
                        for entry in range {
                            sums[entry - first] += number * row[Int(english.ids.buffer[entry])]
                        }
                        place += 1
                    }
                }
            }
            return sums
        }.flatMap(\.self)
    }

    /// The expected counts c(z, e), with `sums` from ``explained(by:_:_:threads:)``.
    private func counts(
        _ learned: Learned, _ bySource: SparseMatrix, _ sums: [Double], threads: Threads
    ) -> [Double] {
        threads.mapBlocks(of: bySource.rowCount, size: 64) { sources, _ in
            var row = [Double](repeating: 0, count: english.columnCount)
            var counts = row
            var gathered: [Double] = []
            for source in sources {
                learned.expand(source, into: &row)
                let targets = learned.ids[learned.starts[source]..<learned.starts[source + 1]]
                for id in targets { counts[Int(id)] = 0 }
                bySource.withRow(source) { sentences, numbers in
                    for (sentence, number) in zip(sentences, numbers) {
                        let factor = Double(number) * Double(weights[Int(sentence)])
                        for entry in english.range(ofRow: Int(sentence)) {
                            let id = Int(english.ids.buffer[entry])
                            counts[id] +=
                                factor * Double(english.weights.buffer[entry]) * row[id]
                                / sums[entry]
                        }
                    }
                }
                for id in targets { gathered.append(counts[Int(id)]) }
            }
            return gathered
        }.flatMap(\.self)
    }
}

extension TranslationModel.Learned {
    /// Writes the probabilities of a source at their targets; other places keep what they hold, for
    /// nobody reads a target that never meets the source.
    fileprivate func expand(_ source: Int, into row: inout [Double]) {
        for place in starts[source]..<starts[source + 1] {
            row[Int(ids[place])] = probabilities[place]
        }
    }
}

extension UnsafeBufferPointer<UInt32> {
    /// The first place in ascending numbers that holds at least `number`.
    fileprivate func firstPlace(from number: UInt32) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
