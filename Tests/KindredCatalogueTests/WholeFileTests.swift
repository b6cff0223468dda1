import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct WholeFileTests {
    private func write(_ text: String, to path: String) throws {
        try Array(text.utf8).withUnsafeBytes { try WholeFile.write($0, to: path) }
    }

    private func contents(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    private func mode(_ path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test func `a new file holds the bytes and nothing is left beside it`() throws {
        try Samples.withFolder { folder in
            try write("one", to: folder + "/a")
            #expect(contents(folder + "/a") == "one")
            try write("", to: folder + "/a")
            #expect(contents(folder + "/a") == "")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
        }
    }

    @Test func `what a killed program left goes, what somebody writes or named stays`() throws {
        try Samples.withFolder { folder in
            // No process has this number: the system gives out smaller ones.
            let (dead, own) = (2_000_000_000, getpid())
            let names = [
                ".kindred-\(dead)-0.tmp", ".kindred-\(dead)-7.tmp", ".kindred-\(own)-0.tmp",
                ".kindred-\(dead).tmp", ".kindred-x-0.tmp", "kindred-\(dead)-0.tmp", "other",
            ]
            for name in names {
                try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
            }
            let held = open(folder + "/" + names[1], O_RDONLY)
            defer { close(held) }
            try #require(flock(held, LOCK_EX | LOCK_NB) == 0)
            WholeFile.removeLeftovers(beside: folder + "/papers.kindred")
            #expect(
                Set(try FileManager.default.contentsOfDirectory(atPath: folder))
                    == Set(names.dropFirst()))
        }
    }

    @Test func `permissions stay as they were`() throws {
        try Samples.withFolder { folder in
            let path = folder + "/a"
            try write("one", to: path)
            for permissions in [0o640, 0o600, 0o755] {
                try FileManager.default.setAttributes(
                    [.posixPermissions: permissions], ofItemAtPath: path)
                try write("two", to: path)
                #expect(mode(path) == permissions)
            }
        }
    }

    @Test func `a link stays and its target changes`() throws {
        try Samples.withFolder { folder in
            let files = FileManager.default
            try files.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: false)
            try files.createSymbolicLink(
                atPath: folder + "/link", withDestinationPath: "sub/target")
            for text in ["new", "newer"] {
                try write(text, to: folder + "/link")
                #expect(contents(folder + "/sub/target") == text)
                #expect(
                    try files.destinationOfSymbolicLink(atPath: folder + "/link") == "sub/target")
            }
            try files.createSymbolicLink(atPath: folder + "/loop", withDestinationPath: "loop")
            #expect(throws: CatalogueError.self) { try write("x", to: folder + "/loop") }
        }
    }

    @Test func `a failure leaves the old file and nothing beside it`() throws {
        try Samples.withFolder { folder in
            try write("old", to: folder + "/a")
            let failure = CatalogueError.cannotWrite(path: "a", step: "writing", reason: ENOSPC)
            #expect(throws: failure) {
                try WholeFile.write(to: folder + "/a") { (file) throws(CatalogueError) in
                    try file.append(Array("half".utf8))
                    throw failure
                }
            }
            #expect(contents(folder + "/a") == "old")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a"])
            #expect(failure.description.contains("Make room"))
        }
    }

    @Test func `what cannot be written is said in a sentence`() throws {
        try Samples.withFolder { folder in
            let missing = folder + "/none/a"
            #expect(
                throws: CatalogueError.cannotWrite(path: missing, step: "opening", reason: ENOENT)
            ) { try write("x", to: missing) }
            #expect(
                throws: CatalogueError.cannotWrite(path: folder, step: "opening", reason: EISDIR)
            ) { try write("x", to: folder) }
            #expect(
                throws: CatalogueError.cannotWrite(
                    path: "/dev/full", step: "writing", reason: ENOSPC)
            ) { try write("x", to: "/dev/full") }
        }
    }

    @Test func `a device is written to and not replaced`() throws {
        try write("x", to: "/dev/null")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFCHR)
    }

    @Test func `a leftover of another process is not touched`() throws {
        try Samples.withFolder { folder in
            let leftover = folder + "/.kindred-\(getpid())-0.tmp"
            try Data("theirs".utf8).write(to: URL(fileURLWithPath: leftover))
            try write("mine", to: folder + "/a")
            #expect(contents(folder + "/a") == "mine")
            #expect(contents(leftover) == "theirs")
        }
    }
}
