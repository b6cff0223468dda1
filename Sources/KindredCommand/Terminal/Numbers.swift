/// Numbers as people read them.
extension BinaryInteger {
    /// The number with a comma between every three digits: `87,246`.
    var grouped: String {
        var text = ""
        for (place, digit) in String(magnitude).reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3) { text = "," + text }
            text = String(digit) + text
        }
        return (self < 0 ? "-" : "") + text
    }
}

extension Int {
    /// The number as a size of a file: `1.4 MB`, in powers of ten.
    var asSizeInBytes: String {
        guard self >= 1000 else { return "\(self) bytes" }
        var tenths = self / 100 + (self % 100 >= 50 ? 1 : 0)
        var names = ["kB", "MB", "GB", "TB"][...]
        while tenths >= 10_000, names.count > 1 {
            tenths = (tenths + 500) / 1000
            names = names.dropFirst()
        }
        return "\((tenths / 10).grouped).\(tenths % 10) \(names[names.startIndex])"
    }

    /// The number with a noun: `1 entry`, `2 entries`.
    func of(_ singular: String, _ plural: String) -> String {
        grouped + " " + (self == 1 ? singular : plural)
    }
}
