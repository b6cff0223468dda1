/// What a column of a table holds.
enum TableColumn: String, CaseIterable, Sendable {
    case id, aliases, kind, title, names, summary, abstract, authors, year, month, date, venue
    case doi, arxiv, acl, pmid, pmcid, openalex, corpusID = "corpusid", url, pdf, code, keywords
    case tags, topics, language, key, volume, number, pages, publisher, isbn

    /// The column of a heading; nil for one that is not known.
    ///
    /// Case, spaces, dashes and underscores do not count: `Author Names` and `author_names` are one.
    init?(heading: String) {
        guard let column = Self.byHeading[Self.folded(heading)] else { return nil }
        self = column
    }

    /// The column of a field's name as people give it.
    init?(field: String) {
        guard let column = Self(rawValue: field.lowercased()) ?? Self(heading: field) else {
            return nil
        }
        self = column
    }

    private static func folded(_ heading: String) -> String {
        String(heading.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private static let byHeading: [String: TableColumn] = {
        var table: [String: TableColumn] = [:]
        for (column, headings) in headings {
            for heading in [column.rawValue] + headings { table[folded(heading)] = column }
        }
        return table
    }()

    private static let headings: [(TableColumn, [String])] = [
        (.id, ["paper id", "paper", "identifier", "编号"]),
        (.aliases, ["other ids"]),
        (.kind, []),
        (
            .title,
            [
                "titles", "paper title", "document title", "article title", "title name", "标题",
                "题名", "题目", "篇名", "论文标题", "论文题目", "论文", "论文名称",
            ]
        ),
        (.names, ["name", "short name", "short title", "简称"]),
        (.summary, ["tldr", "tl;dr", "简介", "概述"]),
        (.abstract, ["abstracts", "abstract note", "摘要"]),
        (
            .authors,
            [
                "author", "author names", "author full names", "authors full names", "creators",
                "作者",
            ]
        ),
        (.year, ["publication year", "pub year", "published year", "py", "年份", "年", "发表年份"]),
        (.month, ["publication month", "月份"]),
        (.date, ["publication date", "published", "published date", "pub date", "日期", "发表时间"]),
        (
            .venue,
            [
                "journal", "source title", "publication title", "journal book", "booktitle",
                "conference", "container title", "publication", "proceedings title", "期刊", "会议",
                "来源", "刊名", "发表于",
            ]
        ),
        (.doi, ["doi link", "digital object identifier"]),
        (.arxiv, ["arxiv id", "arxiv link"]),
        (.acl, ["acl id", "anthology id"]),
        (.pmid, ["pubmed id", "pubmed"]),
        (.pmcid, ["pmc id", "pmc"]),
        (.openalex, ["openalex id"]),
        (.corpusID, ["s2cid", "corpus id"]),
        (.url, ["link", "links", "urls", "paper url", "paper link", "article url", "链接", "网址"]),
        (.pdf, ["pdf url", "pdf link", "file url"]),
        (.code, ["code url", "code link", "github", "repository", "代码"]),
        (
            .keywords,
            [
                "keyword", "author keywords", "index keywords", "ieee terms", "关键词", "关键字",
            ]
        ),
        (.tags, ["tag", "manual tags", "labels", "标签"]),
        (.topics, ["topic", "category", "categories", "主题", "分类", "类别"]),
        (.language, ["lang", "语言"]),
        (.key, ["citation key", "citekey", "cite key", "bibtex key"]),
        (.volume, ["卷"]),
        (.number, ["issue", "期"]),
        (.pages, ["page", "页码"]),
        (.publisher, ["出版社"]),
        (.isbn, ["issn"]),
    ]
}
