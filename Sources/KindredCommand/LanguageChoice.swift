import ArgumentParser
import Kindred

/// The option that says which language the reader prefers.
struct LanguageChoice: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Prefer titles and summaries in this language (default: the locale's).",
            valueName: "language"))
    var language: ReaderLanguage?

    /// The language asked for, else that of the locale.
    var reader: Language {
        (language ?? ReaderLanguage(locale: Platform.environment)).language
    }
}

/// A language in which pages are laid out.
enum ReaderLanguage: String, CaseIterable, ExpressibleByArgument {
    case zh, en

    /// The language of the locale that the environment names: Chinese for `zh…`, else English.
    ///
    /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty counts, as POSIX has it
    /// for messages. `LANGUAGE`, which is for catalogues of translations, does not.
    /// - Parameter variable: The value of a variable of the environment.
    init(locale variable: (_ name: String) -> String?) {
        let values = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable)
        let locale = values.first { !$0.isEmpty } ?? ""
        self = locale.lowercased().hasPrefix("zh") ? .zh : .en
    }

    /// The same as a language of texts.
    var language: Language { self == .zh ? .chinese : .english }
}
