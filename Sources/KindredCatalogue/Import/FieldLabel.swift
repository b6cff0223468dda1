/// What a label such as `Code:` or `论文链接` says about the text or link it stands before.
enum FieldRole: Hashable {
    /// A link of a kind; `Paper: BERT` without a link names the paper instead.
    case link(Link.Kind)
    /// A link whose kind its host decides: `链接`, `URL`, `here`.
    case anyLink
    case title, authors, venue, year, abstract, summary, recommendation, recommender, tags, names
    /// Bookkeeping that says nothing of a paper: citation counts, BibTeX, cover pictures.
    case ignored
}

/// The words that people use as labels, in both languages.
///
/// Keys are folded as `FieldLabel.folded` does it: lower case, no spaces, no punctuation.
enum FieldLabel {
    /// The role of a label, `nil` where the text is none.
    ///
    /// Words around the telling one are allowed for: `Code (PyTorch)`, `官方代码`, `论文下载链接`.
    static func role(of label: some StringProtocol) -> FieldRole? {
        // No label is longer than this; the limit keeps long lines cheap.
        guard !label.isEmpty, label.utf8.prefix(81).count <= 80 else { return nil }
        let key = folded(label)
        guard !key.isEmpty else { return nil }
        if let role = roles[key] { return role }
        for suffix in suffixes where key.hasSuffix(suffix) && key.count > suffix.count {
            if let role = roles[String(key.dropLast(suffix.count))] { return linkRole(role) }
        }
        for prefix in prefixes where key.hasPrefix(prefix) && key.count > prefix.count {
            let rest = String(key.dropFirst(prefix.count))
            if let role = roles[rest] { return role }
            for suffix in suffixes where rest.hasSuffix(suffix) && rest.count > suffix.count {
                if let role = roles[String(rest.dropLast(suffix.count))] { return linkRole(role) }
            }
        }
        return nil
    }

    /// The role of the words of a link: `pdf`, `[code]`, `PyTorch`, `arXiv:1706.03762`, `here`.
    static func linkRole(ofText text: String) -> FieldRole? {
        if let role = role(of: text), isLink(role) { return role }
        let trimmed = Text.trimmed(text) { "[]【】［］()（）{}<>|*`:：.,，。!✔✅-–—•".contains($0) }
        if trimmed.isEmpty { return .anyLink }
        if isIdentifier(trimmed) { return .link(.paper) }
        guard text.utf8.count <= 48 else { return nil }
        let words = trimmed.split { " /,&+()[]（）、和与".contains($0) }
        guard !words.isEmpty, words.count <= 5 else { return nil }
        var first: FieldRole?
        for word in words {
            let role = role(of: word)
            let isKnown = role.map(isLink) ?? fillers.contains(folded(word))
            guard isKnown else { return nil }
            if first == nil, let role, isLink(role), role != .anyLink { first = role }
        }
        return first ?? (words.allSatisfy { fillers.contains(folded($0)) } ? nil : .anyLink)
    }

    /// Whether a role is that of a link.
    static func isLink(_ role: FieldRole) -> Bool {
        switch role {
        case .link, .anyLink: true
        default: false
        }
    }

    /// A label without case, spaces, marks and pictures.
    static func folded(_ label: some StringProtocol) -> String {
        var key = ""
        for scalar in label.lowercased().unicodeScalars {
            if scalar.isASCII {
                let isKept =
                    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "+"
                    || scalar == "#"
                if isKept { key.unicodeScalars.append(scalar) }
                continue
            }
            let isKept =
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            // Full-width letters fold to plain ones.
            if (0xFF01...0xFF5E).contains(scalar.value), isKept {
                key.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            } else if isKept {
                key.unicodeScalars.append(scalar)
            }
        }
        return key
    }

    /// Whether a text is nothing but a paper's number: `2301.00001v2`, `arXiv:1706.03762`.
    private static func isIdentifier(_ text: String) -> Bool {
        var rest = Substring(text)
        let lower = text.lowercased()
        if lower.hasPrefix("arxiv") { rest = rest.dropFirst(5).drop { ": ".contains($0) } }
        if lower.hasPrefix("doi") { return lower.holds("10.") }
        if lower.hasPrefix("10."), lower.holds("/") { return true }
        guard !rest.isEmpty, rest.first?.isNumber == true else { return false }
        return rest.holds(".") && rest.allSatisfy { "0123456789.v/".contains($0) }
    }

    /// A label with `link` in it speaks of a link, whatever the rest: `项目链接`, `原文链接`.
    private static func linkRole(_ role: FieldRole) -> FieldRole {
        switch role {
        case .link, .anyLink: role
        case .title, .venue: .link(.paper)
        case .summary, .abstract, .recommendation: .link(.article)
        default: .anyLink
        }
    }

    private static let suffixes = [
        "下载链接", "下载地址", "链接", "地址", "网址", "下载", "传送门", "仓库", "links", "link", "url", "urls",
        "address", "s", "版本", "版", "repo", "download",
    ]

    private static let prefixes = [
        "开源", "官方", "official", "原", "中文", "英文", "本文", "相关", "非官方", "unofficial", "the",
        "full", "对应", "参考", "论文", "paper", "my", "our",
    ]

    /// Words that may stand beside a telling one without changing it.
    private static let fillers: Set<String> = [
        "official", "unofficial", "pytorch", "tensorflow", "tf", "tf2", "keras", "jax", "torch",
        "mxnet", "caffe", "theano", "paddle", "author", "the", "in", "python", "version", "v1",
        "v2", "v3", "and", "or", "full", "short", "cn", "en", "zh", "中文", "英文", "官方", "matlab",
        "c++", "r", "julia", "1", "2", "3", "4", "5", "i", "ii", "part", "chainer", "julia",
        "extended", "with", "supplementary", "原文", "free", "online",
    ]

    private static let roles: [String: FieldRole] = {
        var roles: [String: FieldRole] = [:]
        for (role, words) in vocabulary {
            for word in words.split(separator: " ") { roles[String(word)] = role }
        }
        return roles
    }()

    private static let vocabulary: [(FieldRole, String)] = [
        (.title, "title papertitle articletitle 标题 题目 论文标题 论文名称 论文题目 论文名 名称 名字 文章标题 篇名"),
        (
            .link(.paper),
            "paper papers 论文 文献 原始论文 原论文 论文原文 arxiv openreview doi publication preprint "
                + "acm ieee ieeexplore springer springerlink sciencedirect elsevier acl aclanthology "
                + "anthology aaai ijcai neurips nips icml iclr cvpr iccv eccv pmlr jmlr hal acmdl "
                + "semanticscholar pubmed biorxiv medrxiv ssrn cvf thecvf openaccess abs abstractpage "
                + "论文全文 全文 fulltext article论文 manuscript techreport report 技术报告 thesis journal conf"
        ),
        (.link(.pdf), "pdf pdfs paperpdf 论文pdf pdf版 ps"),
        (
            .link(.code),
            "code codes sourcecode source 代码 源码 源代码 开源代码 项目代码 github githut git gitlab gitee "
                + "implementation implementations repo repository 代码实现 实现 复现 colab notebook "
                + "officialcode pytorch tensorflow tf keras jax torch mxnet caffe theano paddle codelink "
                + "paperswithcode pwc githubrepo huggingface hf model models weights 权重 模型下载 开源实现"
        ),
        (
            .link(.project),
            "project projects projectpage page webpage homepage home website web site demo demos "
                + "项目 项目主页 主页 官网 网站 网页 演示 在线演示 项目页 项目页面 officialsite app playground docs "
                + "documentation 文档"
        ),
        (
            .link(.dataset),
            "dataset datasets data corpus benchmark 数据集 数据 语料 语料库 基准 corpora benchmarks"
        ),
        (
            .link(.video),
            "video videos talk talks youtube bilibili b站 视频 视频讲解 讲座 演讲 presentation recording "
                + "lecture 讲解视频 录像 oral"
        ),
        (
            .link(.article),
            "blog blogs blogpost post 博客 博文 article articles 文章 解读 论文解读 解析 详解 讲解 笔记 论文笔记 "
                + "notes note reading 阅读笔记 参考 参考资料 参考文献 参考文章 reference references ref refs review "
                + "tutorial tutorials 教程 知乎 zhihu csdn medium 微信 公众号 微信公众号 news 新闻 报道 slides slide "
                + "ppt ppts pptx 课件 poster posters supp supplement supplementary supplemental appendix "
                + "附录 补充材料 twitter tweet thread reddit 讨论 discussion writeup wiki readme explanation "
                + "interview 采访 中文解读 论文精读 精读 book 书 bib"
        ),
        (
            .anyLink,
            "link links 链接 地址 url urls 网址 传送门 here this 这里 这里有 点这里 点击这里 download 下载 click html htm "
                + "more 详情 查看 原文 official external 阅读 read go 入口 publisher resource resources 资源 "
                + "checkpoint checkpoints ckpt weights file files online access view open 查看详情 百度云 百度网盘 网盘 提取 website链接 free"
        ),
        (.authors, "author authors 作者 authorlist 论文作者 by 作者列表"),
        (
            .venue,
            "venue conference journalname 会议 期刊 来源 出处 发表 发表会议 发表于 会议期刊 期刊会议 publishedin published "
                + "publicationvenue accepted acceptedat acceptedby booktitle 发表期刊 收录 录用 会议名称 journalconference "
                + "conferencejournal pub where 会议论文"
        ),
        (
            .year,
            "year date 年份 年 时间 日期 发表时间 发布时间 发表年份 publishdate publisheddate publicationdate published时间 "
                + "month yearmonth 发布日期 发表日期 submitted submissiondate updated time when"
        ),
        (.abstract, "abstract 摘要 论文摘要 abstracts 中文摘要 英文摘要"),
        (
            .summary,
            "summary 简介 介绍 概述 概要 总结 内容 description descriptions tldr 一句话 一句话总结 主要内容 核心思想 overview 说明 "
                + "简述 comment comments 备注 要点 highlights highlight remark remarks keyidea idea 主要思想 内容简介 "
                + "论文简介 一句话简介 一句话介绍 introduction 简要介绍 brief desc 描述 about 亮点"
        ),
        (.recommendation, "推荐 推荐理由 推荐语 阅读理由 why whyread recommendation 点评 reason 推荐原因 编辑推荐"),
        (.recommender, "推荐人 推荐者 荐 recommendedby recommender pickedby suggestedby contributor 贡献者"),
        (
            .tags,
            "tags tag keywords keyword 标签 关键词 关键字 topic topics 主题 领域 area areas category categories 分类 "
                + "类别 task tasks 任务 方向 研究方向 field fields subject type 类型 domain labels"
        ),
        (.names, "acronym 简称 缩写 shortname 模型名 模型名称 算法名 abbreviation abbr alias nickname"),
        (
            .ignored,
            "bibtex cite citation citations stars star 引用 引用数 引用次数 cited citedby citationcount 封面 cover "
                + "时长 duration 序号 no index id # 编号 已录制 rank ranking likes 点赞 播放 播放数 views 阅读数 阅读 "
                + "figure 图 image 图片 截图 license 许可 logo status 状态 upvotes forks amount sponsor"
        ),
    ]
}
