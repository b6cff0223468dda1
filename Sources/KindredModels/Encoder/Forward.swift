import KindredVectors

/// The encoder on batches of texts, their tokens one after the other without padding.
struct Forward: Sendable {
    let weights: EncoderWeights
    let settings: ModelSettings

    /// A batch holds no more tokens than this unless one text alone does; see ARCHITECTURE.md.
    static let tokensOfABatch = 1024

    /// Writes the texts' vectors, each of length one, into `vectors`. Shape: (texts × d).
    ///
    /// - Parameters:
    ///   - texts: Ids of the vocabulary; at least one each, and not more than the model's limit.
    ///   - scratch: Memory that nobody else uses meanwhile.
    func encode(_ texts: [[Int32]], scratch: Scratch) -> [Float] {
        let n = texts.reduce(0) { $0 + $1.count }
        let d = settings.dimensions
        scratch.reserve(tokens: n, longest: texts.map(\.count).max() ?? 0, settings)
        let rows = scratch.rows(.tokens, n * d)
        let others = scratch.rows(.others, n * d)
        embed(texts, into: rows, positions: others)
        for layer in weights.layers {
            attend(layer, rows, texts, scratch, into: others)
            normalize(others, layer.attended, adding: rows, layer.attendedNorm)
            let inner = scratch.rows(.inner, n * settings.innerDimensions)
            Layers.multiply(others, by: layer.inner.weights, n: n, into: inner)
            Layers.activate(
                inner, bias: layer.inner.bias, byTanh: settings.approximatesByTanh)
            Layers.multiply(inner, by: layer.outer.weights, n: n, into: rows)
            normalize(rows, layer.outer, adding: others, layer.outerNorm)
        }
        return pool(texts, rows)
    }

    /// Sets `rows` to what stands for the words, at their places in their texts.
    private func embed(
        _ texts: [[Int32]], into rows: Layers.Rows, positions: Layers.Rows
    ) {
        let d = settings.dimensions
        var place = 0
        for text in texts {
            for (position, id) in text.enumerated() {
                let places = place * d..<(place + 1) * d
                copy(weights.words, row: Int(id), to: Layers.Rows(rebasing: rows[places]))
                copy(
                    weights.positions, row: position,
                    to: Layers.Rows(rebasing: positions[places]))
                place += 1
            }
        }
        Layers.normalize(
            rows, bias: weights.firstType, adding: positions, gain: weights.norm.gain,
            shift: weights.norm.shift, epsilon: settings.epsilon)
    }

    private func copy(_ matrix: Elements<Float>, row: Int, to target: Layers.Rows) {
        let d = settings.dimensions
        matrix.withUnsafeBufferPointer { matrix in
            // A slice outside the matrix ends the program: ids come from the vocabulary.
            _ = target.update(fromContentsOf: matrix[row * d..<(row + 1) * d])
        }
    }

    /// Sets `result` to what the tokens take over from those of their own text.
    private func attend(
        _ layer: EncoderWeights.Layer, _ rows: Layers.Rows, _ texts: [[Int32]],
        _ scratch: Scratch, into result: Layers.Rows
    ) {
        let d = settings.dimensions
        let n = rows.count / d
        let queries = scratch.rows(.queries, n * d)
        let keys = scratch.rows(.keys, n * d)
        let values = scratch.rows(.values, n * d)
        for (linear, target) in [
            (layer.query, queries), (layer.key, keys), (layer.value, values),
        ] {
            Layers.multiply(rows, by: linear.weights, bias: linear.bias, n: n, into: target)
        }
        let contexts = scratch.rows(.inner, n * d)
        var start = 0
        for text in texts {
            let places = start * d..<(start + text.count) * d
            Layers.attend(
                queries: Layers.Rows(rebasing: queries[places]),
                keys: Layers.Rows(rebasing: keys[places]),
                values: Layers.Rows(rebasing: values[places]), heads: settings.heads,
                n: text.count, scores: scratch.rows(.scores, text.count * text.count),
                into: Layers.Rows(rebasing: contexts[places]))
            start += text.count
        }
        Layers.multiply(contexts, by: layer.attended.weights, n: n, into: result)
    }

    private func normalize(
        _ rows: Layers.Rows, _ linear: EncoderWeights.Linear, adding others: Layers.Rows,
        _ norm: EncoderWeights.Norm
    ) {
        Layers.normalize(
            rows, bias: linear.bias, adding: others, gain: norm.gain, shift: norm.shift,
            epsilon: settings.epsilon)
    }

    /// One vector of length one for each text, summed in `Double`.
    private func pool(_ texts: [[Int32]], _ rows: Layers.Rows) -> [Float] {
        let d = settings.dimensions
        var vectors: [Float] = []
        vectors.reserveCapacity(texts.count * d)
        var start = 0
        for text in texts {
            let taken = settings.pooling == .first ? 1 : text.count
            var sums = [Double](repeating: 0, count: d)
            for row in start..<start + taken {
                for column in 0..<d { sums[column] += Double(rows[row * d + column]) }
            }
            let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let factor = length > 0 && length.isFinite ? 1 / length : 0
            vectors += sums.map { factor == 0 ? 0 : Float($0 * factor) }
            start += text.count
        }
        return vectors
    }
}

extension Forward {
    /// The memory of one worker, kept from batch to batch.
    final class Scratch {
        /// The parts, each with rows for all tokens of a batch.
        enum Part: Int, CaseIterable {
            case tokens, others, queries, keys, values, inner, scores
        }

        private var memory: [ZeroedMemory?] = Part.allCases.map { _ in nil }
        private var sizes = Part.allCases.map { _ in 0 }

        /// Makes room for a batch; what was there is lost where there is too little.
        func reserve(tokens: Int, longest: Int, _ settings: ModelSettings) {
            for part in Part.allCases {
                let size =
                    switch part {
                    case .inner: tokens * max(settings.innerDimensions, settings.dimensions)
                    case .scores: longest * longest
                    default: tokens * settings.dimensions
                    }
                guard size > sizes[part.rawValue] else { continue }
                sizes[part.rawValue] = size
                memory[part.rawValue] = ZeroedMemory(sizeInBytes: size * 4)
            }
        }

        /// The first numbers of a part, as whatever used them left them.
        func rows(_ part: Part, _ count: Int) -> Layers.Rows {
            guard let memory = memory[part.rawValue], count <= sizes[part.rawValue] else {
                preconditionFailure("scratch memory is reserved before it is used")
            }
            // Safety: the memory holds that many numbers and lives as long as this object.
            return Layers.Rows(
                start: memory.bytes.bindMemory(to: Float.self, capacity: count), count: count)
        }
    }
}
