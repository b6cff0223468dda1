/// One entry as one line of JSON: how it is read and written.
///
/// The fields, in the order in which they are written; none but `id` is written when empty:
///
/// | field | value |
/// |---|---|
/// | `id` | the name, as its catalogue spells it |
/// | `aliases` | other names: array of strings |
/// | `kind` | `paper`, `article`, `code`, `course`, `dataset`, `tool`, `talk` |
/// | `title` | the title: string |
/// | `titles` | titles by language, `{"en":…,"zh":…}`, where there is more than `title` |
/// | `names` | short names: array of strings |
/// | `summary` | text by language |
/// | `basis` | what the summary rests on: `document`, `title` |
/// | `abstract` | text by language |
/// | `keywords` | terms, each by language: array of `{"en":…,"zh":…}` |
/// | `contribution` | a word of `Paper.Contribution`, such as `survey` |
/// | `level` | `introductory`, `core`, `advanced` |
/// | `topics` | paths from the root: array of arrays of strings |
/// | `tags` | array of strings |
/// | `year`, `month` | numbers |
/// | `venue` | string |
/// | `authors` | array of strings |
/// | `links` | array of `{"kind","url","label"}` |
/// | `recommendations` | array of `{"by","text"}` |
/// | `sources` | array of `{"document","line"}` |
///
/// The reader takes more than the writer gives: texts as plain strings (their language is
/// detected), numbers in quotes, a single string for an array of them, keywords as strings or in
/// one string with commas or semicolons (`,` `;` `，` `；` `、`), authors as one string or as objects
/// with a name, and the fields `doi`, `arxiv`, `arxiv_id`, `url` and `abstract_zh`.
/// Without `id`, the first of those identifiers names the entry, else its title does.
///
/// A field with another name, or with a value that its name does not allow, is kept as it is in
/// `Paper.otherFields` and written back at the end. Of two fields with one name the last counts.
package enum PaperRecord {
    /// The names of fields that the reader knows.
    enum Field: String, CaseIterable {
        case id, aliases, kind, title, titles, names, summary, basis, abstract, keywords
        case contribution, level, topics, tags, year, month, venue, authors, links, recommendations,
            sources
        case doi, arxiv, url
        case arxivID = "arxiv_id"
        case chineseAbstract = "abstract_zh"

        /// The field of a name.
        init?(name: UnsafeBufferPointer<UInt8>) {
            guard let field = Self.known[name] else { return nil }
            self = field
        }

        /// The field of a name.
        init?(spelling name: String) {
            var name = name
            guard let field = name.withUTF8({ Field(name: $0) }) else { return nil }
            self = field
        }

        private static let known = FieldNames<Field>()
    }
}

/// Why a line is no record.
package enum RecordError: Error, Equatable {
    /// It is no JSON document.
    case json(JSONError)
    /// It is a document, but no object.
    case notAnObject
    /// It has neither an id nor anything to make one from.
    case nameless
    /// It is about a topic, but its path or its names are missing.
    case unsoundTopic
    /// It is what a service says instead of an entry; these are its words.
    case message(String)
    /// There was no memory for a parser.
    case outOfMemory
}

extension RecordError: CustomStringConvertible {
    /// What is wrong, as a sentence about a line.
    package var description: String {
        switch self {
        case .json(let error): error.sentence
        case .notAnObject: "The line is not an object; a record looks like {\"id\":…,\"title\":…}."
        case .nameless: "The record has neither an id nor a title to know it by."
        case .unsoundTopic:
            "A line about a topic has its path and its names by language, such as "
                + "{\"topic\":[\"视觉\",\"分割\"],\"names\":{\"en\":\"segmentation\"}}."
        case .message(let words): "This is no entry but a message: \(words)"
        case .outOfMemory: "There is not enough memory to read this line."
        }
    }
}
