import KindredVectors

/// The learned numbers of a BERT-type encoder, used where the file holds them.
///
/// Letters: d dimensions, i inner dimensions. A matrix stands as its file has it: one row for each
/// number it gives.
struct EncoderWeights: Sendable {
    /// What brings rows to mean 0 and variance 1, and then elsewhere. Shapes: (d).
    struct Norm: Sendable {
        let gain: Elements<Float>
        let shift: Elements<Float>
    }

    /// Rows times `weights` transposed, plus `bias`. Shapes: (out × in), (out).
    struct Linear: Sendable {
        let weights: Elements<Float>
        let bias: Elements<Float>
    }

    /// One layer: attention, then each token by itself.
    struct Layer: Sendable {
        let query: Linear
        let key: Linear
        let value: Linear
        let attended: Linear
        let attendedNorm: Norm
        /// Shape: (i × d).
        let inner: Linear
        /// Shape: (d × i).
        let outer: Linear
        let outerNorm: Norm
    }

    /// A row for each id. Shape: (vocabulary × d).
    let words: Elements<Float>
    /// A row for each place in a text. Shape: (positions × d).
    let positions: Elements<Float>
    /// The row of the first of two texts, the only one we have. Shape: (d).
    let firstType: Elements<Float>
    let norm: Norm
    let layers: [Layer]

    /// Finds the arrays of a model with these settings.
    init(_ file: Safetensors, _ settings: ModelSettings) throws(EncoderError) {
        let (d, inner) = (settings.dimensions, settings.innerDimensions)
        let word = "embeddings.word_embeddings.weight"
        // A model that was trained for a task keeps its encoder under a name.
        guard let prefix = ["", "bert."].first(where: { file.shape(of: $0 + word) != nil }) else {
            throw .unsupported(path: file.path, finding: "it holds no array \(word)")
        }
        let arrays = Arrays(file: file, prefix: prefix)
        words = try arrays.floats(word, [settings.vocabularySize, d])
        positions = try arrays.floats(
            "embeddings.position_embeddings.weight", [settings.positions, d])
        let types = try arrays.floats(
            "embeddings.token_type_embeddings.weight", [settings.types, d])
        firstType = types.withUnsafeBufferPointer { Elements(Array($0.prefix(d))) }
        norm = try arrays.norm("embeddings.LayerNorm", d)
        var layers: [Layer] = []
        for layer in 0..<settings.layers {
            let place = "encoder.layer.\(layer)."
            let attention = place + "attention."
            layers.append(
                Layer(
                    query: try arrays.linear(attention + "self.query", d, d),
                    key: try arrays.linear(attention + "self.key", d, d),
                    value: try arrays.linear(attention + "self.value", d, d),
                    attended: try arrays.linear(attention + "output.dense", d, d),
                    attendedNorm: try arrays.norm(attention + "output.LayerNorm", d),
                    inner: try arrays.linear(place + "intermediate.dense", inner, d),
                    outer: try arrays.linear(place + "output.dense", d, inner),
                    outerNorm: try arrays.norm(place + "output.LayerNorm", d)))
        }
        self.layers = layers
    }

    /// Arrays whose names begin alike.
    private struct Arrays {
        let file: Safetensors
        let prefix: String

        func floats(_ name: String, _ shape: [Int]) throws(EncoderError) -> Elements<Float> {
            try file.floats(prefix + name, shape: shape)
        }

        func linear(_ name: String, _ rows: Int, _ columns: Int) throws(EncoderError) -> Linear {
            Linear(
                weights: try floats(name + ".weight", [rows, columns]),
                bias: try floats(name + ".bias", [rows]))
        }

        /// The first published models say gamma and beta.
        func norm(_ name: String, _ d: Int) throws(EncoderError) -> Norm {
            let isOld = file.shape(of: prefix + name + ".gamma") != nil
            return Norm(
                gain: try floats(name + (isOld ? ".gamma" : ".weight"), [d]),
                shift: try floats(name + (isOld ? ".beta" : ".bias"), [d]))
        }
    }
}
