import Foundation
import KindredCatalogue
import Testing

/// What every entry of the seeds has, and in which form.
@Suite struct SeedsTests {
    @Test func `every line reads, and is written as Kindred writes`() throws {
        let catalogue = try Seeds.catalogue.get()
        #expect(catalogue.problems.isEmpty, "\(catalogue.problems)")
        let copy = FileManager.default.temporaryDirectory
            .appendingPathComponent("seeds-\(ProcessInfo.processInfo.processIdentifier).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try catalogue.write(to: copy)
        let (own, written) = try (lines(of: Seeds.path), lines(of: copy))
        let first = zip(own, written).first { $0 != $1 }
        #expect(first == nil, "\(first?.0 ?? "")")
        // Entries that share an identity would have become one.
        #expect(own.count == written.count && own.count == catalogue.papers.count)
        #expect(catalogue.papers.first { !$0.otherFields.isEmpty }?.id == nil)
    }

    @Test func `README counts the entries as they are`() throws {
        let readme = try lines(of: Seeds.folder.appendingPathComponent("README.md").path)
        let papers = try Seeds.catalogue.get().papers
        for kind in Set(papers.map(\.kind)) {
            let count = papers.count { $0.kind == kind }
            #expect(readme.contains("| \(kind.rawValue) | \(count) |"), "\(kind): \(count)")
        }
    }

    @Test func `every paper says in both languages what it is about`() throws {
        let papers = try Seeds.papers()
        #expect(papers.count >= 185)
        for paper in papers {
            try checkTitles(of: paper)
            let english = try #require(paper.summary[.english], "\(paper.id)")
            let chinese = try #require(paper.summary[.chinese], "\(paper.id)")
            let words = english.split(whereSeparator: \.isWhitespace).count
            #expect((40...90).contains(words), "\(paper.id): \(words) words")
            #expect((80...180).contains(chinese.visibleCount), "\(paper.id): \(chinese)")
            #expect(chinese.han.count >= 80, "\(paper.id): \(chinese)")
            #expect((3...8).contains(paper.keywords.count), "\(paper.id)")
            #expect(paper.contribution != nil && paper.year != nil, "\(paper.id)")
        }
    }

    @Test func `everything else has one sentence in both languages`() throws {
        for entry in try Seeds.others() {
            try checkTitles(of: entry)
            let english = try #require(entry.summary[.english], "\(entry.id)")
            let chinese = try #require(entry.summary[.chinese], "\(entry.id)")
            let words = english.split(whereSeparator: \.isWhitespace).count
            #expect((6...40).contains(words), "\(entry.id): \(words) words")
            #expect((8...80).contains(chinese.visibleCount), "\(entry.id): \(chinese)")
            #expect(chinese.count { $0 == "。" } == 1, "\(entry.id): \(chinese)")
            #expect((1...5).contains(entry.keywords.count), "\(entry.id)")
        }
    }

    @Test func `each language is written in its own script`() throws {
        for paper in try Seeds.catalogue.get().papers {
            for text in [paper.summary[.english], paper.titles[.english]] {
                #expect(text?.han.isEmpty ?? true, "\(paper.id): \(text ?? "")")
            }
            let chinese = paper.summary[.chinese] ?? ""
            #expect(chinese.hasSuffix("。"), "\(paper.id): \(chinese)")
            #expect(!hasNarrowPunctuation(chinese), "\(paper.id): \(chinese)")
            for text in [chinese, paper.titles[.chinese] ?? ""] {
                #expect(isSimplified(text), "\(paper.id): \(text)")
            }
            #expect(paper.basis != nil && paper.level != nil, "\(paper.id)")
            #expect(paper.abstract.isEmpty, "\(paper.id)")
            #expect(paper.recommendations.allSatisfy { $0.text == nil }, "\(paper.id)")
        }
    }

    @Test func `a term has one name in each language`() throws {
        var english: [String: Set<String>] = [:]
        var chinese: [String: Set<String>] = [:]
        for paper in try Seeds.catalogue.get().papers {
            #expect(Set(paper.keywords).count == paper.keywords.count, "\(paper.id)")
            for keyword in paper.keywords {
                let one = try #require(keyword[.english], "\(paper.id)")
                let other = try #require(keyword[.chinese], "\(paper.id)")
                english[other, default: []].insert(one)
                chinese[one.lowercased(), default: []].insert(other)
            }
        }
        #expect(english.count > 500)
        for (term, names) in english { #expect(names.count == 1, "\(term): \(names)") }
        for (term, names) in chinese { #expect(names.count == 1, "\(term): \(names)") }
    }

    @Test func `links are addresses and dates are possible`() throws {
        for paper in try Seeds.catalogue.get().papers {
            for link in paper.links {
                let address = URLComponents(string: link.url)
                #expect(["http", "https"].contains(address?.scheme), "\(link.url)")
                #expect(address?.host?.contains(".") ?? false, "\(link.url)")
            }
            // One paper is named in a sentence and linked nowhere.
            #expect(!paper.links.isEmpty || paper.id.hasPrefix("title:"), "\(paper.id)")
            #expect(!paper.sources.isEmpty, "\(paper.id)")
            if let year = paper.year { #expect((1990...2021).contains(year), "\(paper.id)") }
            let submitted = paper.identities.compactMap(\.yearAndMonth).first
            if let submitted, paper.isWhole {
                let (year, month) = (paper.year ?? 0, paper.month ?? 1)
                let isLater = (year, month) > (submitted.year, submitted.month)
                #expect(!isLater, "\(paper.id): \(year)-\(month)")
            }
        }
    }

    private func checkTitles(of paper: Paper) throws {
        let title = try #require(paper.title, "\(paper.id)")
        #expect(paper.titles.texts.contains { $0.text == title }, "\(paper.id)")
        #expect(paper.titles[.english] != nil && paper.titles[.chinese] != nil, "\(paper.id)")
        // Typographical ligatures, and what surrounds a title without belonging to it.
        #expect(!title.unicodeScalars.contains { (0xFB00...0xFB06).contains($0.value) }, "\(title)")
        #expect(title == title.trimmingCharacters(in: .whitespacesAndNewlines), "\(title)")
    }

    /// Whether a comma, colon, semicolon or question mark of Latin text stands between Han.
    private func hasNarrowPunctuation(_ text: String) -> Bool {
        text.contains(#/[\u{3400}-\u{9FFF}][,;:?!][\u{3400}-\u{9FFF}]/#)
    }

    /// Whether no character has a simplified form of its own.
    private func isSimplified(_ text: String) -> Bool {
        // The library's table takes these for traditional: 显著 and 哪吒 are written with them.
        let text = text.filter { !"著吒".contains($0) }
        let simplified = text.applyingTransform(
            StringTransform("Traditional-Simplified"), reverse: false)
        return simplified == text
    }

    private func lines(of path: String) throws -> [Substring] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }
}
