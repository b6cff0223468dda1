import Kindred

/// How far an encoding is, as a person waiting reads it.
extension Encoding.Progress {
    /// `encoding 512 of 15,691, 17 a second, 15 min left`.
    ///
    /// What an earlier run had left took no time in this one and does not count for the rate.
    func words(after time: Duration) -> String {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
        let rate = Double(done - reused) / max(seconds, 1e-3)
        let words = "encoding \(done.grouped) of \(total.grouped)"
        guard rate > 0 else { return words }
        let left = Int((Double(total - done) / rate).rounded(.up))
        let time = left < 120 ? "\(left) s left" : "\((left / 60).grouped) min left"
        let shown = rate >= 10 ? "\(Int(rate).grouped)" : "\((rate * 10).rounded() / 10)"
        return words + ", \(shown) a second, \(time)"
    }
}
