// What the addresses of each site say about the paper behind them.

extension PaperID {
    /// The identity an address leads to: the paper's own name where the site is known, else `url`.
    static func address(_ text: Substring, schemeIsGiven: Bool = false) -> PaperID? {
        guard let address = WebAddress(text, schemeIsGiven: schemeIsGiven) else { return nil }
        if let read = siteReader(address.host), let id = read(address) { return id }
        return page(address.normalForm)
    }

    /// The identity of an address that is already in its one form.
    static func page(_ form: String) -> PaperID? {
        let form = WebAddress.settled(form[...])
        return form.isEmpty ? nil : PaperID(.url, form)
    }

    private typealias SiteReader = @Sendable (WebAddress) -> PaperID?

    /// The reader for a host, or for the site it is a part of: `export.arxiv.org` is `arxiv.org`.
    private static func siteReader(_ host: Substring) -> SiteReader? {
        var name = host
        while true {
            if let reader = sites[String(name)] { return reader }
            guard let (_, rest) = name.split(atFirst: ".") else { return nil }
            name = rest
        }
    }

    private static let sites: [String: SiteReader] = {
        var sites: [String: SiteReader] = [
            "aclanthology.coli.uni-saarland.de": aclAddress,
            "aclanthology.info": aclAddress,
            "aclanthology.org": aclAddress,
            "aclweb.org": aclAddress,
            "acm.org": acmAddress,
            "aaai.org": aaaiAddress,
            "biorxiv.org": publisherAddress,
            "citeseerx.ist.psu.edu": citeSeerAddress,
            "cv-foundation.org": visionAddress,
            "dblp.org": dblpAddress,
            "dblp.uni-trier.de": dblpAddress,
            "doi.org": { doi($0.path.joined(separator: "/")[...]) },
            "ecva.net": visionAddress,
            "europepmc.org": medicalAddress,
            "github.com": gitHubAddress,
            "ieee.org": ieeeAddress,
            "ijcai.org": ijcaiAddress,
            "jmlr.org": journalOfMachineLearningAddress,
            "medrxiv.org": publisherAddress,
            "mlr.press": proceedingsOfMachineLearningAddress,
            "nature.com": natureAddress,
            "ncbi.nlm.nih.gov": medicalAddress,
            "neurips.cc": neurIPSAddress,
            "nips.cc": neurIPSAddress,
            "openalex.org": { openAlex($0.lastPart) },
            "openreview.net": openReviewAddress,
            "sciencedirect.com": scienceDirectAddress,
            "semanticscholar.org": semanticScholarAddress,
            "thecvf.com": visionAddress,
            "youtu.be": { page("youtube.com/watch?v=\($0.lastPart)") },
        ]
        for mirror in arXivMirrors { sites[mirror] = arXivAddress }
        for publisher in publishers { sites[publisher] = publisherAddress }
        return sites
    }()

    /// arXiv itself, its mirrors, and readers of arXiv papers that use its identifiers.
    private static let arXivMirrors = [
        "128.84.21.199", "alphaxiv.org", "ar5iv.net", "ar5iv.org", "arxiv-vanity.com",
        "arxiv.org", "hf.co", "huggingface.co", "papers.cool", "scirate.com", "xxx.itp.ac.cn",
        "xxx.lanl.gov", "yiyibooks.cn",
    ]

    /// Publishers whose addresses hold the DOI.
    private static let publishers = [
        "acs.org", "aps.org", "frontiersin.org", "mit.edu", "mitpressjournals.org", "plos.org",
        "pnas.org", "sagepub.com", "science.org", "siam.org", "springer.com", "tandfonline.com",
        "wiley.com", "worldscientific.com",
    ]

    /// `/abs/…`, `/pdf/….pdf`, `/html/…v2`, `/ftp/arxiv/papers/1911/1911.05722.pdf` and the like.
    private static func arXivAddress(_ address: WebAddress) -> PaperID? {
        var before: Substring?
        for part in address.path {
            let part = part.percentDecoded.withoutSurroundings.droppingEnding(".gz")
                .droppingEnding(".pdf").droppingEnding(".ps").droppingEnding(".html")
            let name = part.startsIgnoringCase("arxiv:") ? part.droppingFirst(6) : part
            if let id = arXiv(name) { return id }
            if let before, let id = arXiv("\(before)/\(name)"[...]) { return id }
            before = name
        }
        return nil
    }

    private static func aclAddress(_ address: WebAddress) -> PaperID? {
        // Notes, posters and data belong to a paper but are not it.
        guard !address.path.contains("attachments") else { return nil }
        let name = address.lastPart.droppingEnding(".pdf").droppingEnding(".bib")
            .droppingEnding(".xml").droppingEnding(".endf")
        if let id = acl(name) { return id }
        guard let version = name.utf8.lastIndex(of: UInt8(ascii: "v")) else {
            return volume(address)
        }
        let digits = name[name.utf8.index(after: version)...]
        return (digits.isNumber ? acl(name[..<version]) : nil) ?? volume(address)

        /// `aclweb.org/anthology/N13-1#page=784` is a paper in a whole volume: the page counts.
        func volume(_ address: WebAddress) -> PaperID? {
            guard address.fragment.begins(with: "page=") else { return nil }
            return page(address.normalForm + "#/" + address.fragment)
        }
    }

    /// `citation.cfm?doid=1.2` (a whole DOI too), `citation.cfm?id=2` and `doi/abs/10.1145/1.2`.
    private static func acmAddress(_ address: WebAddress) -> PaperID? {
        if let id = publisherAddress(address) {
            // `delivery.acm.org/10.1145/3190000/3186116/p499.pdf` looks like a DOI and is none.
            if address.host != "delivery.acm.org" { return id }
        }
        if let text = address.parameter("doid") {
            if let id = doi(text[...]) { return id }
            let parts = text.parts(between: ".")
            guard parts.allSatisfy(\.isNumber), (1...2).contains(parts.count) else { return nil }
            return parts.count == 2 ? doi("10.1145/\(text)"[...]) : number(.acm, parts[0])
        }
        return address.parameter("id").flatMap {
            // Old addresses name the volume too: `id=30851.275636`.
            acmArticle(inDOI: $0.withoutSurroundings)
        }
    }

    private static func aaaiAddress(_ address: WebAddress) -> PaperID? {
        let path = address.path.map { $0.lowercased() }
        guard address.host == "ojs.aaai.org" || path.first == "ojs",
            let article = path.firstIndex(of: "article"), path.count > article + 2, article > 0,
            ["view", "download", "viewfile", "viewpaper"].contains(path[article + 1]),
            let number = path[article + 2][...].asNumber
        else { return nil }
        return page("ojs.aaai.org/index.php/\(path[article - 1])/article/view/\(number)")
    }

    /// Anything with a DOI in its path or in `?id=`, `?doi=`.
    static func publisherAddress(_ address: WebAddress) -> PaperID? {
        for name in ["id", "doi"] {
            if let value = address.parameter(name), let id = doi(value) { return id }
        }
        let path = address.path.flatMap {
            $0.percentDecoded.parts(between: "/").filter { !$0.isEmpty }
        }
        guard let start = path.firstIndex(where: { $0.begins(with: "10.") }) else { return nil }
        var parts = path[start...]
        while parts.count > 2, let last = parts.last, views.contains(last.lowercased()) {
            parts.removeLast()
        }
        return doi(withoutView(parts.joined(separator: "/")[...]))
    }

    /// What publishers put after a DOI to choose how to show the paper.
    private static let views: Set<String> = [
        "abstract", "epdf", "epub", "figures", "full", "full-text", "fulltext", "html", "meta",
        "pdf", "pdfplus", "references", "summary", "supplementary-material", "tables",
    ]

    private static func withoutView(_ name: Substring) -> Substring {
        var name = name
        for ending in [".pdf", ".html", ".full", ".full-text", ".abstract"] as [StaticString] {
            name = name.droppingEnding(ending)
        }
        // bioRxiv and medRxiv write the version after the DOI.
        if name.begins(with: "10.1101/"), let version = name.utf8.lastIndex(of: UInt8(ascii: "v")),
            name[name.utf8.index(after: version)...].isNumber
        {
            name = name[..<version]
        }
        return name
    }

    private static func neurIPSAddress(_ address: WebAddress) -> PaperID? {
        guard let start = address.path.firstIndex(of: "paper") else { return nil }
        let rest = address.path[(start + 1)...]
        guard let first = rest.first else { return nil }
        if rest.count == 1 {
            // `4824-imagenet-classification-….pdf`
            if first.begins(with: "by-source-") { return neurIPS(first.droppingEnding(".pdf")) }
            return neurIPS(first.droppingEnding(".pdf").split(atFirst: "-")?.before ?? first)
        }
        // `2012/hash/c399…-Abstract.html`, `2012/file/c399…-Paper.pdf`
        guard rest.count == 3, let hash = address.lastPart.split(atFirst: "-")?.before
        else { return nil }
        return neurIPS("\(first)/\(hash)"[...])
    }

    private static func openReviewAddress(_ address: WebAddress) -> PaperID? {
        let pages: Set<Substring> = ["forum", "pdf", "attachment", "revisions"]
        // `references/pdf?id=` names a revision, not the forum.
        guard pages.contains(address.lastPart), !address.path.contains("references"),
            let id = address.parameter("id")
        else { return nil }
        return openReview(id.withoutSurroundings)
    }

    private static func semanticScholarAddress(_ address: WebAddress) -> PaperID? {
        if address.host.begins(with: "pdfs."), address.path.count == 2 {
            return semanticScholar(
                (address.path[0] + address.path[1].droppingEnding(".pdf"))[...])
        }
        let last = address.path.last { !["figure", "reader"].contains($0) } ?? ""
        if let id = semanticScholar(last) { return id }
        let isIdentifier = last.offset(of: 0x3A) != nil
        return isIdentifier ? read(String(last.percentDecoded)) : nil
    }

    /// The root of a repository is its identity; folders may be projects of their own.
    private static func gitHubAddress(_ address: WebAddress) -> PaperID? {
        guard address.host == "github.com", address.path.count >= 2 else { return nil }
        let rest = address.path.dropFirst(2)
        let isRoot =
            rest.isEmpty
            || (rest.count == 2 && rest.first == "tree"
                && ["master", "main"].contains(address.lastPart))
        guard isRoot else { return nil }
        return gitHub("\(address.path[0])/\(address.path[1])"[...])
    }

    private static func dblpAddress(_ address: WebAddress) -> PaperID? {
        guard address.path.first == "rec", address.path.count >= 4 else { return nil }
        let key = address.path.suffix(3).joined(separator: "/")[...]
        return dblp(
            key.droppingEnding(".html").droppingEnding(".bib").droppingEnding(".xml"))
    }

    private static func medicalAddress(_ address: WebAddress) -> PaperID? {
        let last = address.path.last { $0 != "pdf" } ?? ""
        if last.startsIgnoringCase("pmc") { return pmcid(last) }
        let isRecord =
            address.host.begins(with: "pubmed.") || address.path.contains("pubmed")
            || address.path.contains("MED")
        return isRecord ? number(.pmid, last) : nil
    }
}
