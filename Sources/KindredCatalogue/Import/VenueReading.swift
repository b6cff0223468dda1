/// Finds the place and year of publication in a few words of text.
enum VenueReading {
    /// A venue as it is usually written, and the year beside it.
    struct Found: Hashable {
        var name: String
        var year: Int?
        /// `ICLR 2020`, or the bare name where no year stands beside it.
        var text: String { year.map { "\(name) \($0)" } ?? name }
    }

    /// The first known venue in a text, with the year that stands right after it.
    ///
    /// `CVPR'20`, `ICLR2020`, `nips18`, `AAAI-2020` and `KDD, 2019` are all understood. A name of
    /// up to three letters counts only in capitals, so that `www` and `mm` in prose do not.
    /// - Parameter needsYear: Whether a name without a year beside it is passed over.
    static func find(in text: some StringProtocol, needsYear: Bool = false) -> Found? {
        let words = tokens(text)
        for (index, word) in words.enumerated() {
            guard let name = names[word.lowercased()] else { continue }
            if word.count <= 3 && word != word.uppercased() { continue }
            if needsCapital.contains(word.lowercased()) && word.first?.isUppercase != true {
                continue
            }
            let next = index + 1 < words.count ? year(words[index + 1]) : nil
            let before = index > 0 ? fullYear(words[index - 1]) : nil
            if needsYear && next == nil && before == nil { continue }
            return Found(name: name, year: next ?? before)
        }
        return nil
    }

    /// A venue where the text is nothing else: a known name, or a few words that end in a year.
    ///
    /// `IEEE TNN 2009` and `AI Open 2020` are venues although no table holds them;
    /// `arxiv 2019` gives only the year.
    static func whole(_ text: some StringProtocol) -> (venue: String?, year: Int?)? {
        var plain = Text.trimmed(text) { ".,;:()[]（）【】*_'\"·|-–—".contains($0) }
        for word in [
            "In ", "in ", "at ", "Proceedings of ", "Proc. of ", "Accepted by ", "Published in ",
        ]
        where plain.hasPrefix(word) {
            plain.removeFirst(word.count)
        }
        for mark in [" (oral", " (spotlight", " (poster", " (highlight"] {
            if plain.lowercased().hasSuffix(mark) { plain.removeLast(mark.count) }
        }
        guard !plain.isEmpty, plain.count <= 90, !Text.hasHan(plain) else { return nil }
        if let year = fullYear(plain) { return (nil, year) }
        let words = plain.split(whereSeparator: \.isWhitespace)
        if words.count > 14 { return nil }
        let lower = plain.lowercased()
        if lower.hasPrefix("arxiv") || lower.hasPrefix("preprint") {
            return words.count <= 3 ? (nil, Text.year(in: plain)) : nil
        }
        if words.count <= 8, let found = find(in: plain) {
            let begins = lower.hasPrefix(found.name.lowercased())
            if plain.contains(","), !begins { return nil }
            let extra = words.count - found.text.split(separator: " ").count
            return (extra > 0 ? plain : found.text, found.year ?? Text.year(in: plain))
        }
        guard let last = words.last, let year = fullYear(String(last)), words.count >= 2,
            !plain.holds(","), !plain.holds(":")
        else { return nil }
        let first = plain.first.map { $0.isUppercase || $0.isNumber } ?? false
        return first ? (plain, year) : nil
    }

    /// Whether a text is a venue with its year and nothing more: `[CVPR 2020]`, `ICLR'21`.
    static func isOnly(_ text: some StringProtocol) -> Bool {
        text.count <= 24 && text.split(separator: " ").count <= 3
            && find(in: text, needsYear: true) != nil && whole(text) != nil
    }

    /// The year in words such as `2019`, `'19`, `19`.
    private static func year(_ word: String) -> Int? {
        if let year = fullYear(word) { return year }
        guard word.count == 2, let short = Int(word) else { return nil }
        return short < 50 ? 2000 + short : short >= 85 ? 1900 + short : nil
    }

    private static func fullYear(_ word: some StringProtocol) -> Int? {
        guard word.utf8.count == 4, let year = Int(word), (1936...2049).contains(year) else {
            return nil
        }
        return year
    }

    /// Runs of ASCII letters, and runs of digits, each for itself.
    private static func tokens(_ text: some StringProtocol) -> [String] {
        var words: [String] = []
        var word = ""
        var wasDigit = false
        for scalar in text.unicodeScalars {
            let isDigit = ("0"..."9").contains(scalar)
            let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
            if !isDigit && !isLetter || isDigit != wasDigit {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if isDigit || isLetter { word.unicodeScalars.append(scalar) }
            wasDigit = isDigit
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// Names that are also English words; they count only with a capital.
    private static let needsCapital: Set<String> = ["nature", "science", "cell", "web", "chi"]

    private static let names: [String: String] = {
        let list = """
            CVPR ICCV ECCV WACV ACCV BMVC MICCAI ISBI NeurIPS NIPS ICML ICLR AAAI IJCAI UAI \
            AISTATS COLT ALT KDD SIGKDD WWW TheWebConf SIGIR CIKM WSDM RecSys ECIR ICDM SDM PAKDD \
            ECML PKDD ACL EMNLP NAACL COLING EACL AACL CoNLL TACL CL INTERSPEECH ICASSP ASRU ISMIR \
            SIGGRAPH TOG TPAMI PAMI IJCV TIP TKDE TNNLS TOIS TORS TKDD TOMM TMM TCSVT TIFS TIST JMLR \
            TMLR JAIR ICRA IROS CoRL RSS HRI CHI UIST CSCW VLDB PVLDB SIGMOD ICDE EDBT PODS OSDI SOSP \
            NSDI ATC EuroSys MLSys SysML ASPLOS ISCA MICRO HPCA FPGA DAC ICCAD DATE SC PPoPP ICDAR \
            ICPR ICIP ICME MM ACMMM ICMR ISWC ESWC DASFAA GECCO AAMAS LREC SIGDIAL SemEval COLM FAccT \
            CCS NDSS USENIX ICSE FSE ASE PLDI POPL OOPSLA ICAPS CEC IJCNN ICANN ESANN NeuroImage \
            PLoS PNAS Nature Science TASLP SLT ICDCS INFOCOM SIGCOMM CIDR HotStorage HotOS HotNets \
            SIGSPATIAL SIGMETRICS MobiCom MobiSys SenSys UbiComp ECAI TODS SSDBM MIDL ACML
            """
        var names: [String: String] = [:]
        for name in list.split(separator: " ") { names[name.lowercased()] = String(name) }
        names["neurips"] = "NeurIPS"
        return names
    }()
}
