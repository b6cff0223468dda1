import Kindred

/// The words on a page that are the program's own, in the reader's language.
///
/// Only labels are translated; sentences, such as errors and help, are English.
struct PageWords {
    let language: Language

    /// A label in the reader's language; one that the table lacks stays English.
    func callAsFunction(_ english: String) -> String {
        language == .chinese ? Self.chinese[english] ?? english : english
    }

    /// Who recommends.
    func recommended(by person: String?) -> String {
        guard let person else { return self("recommended") }
        return language == .chinese ? "\(person) 推荐" : "recommended by \(person)"
    }

    /// A place in a document.
    func place(of source: Source) -> String {
        guard let line = source.line else { return source.document }
        return source.document
            + (language == .chinese ? "，第 \(line) 行" : ", line \(line)")
    }

    /// What a summary made from a title says of itself.
    static let basedOnTitle = "(summary written from the title and common knowledge)"

    private static let chinese: [String: String] = [
        // Kinds of entries and links.
        "paper": "论文", "article": "文章", "code": "代码", "course": "课程", "dataset": "数据集",
        "tool": "工具", "talk": "报告", "pdf": "PDF", "project": "主页", "video": "视频",
        // Contributions and levels.
        "survey": "综述", "method": "方法", "theory": "理论", "benchmark": "基准",
        "system": "系统", "analysis": "分析", "application": "应用",
        "introductory": "入门", "core": "核心", "advanced": "进阶",
        // What else has a label.
        "keywords": "关键词", "topic": "主题", "tags": "标签", "id": "编号", "names": "简称",
        "authors": "作者", "source": "出处", "abstract": "原文摘要", "recommended": "推荐",
        "entries": "条目数", "(title unknown)": "（题目不详）",
        basedOnTitle: "（摘要依据标题与常识写成）",
    ]
}
