import Foundation
import Synchronization
import Testing

@testable import KindredCommand

/// `kindred score` as a process: what `kindred related` says of the same entries is the truth.
@Suite struct ScoreCommandTests {
    private let scratch = try? Scratch()
    private static let like = ["--like", "Lantern"]

    private func write(_ text: String, _ name: String) throws -> String {
        try #require(scratch).write(text, to: name)
    }

    private static func objects(_ run: ProgramRun) throws -> [[String: Any]] {
        try run.lines.map {
            let value = try JSONSerialization.jsonObject(with: Data($0.utf8))
            return try #require(value as? [String: Any])
        }
    }

    private static let records: [String] =
        ((try? String(contentsOfFile: Fixtures.papers, encoding: .utf8)) ?? "")
        .split(separator: "\n").map(String.init).filter { $0.contains("\"id\"") }

    @Test func `entries of the index score what related gives them`() throws {
        let run = try ProgramRun(["score", Fixtures.papers, "--why"] + Self.like)
        #expect(run.code == 0, "\(run.errors)")
        let scored = try Self.objects(run)
        let related = try ProgramRun("related", "Lantern", "-n", "100", "--json").json()
        let answers = try #require(related["answers"] as? [[String: Any]])
        #expect(answers.count >= 4)
        for answer in answers {
            let id = try #require(answer["id"] as? String)
            let mine = try #require(scored.first { $0["id"] as? String == id })
            let (score, expected) = (
                try #require(mine["score"] as? Double), try #require(answer["score"] as? Double)
            )
            #expect(abs(score - expected) < 1e-6, "\(id)")
            let reasons = try #require(mine["reasons"] as? [[String: Any]])
            let sum = reasons.reduce(0) { $0 + ($1["weight"] as? Double ?? 0) }
            #expect(abs(sum - expected) < 1e-9, "\(id)")
        }
    }

    @Test func `standard input is read in its order, broken lines named and left out`() throws {
        let input = [Self.records[3], "{\"title\": ", Self.records[0], "", Self.records[5]]
        let bytes = Array(input.joined(separator: "\n").utf8)
        let run = try ProgramRun(
            ["score", "--format", "tsv"] + Self.like, input: bytes)
        #expect(run.code == 0)
        let ids = run.lines.map { $0.split(separator: "\t")[0] }
        let expected = try [3, 0, 5].map { place -> Substring in
            let object = try JSONSerialization.jsonObject(with: Data(Self.records[place].utf8))
            return Substring(try #require((object as? [String: Any])?["id"] as? String))
        }
        #expect(ids == expected)
        #expect(run.errors.contains("-:2: "), "\(run.errors)")
        #expect(run.errors.contains("1 bad record was left out"))

        let strict = try ProgramRun(["score", "--strict", "-"] + Self.like, input: bytes)
        #expect(strict.code == 1)
        #expect(strict.lines.count == 1)
        #expect(strict.errors.contains("-:2: "))
    }

    @Test func `nothing at all is no error, and nothing but broken records is`() throws {
        let empty = try ProgramRun(["score"] + Self.like)
        #expect(empty.code == 0 && empty.output.isEmpty && empty.errors.isEmpty)
        let broken = try ProgramRun(
            ["score", "--from", "jsonl"] + Self.like, input: Array("{\"a\"\n".utf8))
        #expect(broken.code == 1 && broken.output.isEmpty && !broken.errors.isEmpty)
    }

    @Test func `the best are ranked, equal scores in the order of the input`() throws {
        let file = try write(
            (Self.records + Self.records).joined(separator: "\n") + "\n", "twice.jsonl")
        let all = try Self.objects(try ProgramRun(["score", file] + Self.like))
        let run = try ProgramRun(["score", file, "--top", "7"] + Self.like)
        let best = try Self.objects(run)
        #expect(best.map { $0["rank"] as? Int } == (1...7).map(Optional.some))
        let ranked = all.enumerated().sorted {
            let (left, right) = (
                $0.element["score"] as? Double ?? 0, $1.element["score"] as? Double ?? 0
            )
            return left == right ? $0.offset < $1.offset : left > right
        }
        #expect(
            best.map { $0["id"] as? String } == ranked.prefix(7).map { $0.element["id"] as? String }
        )
        let trec = try ProgramRun(
            ["score", file, "--top", "3", "--format", "trec"] + Self.like)
        #expect(trec.lines.allSatisfy { $0.hasPrefix("profile Q0 ") && $0.hasSuffix(" kindred") })
        #expect(trec.lines.count == 3)
    }

    @Test func `filters leave out by score, confidence and what is known`() throws {
        let all = try Self.objects(try ProgramRun(["score", Fixtures.papers] + Self.like))
        let some = try Self.objects(
            try ProgramRun(["score", Fixtures.papers, "--threshold", "0.05"] + Self.like))
        #expect(some.count == all.filter { ($0["score"] as? Double ?? 0) >= 0.05 }.count)
        #expect(!some.isEmpty && some.count < all.count)
        let known = try ProgramRun(
            ["score", Fixtures.papers, "-", "--exclude-known"] + Self.like,
            input: Array(#"{"id": "new-1", "title": "Momentum contrast anew"}"#.utf8))
        #expect(try Self.objects(known).map { $0["id"] as? String } == ["new-1"])
    }

    @Test func `a candidate's own record is passed through as it stood`() throws {
        let record = #"{ "id":"x-1",  "title":"Contrastive \u0041","odd":[1, 2.50 ,null] }"#
        let run = try ProgramRun(
            ["score", "--keep"] + Self.like, input: Array((record + "\n").utf8))
        #expect(run.output.hasSuffix("\"record\": " + record + "}\n"), "\(run.output)")
    }

    @Test func `records of other formats are passed through as texts, as they stood`() throws {
        let entries = [
            "@article{one, title = {Contrastive \"Learning\"},\n  year = 2021}",
            "@misc{two, title = {Gr{\\\"o}{\\ss}e}}",
        ]
        let bib = try write(entries.joined(separator: "\n") + "\n", "kept.bib")
        let run = try ProgramRun(["score", bib, Fixtures.papers, "--keep"] + Self.like)
        #expect(run.code == 0, "\(run.errors)")
        let scored = try Self.objects(run)
        #expect(scored.prefix(2).map { $0["record"] as? String } == entries)
        #expect(scored.dropFirst(2).allSatisfy { $0["record"] is [String: Any] })
        #expect(scored.count > 10 && run.errors.isEmpty)
        let list = try write(
            "# Papers\n\n## T\n\n- [Contrastive](https://arxiv.org/abs/2002.05709)\n", "list.md")
        let markdown = try ProgramRun(["score", list, "--keep"] + Self.like)
        #expect(try Self.objects(markdown).allSatisfy { $0["record"] is [String: Any] })
        #expect(markdown.errors.contains("no text of their own"))
    }

    @Test func `candidates and likes come in other formats, and go out in them`() throws {
        let bib = try write(
            """
            @article{one, title = {Contrastive Learning of Photographs}, year = 2021}
            @article{two, title = {Message Passing on Graphs}, year = 2022}
            """, "new.bib")
        let run = try ProgramRun(["score", bib, "--like", "Lantern", "--format", "bibtex"])
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.lines.filter { $0.hasPrefix("% score 0.") }.count == 1)
        #expect(run.output.contains("Contrastive Learning of Photographs"))
        #expect(run.lines.filter { $0.hasPrefix("@") }.count == 2)
        let page = try ProgramRun(
            ["score", bib, "--like", "Lantern", "--format", "markdown", "--top", "1", "--why"])
        #expect(page.lines.count == 1)
        #expect(page.output.hasPrefix("- Contrastive Learning of Photographs (2021): 0."))
        #expect(page.output.contains("contrastive"))
        let liked = try ProgramRun(["score", Fixtures.papers, "--like", bib])
        #expect(liked.code == 0 && liked.lines.count == Self.records.count, "\(liked.errors)")
    }

    @Test func `likes come from files of papers and of ids`() throws {
        let byName = try ProgramRun([
            "score", Fixtures.papers, "--like", "Lantern", "--like", "Ferry",
        ])
        #expect(byName.code == 0, "\(byName.errors)")
        let ids = try write("# mine\nLantern\n\nFerry\nnobody-knows-this\n", "ids.txt")
        let byFile = try ProgramRun(["score", Fixtures.papers, "--like", ids])
        #expect(byFile.output == byName.output)
        #expect(byFile.errors.contains("1 paper is not in the index"))
        let moco = try #require(Self.records.first { $0.contains("Lantern") })
        let papers = try write(moco + "\n", "liked.jsonl")
        #expect(
            try ProgramRun(["score", Fixtures.papers, "--like", papers]).output
                == ProgramRun(["score", Fixtures.papers, "--like", "Lantern"]).output)
    }

    @Test(arguments: ["jsonl", "tsv", "trec"])
    func `parts of the index are merged to what the whole answers`(
        format: String
    ) throws {
        for pairs in [["--pairs", "3", Fixtures.papers], ["--all-pairs", "3"]] {
            let asked = ["score", "--format", format, "--signal", "tfidf"] + pairs
            let whole = try ProgramRun(asked)
            #expect(whole.code == 0 && whole.lines.count >= 10, "\(whole.errors)")
            let parts = try (1...3).map { number in
                let part = try ProgramRun(asked + ["--index-shard", "\(number)/3"])
                #expect(part.code == 0, "\(part.errors)")
                return try write(part.output, "part\(number)")
            }
            let merged = try ProgramRun(["merge", "--top", "3"] + parts)
            #expect(merged.code == 0, "\(merged.errors)")
            // A candidate without neighbours in a part has no line there but in JSONL, so the
            // others cannot tell where its list stands among the lists.
            if format == "jsonl" { #expect(merged.output == whole.output) }
            #expect(merged.lines.sorted() == whole.lines.sorted())
        }
    }

    @Test(arguments: ["jsonl", "tsv"])
    func `pairs say why as related does, in parts too`(format: String) throws {
        for pairs in [["--pairs", "2", Fixtures.papers], ["--all-pairs", "2"]] {
            let asked = ["score", "--why", "--format", format] + pairs
            let whole = try ProgramRun(asked)
            #expect(whole.code == 0 && whole.lines.count >= 10, "\(whole.errors)")
            let parts = try (1...2).map { number in
                try write(
                    try ProgramRun(asked + ["--index-shard", "\(number)/2"]).output, "why\(number)")
            }
            let merged = try ProgramRun(["merge", "--top", "2"] + parts)
            #expect(merged.lines.sorted() == whole.lines.sorted(), "\(merged.errors)")
            guard format == "jsonl" else { continue }
            let related = try ProgramRun("related", "Lantern", "-n", "2", "--json").json()
            let answers = try #require(related["answers"] as? [[String: Any]])
            let lists = try Self.objects(whole)
            let asking = try #require(
                lists.first { $0["id"] as? String == "arXiv:2001.90001" })
            let neighbours = try #require(asking["neighbours"] as? [[String: Any]])
            for (mine, theirs) in zip(neighbours, answers) {
                let reasons = try #require(mine["reasons"] as? [NSDictionary])
                #expect(reasons == theirs["reasons"] as? [NSDictionary])
                #expect(!reasons.isEmpty)
            }
        }
    }

    @Test func `a part that breaks off is not merged`() throws {
        let parts = try (1...2).map { number in
            let run = try ProgramRun(
                "score", "--all-pairs", "3", "--index-shard", "\(number)/2")
            return try write(run.output, "broken\(number)")
        }
        let cut = try write(
            try String(contentsOfFile: parts[1], encoding: .utf8).split(separator: "\n").dropLast()
                .joined(separator: "\n"), "cut")
        for files in [[parts[0], cut], [cut, parts[0]]] {
            let merged = try ProgramRun(["merge", "--top", "3"] + files)
            #expect(merged.code == 1 && merged.output.isEmpty)
            #expect(merged.errors.contains("kindred: "))
        }
    }

    @Test(.timeLimit(.minutes(5))) func `a named pipe gets all batches`() throws {
        let lines = (0..<20_000).map { "{\"id\":\"x\($0)\",\"title\":\"A lantern for ferries\"}\n" }
        let candidates = try write(lines.joined(), "many.jsonl")
        let pipe = try write("", "pipe")
        unlink(pipe)
        try #require(mkfifo(pipe, 0o600) == 0)
        let read = Mutex(Data())
        let reader = Thread {
            let bytes = FileHandle(forReadingAtPath: pipe)?.readDataToEndOfFile() ?? Data()
            read.withLock { $0 = bytes }
        }
        reader.start()
        let options = ["score", candidates, "--format", "tsv"] + Self.like
        #expect(try ProgramRun(options + ["-o", pipe]).code == 0)
        while !reader.isFinished { usleep(10_000) }
        let whole = try ProgramRun(options).output
        #expect(read.withLock { String(decoding: $0, as: UTF8.self) } == whole)
        #expect(whole.split(separator: "\n").count >= 20_000)
    }

    @Test func `names in a list that the index lacks are counted`() throws {
        let names = try write("# mine\nLantern\nNobody at all\n", "names.txt")
        let run = try ProgramRun("score", Fixtures.papers, "--like", names)
        #expect(run.code == 0)
        #expect(run.errors.contains("names.txt: 1 paper is not in the index."))
    }

    @Test func `ranked candidates of several files are ranked anew`() throws {
        let halves = [Self.records.prefix(5), Self.records.dropFirst(5)]
        for format in ["jsonl", "tsv", "trec"] {
            let options = ["--top", "4", "--format", format] + Self.like
            let parts = try halves.enumerated().map { place, records in
                let file = try write(records.joined(separator: "\n"), "half\(place).jsonl")
                return try write(
                    try ProgramRun(["score", file] + options).output, "half\(place).out")
            }
            let whole = try ProgramRun(["score", Fixtures.papers] + options)
            let merged = try ProgramRun(["merge", "--top", "4"] + parts)
            #expect(merged.output == whole.output, "\(format): \(merged.errors)")
        }
        let foreign = try ProgramRun(["merge", "--top", "4", Fixtures.papers, Fixtures.papers])
        #expect(foreign.code == 1)
        #expect(try ProgramRun("merge", Fixtures.papers).code == 64)
    }

    /// Forty files with the entries under other names.
    private func manyInputs() throws -> [String] {
        try (0..<40).map { number in
            try write(
                Self.records.map {
                    $0.replacingOccurrences(of: "\"id\":\"", with: "\"id\":\"\(number)-")
                }.joined(separator: "\n") + "\n", "in\(number).jsonl")
        }
    }

    @Test(arguments: [
        ["--threshold", "0.01", "--why"], ["--top", "50", "--why"],
        ["--top", "7", "--format", "tsv"], ["--top", "9", "--format", "bibtex"],
    ])
    func `a run that is killed again and again goes on to the same file, byte for byte`(
        options: [String]
    ) throws {
        let whole = try #require(scratch).path("whole.jsonl")
        let asked = ["score"] + (try manyInputs()) + ["--like", "Lantern"] + options
        #expect(try ProgramRun(asked + ["-o", whole]).code == 0)
        let cut = try #require(scratch).path("cut.jsonl")
        let command = ([ProgramRun.program] + asked + ["-o", cut, "--resume"])
            .map { "'\($0)'" }.joined(separator: " ")
        var (kills, code) = (0, Int32(-1))
        while code != 0, kills < 200 {
            // A little later each time, from before the program reads to behind its end.
            let seconds = 0.05 + 0.02 * Double(kills)
            let run = try ProgramRun(
                ["-c", "timeout -s KILL \(seconds) \(command)"], program: "/bin/sh")
            code = run.code
            if code != 0 {
                #expect(code == 137, "\(run.errors)")
                #expect(!FileManager.default.fileExists(atPath: cut))
                kills += 1
            }
        }
        #expect(kills > 0)
        let (one, other) = (
            FileManager.default.contents(atPath: whole),
            FileManager.default.contents(atPath: cut)
        )
        #expect(one != nil && one == other)
        let names = try #require(scratch).names
        // A file that a killed run was writing aside may stay while its process lingers.
        let left = names.filter { $0.hasPrefix("cut") }
        #expect(left == ["cut.jsonl"], "\(names)")
    }

    /// Writes a file of the same size so that it seems unchanged.
    private func rewrite(_ text: String, _ path: String) throws {
        var before = stat()
        try #require(stat(path, &before) == 0)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try #require(utimensat(AT_FDCWD, path, [before.st_atim, before.st_mtim], 0) == 0)
    }

    @Test func `input that was changed meanwhile is not gone on with`() throws {
        let out = try #require(scratch).path("out.jsonl")
        let half = try write(Self.records.joined(separator: "\n") + "\n{", "half.jsonl")
        let asked = ["score", half, "--from", "jsonl", "--strict", "-o", out] + Self.like
        #expect(try ProgramRun(asked).code == 1)
        _ = try write(Self.records.joined(separator: "\n") + "\n ", "half.jsonl")
        let run = try ProgramRun(asked + ["--resume"])
        #expect(run.code == 1)
        #expect(run.errors.contains("other input"))
        #expect(try ProgramRun(asked).code == 0)
    }

    @Test func `ranking goes on with what was found, and scores no candidate again`() throws {
        let inputs = Array(try manyInputs().prefix(20))
        let sound = #"{"id": "last", "title": "Contrastive Learning of Street Photographs"}"#
        let last = try write(String(repeating: "{", count: sound.utf8.count), "last.jsonl")
        let out = try #require(scratch).path("out.jsonl")
        let asked =
            ["score"] + inputs + [last, "--from", "jsonl", "--strict", "--top", "50", "-o", out]
            + Self.like
        // A strict run ends at a broken record, and what it had found by then stays.
        #expect(try ProgramRun(asked).code == 1)
        #expect(try #require(scratch).names.contains("out.jsonl.journal"))
        try rewrite(sound, last)
        let first = try String(contentsOfFile: inputs[0], encoding: .utf8)
        try rewrite(first.replacingOccurrences(of: "\"id\":\"0", with: "\"id\":\"x"), inputs[0])
        #expect(try ProgramRun(asked + ["--resume"]).code == 0)
        let resumed = try String(contentsOfFile: out, encoding: .utf8)
        #expect(!resumed.contains("\"x-") && resumed.contains("\"last\""))
        try rewrite(first, inputs[0])
        #expect(try ProgramRun(asked).code == 0)
        #expect(try String(contentsOfFile: out, encoding: .utf8) == resumed)
        #expect(try !(#require(scratch).names.contains("out.jsonl.journal")))
    }

    @Test func `what an interrupted run began with other settings is not gone on with`() throws {
        let out = try #require(scratch).path("out.jsonl")
        _ = try write("{\"program\": \"another\"}\n", "out.jsonl.journal")
        _ = try write("", "out.jsonl.partial")
        let run = try ProgramRun(
            ["score", Fixtures.papers, "-o", out, "--resume"] + Self.like)
        #expect(run.code == 1)
        #expect(run.errors.contains("other settings"))
        let ranked = try ProgramRun(
            ["score", Fixtures.papers, "-o", out, "--resume", "--top", "3"] + Self.like)
        #expect(ranked.code == 1 && ranked.errors.contains("other settings"))
        #expect(try ProgramRun(["score", Fixtures.papers, "-o", out] + Self.like).code == 0)
        #expect(
            try ProgramRun(["score", Fixtures.papers] + Self.like).output
                == String(contentsOfFile: out, encoding: .utf8))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/bin/bash"), "bash is not here"))
    func `each line of a pipe is answered before the next one comes`() throws {
        let script = """
            coproc K { '\(ProgramRun.program)' score --like Lantern --format tsv; }
            for n in 1 2 3; do
              printf '{"id": "n%s", "title": "Momentum contrast"}\\n' $n >&"${K[1]}"
              read -r -t 60 -u "${K[0]}" line || exit 9
              echo "$line"
            done
            """
        let run = try ProgramRun(["-c", script], program: "/bin/bash")
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.lines.map { $0.prefix(2) } == ["n1", "n2", "n3"])
    }

    @Test func `what cannot be meant is said`() throws {
        let wrong: [([String], String)] = [
            ([], "Say what you like"), (["--pairs", "0"], "at least 1"),
            (["--pairs", "1", "--all-pairs", "1"], "not both"),
            (["--like", "Lantern", "--resume"], "give -o"),
            (["--like", "Lantern", "--format", "trec"], "--top"),
            (["--like", "Lantern", "--index-shard", "1/2"], "--pairs"),
            (["--pairs", "1", "--index-shard", "3/2"], "3/2"),
            (["--pairs", "1", "--like", "Lantern"], "no profile"),
            (["--like", "Lantern", "--keep", "--format", "tsv"], "JSONL"),
        ]
        for (arguments, words) in wrong {
            let run = try ProgramRun(["score", Fixtures.papers] + arguments)
            #expect(run.code == 64, "\(arguments)")
            #expect(run.errors.contains(words), "\(run.errors)")
        }
        #expect(try ProgramRun("score", "/nowhere.jsonl", "--like", "Lantern").code == 1)
    }
}
