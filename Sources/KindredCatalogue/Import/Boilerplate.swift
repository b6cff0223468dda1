/// The furniture of pages: what is written on many pages and says nothing of any paper.
enum Boilerplate {
    /// Whether a short passage is furniture, told by the phrases that only furniture uses.
    static func matches(_ text: String) -> Bool {
        guard text.utf8.count <= 400 else { return false }
        let plain = Text.trimmed(text) { "*#_▲▽△▼◆•·|👆👇".contains($0) }
        let folded = FieldLabel.folded(plain)
        if returns.contains(folded) { return true }
        let lower = plain.lowercased()
        return phrases.contains { lower.holds($0) } && text.count <= 120
    }

    /// Whether a passage announces other issues of the same page, whose links are no entries.
    static func announcesOtherIssues(_ text: String) -> Bool {
        guard text.count <= 60 else { return false }
        let lower = text.lowercased()
        return otherIssues.contains { lower.holds($0) }
    }

    /// Whether a heading only announces the list itself: `Contents`, `目录`, `开源目录`.
    static func isContentsHeading(_ title: String) -> Bool {
        let folded = FieldLabel.folded(title)
        return contents.contains(folded) || folded.count <= 20 && folded.hasSuffix("目录")
    }

    /// Whether a heading opens a section about the list itself, whose links are no entries.
    static func isUpkeepHeading(_ title: String) -> Bool {
        upkeepHeadings.contains(FieldLabel.folded(title))
    }

    /// Whether a link in running text leads to people or to the list's own upkeep.
    static func isHousekeeping(_ title: String, address: String) -> Bool {
        let host = Address.parts(address).host
        if social.contains(where: { host == $0 || host.hasSuffix("." + $0) }) { return true }
        let key = FieldLabel.folded(title)
        return upkeep.contains { key.holds($0) }
    }

    private static let social = [
        "twitter.com", "x.com", "linkedin.com", "facebook.com", "weibo.com", "instagram.com",
        "creativecommons.org", "t.me", "discord.gg", "patreon.com", "opencollective.com",
    ]

    private static let upkeep = [
        "contribut", "license", "pullrequest", "issue", "贡献指南", "联系", "讨论区", "email", "changelog",
    ]

    private static let upkeepHeadings: Set<String> = [
        "license", "licence", "contributing", "contribution", "contributions", "contribute",
        "contributors", "howtocontribute", "contributionguidelines", "contributingguidelines",
        "acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "citation",
        "citing", "howtocite", "bibtex", "starhistory", "stargazersovertime", "contact",
        "contactus", "sponsors", "disclaimer", "maintainers", "projectmaintainerscontributors",
        "贡献", "贡献者", "如何贡献", "贡献指南", "参与贡献", "许可证", "许可", "致谢", "联系方式", "联系我们", "免责声明",
        "如何引用", "版权声明",
    ]

    private static let contents: Set<String> = [
        "contents", "content", "tableofcontents", "toc", "目录", "列表", "list", "index",
    ]

    private static let returns: Set<String> = [
        "backtotop", "top", "返回顶部", "回到顶部", "返回目录", "回到目录", "目录", "tableofcontents", "contents",
        "toc", "more", "展开", "展开查看", "clicktoexpand", "expand", "收起", "点击展开", "查看更多", "showmore",
        "back", "return", "return2top", "details", "todo", "none", "略", "↑",
    ]

    private static let phrases = [
        "阅读数：", "阅读数:", "点击查看大图", "阅读原文", "扫码关注", "扫描二维码", "长按识别", "欢迎关注",
        "关注公众号", "点赞在看", "转载请", "版权声明", "原创文章", "点击上方", "关注我们", "推 荐 有 礼",
        "投 稿 通 道", "back to top", "⬆", "投稿邮箱", "作者简介：", "微信公众号【", "star history",
    ]

    private static let otherIssues = [
        "往期推荐", "往期回顾", "往期精选", "往期文章", "往期精彩", "历史文章", "相关阅读", "推荐阅读：", "延伸阅读",
        "previous issues", "past issues", "previous posts", "related posts",
    ]
}
