import Foundation
import Testing

@testable import KindredCatalogue

@Suite struct TitleKeyTests {
    @Test(arguments: [
        ("Attention Is All You Need", "attentionisallyouneed"),
        ("attention is  all-you need.", "attentionisallyouneed"),
        ("Ａｔｔｅｎｔｉｏｎ　Ｉｓ All You Need！", "attentionisallyouneed"),
        ("ﬁne-tuning", "finetuning"), ("深度学习：综述", "深度学习综述"), ("BERT 综述（二）", "bert综述二"),
        ("C++", "c++"), ("Ünïcode", "ünïcode"), ("U\u{308}n", "ün"), ("x²", "x2"),
        ("Straße İ", "straßei̇"),
    ])
    func `width, case, punctuation and space are folded`(title: String, key: String) {
        #expect(PaperID.titleKey(title)?.value == key.precomposedStringWithCompatibilityMapping)
    }

    @Test(arguments: ["", " ", "…", "—", "\u{0}", "🙂", "。！"])
    func `a title without letters has no key`(title: String) {
        #expect(PaperID.titleKey(title) == nil)
    }

    @Test func `a key is its own key`() throws {
        for title in ["A b", "é-\u{301}x", "한국어 제목", "ﷺ ǅ", "a-\u{301}", "Ⅷ ½ ㋿"] {
            let key = try #require(PaperID.titleKey(title))
            #expect(PaperID.titleKey(key.value) == key)
            #expect(PaperID(key.description) == key)
        }
    }
}
