import Kindred

/// The words that pages of reading paths put between what they tell, in the reader's language.
struct PathPageWords {
    let language: Language

    private var isChinese: Bool { language == .chinese }

    /// A label such as a kind's: the page's own words, as elsewhere in the program.
    func label(_ english: String) -> String { PageWords(language: language)(english) }

    /// The language as HTML and XML name it.
    var code: String { isChinese ? "zh" : "en" }

    /// What stands between the members of a list.
    var comma: String { isChinese ? "、" : ", " }

    /// What stands between facts.
    var dot: String { " · " }

    /// How many paths a folder has, and through which topics.
    func paths(_ count: Int, minimum: Int) -> String {
        isChinese
            ? "\(count.grouped) 条路径，各主题至少 \(minimum.grouped) 条"
            : count.of("path", "paths") + " through topics with "
                + minimum.of("entry", "entries") + " or more"
    }

    /// How many steps there are.
    func steps(_ count: Int) -> String {
        isChinese ? "\(count.grouped) 步" : count.of("step", "steps")
    }

    /// A time as people say it: `45 min`, `1 h`, `6 h 20 min`.
    func duration(minutes: Int) -> String {
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        let hourWord = isChinese ? "小时" : "h"
        let minuteWord = isChinese ? "分钟" : "min"
        let parts = [
            hours > 0 ? "\(hours.grouped) \(hourWord)" : nil,
            rest > 0 || hours == 0 ? "\(rest) \(minuteWord)" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: " ")
    }

    /// An estimated time.
    func about(minutes: Int) -> String {
        (isChinese ? "约 " : "about ") + duration(minutes: minutes)
    }

    /// The line of one lean: the step and through what.
    func lean(on step: String, through words: [String]) -> String {
        guard !words.isEmpty else { return step }
        let list = words.joined(separator: comma)
        return isChinese ? "\(step)：\(list)" : "\(step): \(list)"
    }

    /// A step's name inside a sentence.
    func step(_ number: Int) -> String { isChinese ? "第 \(number) 步" : "step \(number)" }

    /// The page's own labels; see the table for what there is.
    func callAsFunction(_ word: Word) -> String { isChinese ? word.chinese : word.english }

    /// A label of a page, in both languages.
    enum Word {
        case more, adds, leansOn, links, read, arrows, index, paths, noPath

        fileprivate var english: String {
            switch self {
            case .more: "More"
            case .adds: "Adds"
            case .leansOn: "Leans on"
            case .links: "Links"
            case .read: "read"
            case .arrows:
                "An arrow leads from a step to one that leans on it; bold, to what leans on it most."
            case .index: "Reading paths"
            case .paths: "All reading paths"
            case .noPath: "There is no step to show."
            }
        }

        fileprivate var chinese: String {
            switch self {
            case .more: "详情"
            case .adds: "新增"
            case .leansOn: "承接"
            case .links: "链接"
            case .read: "已读"
            case .arrows: "箭头从一步指向承接它的一步；粗线为主要承接。"
            case .index: "阅读路径"
            case .paths: "全部阅读路径"
            case .noPath: "没有可显示的步骤。"
            }
        }
    }
}
