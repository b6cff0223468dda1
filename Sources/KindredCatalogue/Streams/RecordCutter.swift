import Glibc

/// Cuts a stream of bytes into records that stand for themselves.
protocol RecordCutter {
    /// Finds the records that end in these bytes, and keeps the beginning of the one that does not.
    mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>) -> Cuts
    /// The last record, where it is complete without a further byte.
    mutating func finish() -> Cuts
}

/// Records found in a stretch of bytes.
struct Cuts {
    /// A record that began in an earlier stretch, with the line on which it began.
    var carried: (record: [UInt8], line: Int)?
    /// Where records stand in the stretch, and the lines on which they begin.
    var ranges: [(range: Range<Int>, line: Int)] = []
    /// The lines on which records began that were too long.
    var tooLong: [Int] = []
    /// Whether what is left at the end is no whole record, and on which line it began.
    var brokenAt: Int?
}

/// Cuts at the ends of lines; lines of nothing but space are no records.
struct LineCutter: RecordCutter {
    /// The beginning of a line whose end has not come yet.
    private var carried: [UInt8] = []
    private var isSkipping = false
    private var line = 1

    mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>) -> Cuts {
        var cuts = Cuts()
        var start = 0
        if !carried.isEmpty || isSkipping {
            let end = Self.endOfLine(in: bytes, from: 0)
            keep(bytes[..<(end ?? bytes.count)], &cuts)
            guard let end else { return cuts }
            endCarried(&cuts)
            start = end + 1
        }
        while let end = Self.endOfLine(in: bytes, from: start) {
            if bytes[start..<end].contains(where: { !$0.isSpace }) {
                cuts.ranges.append((start..<end, line))
            }
            line += 1
            start = end + 1
        }
        keep(bytes[start...], &cuts)
        return cuts
    }

    mutating func finish() -> Cuts {
        var cuts = Cuts()
        endCarried(&cuts)
        return cuts
    }

    private mutating func keep(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ cuts: inout Cuts) {
        guard !isSkipping else { return }
        carried += bytes
        guard carried.count > ReadLimits.record else { return }
        cuts.tooLong.append(line)
        isSkipping = true
        carried = []
    }

    private mutating func endCarried(_ cuts: inout Cuts) {
        if carried.contains(where: { !$0.isSpace }) { cuts.carried = (carried, line) }
        carried = []
        isSkipping = false
        line += 1
    }

    /// The place of the next line feed; nil where there is none.
    private static func endOfLine(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        // Safety: memchr looks at the bytes from `start` to the end of the buffer only.
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
        return found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    }
}

/// Cuts out the values of JSON text at one depth: those of an array, of an array that is a member
/// of an object, or those that stand one after the other.
///
/// What is no sound JSON is cut all the same, and its parser complains.
struct ValueCutter: RecordCutter {
    /// How many brackets are open around the values.
    private let depthOfValues: Int
    /// The member of the outermost object that holds the values; nil where there is none.
    private let member: [UInt8]?
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// Whether the values of the array that is open are wanted.
    private var isWanted: Bool
    /// The last string directly in the outermost object, while a member is looked for.
    private var name: [UInt8] = []
    private var isOuterString = false
    /// Whether a value has begun and not ended.
    private var isInValue = false
    private var isSkipping = false
    private var carried: [UInt8] = []
    private var line = 1
    private var lineOfValue = 1

    /// - Parameter form: Any but lines.
    init(_ form: JSONShape.Form) {
        switch form {
        case .member(let name):
            (depthOfValues, member, isWanted) = (2, Array(name.utf8), false)
        case .elements: (depthOfValues, member, isWanted) = (1, nil, true)
        case .lines, .values: (depthOfValues, member, isWanted) = (0, nil, true)
        }
    }

    mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>) -> Cuts {
        var cuts = Cuts()
        var start = 0
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\n") { line += 1 }
            if isInString {
                readInString(byte)
            } else {
                switch byte {
                case UInt8(ascii: "\""):
                    beginValue(&start, at: place)
                    beginString()
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    beginValue(&start, at: place)
                    open(byte)
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    close(&start, at: place, of: bytes, &cuts)
                case UInt8(ascii: ","):
                    if depth == depthOfValues { endValue(start..<place, of: bytes, &cuts) }
                case UInt8(ascii: ":"): break
                case _ where byte.isSpace:
                    if depth == 0, depthOfValues == 0 { endValue(start..<place, of: bytes, &cuts) }
                default: beginValue(&start, at: place)
                }
            }
            place += 1
        }
        if isInValue { keep(bytes[start...], &cuts) }
        return cuts
    }

    mutating func finish() -> Cuts {
        var cuts = Cuts()
        if isInValue, !isSkipping, depthOfValues == 0, depth == 0 {
            cuts.carried = (carried, lineOfValue)
        } else if isInValue || depth > 0 {
            cuts.brokenAt = isInValue ? lineOfValue : line
        }
        return cuts
    }

    private mutating func beginString() {
        isInString = true
        isOuterString = member != nil && depth == 1
        if isOuterString { name = [] }
    }

    private mutating func open(_ bracket: UInt8) {
        if depth == 1, let member { isWanted = bracket == UInt8(ascii: "[") && name == member }
        depth += 1
    }

    /// A closing bracket ends the value before it, and the value that it closes.
    private mutating func close(
        _ start: inout Int, at place: Int, of bytes: UnsafeBufferPointer<UInt8>, _ cuts: inout Cuts
    ) {
        if depth == depthOfValues { endValue(start..<place, of: bytes, &cuts) }
        depth = max(0, depth - 1)
        if depth < depthOfValues, member != nil { isWanted = false }
        if depth == depthOfValues { endValue(start..<(place + 1), of: bytes, &cuts) }
    }

    private mutating func readInString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
            return
        }
        // Only names as long as the wanted one or a little longer are of interest.
        if isOuterString, name.count < 64 { name.append(byte) }
    }

    private mutating func beginValue(_ start: inout Int, at place: Int) {
        guard !isInValue, depth == depthOfValues, isWanted else { return }
        (isInValue, isSkipping) = (true, false)
        lineOfValue = line
        start = place
    }

    private mutating func endValue(
        _ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, _ cuts: inout Cuts
    ) {
        guard isInValue else { return }
        isInValue = false
        if carried.isEmpty, !isSkipping {
            cuts.ranges.append((range, lineOfValue))
        } else {
            keep(bytes[range], &cuts)
            if !isSkipping { cuts.carried = (carried, lineOfValue) }
            carried = []
        }
    }

    private mutating func keep(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ cuts: inout Cuts) {
        guard !isSkipping else { return }
        carried += bytes
        guard carried.count > ReadLimits.record else { return }
        cuts.tooLong.append(lineOfValue)
        isSkipping = true
        carried = []
    }
}
