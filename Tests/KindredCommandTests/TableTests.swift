import Testing

@testable import KindredCommand

@Suite struct TableTests {
    private let table = Table(
        columns: [
            Table.Column(title: "n", alignment: .right),
            Table.Column(title: "title", mayShrink: true),
            Table.Column(title: "link"),
        ],
        rows: [["1", "图神经网络推荐", "a.org"], ["12", "Lantern 🏮", "b.org"]])

    private func terminal(_ width: Int) -> Terminal { Terminal(width: width, hasColour: false) }

    @Test func `columns of Chinese and Latin text align`() {
        #expect(
            table.lines(on: terminal(80)) == [
                " n  title           link",
                " 1  图神经网络推荐  a.org",
                "12  Lantern 🏮      b.org",
            ])
    }

    @Test func `a narrow terminal shortens only what may shrink`() {
        #expect(
            table.lines(on: terminal(20)) == [
                " n  title      link",
                " 1  图神经网…  a.org",
                "12  Lantern…   b.org",
            ])
    }

    @Test(arguments: 19...60)
    func `every line fits`(width: Int) {
        for line in table.lines(on: terminal(width)) { #expect(line.displayWidth <= width) }
    }

    @Test func `a table without rows is its titles alone`() {
        let empty = Table(columns: table.columns)
        #expect(empty.lines(on: terminal(80)) == ["n  title  link"])
    }

    @Test func `colour changes no column`() {
        let colours = Table(
            columns: [Table.Column(title: "", style: .bold), Table.Column(title: "")],
            rows: [["图", "x"], ["abc", "y"]])
        let lines = colours.lines(on: Terminal(width: 80, hasColour: true))
        #expect(lines == ["\u{1B}[1m图\u{1B}[0m   x", "\u{1B}[1mabc\u{1B}[0m  y"])
    }
}
