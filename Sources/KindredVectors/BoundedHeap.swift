/// Something that ranks before or behind another of its kind.
package protocol Ranked {
    /// Whether this one ranks before another; of two different ones exactly one does.
    func ranksBefore(_ other: Self) -> Bool
}

/// A running choice of the best few of many elements, by their rank.
///
/// A heap whose first element is the worst kept, so that most elements cost one comparison. The ones
/// kept do not depend on the order in which they came; memory is that of the kept ones.
package struct BoundedHeap<Element: Ranked> {
    /// How many are kept at most.
    package let limit: Int
    /// Those that are kept, in no special order but for the first, which is the worst of them.
    package private(set) var elements: [Element] = []

    /// Nothing chosen yet.
    ///
    /// - Parameter limit: At least 1.
    package init(_ limit: Int) {
        precondition(limit >= 1, "the best of something needs a limit from 1")
        self.limit = limit
    }

    /// The worst that is kept, which the next one must outrank; nil while there is room.
    @inline(__always)
    package var worst: Element? { elements.count == limit ? elements[0] : nil }

    /// Those that are kept, best first.
    /// - Complexity: O(k log k).
    package var sorted: [Element] { elements.sorted { $0.ranksBefore($1) } }

    /// Offers an element.
    /// - Complexity: O(1) for one that is not kept, else O(log k).
    @inline(__always)
    package mutating func take(_ element: Element) {
        if elements.count < limit {
            elements.append(element)
            siftUp()
        } else if element.ranksBefore(elements[0]) {
            elements[0] = element
            siftDown()
        }
    }

    private mutating func siftUp() {
        var child = elements.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard elements[parent].ranksBefore(elements[child]) else { return }
            elements.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < elements.count {
                if elements[worst].ranksBefore(elements[child]) { worst = child }
            }
            guard worst != parent else { return }
            elements.swapAt(parent, worst)
            parent = worst
        }
    }
}

extension BoundedHeap: Sendable where Element: Sendable {}
