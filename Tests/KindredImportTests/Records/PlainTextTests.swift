import Testing

@testable import KindredCatalogue

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("plain - well-known 'text'", "plain - well-known 'text'"),
        ("  hard\n  wrapped\ttext \n", "hard wrapped text"),
        (
            #"Erd\H{o}s and R\'enyi, G\"odel, \c{C}a\u{g}lar, {\L}ukasiewicz"#,
            "Erdős and Rényi, Gödel, Çağlar, Łukasiewicz"
        ),
        (#"Na\"{\i}ve \'{E}tude, Stra{\ss}e, \AA ngstr\"om"#, "Naïve Étude, Straße, Ångström"),
        (#"``quoted'' -- dash --- long"#, "“quoted” – dash — long"),
        (#"\emph{so} {\bf bold} \textit{it} {Protected}"#, "so bold it Protected"),
        (#"cost \$5, 5\%, A\&B, a\_b~c"#, "cost $5, 5%, A&B, a_b c"),
        (#"$\alpha$-stable, $O(n^2)$, $x \in X$, \(\beta\)"#, "α-stable, O(n^2), x ∈ X, β"),
        (#"$x^{n+1}$ and $\frac{1}{2}$"#, #"$x^{n+1}$ and $\frac{1}{2}$"#),
        (#"$10$ or 10$ each"#, "10 or 10$ each"),
        (#"as in \cite{a,b} and \unknown{x}"#, #"as in and \unknownx"#),
        (#"end \"#, #"end \"#), (#"\'"#, "\u{301}"), ("{{{", ""), ("$", "$"),
    ])
    func `LaTeX becomes plain text`(source: String, plain: String) {
        #expect(LaTeXText.plain(source) == plain)
    }

    @Test(arguments: [
        (
            "<jats:title>Abstract</jats:title><jats:p>One &lt; two.</jats:p><jats:p>B</jats:p>",
            "One < two. B"
        ),
        ("p < 0.05 &amp; q > 1", "p < 0.05 & q > 1"),
        ("H<sub>2</sub>O <i>in</i> air", "H2O in air"),
        ("caf&eacute; &#233; &#xE9; &nosuch; &#0;", "café é é &nosuch; &#0;"),
        ("a <b", "a <b"), ("<a<b>c", "<ac"), ("", ""),
    ])
    func `markup becomes plain text`(source: String, plain: String) {
        #expect(MarkupText.plain(source) == plain)
    }

    @Test(arguments: [
        ("2019-11-13T18:53:26Z", 2019, 11), ("2019/11", 2019, 11), ("November 2019", 2019, 11),
        ("13 Nov. 2019", 2019, 11), ("Mon, 2 Apr 2007 19:18:42 GMT", 2007, 4),
        ("2019年11月", 2019, 11), ("2019", 2019, 0), ("2019-00-00", 2019, 0),
        ("Sept 2001", 2001, 9), ("July 5-10 2020", 2020, 7), ("Spring 1999", 1999, 0),
    ])
    func `dates in many forms`(text: String, year: Int, month: Int) {
        #expect(PartialDate(text) == PartialDate(year: year, month: month))
    }

    @Test func `a text without year is no date`() {
        #expect(PartialDate("forthcoming") == nil && PartialDate("12/05/99") == nil)
        #expect(PartialDate("0000") == nil)
    }

    @Test func `names are put together as their language wants`() {
        #expect(PersonName.joined(given: "Kaiming", family: "He") == "Kaiming He")
        #expect(PersonName.joined(given: "恺明", family: "何") == "何恺明")
        #expect(
            PersonName.joined(given: "Laurens", family: "Maaten", particle: "van der")
                == "Laurens van der Maaten")
        #expect(PersonName.joined(given: nil, family: " ") == nil)
    }

    @Test func `names are taken apart into given and family`() {
        func parts(_ name: String) -> [String?] {
            let (given, family) = PersonName.parts(of: name)
            return [given, family]
        }
        #expect(parts("Kaiming He") == ["Kaiming", "He"])
        #expect(parts("Laurens van der Maaten") == ["Laurens", "van der Maaten"])
        #expect(parts("何恺明") == ["恺明", "何"])
        #expect(parts("Plato") == [nil, "Plato"])
        #expect(parts("John Smith Jr.") == ["John", "Smith Jr."])
    }
}
