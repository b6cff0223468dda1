/// The bytes that an XML parser got last, so that a record can be given as it stood.
struct XMLTrail {
    /// Where the record being gathered begins, counted from the parser's first byte.
    var recordStart = 0
    private var bytes: [UInt8] = []
    /// Where the kept bytes begin.
    private var start = 0
    /// How many bytes are kept at most; a longer record is given without.
    private let most: Int

    init(most: Int) { self.most = most }

    /// Begins anew, with another parser.
    mutating func begin() { (bytes, start, recordStart) = ([], 0, 0) }

    /// Adds what the parser gets next.
    mutating func add(_ next: UnsafeBufferPointer<UInt8>) {
        bytes += next
        guard bytes.count > most else { return }
        // Whatever began before has now lost its beginning.
        start += bytes.count
        bytes = []
    }

    /// Forgets what stands before a place or, without one, before the record.
    mutating func forget(before place: Int?) {
        let place = place ?? recordStart
        guard place > start else { return }
        bytes.removeFirst(min(place - start, bytes.count))
        start = place
    }

    /// The record, from its first tag to a place, as UTF-8; nil where it is not there as a whole,
    /// and in encodings beyond UTF-8, ASCII and Latin-1.
    func record(upTo end: Int, in encoding: String?) -> [UInt8]? {
        guard recordStart >= start, end >= recordStart, end - start <= bytes.count else {
            return nil
        }
        let record = bytes[recordStart - start..<end - start]
        switch encoding?.lowercased() ?? "utf-8" {
        case "utf-8", "us-ascii": return Array(record)
        case "iso-8859-1":
            return record.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
        default: return nil
        }
    }
}
