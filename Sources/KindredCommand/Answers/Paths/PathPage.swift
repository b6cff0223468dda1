import Kindred

/// A reading path as every page tells it: title, facts, stages and steps, in one language.
///
/// Markdown, HTML, Mermaid and SVG write what stands here, each with its own signs. A page depends
/// on the path alone, so the same path gives the same bytes.
struct PathPage {
    /// The path to tell.
    let path: ReadingPath
    /// The language of labels, and of titles and topics where they have one in it.
    let language: Language
    /// What the topics are called in other languages.
    var names = TopicNames()

    /// The labels of the page.
    var words: PathPageWords { PathPageWords(language: language) }

    /// `Reading path: computer vision › image segmentation`.
    var title: String { PathWords(path, language, names: names).title }

    /// Steps, time and coverage in one line.
    var summary: String { PathWords(path, language, names: names).summary }

    /// A warning where little is close to what was asked; nil where there is no need.
    var caution: String? { PathWords(path, language, names: names).caution }

    /// The stages that have steps, in reading order.
    var stages: [Stage] {
        ReadingPath.Stage.allCases.compactMap { stage in
            let steps = path.steps(of: stage)
            return steps.isEmpty
                ? nil
                : Stage(stage: stage, name: Self.name(of: stage, language), steps: steps.map(step))
        }
    }

    /// A stage with its steps.
    struct Stage {
        let stage: ReadingPath.Stage
        let name: String
        let steps: [Step]
    }

    /// A stage's name as a heading.
    static func name(of stage: ReadingPath.Stage, _ language: Language) -> String {
        let name = stage.name(in: language)
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    private func step(_ step: ReadingPath.Step) -> Step {
        Step(step: step, language: language)
    }
}

extension PathPage {
    /// One step, in the language of the page.
    struct Step {
        let step: ReadingPath.Step
        let language: Language

        private var paper: Paper { step.paper }
        private var words: PathPageWords { PathPageWords(language: language) }

        /// The step's number, from 1.
        var number: Int { step.number }

        /// The title on one line, in the language of the page where there is one in it.
        var title: String { paper.shownTitle(in: language) }

        /// The first title in another language; nil where there is none.
        var otherTitle: String? { paper.titles(besides: title).first }

        /// Where the entry is found on the web; nil where it has no such address.
        var address: String? {
            let links = [paper.mainLink].compactMap(\.self) + paper.links
            return links.lazy.compactMap { Markup.webAddress($0.url) }.first
        }

        /// `2019`, `survey`, `about 1 h`: what there is of year, kind and contribution, and minutes.
        var facts: [String] {
            var facts: [String] = []
            if let year = paper.year { facts.append(String(year)) }
            if paper.kind != .paper { facts.append(words.label(paper.kind.rawValue)) }
            if let contribution = paper.contribution {
                facts.append(words.label(contribution.rawValue))
            }
            return facts + [words.about(minutes: step.minutes)]
        }

        /// Year and minutes alone, for where there is little room.
        var shortFacts: [String] {
            (paper.year.map { [String($0)] } ?? []) + [words.duration(minutes: step.minutes)]
        }

        /// Why it is there, as a sentence.
        var because: String { step.because(in: language).plainLine }

        /// What it is about; nil where nobody says.
        var summary: String? {
            (paper.summary.preferring(language) ?? paper.abstract.preferring(language))?.plainLine
        }

        /// The terms it adds.
        var adds: [String] { step.adds.compactMap { $0.preferring(language)?.plainLine } }

        /// The earlier steps it leans on, each with the names and terms through which.
        var leans: [(step: Int, through: [String])] {
            step.leansOn.map { lean in
                let terms = lean.terms.compactMap { $0.preferring(language) }
                return (lean.step, (lean.names + terms).map(\.plainLine))
            }
        }

        /// The other addresses on the web that belong to the entry, each with what it leads to.
        var otherLinks: [(label: String, address: String)] {
            var seen = Set([address].compactMap(\.self))
            return paper.links.compactMap { link in
                guard let address = Markup.webAddress(link.url), seen.insert(address).inserted
                else { return nil }
                return (words.label(link.kind.rawValue), address)
            }
        }
    }
}
