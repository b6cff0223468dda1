import Foundation
import Testing

@testable import KindredCommand

@Suite struct JSONTests {
    @Test(arguments: [
        (4100, 4, "0.41"), (0, 6, "0"), (-5, 3, "-0.005"), (123_456, 3, "123.456"),
        (2000, 3, "2"), (7, 0, "7"), (-1_500_000, 6, "-1.5"),
    ])
    func `decimals have no noise and no empty places`(units: Int, places: Int, text: String) {
        #expect(JSON.decimal(units: units, places: places).onOneLine == text)
    }

    @Test func `any text survives`() throws {
        let text = "quote \" slash / back \\ line \n\r\t bell \u{7} 图 🏮 \u{2028} \u{7F} \0"
        let printed = JSON(["text": .text(text)]).printed()
        let read = try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: String]
        #expect(read?["text"] == text)
        #expect(printed.contains("slash / back"))
    }

    @Test func `keys keep their order`() {
        #expect(JSON(["z": .null, "a": .truth(true)]).onOneLine == #"{"z": null, "a": true}"#)
    }

    @Test func `what fits stays on one line, the rest is broken up`() {
        let list = JSON.list([.text("aaaa"), .object([.init(key: "k", value: .integer(1))])])
        #expect(list.printed(width: 40) == #"["aaaa", {"k": 1}]"#)
        #expect(list.printed(width: 10) == "[\n  \"aaaa\",\n  {\"k\": 1}\n]")
    }

    @Test func `empty lists and objects are short at any width`() {
        #expect(JSON.list([]).printed(width: 1) == "[]")
        #expect(JSON.object([]).printed(width: 1) == "{}")
    }
}
