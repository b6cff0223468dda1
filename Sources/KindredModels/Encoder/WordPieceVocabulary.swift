/// The pieces of words that a model knows, found by their bytes.
///
/// Pieces are compared byte for byte: `String` would take a letter and its decomposed form for the
/// same, and a model may know both.
struct WordPieceVocabulary: Sendable {
    /// How many ids there are; the largest id is one less.
    let count: Int
    /// The bytes of the longest piece.
    let longest: Int
    private let bytes: [UInt8]
    private let ends: [Int]
    // Open addressing: the id plus one, or 0 where a place is free.
    private let places: [UInt32]

    /// The pieces in the order of their ids; of two that are the same, the later counts.
    init(_ pieces: [[UInt8]]) {
        bytes = Array(pieces.joined())
        ends = pieces.reduce(into: [0]) { ends, piece in ends.append(ends.last! + piece.count) }
        count = pieces.count
        longest = pieces.map(\.count).max() ?? 0
        var size = 16
        while size < 2 * pieces.count { size *= 2 }
        var places = [UInt32](repeating: 0, count: size)
        for (id, piece) in pieces.enumerated() {
            let place = piece.withUnsafeBufferPointer { piece in
                Self.place(of: piece, in: places) { id in
                    pieces[id].elementsEqual(piece)
                }
            }
            places[place] = UInt32(id) + 1
        }
        self.places = places
    }

    /// The id of a piece.
    func id(of piece: UnsafeBufferPointer<UInt8>) -> Int32? {
        guard piece.count <= longest else { return nil }
        let place = Self.place(of: piece, in: places) { id in
            ends[id + 1] - ends[id] == piece.count
                && bytes[ends[id]..<ends[id + 1]].elementsEqual(piece)
        }
        return places[place] == 0 ? nil : Int32(places[place] - 1)
    }

    /// The id of a piece.
    func id(of piece: String) -> Int32? {
        Array(piece.utf8).withUnsafeBufferPointer { id(of: $0) }
    }

    /// Where a piece stands, or would stand.
    private static func place(
        of piece: UnsafeBufferPointer<UInt8>, in places: [UInt32], isSame: (Int) -> Bool
    ) -> Int {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in piece { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var place = Int(truncatingIfNeeded: hash ^ hash >> 32) & (places.count - 1)
        while places[place] != 0, !isSame(Int(places[place] - 1)) {
            place = (place + 1) & (places.count - 1)
        }
        return place
    }
}
