/// Several sparse queries laid out side by side, so that one pass over a row gives its product with
/// each.
///
/// Products are summed in `Float` by ascending id of the row, as ``SparseVector/dot(_:)`` sums
/// them, so they are the same bit for bit: an id that a query lacks adds a zero.
package struct QueryTable: Sendable {
    /// How many queries there are.
    package let queryCount: Int
    /// The place of each id among those that any query has, from 1; 0 for no place. Shape: (ids).
    private let places: Elements<UInt32>
    /// The weight of each query at each place, zero where it has none; a whole number of lanes.
    /// Shape: (places × lanes of queries).
    private let weights: Elements<Lane>
    private let laneCount: Int

    /// Numbers that are multiplied and added together.
    private typealias Lane = SIMD8<Float>

    /// The table of some queries.
    ///
    /// - Parameter columnCount: Ids are below it; others count nothing.
    /// - Complexity: O(ids + places × queries).
    package init(_ queries: [SparseVector], columnCount: Int) {
        var places = [UInt32](repeating: 0, count: columnCount)
        var count = 0
        for id in queries.flatMap(\.ids) where Int(id) < columnCount && places[Int(id)] == 0 {
            count += 1
            places[Int(id)] = UInt32(count)
        }
        let lanes = (queries.count + Lane.scalarCount - 1) / Lane.scalarCount
        weights = Elements(count: count * lanes) { weights in
            for (query, vector) in queries.enumerated() {
                let (lane, number) = query.quotientAndRemainder(dividingBy: Lane.scalarCount)
                for (id, weight) in zip(vector.ids, vector.weights) where Int(id) < columnCount {
                    let place = Int(places[Int(id)]) - 1
                    weights[place * lanes + lane][number] = weight
                }
            }
        }
        queryCount = queries.count
        laneCount = lanes
        self.places = Elements(places)
    }

    /// The product of a row with each query. Shape: (queries).
    ///
    /// - Parameters:
    ///   - ids: Ascending; ids that no query has count nothing. Shape: (entries).
    ///   - weights: Shape: (entries).
    /// - Complexity: O(entries), and O(queries) for each id that any query has.
    package func products(
        _ ids: UnsafeBufferPointer<UInt32>, _ weights: UnsafeBufferPointer<Float>
    ) -> [Float] {
        precondition(ids.count == weights.count, "every id needs one weight")
        return withUnsafeTemporaryAllocation(of: Lane.self, capacity: laneCount) { sums in
            sums.initialize(repeating: .zero)
            places.withUnsafeBufferPointer { places in
                self.weights.withUnsafeBufferPointer { table in
                    for entry in 0..<ids.count where Int(ids[entry]) < places.count {
                        let place = Int(places[Int(ids[entry])])
                        guard place > 0 else { continue }
                        let start = (place - 1) * laneCount
                        for lane in 0..<laneCount {
                            // Two roundings, as the plain loop has them.
                            sums[lane] += table[start + lane] * weights[entry]
                        }
                    }
                }
            }
            return (0..<queryCount).map { sums[$0 / Lane.scalarCount][$0 % Lane.scalarCount] }
        }
    }
}
