/// Leads the arrows of a picture through the free lanes between its boxes.
///
/// Five steps, each of which knows only what the ones before it settled: which lanes an arrow
/// takes; where on a box it starts and ends; which lane of a gap between rows is its own, hence all
/// heights; which lane of a gutter between columns is its own, hence all widths; its corners.
struct PathRouter {
    private let boxes: [PathLayout.Box]
    private let leans: [(from: Int, to: Int)]
    private let measures: PathLayout.Measures
    private let columnCount: Int
    private let rowCount: Int

    private var routes: [Route] = []
    /// Where each column begins; known after ``route()``.
    private(set) var columnStarts: [Int] = []
    /// Where each row begins; known after ``route()``.
    private(set) var rowStarts: [Int] = []
    /// The width of the picture; known after ``route()``.
    private(set) var width = 0
    /// The height of the picture; known after ``route()``.
    private(set) var height = 0

    private var rowHeights: [Int] = []
    private var gapStarts: [Int] = []
    private var gutterStarts: [Int] = []

    /// A side of a box.
    fileprivate struct Side: Hashable {
        let box: Int
        let isRight: Bool
    }

    /// How one arrow runs.
    private struct Route {
        /// From the bottom of a box straight into the top of the next one in its column.
        var isStraight = false
        /// The gutters that it runs down or up in: one, or two with a gap between them.
        var gutters: [Int] = []
        /// The gap between rows that it crosses columns in; gap r lies above row r.
        var gap: Int?
        var gapLane = 0
        var gutterLanes: [Int] = []
        var start = Side(box: 0, isRight: true)
        var startY = 0
        var endY = 0
    }

    /// A way for each lean among these boxes.
    init(
        boxes: [PathLayout.Box], leans: [(from: Int, to: Int)], measures: PathLayout.Measures
    ) {
        self.boxes = boxes
        self.leans = leans
        self.measures = measures
        columnCount = (boxes.map(\.column).max() ?? -1) + 1
        rowCount = (boxes.map(\.row).max() ?? -1) + 1
    }

    /// Settles everything.
    mutating func route() {
        routes = leans.map(chosenRoute)
        settleHeights()
        settlePorts()
        settleWidths()
    }

    /// Which lanes an arrow takes.
    private func chosenRoute(from: Int, to: Int) -> Route {
        let (start, end) = (boxes[from], boxes[to])
        var route = Route()
        route.start = Side(box: from, isRight: start.column != end.column)
        if start.column == end.column {
            route.isStraight = end.row == start.row + 1
            route.gutters = route.isStraight ? [] : [start.column]
        } else if end.column == start.column + 1 {
            route.gutters = [end.column]
        } else {
            route.gutters = [start.column + 1, end.column]
            route.gap = nearestGap(from: start.row, to: end.row)
        }
        return route
    }

    /// The gap between rows that lies on the way, as near to the start as can be.
    private func nearestGap(from start: Int, to end: Int) -> Int {
        end > start ? start + 1 : start
    }

    // MARK: Heights

    private mutating func settleHeights() {
        var lanes = Lanes(count: rowCount + 1)
        let crossing = routes.indices.filter { routes[$0].gap != nil }.sorted {
            (routes[$0].gutters[0], -routes[$0].gutters[1], $0)
                < (routes[$1].gutters[0], -routes[$1].gutters[1], $1)
        }
        for place in crossing {
            let route = routes[place]
            routes[place].gapLane = lanes.take(
                route.gap ?? 0, from: route.gutters[0], to: route.gutters[1],
                for: route.start)
        }
        rowHeights = (0..<rowCount).map { row in
            boxes.filter { $0.row == row }.map(\.height).max() ?? 0
        }
        var y = measures.top
        for gap in 0...rowCount {
            gapStarts.append(y)
            let least = gap == 0 || gap == rowCount ? 0 : measures.rowGap
            y += max(least, lanes.width(of: gap, lane: measures.lane))
            guard gap < rowCount else { break }
            rowStarts.append(y)
            y += rowHeights[gap]
        }
        height = y + measures.margin
    }

    // MARK: Ports

    /// One end of an arrow at a side of a box, and what it is sorted by.
    private struct Port {
        let route: Int
        let isStart: Bool
        let towards: Int
    }

    /// Spreads the ends at each side of each box evenly: those that arrive in the order of where
    /// they come from, and below them one port from which all others leave, apart from what arrives
    /// at the other side of the gutter.
    private mutating func settlePorts() {
        var ports: [Side: [Port]] = [:]
        for (place, route) in routes.enumerated() where !route.isStraight {
            let (from, to) = leans[place]
            ports[route.start, default: []].append(
                Port(route: place, isStart: true, towards: height(towards: to, of: route)))
            ports[Side(box: to, isRight: false), default: []].append(
                Port(route: place, isStart: false, towards: height(towards: from, of: route)))
        }
        // What already runs level in each gutter.
        var taken = [[Int]](repeating: [], count: columnCount + 1)
        for (side, ends) in ports {
            let arriving = ends.filter { !$0.isStart }.sorted {
                ($0.towards, $0.route) < ($1.towards, $1.route)
            }
            let count = arriving.count + (arriving.count < ends.count ? 1 : 0)
            for (place, end) in arriving.enumerated() {
                routes[end.route].endY = height(of: place, among: count, at: boxes[side.box])
                taken[boxes[side.box].column].append(routes[end.route].endY)
            }
        }
        for box in boxes.indices {
            for isRight in [false, true] {
                let ends = ports[Side(box: box, isRight: isRight)] ?? []
                let leaving = ends.filter(\.isStart)
                guard !leaving.isEmpty else { continue }
                let gutter = boxes[box].column + (isRight ? 1 : 0)
                let arriving = ends.count - leaving.count
                let wanted = height(of: arriving, among: arriving + 1, at: boxes[box])
                let y = freeHeight(near: wanted, at: boxes[box], besides: taken[gutter])
                taken[gutter].append(y)
                for end in leaving { routes[end.route].startY = y }
            }
        }
    }

    /// The height of one of several ports spread evenly along a side.
    private func height(of port: Int, among count: Int, at box: PathLayout.Box) -> Int {
        rowStarts[box.row] + box.height * (port + 1) / (count + 1)
    }

    /// The height nearest to the one wanted at which a port stands apart from others in its gutter,
    /// so that no arrow seems to go on where another begins; the wanted one where there is none.
    private func freeHeight(
        near wanted: Int, at box: PathLayout.Box, besides taken: [Int]
    ) -> Int {
        let top = rowStarts[box.row]
        let room = (top + 7)...(top + max(8, box.height - 7))
        let choices = (0...box.height).flatMap { [wanted + $0, wanted - $0] }
        return choices.first { choice in
            room.contains(choice) && taken.allSatisfy { abs($0 - choice) >= 5 }
        } ?? wanted
    }

    /// The height towards which an arrow leaves a box on its way to or from another.
    private func height(towards box: Int, of route: Route) -> Int {
        if let gap = route.gap { return gapStarts[gap] + route.gapLane * measures.lane }
        return rowStarts[boxes[box].row] + rowHeights[boxes[box].row] / 2
    }

    // MARK: Widths

    private mutating func settleWidths() {
        var lanes = Lanes(count: columnCount + 1)
        for place in routes.indices {
            var heights = [routes[place].startY, routes[place].endY]
            if let gap = gapHeight(of: routes[place]) { heights.insert(gap, at: 1) }
            routes[place].gutterLanes = routes[place].gutters.enumerated().map { part, gutter in
                lanes.take(
                    gutter, from: heights[part], to: heights[part + 1], for: routes[place].start)
            }
        }
        var x = measures.margin
        for gutter in 0...columnCount {
            gutterStarts.append(x)
            let least = gutter == 0 || gutter == columnCount ? 0 : measures.columnGap
            x += max(least, lanes.width(of: gutter, lane: measures.lane))
            guard gutter < columnCount else { break }
            columnStarts.append(x)
            x += measures.boxWidth
        }
        width = x + measures.margin
    }

    private func gapHeight(of route: Route) -> Int? {
        route.gap.map { gapStarts[$0] + (route.gapLane + 1) * measures.lane }
    }

    // MARK: Corners

    /// The corners of an arrow, its ends included; known after ``route()``.
    func points(of place: Int) -> [PathLayout.Point] {
        let route = routes[place]
        let (from, to) = (boxes[leans[place].from], boxes[leans[place].to])
        if route.isStraight {
            let x = columnStarts[from.column] + measures.boxWidth / 2
            return [
                .init(x: x, y: rowStarts[from.row] + from.height),
                .init(x: x, y: rowStarts[to.row]),
            ]
        }
        let left = columnStarts[from.column]
        var points = [
            PathLayout.Point(
                x: route.start.isRight ? left + measures.boxWidth : left, y: route.startY)
        ]
        let heights = [gapHeight(of: route), route.endY].compactMap(\.self)
        for (part, gutter) in route.gutters.enumerated() {
            let x = gutterStarts[gutter] + (route.gutterLanes[part] + 1) * measures.lane
            points.append(.init(x: x, y: points[points.count - 1].y))
            points.append(.init(x: x, y: heights[part]))
        }
        points.append(.init(x: columnStarts[to.column], y: route.endY))
        return points
    }
}

/// Parallel lanes in each of several channels. Stretches of one lane meet only where both belong
/// to arrows that leave the same side of the same box: those run together as far as they can.
private struct Lanes {
    private struct Stretch {
        let range: ClosedRange<Int>
        let owner: PathRouter.Side
    }

    /// For each channel and each of its lanes, the stretches taken.
    private var taken: [[[Stretch]]]

    init(count: Int) { taken = Array(repeating: [], count: count) }

    /// Takes a lane of a channel between two places, and gives its number: one in which the owner
    /// runs already, else the first that is free.
    mutating func take(
        _ channel: Int, from start: Int, to end: Int, for owner: PathRouter.Side
    ) -> Int {
        let range = min(start, end)...max(start, end)
        let lanes = taken[channel]
        let free = lanes.indices.filter { lane in
            lanes[lane].allSatisfy { $0.owner == owner || !$0.range.overlaps(range) }
        }
        let own = free.first { lanes[$0].contains { $0.owner == owner } }
        let lane = own ?? free.first ?? lanes.count
        if lane == lanes.count { taken[channel].append([]) }
        taken[channel][lane].append(Stretch(range: range, owner: owner))
        return lane
    }

    /// The room a channel's lanes need, with a lane's distance free at both sides and another
    /// for the head of an arrow; nothing without lanes.
    func width(of channel: Int, lane: Int) -> Int {
        taken[channel].isEmpty ? 0 : (taken[channel].count + 2) * lane
    }
}
