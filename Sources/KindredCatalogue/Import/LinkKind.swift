/// What a link leads to, told from its label, its host and its path.
enum LinkKind {
    /// The kind of a link.
    ///
    /// A label decides where it names a kind; else the host does. A deep page of a code host that
    /// bears a title is an article, one that ends in `.pdf` is the paper itself.
    static func kind(of address: String, role: FieldRole?, title: String? = nil) -> Link.Kind {
        let (host, path) = Address.parts(address)
        // A reference to copy is not the paper, though it lies beside it.
        if path.hasSuffix("/bibtex") || path.hasSuffix(".bib") { return .article }
        if case .link(let kind)? = role, let told = told(kind, host: host, path: path) {
            return told
        }
        if isVideo(host, path) { return .video }
        if isDataset(host, path) { return .dataset }
        if isCode(host) { return codeKind(host, path, title: title) }
        if isPaper(host, path) { return .paper }
        if isPDF(path) { return .pdf }
        if isArticle(host, path) { return .article }
        if host.hasSuffix(".github.io") || host.hasSuffix(".gitlab.io") {
            return isPage(path) ? .article : .project
        }
        return .article
    }

    /// Whether an address is that of a paper: on a publisher's or archive's host, or a PDF.
    static func leadsToPaper(_ kind: Link.Kind) -> Bool { kind == .paper || kind == .pdf }

    /// A label may be careless (`论文地址` before an explainer): a host that is sure wins.
    private static func told(_ kind: Link.Kind, host: String, path: String) -> Link.Kind? {
        switch kind {
        case .paper, .pdf:
            if isVideo(host, path) { return .video }
            if kind == .pdf && (isPDF(path) || path.hasPrefix("/pdf")) { return .pdf }
            if isPaper(host, path) || isPDF(path) { return .paper }
            if sureArticles.contains(where: { matches(host, $0) }) { return .article }
            return kind
        case .code:
            if isPaper(host, path) { return .paper }
            return sureArticles.contains(where: { matches(host, $0) }) ? .article : .code
        case .article:
            // `参考`, `slides`, `notes`: what they lead to may be a paper all the same.
            if isPaper(host, path) { return .paper }
            return isVideo(host, path) ? .video : .article
        case .project: return isPaper(host, path) ? .paper : kind
        default: return kind
        }
    }

    private static func matches(_ host: String, _ wanted: String) -> Bool {
        host == wanted || (host.hasSuffix(wanted) && host.dropLast(wanted.count).last == ".")
    }

    private static func isAny(_ host: String, _ hosts: [String]) -> Bool {
        hosts.contains { matches(host, $0) }
    }

    private static func isPDF(_ path: String) -> Bool {
        let end = path.firstIndex(where: { "?#".contains($0) }) ?? path.endIndex
        let plain = path[..<end].lowercased()
        return plain.hasSuffix(".pdf") || plain.hasSuffix(".ps") || plain.hasSuffix(".ps.gz")
    }

    /// Whether the host is an archive or publisher and the path can be a paper's.
    static func isPaper(_ host: String, _ path: String) -> Bool {
        guard path.count > 1 else { return false }
        if isAny(host, paperHosts) { return true }
        if matches(host, "semanticscholar.org") {
            return path.hasPrefix("/paper") || host.hasPrefix("pdfs") || path.holds("CorpusID")
        }
        if matches(host, "thecvf.com") { return path.holds("/content") }
        if matches(host, "nature.com") {
            return path.holds("/articles/") || path.hasPrefix("/nature")
        }
        if matches(host, "research.google") { return path.hasPrefix("/pubs/") }
        if matches(host, "huggingface.co") { return path.hasPrefix("/papers/") }
        if matches(host, "paperswithcode.com") { return path.hasPrefix("/paper/") }
        if matches(host, "paperweekly.site") { return path.hasPrefix("/papers/") }
        if host.hasPrefix("hal.") || host.holds("archives-ouvertes") { return true }
        return false
    }

    private static func isCode(_ host: String) -> Bool {
        host == "huggingface.co" || isAny(host, codeHosts)
    }

    private static func codeKind(_ host: String, _ path: String, title: String?) -> Link.Kind {
        if isPDF(path) { return .pdf }
        let parts = Address.pathParts(path)
        guard parts.count > 2, let title, !title.isEmpty else { return .code }
        // A titled page deep in a repository is somebody's notes.
        let isNotes = Text.hasHan(title) || title.split(separator: " ").count > 3
        return isNotes && !path.hasSuffix(".ipynb") && !path.hasSuffix(".py") ? .article : .code
    }

    private static func isVideo(_ host: String, _ path: String) -> Bool {
        if isAny(host, videoHosts) { return true }
        return matches(host, "bilibili.com") && !path.hasPrefix("/read")
    }

    private static func isDataset(_ host: String, _ path: String) -> Bool {
        if matches(host, "kaggle.com") { return path.holds("/datasets") }
        if matches(host, "huggingface.co") { return path.hasPrefix("/datasets") }
        return isAny(host, ["datasetlist.com", "datasetsearch.research.google.com", "zenodo.org"])
    }

    private static func isArticle(_ host: String, _ path: String) -> Bool {
        isAny(host, sureArticles)
    }

    private static func isPage(_ path: String) -> Bool {
        let parts = Address.pathParts(path)
        guard let last = parts.last else { return false }
        return last.hasSuffix(".html") || last.hasSuffix(".htm") || parts.count > 2
    }

    private static let paperHosts = [
        "arxiv.org", "xxx.itp.ac.cn", "doi.org", "openreview.net", "aclweb.org", "aclanthology.org",
        "anthology.aclweb.org", "papers.nips.cc", "papers.neurips.cc", "proceedings.neurips.cc",
        "proceedings.mlr.press", "jmlr.org", "dl.acm.org", "doi.acm.org", "portal.acm.org",
        "delivery.acm.org", "ieeexplore.ieee.org", "link.springer.com", "sciencedirect.com",
        "onlinelibrary.wiley.com", "tandfonline.com", "cv-foundation.org", "ecva.net",
        "biorxiv.org", "medrxiv.org", "ijcai.org",
        "ojs.aaai.org", "aaai.org", "vldb.org", "transacl.org", "mitpressjournals.org",
        "direct.mit.edu", "citeseerx.ist.psu.edu", "ncbi.nlm.nih.gov", "science.org",
        "sciencemag.org", "pnas.org", "isca-speech.org", "usenix.org", "academic.oup.com",
        "frontiersin.org", "mdpi.com", "plos.org", "journals.plos.org", "cell.com",
        "eprint.iacr.org", "ssrn.com", "dblp.org", "dblp.uni-trier.de", "pubs.acs.org",
        "arxiv-vanity.com", "hdl.handle.net", "iopscience.iop.org", "aps.org", "siam.org",
        "jair.org", "cambridge.org", "hal.science", "epubs.siam.org", "osf.io", "ceur-ws.org",
        "cnki.net", "wanfangdata.com.cn", "alphaxiv.org", "ar5iv.org", "morganclaypool.com",
        "worldscientific.com", "pubmed.gov", "nowpublishers.com", "rsc.org",
        "distill.pub",
    ]

    private static let codeHosts = [
        "github.com", "gitlab.com", "bitbucket.org", "gitee.com", "colab.research.google.com",
        "gist.github.com", "sourceforge.net", "raw.githubusercontent.com", "code.google.com",
        "codeocean.com", "pypi.org", "modelscope.cn", "kaggle.com", "codalab.org",
    ]

    private static let videoHosts = [
        "youtube.com", "youtu.be", "vimeo.com", "videolectures.net", "slideslive.com",
        "techtalks.tv", "youku.com", "b23.tv", "ted.com", "v.qq.com",
    ]

    private static let sureArticles = [
        "mp.weixin.qq.com", "zhihu.com", "zhuanlan.zhihu.com", "jianshu.com", "csdn.net",
        "blog.csdn.net", "cnblogs.com", "medium.com", "towardsdatascience.com", "juejin.cn",
        "juejin.im", "segmentfault.com", "36kr.com", "jiqizhixin.com", "leiphone.com",
        "infoq.cn", "oschina.net", "toutiao.com", "sohu.com", "163.com", "sina.com.cn",
        "venturebeat.com", "wikipedia.org", "substack.com", "kexue.fm", "spaces.ac.cn",
        "pianshen.com", "twitter.com", "x.com", "reddit.com", "news.ycombinator.com",
        "stackoverflow.com", "stackexchange.com", "quora.com", "douban.com", "weibo.com",
        "ai.googleblog.com", "openai.com", "wordpress.com", "blogspot.com", "linkedin.com",
    ]
}
