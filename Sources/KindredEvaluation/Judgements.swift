/// What people, or labels that stand for them, said of documents: relevance judgements.
///
/// The file is TREC's: `query 0 document grade` on each line, between spaces or tabs. The second
/// field is read past. A grade from 1 up means relevant, and how much; 0 and below mean judged and
/// found irrelevant.
///
/// **Repeated lines.** A pair of query and document that comes again keeps its highest grade, and
/// is counted in ``repeatedLines``.
public struct Judgements: Hashable, Sendable {
    /// What was judged for one query.
    public struct Query: Hashable, Sendable {
        /// The query's name; for us the id of a paper, or a reader.
        public let id: String
        /// The documents in the order of their first lines.
        public private(set) var documents: [String] = []
        /// The grade of each.
        public private(set) var grades: [String: Int] = [:]

        /// A query without judgements.
        public init(id: String) { self.id = id }

        /// Adds a judgement; the highest grade of a document stays.
        /// - Returns: Whether the document is new here.
        @discardableResult
        public mutating func add(_ document: String, grade: Int) -> Bool {
            guard let old = grades[document] else {
                documents.append(document)
                grades[document] = grade
                return true
            }
            grades[document] = max(old, grade)
            return false
        }

        /// How many documents are relevant: those of a grade from 1 up.
        public var relevantCount: Int { grades.values.count { $0 > 0 } }
    }

    /// The queries in the order of their first lines.
    public private(set) var queries: [Query] = []
    /// How many lines judged a pair that a line above had judged.
    public private(set) var repeatedLines = 0
    private var places: [String: Int] = [:]

    /// No judgement yet.
    public init() {}

    /// Reads a file of judgements.
    ///
    /// - Throws: `cannotRead`, `badLine` with the line's number, `empty`.
    /// - Complexity: O(size).
    public init(contentsOf path: String) throws(EvaluationError) {
        try self.init(TextLines(contentsOf: path))
    }

    /// Reads judgements that stand in memory; `path` names them in messages.
    package init(text: String, path: String) throws(EvaluationError) {
        try self.init(TextLines(Array(text.utf8), path: path))
    }

    private init(_ lines: TextLines) throws(EvaluationError) {
        let form = "“query 0 document grade” with a whole number as the grade"
        try lines.forEach { line, fields throws(EvaluationError) in
            guard fields.count == 4, let grade = Int(fields[3]) else {
                throw lines.badLine(line, fields, expected: form)
            }
            add(query: String(fields[0]), document: String(fields[2]), grade: grade)
        }
        if queries.isEmpty { throw .empty(path: lines.path, expected: "lines of \(form)") }
    }

    /// Adds a judgement.
    public mutating func add(query: String, document: String, grade: Int) {
        let place = self.place(of: query)
        if !queries[place].add(document, grade: grade) { repeatedLines += 1 }
    }

    /// Adds a query, even if nothing is judged for it; one that is there stays as it is.
    public mutating func add(query: String) { _ = place(of: query) }

    /// The judgements of a query; nil where there are none.
    public subscript(query: String) -> Query? { places[query].map { queries[$0] } }

    private mutating func place(of query: String) -> Int {
        if let place = places[query] { return place }
        places[query] = queries.count
        queries.append(Query(id: query))
        return queries.count - 1
    }
}
