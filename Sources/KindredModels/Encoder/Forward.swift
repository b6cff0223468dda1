import KindredVectors

/// The encoder on batches of texts, their tokens one after the other without padding.
///
/// Products are of whole numbers; see ARCHITECTURE.md for why, and for what that does to a vector.
struct Forward: Sendable {
    let weights: EncoderWeights
    let settings: ModelSettings
    private let layers: [WholeLayer]

    /// Rounds the weights of all layers.
    ///
    /// - Complexity: One pass over the weights, and half of their size in memory.
    init(weights: EncoderWeights, settings: ModelSettings, threads: Threads = Threads()) {
        (self.weights, self.settings) = (weights, settings)
        layers = threads.mapBlocks(of: weights.layers.count, size: 1) { block, _ in
            WholeLayer(weights.layers[block.lowerBound], settings)
        }
    }

    /// A batch holds no more tokens than this unless one text alone does. Of no consequence for
    /// a vector.
    static let tokensOfABatch = 512

    /// The second half of a layer takes so many tokens at a time, so that what lies between its
    /// two products stays in the second cache: 600 KB for 1,536 inner dimensions.
    private static let rowsAtATime = 96

    /// The vectors of texts, each of length one. Shape: (texts × d).
    ///
    /// - Parameters:
    ///   - texts: Ids of the vocabulary; at least one each, and not more than the model's limit.
    ///   - scratch: Memory that nobody else uses meanwhile.
    func encode(_ texts: [[Int32]], scratch: Scratch) -> [Float] {
        let n = texts.reduce(0) { $0 + $1.count }
        scratch.reserve(tokens: n, innerRows: Self.rowsAtATime, settings)
        let rows = scratch.rows(.tokens, n * settings.dimensions)
        embed(texts, into: rows, positions: scratch.rows(.others, n * settings.dimensions))
        for (layer, whole) in zip(weights.layers, layers) {
            attend(layer, whole, rows, texts, scratch)
            for start in stride(from: 0, to: n, by: Self.rowsAtATime) {
                let places = start..<min(start + Self.rowsAtATime, n)
                transform(layer, whole, slice(rows, places), scratch)
            }
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

    /// Adds to tokens what they take over from those of their own text.
    private func attend(
        _ layer: EncoderWeights.Layer, _ whole: WholeLayer, _ rows: Layers.Rows,
        _ texts: [[Int32]], _ scratch: Scratch
    ) {
        let d = settings.dimensions
        let n = rows.count / d
        let projected = scratch.rows(.projected, n * 3 * d)
        Layers.quantize(rows, n: n, into: scratch.whole)
        Layers.multiply(
            scratch.whole, by: whole.projections, bias: whole.projectionBias,
            into: projected)
        let contexts = scratch.rows(.others, n * d)
        var start = 0
        for text in texts {
            let places = start..<start + text.count
            scratch.attention.attend(
                slice(projected, places, parts: 3), heads: settings.heads, n: text.count,
                into: slice(contexts, places))
            start += text.count
        }
        let attended = scratch.rows(.projected, n * d)
        Layers.quantize(contexts, n: n, into: scratch.whole)
        Layers.multiply(scratch.whole, by: whole.attended, into: attended)
        add(attended, layer.attended, to: rows, layer.attendedNorm)
    }

    /// Adds to some tokens what the second half of a layer makes of each by itself.
    private func transform(
        _ layer: EncoderWeights.Layer, _ whole: WholeLayer, _ rows: Layers.Rows,
        _ scratch: Scratch
    ) {
        let n = rows.count / settings.dimensions
        let inner = scratch.rows(.inner, n * settings.innerDimensions)
        Layers.quantize(rows, n: n, into: scratch.whole)
        Layers.multiply(scratch.whole, by: whole.inner, into: inner)
        Layers.activate(inner, bias: layer.inner.bias, byTanh: settings.approximatesByTanh)
        Layers.quantize(inner, n: n, into: scratch.wholeInner)
        let outer = scratch.rows(.others, rows.count)
        Layers.multiply(scratch.wholeInner, by: whole.outer, into: outer)
        add(outer, layer.outer, to: rows, layer.outerNorm)
    }

    /// Sets `rows` to the norm of themselves, a bias and `others`.
    private func add(
        _ others: Layers.Rows, _ linear: EncoderWeights.Linear, to rows: Layers.Rows,
        _ norm: EncoderWeights.Norm
    ) {
        Layers.normalize(
            rows, bias: linear.bias, adding: others, gain: norm.gain, shift: norm.shift,
            epsilon: settings.epsilon)
    }

    private func slice(
        _ rows: Layers.Rows, _ places: Range<Int>, parts: Int = 1
    ) -> Layers.Rows {
        let d = parts * settings.dimensions
        return Layers.Rows(rebasing: rows[places.lowerBound * d..<places.upperBound * d])
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
    /// The weights of one layer's products.
    private struct WholeLayer: Sendable {
        /// Queries, keys and values, one below the other. Shapes: (3d × d), (3d).
        let projections: WholeWeights
        let projectionBias: Elements<Float>
        let attended: WholeWeights
        let inner: WholeWeights
        let outer: WholeWeights

        init(_ layer: EncoderWeights.Layer, _ settings: ModelSettings) {
            let d = settings.dimensions
            let three = [layer.query, layer.key, layer.value]
            projections = WholeWeights(stacking: three.map(\.weights), columnCount: d)
            projectionBias = Elements(three.flatMap(\.bias.array))
            attended = WholeWeights(stacking: [layer.attended.weights], columnCount: d)
            inner = WholeWeights(stacking: [layer.inner.weights], columnCount: d)
            outer = WholeWeights(
                stacking: [layer.outer.weights], columnCount: settings.innerDimensions)
        }
    }

    /// The memory of one worker, kept from batch to batch.
    final class Scratch {
        /// The parts, each with rows for the tokens of a batch.
        enum Part: Int, CaseIterable {
            case tokens, others, projected, inner
        }

        private var memory: [ZeroedMemory?] = Part.allCases.map { _ in nil }
        private var sizes = Part.allCases.map { _ in 0 }
        let whole = WholeRows()
        let wholeInner = WholeRows()
        let attention = Attention()

        /// Makes room for a batch; what was there is lost where there is too little.
        func reserve(tokens: Int, innerRows: Int, _ settings: ModelSettings) {
            for part in Part.allCases {
                let size =
                    switch part {
                    case .inner: min(tokens, innerRows) * settings.innerDimensions
                    case .projected: tokens * 3 * settings.dimensions
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
