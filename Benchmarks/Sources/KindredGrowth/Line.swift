import Foundation

/// A straight line through points on logarithmic axes: y = scale · x^slope.
struct Line {
    /// How many times faster the logarithm of y grows than that of x: 1 is proportional.
    let slope: Double
    /// y where x is 1.
    let scale: Double

    /// The line by least squares; points that are not above zero count nothing.
    init(_ points: [(Double, Double)]) {
        let logs = points.filter { $0.0 > 0 && $0.1 > 0 }.map { (log($0.0), log($0.1)) }
        let count = Double(max(logs.count, 1))
        let meanX = logs.reduce(0) { $0 + $1.0 } / count
        let meanY = logs.reduce(0) { $0 + $1.1 } / count
        let spread = logs.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
        let common = logs.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        slope = spread > 0 ? common / spread : 0
        scale = exp(meanY - slope * meanX)
    }
}
