import Foundation
import KindredIndex
import KindredRanking
import KindredVectors
import Testing

@testable import Kindred
@testable import KindredCatalogue

/// The plain reference of every change is the index of the changed catalogue, fitted anew.
@Suite struct IndexUpdateTests {
    /// A changed catalogue and what it is changed with.
    static func merged(_ old: Recommender, _ new: Catalogue) throws -> Catalogue {
        var catalogue = Catalogue(try old.papers() + new.papers)
        catalogue.topicNames = old.topicNames
        catalogue.topicNames.unite(with: new.topicNames)
        return catalogue
    }

    /// The same, new papers in the place of old ones.
    private static func replaced(_ old: Recommender, _ new: Catalogue) throws -> Catalogue {
        let papers = try old.papers()
        let all = Catalogue(papers + new.papers)
        let now = all.papers.indices.map { number in
            let entries = all.identities.entries(of: number)
            let news = entries.filter { $0 >= papers.count }.map { new.papers[$0 - papers.count] }
            guard var paper = news.first else { return all.papers[number] }
            for other in news.dropFirst() { paper.absorb(other) }
            return paper
        }
        var catalogue = Catalogue(now)
        catalogue.topicNames = try merged(old, new).topicNames
        return catalogue
    }

    @Test(arguments: GrowingSamples.recipes.indices, 0..<3)
    func `after any changes the bytes are those of a rebuild`(recipe: Int, seed: Int) throws {
        let recipe = GrowingSamples.recipes[recipe]
        var samples = GrowingSamples(seed: UInt64(seed))
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let first = samples.catalogue(seed == 0 ? 1 : 40)
        var now = try Recommender(fitting: first, writingTo: path, recipe: recipe)
        for step in 0..<4 {
            let update = IndexUpdate(ofIndexAt: path)
            let wanted: Catalogue
            let outcome: IndexUpdate.Outcome
            switch samples.number(below: 3) {
            case 0:
                let new = samples.catalogue(1 + samples.number(below: 15))
                wanted = try Self.merged(now, new)
                outcome = try update.add(new)
            case 1:
                let new = samples.catalogue(1 + samples.number(below: 15))
                wanted = try Self.replaced(now, new)
                outcome = try update.replace(with: new)
            default:
                let papers = try now.papers()
                let gone = Set(
                    (0..<papers.count / 4).map { _ in samples.number(below: papers.count) })
                var catalogue = Catalogue(
                    papers.indices.filter { !gone.contains($0) }.map { papers[$0] })
                catalogue.topicNames = now.topicNames
                wanted = catalogue
                outcome = try update.remove(gone.map { papers[$0].id })
            }
            let rebuilt = try Recommender(fitting: wanted, recipe: recipe)
            #expect(
                outcome.recommender.differences(from: rebuilt) == [], "step \(step)")
            #expect(outcome.recommender.bytes == rebuilt.bytes)
            #expect(outcome.recommender.verify() == [])
            now = outcome.recommender
        }
    }

    // MARK: One by one

    private static func paper(_ id: String, _ title: String, _ abstract: String = "") -> Paper {
        var paper = Paper(id: id)
        paper.title = title
        paper.titles = LocalizedText(title)
        if !abstract.isEmpty { paper.abstract = LocalizedText(abstract) }
        return paper
    }

    @Test func `a pair of words comes in with its second paper and goes with it`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        var recipe = Recipe()
        recipe.wordBigrams = true
        let old = Self.paper("a", "sparse attention")
        var now = try Recommender(
            fitting: Catalogue([old]), writingTo: path, recipe: recipe)
        #expect(now.index.vocabulary?.id(of: "sparse attention") == nil)
        #expect(now.index.mentions?.unkept?.hashes.count == 1)
        let update = IndexUpdate(ofIndexAt: path)
        now = try update.add(Catalogue([Self.paper("b", "sparse attention again")])).recommender
        #expect(now.index.vocabulary?.id(of: "sparse attention") != nil)
        now = try update.remove(["b"]).recommender
        #expect(now.bytes == (try Recommender(fitting: Catalogue([old]), recipe: recipe)).bytes)
    }

    @Test func `an index that a later version made is not changed, but refused`() throws {
        let scratch = try Folder()
        let path = scratch.path("later.kindred")
        var contents = IndexContents(
            program: "kindred 9.0", settings: Recipe().json, papers: [Self.paper("a", "One")])
        contents.others = [.init("citations.starts", Elements([UInt64(0), 0]))]
        try IndexFile(contents).write(to: path)
        let before = try Data(contentsOf: URL(filePath: path))
        let refusal = IndexError.laterSections(
            path: path, program: "kindred 9.0", sections: ["citations.starts"])
        let update = IndexUpdate(ofIndexAt: path)
        #expect(throws: refusal) { try update.add(Catalogue([Self.paper("b", "Two")])) }
        #expect(throws: refusal) { try update.remove(["a"]) }
        #expect(throws: refusal) { try update.refit() }
        #expect(throws: refusal) {
            try Recommender(joining: [path], writingTo: scratch.path("joined.kindred"))
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        #expect(refusal.description.contains("kindred 9.0") && "\(refusal)".contains("`citations"))
    }

    @Test func `every section that this version writes is known to it`() throws {
        var recipe = Recipe.fused
        recipe.signals = [.tfidf, .bm25, .lsa]
        recipe.dimensions = 2
        for catalogue in [Catalogue([]), Samples.catalogue] {
            let made = try Recommender(fitting: catalogue, recipe: recipe)
            try made.index.requireKnownSections()
        }
    }

    @Test func `a paper that ties two others together makes all three one`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let papers = [
            Self.paper("arXiv:2001.00001", "One"), Self.paper("x", "Between"),
            Self.paper("doi:10.1145/3000001", "Other"),
        ]
        _ = try Recommender(fitting: Catalogue(papers), writingTo: path)
        var both = Self.paper("arXiv:2001.00001", "Both")
        both.aliases = ["doi:10.1145/3000001"]
        let outcome = try IndexUpdate(ofIndexAt: path).add(Catalogue([both]))
        #expect((outcome.added, outcome.changed, outcome.removed) == (0, 1, 1))
        #expect(try outcome.recommender.papers().map(\.id) == ["arXiv:2001.00001", "x"])
        #expect(
            outcome.recommender.bytes
                == (try Recommender(fitting: Catalogue(papers + [both]))).bytes)
    }

    @Test func `an entry that says nothing new leaves the file alone`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let catalogue = Catalogue([Self.paper("a", "One"), Self.paper("b", "Two")])
        _ = try Recommender(fitting: catalogue, writingTo: path)
        let before =
            try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        let outcome = try IndexUpdate(ofIndexAt: path).replace(with: catalogue)
        let after =
            try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        #expect((outcome.added, outcome.changed, outcome.removed) == (0, 0, 0))
        #expect(before != nil && before == after)
    }

    @Test func `removing every paper leaves the index of an empty catalogue`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        _ = try Recommender(fitting: Catalogue([Self.paper("a", "One")]), writingTo: path)
        let outcome = try IndexUpdate(ofIndexAt: path).remove(["a"])
        #expect(outcome.removed == 1)
        #expect(outcome.recommender.bytes == (try Recommender(fitting: Catalogue([]))).bytes)
        let again = try IndexUpdate(ofIndexAt: path).add(Catalogue([Self.paper("b", "Two")]))
        #expect(
            again.recommender.bytes
                == (try Recommender(fitting: Catalogue([Self.paper("b", "Two")]))).bytes)
    }

    @Test func `only whole names remove, and an unknown one removes nothing`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let papers = [
            Self.paper("arXiv:1911.05722", "MoCo: Momentum Contrast"),
            Self.paper("b", "Two things"),
        ]
        let before = try Recommender(fitting: Catalogue(papers), writingTo: path).bytes
        let update = IndexUpdate(ofIndexAt: path)
        for name in ["MoCo", "Two", "arXiv:1911.05723"] {
            #expect {
                try update.remove(["b", name])
            } throws: { error in
                guard case .unknownPaper(name, let closest) = error as? RankingError else {
                    return false
                }
                return !closest.isEmpty
            }
        }
        #expect(try Recommender(opening: path).bytes == before)
        #expect(try update.remove(["two THINGS", "1911.05722v3"]).recommender.paperCount == 0)
    }

    @Test func `what large indexes have besides comes with their 4,096th paper and goes again`()
        throws
    {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let papers = (0..<4_100).map { number in
            Self.paper("p\(number)", "deep subject \(number % 61)x method \(number % 83)y")
        }
        var recipe = Recipe()
        recipe.signals = [.tfidf]
        let fewer = Catalogue(Array(papers[..<4_090]))
        let few = try Recommender(fitting: fewer, writingTo: path, recipe: recipe)
        let many = try IndexUpdate(ofIndexAt: path).add(Catalogue(Array(papers[4_090...])))
        let rebuilt = try Recommender(fitting: Catalogue(papers), recipe: recipe)
        #expect(few.index.tfidf?.ceilings == nil)
        #expect(many.recommender.index.tfidf?.ceilings != nil)
        #expect(many.recommender.differences(from: rebuilt) == [])
        let less = try IndexUpdate(ofIndexAt: path).remove(papers[4_090...].map(\.id))
        #expect(less.recommender.bytes == few.bytes)
    }

    @Test(arguments: [false, true])
    func `an index without counts is read again and then has them`(pairs: Bool) throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        var recipe = Recipe()
        recipe.wordBigrams = pairs
        var samples = GrowingSamples(seed: 9)
        let (old, new) = (samples.catalogue(30), samples.catalogue(5))
        var contents = Fitting(recipe: recipe).contents(of: old.papers)
        contents.mentions = nil
        _ = try IndexFile(contents, writingTo: path)
        let before = try Recommender(opening: path)
        let outcome = try IndexUpdate(ofIndexAt: path).add(new)
        let rebuilt = try Recommender(
            fitting: try Self.merged(before, new), recipe: recipe)
        #expect(outcome.recommender.differences(from: rebuilt) == [])
    }

    @Test func `a damaged index is not carried on`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        let papers = try Recommender(
            fitting: Catalogue([Self.paper("a", "One"), Self.paper("b", "Two")]), writingTo: path)
        var bytes = papers.bytes
        let entry = try #require(papers.index.entries.first { $0.name == "mentions" })
        bytes[entry.offset] ^= 1
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect {
            try IndexUpdate(ofIndexAt: path).remove(["a"])
        } throws: { error in
            guard case .damagedSection(_, "mentions", _, _) = error as? IndexError else {
                return false
            }
            return true
        }
        #expect(FileManager.default.contents(atPath: path) == Data(bytes))
    }

    @Test(arguments: [Recipe(), .fused])
    func `damage under right checksums gives an error or an index, never a crash`(
        recipe: Recipe
    ) throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        var samples = GrowingSamples(seed: 11)
        let whole = try Recommender(fitting: samples.catalogue(12), recipe: recipe)
        let (bytes, new) = (whole.bytes, samples.catalogue(4))
        for entry in whole.index.entries where entry.length > 0 {
            for _ in 0..<3 {
                var damaged = bytes
                for _ in 0..<2 {
                    let place = entry.offset + samples.number(below: entry.length)
                    damaged[place] = UInt8(samples.number(below: 256))
                }
                try Data(damaged.resealed(whole.index.entries)).write(
                    to: URL(fileURLWithPath: path))
                let update = IndexUpdate(ofIndexAt: path)
                _ = try? update.add(new)
                _ = try? update.refit()
                _ = try? Recommender(joining: [path, path], writingTo: scratch.path("joined"))
            }
        }
    }

    // MARK: Others at the same file

    @Test func `who has the index open keeps what it was`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        var samples = GrowingSamples(seed: 3)
        let reader = try Recommender(fitting: samples.catalogue(40), writingTo: path)
        let before = reader.bytes
        _ = try IndexUpdate(ofIndexAt: path).add(samples.catalogue(20))
        _ = try IndexUpdate(ofIndexAt: path).remove([try reader.papers()[0].id])
        #expect(reader.bytes == before)
        #expect(reader.verify() == [])
        #expect(try Recommender(opening: path).bytes != before)
        #expect(try scratch.names == ["papers.kindred"])
    }

    @Test func `updates at the same time wait for each other, and none is lost`() async throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        _ = try Recommender(fitting: Catalogue([Self.paper("first", "First")]), writingTo: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let paper = Self.paper("p\(number)", "Paper number \(number)")
                    _ = try IndexUpdate(ofIndexAt: path).add(Catalogue([paper]))
                }
            }
            try await group.waitForAll()
        }
        let ids = try Recommender(opening: path).papers().map(\.id)
        #expect(ids.sorted() == ["first"] + (0..<8).map { "p\($0)" })
        #expect(try scratch.names == ["papers.kindred"])
    }

    @Test func `an index that was rebuilt meanwhile is not written over`() throws {
        let scratch = try Folder()
        let path = scratch.path("papers.kindred")
        _ = try Recommender(fitting: Catalogue([Self.paper("a", "One")]), writingTo: path)
        let rebuilt = Catalogue([Self.paper("z", "Rebuilt")])
        var update = IndexUpdate(ofIndexAt: path)
        update.progress = { stage in
            guard stage == .storing else { return }
            _ = try? Recommender(fitting: rebuilt, writingTo: path)
        }
        #expect(throws: IndexError.replacedMeanwhile(path: path)) {
            try update.add(Catalogue([Self.paper("b", "Two")]))
        }
        #expect(try Recommender(opening: path).papers().map(\.id) == ["z"])
        #expect(try scratch.names == ["papers.kindred"])
    }
}

extension Recommender {
    /// All bytes of the index.
    var bytes: [UInt8] { index.withBytes { Array($0) } }

    /// The sections in which two indexes differ.
    func differences(from other: Recommender) -> [String] {
        let names = Set((index.entries + other.index.entries).map(\.name)).sorted()
        return names.filter { name in
            let entries = [self, other].map { $0.index.entries.first { $0.name == name } }
            return entries[0]?.checksum != entries[1]?.checksum
                || entries[0]?.length != entries[1]?.length
        }
    }
}

extension [UInt8] {
    /// An index whose sections were changed, with its checksums made right again.
    fileprivate func resealed(_ entries: [SectionEntry]) -> [UInt8] {
        var bytes = self
        func seal(_ range: Range<Int>, after start: UInt32 = 0, at place: Int) {
            let checksum = bytes.withUnsafeBytes {
                Checksum.crc32c(UnsafeRawBufferPointer(rebasing: $0[range]), after: start)
            }
            Swift.withUnsafeBytes(of: checksum.littleEndian) {
                bytes.replaceSubrange(place..<place + 4, with: $0)
            }
        }
        for (line, entry) in entries.enumerated() {
            let end = entry.offset + (entry.length + 63) / 64 * 64
            seal(entry.offset..<end, at: 64 + 64 * line + 36)
        }
        let header = bytes.withUnsafeBytes {
            Checksum.crc32c(UnsafeRawBufferPointer(rebasing: $0[..<60]))
        }
        seal(64..<64 + 64 * entries.count, after: header, at: 60)
        return bytes
    }
}

/// A folder of its own for one test, gone when the test is.
final class Folder {
    private let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("kindred-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }
}
