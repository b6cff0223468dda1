/// Reads DBLP's XML: the dump of everything, or the record of one paper.
///
/// | DBLP | entry |
/// |---|---|
/// | `@key` | identifier `dblp:…` |
/// | `title` | title, without markup and the full stop at its end |
/// | `author`, `editor` where there is no author | authors, without the numbers that tell namesakes apart (`0001`) |
/// | `year`, `month` | year, month |
/// | `journal`, `booktitle`, `school` | venue |
/// | `ee` | links and, where it is one, DOI, arXiv and other identifiers |
/// | `journal` CoRR with `volume` `abs/…` | arXiv identifier |
/// | `volume`, `number`, `pages`, `publisher`, `isbn` | kept under these names |
/// | element's name | kept as `type`; `data` is an entry of kind dataset |
/// | `@publtype` withdrawn, survey | tag, contribution |
///
/// Pages of persons (`www`, `person`) and whole proceedings are no entries. Papers on arXiv have a
/// DBLP record of their own beside that of the published paper, and stay two entries.
/// - Source: M. Ley, "DBLP: Some Lessons Learned", PVLDB 2(2), 2009, and its appendix dblpxml.pdf;
///   dblp.org/xml/dblp.dtd.
struct DBLPFormat: XMLFormat {
    private static let records: [StaticString] = [
        "article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis", "data",
    ]

    let resumption = XMLResumption(root: "<dblp>", names: records)

    let recordsStandAlone = true

    func opens(_ element: XMLElement) -> Bool { element.isNamed(Self.records) }

    func paper(_ record: XMLElement) throws(RecordError) -> Paper? {
        var fields = Fields()
        fields.parts.identify(record.attribute("key"), as: "dblp:")
        record.forEachChild { fields.read($0) }
        fields.finish(type: record.name, status: record.attribute("publtype"))
        return try fields.parts.finished()
    }

    /// What a record's elements say.
    private struct Fields {
        var parts = PaperParts()
        private var editors: [String] = []
        private var journal: String?
        private var volume: String?
        private var year: Int?
        private var month: Int?

        mutating func read(_ field: XMLElement) {
            let text = field.text
            switch field.name {
            case "author": parts.paper.authors.append(Self.withoutNumber(text))
            case "editor": editors.append(Self.withoutNumber(text))
            case "title": parts.title(Self.withoutFullStop(text))
            case "year": year = Int(text)
            case "month": month = PartialDate.month(named: text)
            case "journal": journal = text
            case "booktitle", "school": parts.paper.venue = parts.paper.venue ?? text
            case "volume": volume = text
            case "number", "pages", "publisher", "isbn": parts.keep(text, as: field.name)
            case "ee": parts.link(text)
            default: break
            }
        }

        mutating func finish(type: String, status: String?) {
            parts.date(year: year, month: month)
            parts.paper.venue = journal ?? parts.paper.venue
            if parts.paper.authors.isEmpty { parts.paper.authors = editors }
            if journal == "CoRR", let volume, volume.hasPrefix("abs/") {
                parts.identify(String(volume.dropFirst(4)), as: "arXiv:")
            } else {
                parts.keep(volume, as: "volume")
            }
            parts.keep(type, as: "type")
            if type == "data" { parts.paper.kind = .dataset }
            if status == "survey" { parts.paper.contribution = .survey }
            if status == "withdrawn" { parts.tag("withdrawn") }
        }

        /// `Wei Wang 0001` as `Wei Wang`.
        private static func withoutNumber(_ name: String) -> String {
            let number = name.utf8.suffix(5)
            guard number.count == 5, number.first == 0x20, number.dropFirst().allSatisfy(\.isDigit)
            else { return name }
            return String(Substring(name.utf8.dropLast(5)))
        }

        private static func withoutFullStop(_ title: String) -> String {
            title.hasSuffix(".") && !title.hasSuffix("..")
                ? String(Substring(title.utf8.dropLast())) : title
        }
    }
}
