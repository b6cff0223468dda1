import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct CatalogueFileTests {
    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    private func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    @Test func `a catalogue is read as it was written`() throws {
        try Samples.withFolder { folder in
            var random = SeededGenerator(seed: 4)
            let catalogue = Catalogue(
                (0..<500).map { number in
                    var paper = Samples.paper(&random)
                    paper.id = "p\(number)"
                    paper.aliases = []
                    paper.links = []
                    return paper
                })
            try catalogue.write(to: folder + "/a.jsonl")
            let again = try Catalogue(contentsOf: folder + "/a.jsonl")
            #expect(again.papers == catalogue.papers)
            #expect(again.problems.isEmpty)
        }
    }

    @Test func `one broken record stops nothing and is named by file and line`() throws {
        try Samples.withFolder { folder in
            let path = folder + "/a.jsonl"
            var bytes = Array(
                "\u{FEFF}{\"id\":\"a\"}\r\n\r\n  \n{broken\n{\"id\":\"b\"}\n[]\n".utf8)
            bytes +=
                Array("{\"id\":\"".utf8) + [0xFF] + Array("\"}\n{\"x\":1}\n{\"id\":\"c\"}".utf8)
            try write(bytes, to: path)
            let catalogue = try Catalogue(contentsOf: path)
            #expect(catalogue.papers.map(\.id) == ["a", "b", "c"])
            #expect(catalogue.problems.map(\.line) == [4, 6, 7, 8])
            #expect(catalogue.problems.allSatisfy { $0.file == path && !$0.sentence.isEmpty })
            #expect("\(catalogue.problems[2])" == "\(path):7: The line is not valid UTF-8.")
        }
    }

    @Test func `lines that cross blocks are read once, in order, with their numbers`() throws {
        try Samples.withFolder { folder in
            let path = folder + "/a.jsonl"
            // Records of growing length up to a third of a block, and a broken one now and then.
            var text = ""
            var broken: [Int] = []
            for line in 1...60 {
                if line % 7 == 0 {
                    text += "{\n"
                    broken.append(line)
                } else {
                    let abstract = String(repeating: "x", count: line * 5_813)
                    text += "{\"id\":\"\(line)-\",\"abstract\":\"\(abstract)\"}\n"
                }
            }
            try write(text, to: path)
            let catalogue = try Catalogue(contentsOf: path)
            #expect(
                catalogue.papers.map(\.id) == (1...60).filter { $0 % 7 != 0 }.map { "\($0)-" })
            #expect(catalogue.problems.map(\.line) == broken)
        }
    }

    @Test func `a line of 20 MB is a line`() throws {
        try Samples.withFolder { folder in
            let path = folder + "/a.jsonl"
            let long = String(repeating: "深度 ", count: 3_000_000)
            try write(
                "{\"id\":\"a\"}\n{\"id\":\"b\",\"abstract\":\"\(long)\"}\n{\"id\":\"c\"}", to: path)
            let catalogue = try Catalogue(contentsOf: path)
            #expect(catalogue.papers.map(\.id) == ["a", "b", "c"])
            #expect(catalogue.papers[1].abstract[.chinese] == long)
        }
    }

    @Test func `a folder gives its files in the order of their names`() throws {
        try Samples.withFolder { folder in
            try write("{\"id\":\"b\"}\n{\"id\":\"a\",\"year\":2020}", to: folder + "/2.jsonl")
            try write("{\"id\":\"a\",\"year\":2019}", to: folder + "/1.jsonl")
            try write("{\"id\":\"c\"}", to: folder + "/3.json")
            try write("{\"id\":\"d\"}", to: folder + "/.4.jsonl")
            let catalogue = try Catalogue(contentsOf: folder)
            #expect(catalogue.papers.map(\.id) == ["a", "b"])
            #expect(catalogue.papers[0].year == 2019)
            #expect(
                try Catalogue(contentsOf: [folder + "/2.jsonl", folder + "/1.jsonl"]).papers[1].year
                    == 2020)
        }
    }

    @Test(
        arguments: [
            ([0x1F, 0x8B, 8, 0], "gzip"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "xz"),
            ([0x50, 0x4B, 3, 4], "zip"), (Array("%PDF-1.7\n".utf8), "PDF"),
            ([0x7F, 0x45, 0x4C, 0x46, 0, 0], "binary"), ([0xFF, 0xFE, 0x7B, 0], "UTF-16"),
            ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
            (Array("BZh91".utf8), "bzip2"),
        ] as [([UInt8], String)])
    func `another kind of file is called by its name`(bytes: [UInt8], name: String) throws {
        try Samples.withFolder { folder in
            try write(bytes, to: folder + "/a.jsonl")
            let error = #expect(throws: CatalogueError.self) {
                try Catalogue(contentsOf: folder + "/a.jsonl")
            }
            #expect(error?.description.contains(name) == true)
        }
    }

    @Test func `a file without records says so`() throws {
        try Samples.withFolder { folder in
            for text in ["", "\n", " \r\n\t", "\u{FEFF}", "\u{FEFF}\n"] {
                try write(text, to: folder + "/a.jsonl")
                #expect(throws: CatalogueError.emptyFile(path: folder + "/a.jsonl")) {
                    try Catalogue(contentsOf: folder + "/a.jsonl")
                }
            }
            try write("A text.\nAnd more.\n", to: folder + "/a.jsonl")
            let error = #expect(throws: CatalogueError.self) {
                try Catalogue(contentsOf: folder + "/a.jsonl")
            }
            #expect(error == .noEntries(path: folder + "/a.jsonl", format: .markdown))
            try write("{broken\n{\"year\":1}\n", to: folder + "/a.jsonl")
            let other = #expect(throws: CatalogueError.self) {
                try Catalogue(contentsOf: folder + "/a.jsonl")
            }
            #expect(other?.description.contains("Line 1") == true)
            try FileManager.default.removeItem(atPath: folder + "/a.jsonl")
            #expect(throws: CatalogueError.emptyFolder(path: folder)) {
                try Catalogue(contentsOf: folder)
            }
            #expect(
                throws: CatalogueError.cannotRead(path: folder + "/none.jsonl", reason: ENOENT)
            ) { try Catalogue(contentsOf: folder + "/none.jsonl") }
        }
    }

    @Test func `standard input and other streams are read to their end`() throws {
        let pipe = Pipe()
        let text = (0..<5_000).map { "{\"id\":\"\($0)-\"}\n" }.joined()
        Thread.detachNewThread {
            pipe.fileHandleForWriting.write(Data(text.utf8))
            pipe.fileHandleForWriting.closeFile()
        }
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try Catalogue(contentsOf: path).papers.count == 5_000)
    }

    @Test(arguments: [("acm-keywords", 15_691), ("csl", 2_000)])
    func `real catalogues are read whole, and written as they were read`(
        name: String, count: Int
    ) throws {
        try Samples.withFolder { folder in
            guard let path = try SharedData.unpacked(name + ".jsonl.xz", into: folder) else {
                return
            }
            // Sixteen of the 15,707 ACM papers are there twice, under DOIs of two volumes.
            let catalogue = try Catalogue(contentsOf: path)
            #expect(catalogue.papers.count == count)
            #expect(catalogue.problems.isEmpty)
            try catalogue.write(to: folder + "/a.jsonl")
            #expect(try Catalogue(contentsOf: folder + "/a.jsonl").papers == catalogue.papers)
        }
    }

    @Test func `one catalogue comes out for any number of threads`() throws {
        // Several blocks of a mebibyte, entries that merge across them, and bad lines among them.
        let lines = (0..<9_000).map { number in
            if number % 1_000 == 999 { return "{\"year\": \(number)}" }
            let id = "1911.\(10_000 + number % 8_000)"
            let abstract = String(repeating: "图 graph \(number) ", count: 30)
            return #"{"id": "\#(id)", "title": "On \#(number)", "abstract": "\#(abstract)"}"#
        }
        try Samples.withFolder { folder in
            let path = folder + "/a.jsonl"
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
            let one = try Catalogue(contentsOf: path, threads: 1)
            #expect(one.papers.count == 7_992)
            #expect(
                one.problems.map(\.line) == Array(stride(from: 1_000, through: 9_000, by: 1_000)))
            for threads in [2, 5] {
                let many = try Catalogue(contentsOf: path, threads: threads)
                #expect(many.papers == one.papers)
                #expect(many.problems == one.problems)
                let joined = Catalogue(one.papers, threads: threads)
                for row in one.papers.indices {
                    let known = one.identities.identities(of: row)
                    #expect(many.identities.identities(of: row) == known)
                    #expect(joined.identities.identities(of: row) == Array(known.prefix(1)))
                }
            }
        }
    }
}
