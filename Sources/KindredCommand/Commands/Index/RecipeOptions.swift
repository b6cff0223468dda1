import ArgumentParser
import Kindred

/// How text becomes vectors, as options; what is not given stays as measuring chose it.
struct RecipeOptions: ParsableArguments {
    @Option(
        name: .customLong("signal"),
        help: ArgumentHelp(
            "Store what this signal needs (repeatable; default: \(Self.usualSignals)).",
            valueName: "signal"))
    var signals: [Signal] = []

    @Option(
        help: ArgumentHelp(
            "Reduce English words: none, plurals or snowball "
                + Self.byDefault(Recipe().stemming.rawValue),
            valueName: "stemming"))
    var stemming: Recipe.Stemming?

    @Flag(
        inversion: .prefixedNo,
        help: "Take pairs of words as terms too \(Self.byDefault(Recipe().wordBigrams))")
    var bigrams: Bool?

    @Option(
        name: .customLong("min-df"),
        help: ArgumentHelp(
            "Leave out terms that fewer entries hold "
                + Self.byDefault(Recipe().minimumDocumentFrequency),
            valueName: "n"))
    var minimumDocumentFrequency: Int?

    @Option(
        help: ArgumentHelp(
            "Count a word of a title this many times \(Self.byDefault(Recipe().titleWeight))",
            valueName: "weight"))
    var titleWeight: Float?

    @Option(
        help: ArgumentHelp(
            "The length of LSA's vectors \(Self.byDefault(Recipe().dimensions))", valueName: "n"))
    var dimensions: Int?

    @Option(
        help: ArgumentHelp(
            "Have this encoder read the papers: a model's name, or the folder of one.",
            valueName: "name|folder"))
    var encoder: String?

    private static let usualSignals = Signal.allCases.filter(Recipe().signals.contains)
        .map(\.rawValue).joined(separator: ", ")

    private static func byDefault(_ value: some CustomStringConvertible) -> String {
        "(default: \(value))."
    }

    private static func byDefault(_ value: Bool) -> String {
        "(default: \(value ? "yes" : "no"))."
    }

    func validate() throws {
        if signals.contains(.encoder) && encoder == nil {
            throw ValidationError("--signal encoder needs --encoder, which names the model.")
        }
        if let minimumDocumentFrequency, minimumDocumentFrequency < 1 {
            throw ValidationError("--min-df must be at least 1.")
        }
        if let titleWeight, !(titleWeight > 0 && titleWeight <= 1000) {
            throw ValidationError("--title-weight must be above 0 and at most 1000.")
        }
        if let dimensions, !(1...4096).contains(dimensions) {
            throw ValidationError("--dimensions must be in 1...4096.")
        }
    }

    /// The recipe that the options ask for; an encoder goes best with what it is fused with.
    var recipe: Recipe {
        let isFused = signals.contains(.fused) || (encoder != nil && signals.isEmpty)
        var recipe = isFused ? Recipe.fused : Recipe()
        let asked = Set(
            signals + (isFused ? recipe.signals : []) + (encoder == nil ? [] : [.encoder]))
        if !asked.isEmpty {
            recipe.signals = Signal.allCases.filter { asked.contains($0) && $0 != .fused }
        }
        recipe.encoder = encoder
        if let stemming { recipe.stemming = stemming }
        if let bigrams { recipe.wordBigrams = bigrams }
        if let minimumDocumentFrequency {
            recipe.minimumDocumentFrequency = minimumDocumentFrequency
        }
        if let titleWeight { recipe.titleWeight = titleWeight }
        if let dimensions { recipe.dimensions = dimensions }
        return recipe
    }
}
