/// Where the boxes and arrows of a path's picture lie, in whole pixels.
///
/// Boxes stand on a grid: each stage has one column or several, filled from the top, and all boxes
/// of one row share its height. So between rows and between columns there are straight free lanes.
/// An arrow runs in these alone, never through a box. Arrows from one step run together as far as
/// they can; no others share a piece of a lane.
///
/// ```
///  gutter 0  column 0  gutter 1  column 1  gutter 2
///            ┌──────┐            ┌──────┐            row 0
///            │  1   ├──┐      ┌─►│  3   │
///            └──┬───┘  │      │  └──────┘
///               ▼      └──────┘                      gap 1
///            ┌──────┐                                row 1
/// ```
/// Whole numbers, and ties by number, make the same path the same picture everywhere.
/// - Complexity: O((steps + arrows)²), for tens of both.
struct PathLayout {
    /// A step before it is placed.
    struct Node {
        /// Which stage it belongs to; ascending from node to node.
        let stage: Int
        /// The height it needs, in pixels.
        let height: Int
    }

    /// A placed step.
    struct Box: Equatable {
        let column: Int
        let row: Int
        fileprivate(set) var x = 0
        fileprivate(set) var y = 0
        let width: Int
        let height: Int
    }

    /// A point of the picture, from its top left.
    struct Point: Hashable {
        var x: Int
        var y: Int
    }

    /// A way from one box to another, along horizontal and vertical pieces.
    struct Arrow {
        /// The place of the node it leads from.
        let from: Int
        /// The place of the node it leads to.
        let to: Int
        /// The corners, its two ends included.
        fileprivate(set) var points: [Point] = []
    }

    /// The columns of one stage, from the left edge of the first to the right edge of the last.
    struct Band: Equatable {
        let stage: Int
        let x: Int
        let width: Int
    }

    /// The boxes, in the order of the nodes.
    private(set) var boxes: [Box]
    /// The arrows, as they were given.
    private(set) var arrows: [Arrow]
    /// The stages from left to right.
    private(set) var bands: [Band] = []
    /// The width of the whole picture.
    private(set) var width = 0
    /// The height of the whole picture.
    private(set) var height = 0

    /// Sizes that a picture keeps to, in pixels.
    struct Measures {
        /// The width of every box.
        var boxWidth = 232
        /// The room above the first row, for titles.
        var top = 64
        /// The room left free at the other edges.
        var margin = 16
        /// The distance between two arrows side by side.
        var lane = 8
        /// The least distance between two rows.
        var rowGap = 22
        /// The least distance between two columns.
        var columnGap = 40
    }

    /// Places nodes, and leads arrows between them.
    ///
    /// - Parameters:
    ///   - nodes: In reading order, stages ascending.
    ///   - leans: Pairs of places; the first stands before the second.
    ///   - measures: What to keep to.
    init(_ nodes: [Node], leans: [(from: Int, to: Int)], measures: Measures = Measures()) {
        boxes = Self.grid(nodes, width: measures.boxWidth)
        arrows = leans.map { Arrow(from: $0.from, to: $0.to) }
        var router = PathRouter(boxes: boxes, leans: leans, measures: measures)
        router.route()
        for place in boxes.indices {
            boxes[place].x = router.columnStarts[boxes[place].column]
            boxes[place].y = router.rowStarts[boxes[place].row]
        }
        for place in arrows.indices { arrows[place].points = router.points(of: place) }
        bands = Self.bands(nodes, boxes)
        width = router.width
        height = router.height
    }

    /// The most boxes in a column: few for a short path, so that the picture stays wider than high.
    static func rowLimit(for count: Int) -> Int {
        count <= 8 ? 4 : count <= 18 ? 5 : 6
    }

    /// Columns and rows: each stage's boxes go into as few columns as hold them, evenly.
    private static func grid(_ nodes: [Node], width: Int) -> [Box] {
        let limit = rowLimit(for: nodes.count)
        var boxes: [Box] = []
        var firstColumn = 0
        for stage in Set(nodes.map(\.stage)).sorted() {
            let members = nodes.filter { $0.stage == stage }
            let columns = (members.count + limit - 1) / limit
            let rows = (members.count + columns - 1) / columns
            for (place, node) in members.enumerated() {
                boxes.append(
                    Box(
                        column: firstColumn + place / rows, row: place % rows, width: width,
                        height: node.height))
            }
            firstColumn += (members.count + rows - 1) / rows
        }
        return boxes
    }

    private static func bands(_ nodes: [Node], _ boxes: [Box]) -> [Band] {
        Set(nodes.map(\.stage)).sorted().map { stage in
            let members = zip(nodes, boxes).filter { $0.0.stage == stage }.map(\.1)
            let start = members.map(\.x).min() ?? 0
            let end = members.map { $0.x + $0.width }.max() ?? 0
            return Band(stage: stage, x: start, width: end - start)
        }
    }
}
