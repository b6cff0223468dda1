/// How a file of JSON is laid out, told by its beginning, which may break off anywhere.
///
/// ```text
/// {"id":1}⏎{"id":2}                lines
/// {"id":⏎{"id":2}                  lines, the first of which breaks off
/// {⏎ "id": 1⏎}⏎{⏎ "id": 2⏎}        values: objects that go over several lines
/// [{"id":1},{"id":2}]              elements
/// {"meta":{},"results":[{"id":1}]} elements of the member `results`
/// ```
struct JSONShape: Equatable {
    /// Where the records stand.
    enum Form: Equatable {
        case lines, values, elements
        case member(String)
    }

    /// Where the records stand.
    private(set) var form = Form.lines
    /// Whether it looks like JSON at all.
    private(set) var isJSON = false
    /// The names of the members of the first record, as far as the beginning goes.
    private(set) var names: [String] = []
    /// The names of the members around the records, where they stand in one of them.
    private(set) var outerNames: [String] = []
    /// Whether the first record was seen to its end.
    private(set) var isWhole = false

    /// Members that hold the records of an answer or an export.
    private static let wrappers: Set<String> = ["results", "data", "items", "recommendedPapers"]
    /// Members that a record has and what is around records has not.
    private static let ofRecords: Set<String> = ["id", "title", "paperId", "key", "corpusid"]

    /// Looks at the beginning of a file.
    /// - Complexity: O(bytes of the first record).
    init(ofBeginning bytes: [UInt8]) {
        guard let start = bytes.firstIndex(where: { !$0.isSpace }),
            bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[")
        else { return }
        var walk = Walk(bytes: bytes, place: start)
        if bytes[start] == UInt8(ascii: "[") { readArray(&walk) } else { readObject(&walk) }
        isJSON = walk.isPlausible || walk.breaksOff
    }

    /// Notes the names of an array's first element.
    private mutating func readArray(_ walk: inout Walk) {
        form = .elements
        walk.run { walk in
            if let key = walk.key, walk.stack == Walk.objectInArray { names.append(key) }
            return walk.stack.count > 1 || !walk.hasClosed
        }
        isWhole = walk.hasClosed
    }

    /// Notes the names of an object, and of the first record in it where it only wraps records.
    private mutating func readObject(_ walk: inout Walk) {
        walk.run { walk in
            guard let key = walk.key else { return !walk.stack.isEmpty }
            if walk.stack.count == 1 {
                outerNames.append(key)
            } else if walk.stack == Walk.objectInMember, let outer = outerNames.last, mayWrap(outer)
            {
                form = .member(outer)
                names.append(key)
            }
            return true
        }
        isWhole = walk.stack.isEmpty || walk.breaksOff
        guard form == .lines else { return }
        if let empty = walk.emptyMembers.first(where: mayWrap) {
            form = .member(empty)
            return
        }
        (names, outerNames) = (outerNames, [])
        if walk.sawLineInside, !walk.breaksOff { form = .values }
    }

    /// Whether a member of the outermost object may hold records: it has such a name, and the object
    /// is no record itself.
    private func mayWrap(_ name: String) -> Bool {
        Self.wrappers.contains(name) && Self.ofRecords.isDisjoint(with: outerNames)
    }
}

/// Goes over JSON without asking whether it is sound.
private struct Walk {
    let bytes: [UInt8]
    var place: Int
    /// The brackets that are open.
    var stack: [UInt8] = []
    /// The name that was just read; nil at every other stop.
    var key: String?
    /// The names of members of the outermost object that hold an array without elements.
    var emptyMembers: [String] = []
    /// Whether a bracket has been closed.
    var hasClosed = false
    /// Whether a line ended within the outermost value.
    var sawLineInside = false
    /// Whether the first line is a record that breaks off: it ends within a string, or directly in
    /// the outermost object, and the next line begins a record.
    var breaksOff = false
    /// Whether what stands behind the first bracket can stand there in JSON.
    var isPlausible: Bool {
        guard let first = bytes.first(where: { !$0.isSpace }),
            let next = bytes.drop(while: { $0.isSpace }).dropFirst().first(where: { !$0.isSpace })
        else { return true }
        if first == UInt8(ascii: "{") { return next == UInt8(ascii: "\"") || next == 0x7D }
        return next == UInt8(ascii: "{") || next == UInt8(ascii: "]") || next == UInt8(ascii: "n")
    }
    /// What is open in an element of an array, and in one of an array that is a member.
    static let objectInArray = Array("[{".utf8)
    static let objectInMember = Array("{[{".utf8)
    private var outerKey: String?
    private var lastOpened = 0

    init(bytes: [UInt8], place: Int) {
        self.bytes = bytes
        self.place = place
    }

    /// Calls `body` at every name and closing bracket, until it says false or the bytes end.
    mutating func run(_ body: (Walk) -> Bool) {
        while place < bytes.count {
            let byte = bytes[place]
            key = nil
            switch byte {
            case UInt8(ascii: "\""):
                readString()
                if breaksOff || (key != nil && !body(self)) { return }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                stack.append(byte)
                lastOpened = place
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                noteEmpty()
                if !stack.isEmpty { stack.removeLast() }
                hasClosed = true
                place += 1
                if stack.isEmpty || !body(self) { return }
                continue
            case UInt8(ascii: "\n"):
                breaksOff = stack == [0x7B] && !sawLineInside && beginsRecord(at: place + 1)
                sawLineInside = true
                if breaksOff { return }
            default: break
            }
            place += 1
        }
    }

    private func beginsRecord(at place: Int) -> Bool {
        bytes[min(place, bytes.count)...].starts(with: [UInt8(ascii: "{"), UInt8(ascii: "\"")])
    }

    private mutating func noteEmpty() {
        guard stack == [0x7B, 0x5B], let outerKey else { return }
        if bytes[(lastOpened + 1)..<place].allSatisfy(\.isSpace) { emptyMembers.append(outerKey) }
    }

    /// Reads a string, and notes it where it is a name.
    private mutating func readString() {
        let start = place + 1
        place = start
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            if bytes[place] == UInt8(ascii: "\n"), !sawLineInside, beginsRecord(at: place + 1) {
                breaksOff = true
                return
            }
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(place, bytes.count)
        place = min(place + 1, bytes.count)
        guard let next = bytes[place...].first(where: { !$0.isSpace }), next == UInt8(ascii: ":")
        else { return }
        key = String(decoding: bytes[start..<end], as: UTF8.self)
        if stack.count == 1 { outerKey = key }
    }
}
