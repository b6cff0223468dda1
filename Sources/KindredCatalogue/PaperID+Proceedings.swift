// Sites that give out no names of their own, but show one paper under several addresses.
// Each reader folds them into one address; where that address is read again it stays as it is.

extension PaperID {
    /// `/html/X_paper.html` and `/papers/X_paper.pdf` are one paper, and case does not count.
    static func visionAddress(_ address: WebAddress) -> PaperID? {
        var path = address.path.map(\.folded)
        let isMirror = address.host == "cv-foundation.org"
        if isMirror, path.first == "openaccess" { path.removeFirst() }
        guard path.count >= 2, let file = path.popLast(), !path.contains("supplemental") else {
            return nil
        }
        path = path.prefix(1) + path.dropFirst().filter { $0 != "html" && $0 != "papers" }
        let name = file.droppingEnding(".html").droppingEnding(".php").droppingEnding(".pdf")
        guard name.droppingEnding("_paper") != name else { return nil }
        let host = isMirror ? "openaccess.thecvf.com" : address.host
        return page(([host] + path + [name]).joined(separator: "/"))
    }

    /// `proceedings.mlr.press/v97/gao19a.html` and `/v97/gao19a/gao19a.pdf`.
    static func proceedingsOfMachineLearningAddress(_ address: WebAddress) -> PaperID? {
        volumeAndName(address.path[...], site: "proceedings.mlr.press")
    }

    /// JMLR's own volumes, and the proceedings it kept before they moved to mlr.press.
    static func journalOfMachineLearningAddress(_ address: WebAddress) -> PaperID? {
        let path = address.path
        if path.starts(with: ["proceedings", "papers"]) {
            return volumeAndName(path.dropFirst(2), site: "proceedings.mlr.press")
        }
        guard path.first == "papers" else { return nil }
        return volumeAndName(path.dropFirst(), site: "jmlr.org/papers")
    }

    private static func volumeAndName(_ path: ArraySlice<Substring>, site: String) -> PaperID? {
        guard path.count >= 2, path.count <= 3, let first = path.first else { return nil }
        let volume =
            first.startsIgnoringCase("volume")
            ? first.droppingFirst(6)
            : first.startsIgnoringCase("v") ? first.droppingFirst(1) : ""
        let name = path[path.startIndex + 1].droppingEnding(".html").droppingEnding(".pdf")
        let file = path.last!.droppingEnding(".html").droppingEnding(".pdf").droppingEnding(".ps")
        // A third part that differs is a supplement or source code.
        guard let number = volume.asNumber, file == name, !name.isEmpty else { return nil }
        return page("\(site)/v\(number)/\(name.lowercased())")
    }

    /// IJCAI gives every paper since 2017 the DOI that its address spells.
    static func ijcaiAddress(_ address: WebAddress) -> PaperID? {
        let path = address.path.map { $0.lowercased()[...] }
        guard path.count == 3, path[0] == "proceedings", path[1].utf8.count == 4,
            let year = Int(path[1]), year >= 2017,
            let number = path[2].droppingEnding(".pdf").asNumber
        else { return nil }
        return doi("10.24963/ijcai.\(year)/\(number)"[...])
    }

    static func ieeeAddress(_ address: WebAddress) -> PaperID? {
        guard address.host.begins(with: "ieeexplore.") else { return nil }
        var number = address.parameter("arnumber")?.asNumber
        if number == nil, let place = address.path.lastIndex(of: "document") {
            number = address.path.dropFirst(place + 1).first?.asNumber
        }
        if number == nil, address.path.first?.begins(with: "iel") == true {
            number = address.lastPart.droppingEnding(".pdf").asNumber
        }
        return number.flatMap { page("ieeexplore.ieee.org/document/\($0)") }
    }

    static func scienceDirectAddress(_ address: WebAddress) -> PaperID? {
        guard let place = address.path.firstIndex(of: "pii"), place + 1 < address.path.count
        else { return nil }
        let item = address.path[place + 1].uppercased()
        return page("sciencedirect.com/science/article/pii/\(item)")
    }

    /// The file name of an article in Nature's journals is the end of its DOI.
    static func natureAddress(_ address: WebAddress) -> PaperID? {
        let path = address.path
        guard path.first == "articles" || path.contains("journal") else { return nil }
        let name = path.count == 3 && path.first == "articles" ? path[1] : address.lastPart
        let item = name.droppingEnding(".pdf").droppingEnding(".html").lowercased()[...]
        let isArticle =
            item.begins(with: "s4") && item.utf8.contains(0x2D)
            || item.utf8.last?.isDigit == true && item.isMade { $0.isLetter || $0.isDigit }
        return isArticle ? doi("10.1038/\(item)"[...]) : nil
    }

    /// `viewdoc/download?doi=…&rep=rep1` and `viewdoc/summary?doi=…`; the number is no DOI.
    static func citeSeerAddress(_ address: WebAddress) -> PaperID? {
        guard let name = address.parameter("doi"), name.isMade(of: { $0.isDigit || $0 == 0x2E })
        else { return nil }
        return page("citeseerx.ist.psu.edu/viewdoc/summary?doi=\(name)")
    }
}
