import Kindred
import KindredRanking
import Testing

@testable import KindredCommand

@Suite struct PathLayoutTests {
    private static func layout(_ count: Int) -> PathLayout {
        let page = PathPage(path: PathSamples.long(count), language: .english)
        return PathPicture(page: page).layout(of: page.stages.flatMap(\.steps))
    }

    private static let counts = [1, 2, 3, 8, 12, 19, 30]

    @Test(arguments: counts)
    func `boxes lie apart, inside the picture`(count: Int) {
        let layout = Self.layout(count)
        #expect(layout.boxes.count == count)
        for (place, box) in layout.boxes.enumerated() {
            #expect(box.x >= 0 && box.x + box.width <= layout.width)
            #expect(box.y >= 0 && box.y + box.height <= layout.height)
            for other in layout.boxes[..<place] {
                let isApart =
                    box.x >= other.x + other.width || other.x >= box.x + box.width
                    || box.y >= other.y + other.height || other.y >= box.y + box.height
                #expect(isApart, "\(box) \(other)")
            }
        }
    }

    @Test(arguments: counts)
    func `no arrow runs through a box`(count: Int) {
        let layout = Self.layout(count)
        for arrow in layout.arrows {
            for (start, end) in zip(arrow.points, arrow.points.dropFirst()) {
                #expect(start.x == end.x || start.y == end.y, "\(arrow)")
                for box in layout.boxes {
                    let isClear =
                        max(start.x, end.x) <= box.x || min(start.x, end.x) >= box.x + box.width
                        || max(start.y, end.y) <= box.y || min(start.y, end.y) >= box.y + box.height
                    #expect(isClear, "\(arrow) \(box)")
                }
            }
        }
    }

    @Test(arguments: counts)
    func `each arrow begins and ends at the edge of its boxes`(count: Int) throws {
        let layout = Self.layout(count)
        for arrow in layout.arrows {
            let ends = [try #require(arrow.points.first), try #require(arrow.points.last)]
            for (end, place) in zip(ends, [arrow.from, arrow.to]) {
                let box = layout.boxes[place]
                let isAtSide =
                    (end.x == box.x || end.x == box.x + box.width)
                    && end.y > box.y && end.y < box.y + box.height
                let isAtTopOrBottom =
                    (end.y == box.y || end.y == box.y + box.height)
                    && end.x > box.x && end.x < box.x + box.width
                #expect(isAtSide || isAtTopOrBottom, "\(arrow) \(box)")
            }
        }
    }

    /// A piece of an arrow on one line of the picture.
    private struct Piece {
        let arrow: PathLayout.Arrow
        let isVertical: Bool
        let line: Int
        let range: ClosedRange<Int>
    }

    @Test(arguments: counts)
    func `arrows from different steps share no piece of a lane`(count: Int) {
        let layout = Self.layout(count)
        let pieces = layout.arrows.flatMap { arrow in
            zip(arrow.points, arrow.points.dropFirst()).map { start, end in
                start.x == end.x
                    ? Piece(
                        arrow: arrow, isVertical: true, line: start.x,
                        range: min(start.y, end.y)...max(start.y, end.y))
                    : Piece(
                        arrow: arrow, isVertical: false, line: start.y,
                        range: min(start.x, end.x)...max(start.x, end.x))
            }
        }
        for (place, piece) in pieces.enumerated() {
            for other in pieces[..<place]
            where other.arrow.from != piece.arrow.from && other.isVertical == piece.isVertical
                && other.line == piece.line
            {
                #expect(!piece.range.overlaps(other.range), "\(piece) \(other)")
            }
        }
    }

    @Test func `stages stand from left to right and columns stay short`() {
        let layout = Self.layout(30)
        let starts = layout.bands.map(\.x)
        #expect(starts == starts.sorted() && starts.count == 4)
        for (left, right) in zip(layout.bands, layout.bands.dropFirst()) {
            #expect(left.x + left.width < right.x)
        }
        #expect(layout.boxes.allSatisfy { $0.row < PathLayout.rowLimit(for: 30) })
    }

    @Test func `the picture of one step is a box without arrows`() {
        let layout = Self.layout(1)
        #expect(layout.arrows.isEmpty)
        #expect(layout.width < 300 && layout.height < 250)
    }

    @Test func `the text of a box is cut where it does not fit`() {
        let page = PathPage(path: PathSamples.long(30), language: .english)
        for box in Self.layout(30).boxes { #expect(box.height <= 36 + 5 * 17) }
        #expect(PathPicture(page: page).text.contains("…"))
    }
}
