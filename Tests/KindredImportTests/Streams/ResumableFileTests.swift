import Foundation
import Testing

@testable import KindredCatalogue

/// A file that is written piece by piece and may be interrupted anywhere.
@Suite struct ResumableFileTests {
    private let scratch: Scratch
    private let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.path("out")
    }

    private func bytes(_ name: String) -> [UInt8] {
        (try? Data(contentsOf: URL(fileURLWithPath: name))).map(Array.init) ?? []
    }

    @Test func `nothing stands under the name before the end, and nothing beside it afterwards`()
        throws
    {
        let file = try ResumableFile(path, recipe: "r", resumes: false)
        try file.append(Array("one\n".utf8), progress: 1)
        #expect(try scratch.names == ["out.journal", "out.partial"])
        try file.append(Array("two\n".utf8), progress: 2)
        try file.finish()
        #expect(try scratch.names == ["out"])
        #expect(bytes(path) == Array("one\ntwo\n".utf8))
    }

    @Test func `a run goes on behind the last whole piece, wherever the other two were cut`() throws
    {
        let pieces = (0..<5).map { Array("piece \($0) of some length\n".utf8) }
        do {
            let file = try ResumableFile(path, recipe: "r", resumes: false)
            for (place, piece) in pieces.enumerated() {
                try file.append(piece, progress: (place + 1) * 10)
            }
        }
        let (data, journal) = (bytes(path + ".partial"), bytes(path + ".journal"))
        for cut in 0...data.count + journal.count {
            // What had reached the disk: a part of either file.
            let kept = min(cut, journal.count)
            try Data(journal[..<kept]).write(to: URL(fileURLWithPath: path + ".journal"))
            try Data(data[..<(cut * data.count / (data.count + journal.count))])
                .write(to: URL(fileURLWithPath: path + ".partial"))
            let file = try ResumableFile(path, recipe: "r", resumes: true)
            #expect(file.progress % 10 == 0 && file.progress <= 50)
            for (place, piece) in pieces.enumerated() where place >= file.progress / 10 {
                try file.append(piece, progress: (place + 1) * 10)
            }
            try file.finish()
            #expect(bytes(path) == data, "cut at \(cut)")
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test func `a piece that is not what was written is written again`() throws {
        do {
            let file = try ResumableFile(path, recipe: "r", resumes: false)
            try file.append(Array("first\n".utf8), progress: 1)
            try file.append(Array("second\n".utf8), progress: 2)
        }
        var data = bytes(path + ".partial")
        data[8] ^= 1
        try Data(data).write(to: URL(fileURLWithPath: path + ".partial"))
        #expect(try ResumableFile(path, recipe: "r", resumes: true).progress == 1)
    }

    @Test func `other work is not gone on with, and without a journal work begins`() throws {
        #expect(try ResumableFile(path, recipe: "r", resumes: true).progress == 0)
        _ = try ResumableFile(path, recipe: "r", resumes: false)
        #expect(throws: CatalogueError.otherRecipe(path: path, journal: path + ".journal")) {
            try ResumableFile(path, recipe: "s", resumes: true)
        }
        #expect(try ResumableFile(path, recipe: "s", resumes: false).progress == 0)
    }

    @Test func `a folder that is not there is an error`() {
        #expect(throws: CatalogueError.self) {
            try ResumableFile("/nowhere/at/all", recipe: "r", resumes: false)
        }
    }

    @Test func `two runs do not write one file`() throws {
        let file = try ResumableFile(path, recipe: "r", resumes: false)
        try file.append(Array("one\n".utf8), progress: 1)
        let error = #expect(throws: CatalogueError.self) {
            try ResumableFile(path, recipe: "r", resumes: true)
        }
        #expect(error?.description.contains("another run is writing it") == true)
        try file.append(Array("two\n".utf8), progress: 2)
        try file.finish()
        #expect(bytes(path) == Array("one\ntwo\n".utf8))
    }
}
