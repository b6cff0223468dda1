public import Kindred

/// The documents that an engine ranked for each query.
///
/// The file is TREC's: `query Q0 document rank score tag` on each line. As in trec_eval, the rank
/// is read past, scores are held in single precision, the higher score goes first, and equal scores
/// go by document, the last in byte order first.
///
/// **What we write is read back in our order.** Our ties go to the lower row of the catalogue, which
/// no reader of the file can know. So a score that is not below the one before it is written as the
/// next smaller number of single precision, and every score with all digits that its value has: no
/// two are equal, in single precision or double.
public struct Run: Hashable, Sendable {
    /// What one query got.
    public struct Answer: Hashable, Sendable {
        /// The query's name.
        public let query: String
        /// The documents, best first.
        public internal(set) var documents: [String]
        /// The score of each, falling. Shape: (documents).
        public internal(set) var scores: [Float]

        /// An answer in its order; scores that do not fall are lowered as little as makes them.
        ///
        /// - Precondition: As many scores as documents.
        public init(query: String, documents: [String], scores: [Float]) {
            precondition(documents.count == scores.count, "every document needs one score")
            self.query = query
            self.documents = documents
            self.scores = Self.falling(scores)
        }

        private static func falling(_ scores: [Float]) -> [Float] {
            var last = Float.infinity
            return scores.map { score in
                last = score < last ? score : last.nextDown
                return last
            }
        }
    }

    /// What stands in the last column: the engine's name, without spaces.
    public let tag: String
    /// The answers in the order of their queries.
    public private(set) var answers: [Answer]
    private let places: [String: Int]

    /// A run of answers, one for each query.
    ///
    /// - Precondition: No query comes twice.
    public init(tag: String, answers: [Answer]) {
        self.tag = tag
        self.answers = answers
        places = Dictionary(uniqueKeysWithValues: zip(answers.map(\.query), answers.indices))
    }

    /// The answer to a query; nil where the run has none.
    public subscript(query: String) -> Answer? { places[query].map { answers[$0] } }
}

// MARK: Files

extension Run {
    /// Reads a run.
    ///
    /// - Throws: `cannotRead`; `badLine` and `repeatedDocument` with the line's number; `empty`.
    /// - Complexity: O(lines · log lines).
    public init(contentsOf path: String) throws(EvaluationError) {
        try self.init(TextLines(contentsOf: path))
    }

    /// Reads a run that stands in memory; `path` names it in messages.
    package init(text: String, path: String) throws(EvaluationError) {
        try self.init(TextLines(Array(text.utf8), path: path))
    }

    private init(_ lines: TextLines) throws(EvaluationError) {
        let form = "“query Q0 document rank score tag” with a number as the score"
        var tag: String?
        var queries: [String] = []
        var scored: [String: [String: Float]] = [:]
        try lines.forEach { line, fields throws(EvaluationError) in
            guard fields.count == 6, let score = Float(fields[4]), score.isFinite else {
                throw lines.badLine(line, fields, expected: form)
            }
            let (query, document) = (String(fields[0]), String(fields[2]))
            if scored[query] == nil { queries.append(query) }
            guard scored[query, default: [:]].updateValue(score, forKey: document) == nil else {
                throw .repeatedDocument(
                    path: lines.path, line: line, query: query, document: document)
            }
            tag = tag ?? String(fields[5])
        }
        guard let tag else { throw .empty(path: lines.path, expected: "lines of \(form)") }
        self.init(tag: tag, answers: queries.map { Self.answer(to: $0, scored[$0] ?? [:]) })
    }

    private static func answer(to query: String, _ scored: [String: Float]) -> Answer {
        let sorted = scored.sorted { left, right in
            left.value == right.value
                ? right.key.utf8.lexicographicallyPrecedes(left.key.utf8)
                : left.value > right.value
        }
        return Answer(query: query, documents: sorted.map(\.key), scores: sorted.map(\.value))
    }

    /// The lines of the file. A space or control character in an id, which the form has no place
    /// for, is written as an underscore.
    public var text: String {
        var text = ""
        for answer in answers {
            let query = Self.field(answer.query)
            for (place, document) in answer.documents.enumerated() {
                text += query + " Q0 " + Self.field(document)
                text += " \(place + 1) \(Double(answer.scores[place])) \(Self.field(tag))\n"
            }
        }
        return text
    }

    /// Writes the run: the whole file, or none.
    ///
    /// - Throws: `CatalogueError.cannotWrite`.
    public func write(to path: String) throws(CatalogueError) {
        let bytes = Array(text.utf8)
        try WholeFile.write(to: path) { (file) throws(CatalogueError) in try file.append(bytes) }
    }

    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 <= 0x20 }) else { return text }
        return String(
            decoding: text.utf8.map { $0 <= 0x20 ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    }
}
