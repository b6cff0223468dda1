import ArgumentParser

/// The script by which a shell completes our commands, as the argument parser generates it, with
/// one thing more: where a subcommand may be left out, what it takes is completed all the same.
///
/// `kindred index pap⇥` therefore offers files beside the names of subcommands. The argument parser
/// knows of no default subcommand when it writes completions; the few lines about one are put where
/// its script goes through subcommands. A place that is not found leaves the script as it was.
struct CompletionScript {
    /// The whole script.
    private(set) var text: String

    /// - Parameter shell: Bash, zsh or fish.
    init(for shell: CompletionShell) {
        text = KindredProgram.completionScript(for: shell)
        for command in KindredProgram.configuration.subcommands {
            let configuration = command.configuration
            guard let name = configuration.commandName,
                let usual = configuration.defaultSubcommand?.configuration.commandName
            else { continue }
            switch shell {
            case .bash: addToBash(usual, of: name)
            case .zsh: addToZsh(usual, of: name)
            default: addToFish(usual, of: name)
            }
        }
    }

    /// Names are offered for the first word only; then the words are the default's.
    private mutating func addToBash(_ usual: String, of command: String) {
        replace(
            inFunction: "_kindred_\(command)",
            [
                (
                    "        COMPREPLY+=(",
                    "        [[ \"${#unparsed_words[@]}\" -eq 0 ]] && COMPREPLY+=("
                ),
                (
                    "        ;;\n    esac\n}",
                    """
                            # Offer what may follow where `\(usual)` is left out
                            unparsed_words=("${subcommand}" "${unparsed_words[@]}")
                            _kindred_\(command)_\(usual)
                            ;;
                        esac
                    }
                    """
                ),
            ])
    }

    private mutating func addToZsh(_ usual: String, of command: String) {
        let function = "_kindred_\(command)"
        let names = "        _describe -V subcommand subcommands && ret=0\n"
        let call = "            \"\(function)_${words[1]}\" && ret=0\n            ;;\n"
        replace(
            inFunction: function,
            [
                (names, names + "        \(function)_\(usual) && ret=0\n"),
                (
                    call,
                    call
                        + """
                                *)
                                    words=('\(usual)' "${words[@]}")
                                    ((CURRENT++))
                                    \(function)_\(usual) && ret=0
                                    ;;

                        """
                ),
            ])
    }

    private mutating func addToFish(_ usual: String, of command: String) {
        // The words of the default are read as if it had been named; then its lines hold.
        let start = "        case '\(command)'\n"
        let choice = "            switch $unparsed_tokens[1]\n"
        let some = "            if test -n \"$unparsed_tokens[1]\"\n"
        guard let head = text.range(of: start),
            let place = text[head.upperBound...].range(of: choice),
            let end = text[place.upperBound...].range(of: "\n            end\n"),
            let names = Self.caseNames(in: text[place.upperBound..<end.lowerBound])
        else { return }
        text.replaceSubrange(
            place,
            with: some
                + "                and not contains -- $unparsed_tokens[1] \(names)\n"
                + "                set -p unparsed_tokens '\(usual)'\n"
                + "            end\n" + choice)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let asked = "\"kindred \(command) \(usual)\" -ge 1'"
        guard let file = lines.first(where: { $0.contains(asked) }) else { return }
        let bare = file.replacing(asked, with: "\"kindred \(command)\" -eq 1'")
        text.replace("\n\(file)\n", with: "\n\(file)\n\(bare)\n")
    }

    /// The names in `case 'build'` and the like.
    private static func caseNames(in text: Substring) -> String? {
        let names = text.split(separator: "\n").compactMap { line in
            line.hasPrefix("            case ") ? line.dropFirst(17) : nil
        }
        return names.isEmpty ? nil : names.joined(separator: " ")
    }

    /// Puts other lines in the place of those that stand in a function once; all or none.
    private mutating func replace(
        inFunction name: String, _ changes: [(old: String, new: String)]
    ) {
        guard let start = text.range(of: "\n\(name)() {\n"),
            let end = text[start.upperBound...].range(of: "\n}\n")
        else { return }
        // With the brace that closes it.
        let whole = start.lowerBound..<text.index(before: end.upperBound)
        var body = String(text[whole])
        for (old, new) in changes {
            guard body.ranges(of: old).count == 1 else { return }
            body.replace(old, with: new)
        }
        text.replaceSubrange(whole, with: body)
    }
}
