import Testing

@testable import KindredCommand

@Suite struct ProgressLineTests {
    @Test func `the line tells the stage and how long it all has lasted`() {
        let text = ProgressLine.text("counting terms", after: .milliseconds(12_900))
        #expect(text == "counting terms … 12 s")
    }
}

@Suite struct NumbersTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (87_246, "87,246"), (-1_234_567, "-1,234,567"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `digits come in threes`(number: Int, text: String) {
        #expect(number.grouped == text)
    }

    @Test(arguments: [
        (0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (1_250_000, "1.3 MB"),
        (999_999, "1.0 MB"), (130_000_000, "130.0 MB"), (Int.max, "9,223,372.0 TB"),
    ])
    func `sizes have one place and a unit`(bytes: Int, text: String) {
        #expect(bytes.asSizeInBytes == text)
    }

    @Test func `one thing is not several`() {
        #expect(1.of("entry", "entries") == "1 entry")
        #expect(2000.of("entry", "entries") == "2,000 entries")
        #expect(0.of("entry", "entries") == "0 entries")
    }
}
