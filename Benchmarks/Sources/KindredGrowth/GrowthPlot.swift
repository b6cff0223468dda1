import Foundation

/// Two plots on logarithmic axes, side by side: time and memory against the number of papers.
struct GrowthPlot {
    let table: GrowthTable

    private static let colours = [
        "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#b07aa1", "#76b7b2",
    ]
    private static let width = 400.0
    private static let height = 300.0

    /// The plots as one SVG document.
    var svg: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 420" font-family="sans-serif" \
        font-size="12">
        <rect width="1080" height="420" fill="white"/>
        \(plot("time", at: 70, GrowthTable.time, \.seconds))
        \(plot("memory", at: 560, GrowthTable.size, \.peakInBytes))
        </svg>

        """
    }

    /// One plot: axes with a line for each power of ten, then a line for each stage.
    private func plot(
        _ title: String, at left: Double, _ words: (Double) -> String,
        _ value: (Measured) -> Double
    ) -> String {
        let lines = table.stages.map { ($0, table.points($0, value)) }.filter { !$0.1.isEmpty }
        let across = Axis(lines.flatMap { $0.1.map(\.0) }, from: left, to: left + Self.width)
        let up = Axis(lines.flatMap { $0.1.map(\.1) }, from: 40 + Self.height, to: 40)
        var parts = [text(title, left, 28, anchor: "start", weight: "bold")]
        for power in across.powers {
            let x = across.place(power)
            parts.append(rule(x, 40, x, 40 + Self.height))
            parts.append(text(GrowthTable.count(Int(power)), x, 58 + Self.height))
        }
        for power in up.powers {
            let y = up.place(power)
            parts.append(rule(left, y, left + Self.width, y))
            parts.append(text(words(power), left - 6, y + 4, anchor: "end"))
        }
        for (place, line) in lines.enumerated() {
            let colour = Self.colours[place % Self.colours.count]
            let points = line.1.map { (across.place($0.0), up.place($0.1)) }
            let path = points.map { String(format: "%.1f,%.1f", $0.0, $0.1) }
            parts.append(
                """
                <polyline points="\(path.joined(separator: " "))" fill="none" stroke="\(colour)" \
                stroke-width="2"/>
                """)
            parts += points.map {
                String(
                    format: "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%@\"/>", $0.0, $0.1,
                    colour)
            }
            let slope = String(format: "%.2f", Line(line.1).slope)
            let x = left + Double(place % 3) * 135
            let y = 82 + Self.height + Double(place / 3) * 18
            parts.append(
                "<rect x=\"\(x)\" y=\"\(y - 9)\" width=\"10\" height=\"10\" fill=\"\(colour)\"/>")
            parts.append(text("\(line.0) (\(slope))", x + 14, y, anchor: "start"))
        }
        return parts.joined(separator: "\n")
    }

    private func rule(_ x: Double, _ y: Double, _ toX: Double, _ toY: Double) -> String {
        String(
            format: "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
            x, y, toX, toY)
    }

    private func text(
        _ words: String, _ x: Double, _ y: Double, anchor: String = "middle",
        weight: String = "normal"
    ) -> String {
        let place = String(format: "x=\"%.1f\" y=\"%.1f\"", x, y)
        return "<text \(place) text-anchor=\"\(anchor)\" font-weight=\"\(weight)\">\(words)</text>"
    }
}

/// A logarithmic axis from the power of ten below all values to the one above them.
private struct Axis {
    private let lowest: Double
    private let highest: Double
    private let start: Double
    private let end: Double

    init(_ values: [Double], from start: Double, to end: Double) {
        let logs = values.filter { $0 > 0 }.map(log10)
        lowest = (logs.min() ?? 0).rounded(.down)
        highest = max((logs.max() ?? 1).rounded(.up), lowest + 1)
        (self.start, self.end) = (start, end)
    }

    var powers: [Double] {
        stride(from: lowest, through: highest, by: 1).map { pow(10, $0) }
    }

    func place(_ value: Double) -> Double {
        start + (log10(value) - lowest) / (highest - lowest) * (end - start)
    }
}
