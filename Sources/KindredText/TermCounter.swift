/// Counts terms document by document: what one thread does of `CorpusCounts`.
struct TermCounter: TokenSink, ~Copyable {
    /// Rows of term ids and counts, in the order in which terms were first seen in each row.
    struct Rows {
        /// Where each row ends.
        var ends: [Int] = []
        var ids: [UInt32] = []
        var counts: [Float] = []
    }

    /// Where a term stands in the row at hand.
    private struct Place {
        /// The row in which the term was seen last, from 1.
        var row: UInt32
        var index: UInt32
    }

    private var reader: TermReader
    private var places: [Place] = []
    private var row: UInt32 = 0
    private var weight: Float = 1
    /// The rows counted since they were last taken.
    private var rows = Rows()
    /// The number of rows each term stands in, by id.
    private(set) var documentFrequencies: [UInt32] = []

    /// The terms, by id.
    var terms: TermList { reader.terms }

    init(_ settings: Tokenizer.Settings) { reader = TermReader(settings) }

    /// Begins a document.
    mutating func beginRow() { row += 1 }

    /// Says how much each token counts from here on.
    mutating func setWeight(_ weight: Float) { self.weight = weight }

    /// Ends a document.
    mutating func endRow() { rows.ends.append(rows.ids.count) }

    /// Hands over the rows counted so far and begins anew.
    mutating func takeRows() -> Rows {
        let taken = rows
        rows = Rows()
        rows.ids.reserveCapacity(taken.ids.count * 9 / 8)
        rows.counts.reserveCapacity(taken.ids.count * 9 / 8)
        return taken
    }

    mutating func pause() { reader.pause() }

    @inline(__always)
    mutating func accept(_ token: Token, as role: TokenRole) {
        let (term, pair) = reader.read(token, as: role)
        if term != TermReader.dropped { count(term) }
        if pair != TermReader.dropped { count(pair) }
    }

    /// Counts a term that no rule may change.
    mutating func accept(term: UnsafeBufferPointer<UInt8>) { count(reader.id(of: term)) }

    @inline(__always)
    private mutating func count(_ term: UInt32) {
        let place = Int(term)
        if place >= places.count { addPlaces(through: place) }
        if places[place].row == row {
            rows.counts[Int(places[place].index)] += weight
        } else {
            places[place] = Place(row: row, index: UInt32(rows.ids.count))
            documentFrequencies[place] += 1
            rows.ids.append(term)
            rows.counts.append(weight)
        }
    }

    private mutating func addPlaces(through place: Int) {
        while places.count <= place {
            places.append(Place(row: 0, index: 0))
            documentFrequencies.append(0)
        }
    }
}
