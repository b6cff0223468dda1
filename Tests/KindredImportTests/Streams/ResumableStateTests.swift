import Foundation
import Testing

@testable import KindredCatalogue

/// A state that is kept beside a file until the file is made.
@Suite struct ResumableStateTests {
    private let scratch: Scratch
    private let path: String

    init() throws {
        scratch = try Scratch()
        path = scratch.path("out")
    }

    @Test func `what another run is writing is not removed`() throws {
        let file = try ResumableFile(path, recipe: "r", resumes: false)
        try file.append(Array("one\n".utf8), progress: 1)
        try ResumableState(path, recipe: "s").remove()
        try file.finish()
        #expect(try scratch.text(path) == "one\n")
    }

    @Test func `the last state that was kept is found again, and goes when it is removed`() throws {
        let state = try ResumableState(path, recipe: "r")
        #expect(try state.found() == nil)
        for text in ["", "one", "two\n\n2 17\n"] {
            try state.keep(Array(text.utf8))
            #expect(try ResumableState(path, recipe: "r").found() == Array(text.utf8))
            #expect(try scratch.names == ["out.journal"])
        }
        state.remove()
        #expect(try scratch.names.isEmpty)
    }

    @Test func `the state of other work is an error`() throws {
        try ResumableState(path, recipe: "r").keep([1, 2, 3])
        let other = try ResumableState(path, recipe: "another")
        #expect(throws: CatalogueError.self) { try other.found() }
    }

    @Test func `a state that is damaged or cut anywhere is none`() throws {
        let state = try ResumableState(path, recipe: "r")
        try state.keep(Array("a state of some length".utf8))
        let whole = try Array(Data(contentsOf: URL(fileURLWithPath: path + ".journal")))
        for end in 2..<whole.count {
            try Data(whole[..<end]).write(to: URL(fileURLWithPath: path + ".journal"))
            #expect(try state.found() == nil, "\(end) bytes of \(whole.count)")
        }
        for place in 2..<whole.count {
            var changed = whole
            changed[place] ^= 1
            try Data(changed).write(to: URL(fileURLWithPath: path + ".journal"))
            #expect(try state.found() == nil, "byte \(place)")
        }
        try Data(whole).write(to: URL(fileURLWithPath: path + ".journal"))
        #expect(try state.found() != nil)
    }
}
