import ArgumentParser
import Kindred

/// The program `kindred`.
///
/// Exit codes: 0 answered, 1 bad input or data, 3 nothing found, 64 wrong usage. Answers go to
/// standard output; everything else, errors included, to standard error.
@main
struct KindredProgram: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kindred",
        abstract: "Finds papers akin to the ones you like, offline, in Chinese and English.",
        discussion: """
            Papers are named as you would type them: an arXiv id, a DOI, an address, a title or \
            its beginning, a name such as MoCo. Without --catalogue or --index, the seeds answer.

            EXAMPLES:
              kindred related arXiv:1911.05722
              kindred related "图神经网络 推荐" --why
              kindred topics

            EXIT CODES:
              0  answered
              1  bad input or data
              3  nothing found
              64 wrong usage
            """,
        version: KindredVersion.number,
        subcommands: [
            RelatedCommand.self, PathCommand.self, ShowCommand.self, TopicsCommand.self,
            ScoreCommand.self, MergeCommand.self, ImportCommand.self, ExportCommand.self,
            IndexCommand.self, StatsCommand.self, InfoCommand.self, VerifyCommand.self,
            EvaluateCommand.self,
            ModelsCommand.self, TrainTranslationsCommand.self,
            CompletionsCommand.self,
        ])

    /// Runs what the arguments say and turns every error into one sentence and an exit code.
    static func main() {
        Platform.endQuietlyOnBrokenPipe()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error as CommandError {
            complain(error.description)
            Platform.end(error.exitCode)
        } catch  where exitCode(for: error) == .failure {
            // Every error of ours describes itself in sentences.
            complain(String(describing: error))
            Platform.end(ExitCode.failure.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    /// What stands before every complaint, the argument parser's too.
    static let _errorPrefix = "kindred: "

    /// Says a sentence on standard error. What of it came from a file moves no cursor.
    static func complain(_ sentence: String) {
        ProgressLine.clear()
        // Where even that cannot be written, nobody is left to tell.
        try? Platform.write(_errorPrefix + sentence.withoutControls + "\n", to: .error)
    }
}
