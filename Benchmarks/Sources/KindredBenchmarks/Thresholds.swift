import Foundation

/// The least ratio that each benchmark must reach on each input, from `thresholds.json`.
struct Thresholds {
    /// By name of the benchmark, then by name of the input.
    private let ratios: [String: [String: Double]]

    init(contentsOf path: String) throws {
        ratios = try JSONDecoder().decode(
            [String: [String: Double]].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The least ratio; nil where nothing is guarded.
    func ratio(of benchmark: String, on input: String) -> Double? { ratios[benchmark]?[input] }
}
