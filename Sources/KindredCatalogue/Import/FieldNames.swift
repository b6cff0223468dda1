/// Finds the field of a name among those that a format has, without making a string of it.
///
/// Fields are the cases of an enum whose raw values are the names.
struct FieldNames<Field: RawRepresentable & CaseIterable & Sendable>: Sendable
where Field.RawValue == String {
    private let byLength: [[(name: [UInt8], field: Field)]]

    init() {
        var table: [[(name: [UInt8], field: Field)]] = []
        for field in Field.allCases {
            let name = Array(field.rawValue.utf8)
            while table.count <= name.count { table.append([]) }
            table[name.count].append((name, field))
        }
        byLength = table
    }

    /// The field of a name; nil for one that the format does not have.
    subscript(name: UnsafeBufferPointer<UInt8>) -> Field? {
        guard name.count < byLength.count else { return nil }
        return byLength[name.count].first { $0.name.elementsEqual(name) }?.field
    }

    /// Whether the format has a field of this name.
    @Sendable func holds(_ name: UnsafeBufferPointer<UInt8>) -> Bool { self[name] != nil }

    /// Gives the members of an object that the format has fields for.
    ///
    /// - Throws: `RecordError.notAnObject` for any other value.
    func read(
        _ object: JSONValue, _ body: (Field, JSONValue) -> Void
    ) throws(RecordError) {
        guard object.isObject else { throw .notAnObject }
        object.forEachMember { name, value in
            if let field = self[name] { body(field, value) }
        }
    }
}

extension JSONValue {
    /// The value of a member of an object; nil where there is none or this is no object.
    func member(_ name: StaticString) -> JSONValue? {
        var found: JSONValue?
        forEachMember { candidate, value in
            if found == nil, candidate.count == name.utf8CodeUnitCount,
                name.withUTF8Buffer({ candidate.elementsEqual($0) })
            {
                found = value
            }
        }
        return found
    }

    /// Gives each element of an array; no other value has any.
    func forEachElement(_ body: (JSONValue) -> Void) {
        _ = allElements { value in
            body(value)
            return true
        }
    }

    /// The string of the first member of these names that has one.
    func text(_ names: StaticString...) -> String? {
        for name in names {
            if let text = member(name)?.nonEmptyString { return text }
        }
        return nil
    }
}
