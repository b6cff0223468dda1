function __kindred_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __kindred_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __kindred_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __kindred_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __kindred_parse_tokens -S
    set -l unparsed_tokens (__kindred_tokens -pc)
    switch $unparsed_tokens[1]
    case 'kindred'
        __kindred_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'related'
            __kindred_parse_subcommand -r 1 'n/limit=' 'why' 'like=+' 'unlike=+' 'kind=+' 'since=' 'until=' 'topic=' 'signal=' 'language=' 'catalogue=' 'index=' 'threads=' 'json' 'atom' 'date=' 'version' 'h/help'
        case 'path'
            __kindred_parse_subcommand -r 1 'to=' 'from=' 'papers=' 'hours=' 'level=' 'known=+' 'kind=+' 'format=' 'json' 'o/output=' 'all' 'min=' 'language=' 'catalogue=' 'index=' 'threads=' 'version' 'h/help'
        case 'show'
            __kindred_parse_subcommand -r 1 'language=' 'catalogue=' 'index=' 'threads=' 'json' 'version' 'h/help'
        case 'topics'
            __kindred_parse_subcommand 1 'depth=' 'language=' 'catalogue=' 'index=' 'threads=' 'json' 'version' 'h/help'
        case 'score'
            __kindred_parse_subcommand -r 1 'like=+' 'unlike=+' 'text=+' 'pairs=' 'all-pairs=' 'from=' 'format=' 'o/output=' 'top=' 'threshold=' 'confidence=' 'why' 'exclude-known' 'keep' 'strict' 'resume' 'index-shard=' 'signal=' 'catalogue=' 'index=' 'threads=' 'version' 'h/help'
        case 'merge'
            __kindred_parse_subcommand -r 1 'top=' 'o/output=' 'version' 'h/help'
        case 'import'
            __kindred_parse_subcommand -r 1 'o/output=' 'from=' 'column=+' 'keep-fields' 'check' 'json' 'version' 'h/help'
        case 'export'
            __kindred_parse_subcommand -r 1 'to=' 'o/output=' 'bom' 'language=' 'n/neighbours=' 'signal=' 'title=' 'date=' 'catalogue=' 'index=' 'threads=' 'version' 'h/help'
        case 'index'
            __kindred_parse_subcommand 0 'version' 'h/help'
            if test -n "$unparsed_tokens[1]"
                and not contains -- $unparsed_tokens[1] 'build' 'add' 'update' 'remove' 'refit' 'merge'
                set -p unparsed_tokens 'build'
            end
            switch $unparsed_tokens[1]
            case 'build'
                __kindred_parse_subcommand -r 1 'o/output=' 'signal=+' 'stemming=' 'bigrams' 'no-bigrams' 'min-df=' 'title-weight=' 'dimensions=' 'encoder=' 'stats=' 'no-translations' 'threads=' 'json' 'version' 'h/help'
            case 'add'
                __kindred_parse_subcommand -r 1 'index=' 'threads=' 'json' 'version' 'h/help'
            case 'update'
                __kindred_parse_subcommand -r 1 'index=' 'threads=' 'json' 'version' 'h/help'
            case 'remove'
                __kindred_parse_subcommand -r 1 'index=' 'threads=' 'json' 'version' 'h/help'
            case 'refit'
                __kindred_parse_subcommand 0 'index=' 'threads=' 'json' 'version' 'h/help'
            case 'merge'
                __kindred_parse_subcommand -r 1 'o/output=' 'threads=' 'json' 'version' 'h/help'
            end
        case 'stats'
            __kindred_parse_subcommand 0 'version' 'h/help'
            if test -n "$unparsed_tokens[1]"
                and not contains -- $unparsed_tokens[1] 'count' 'merge'
                set -p unparsed_tokens 'count'
            end
            switch $unparsed_tokens[1]
            case 'count'
                __kindred_parse_subcommand -r 1 'o/output=' 'json' 'signal=+' 'stemming=' 'bigrams' 'no-bigrams' 'min-df=' 'title-weight=' 'dimensions=' 'encoder=' 'threads=' 'version' 'h/help'
            case 'merge'
                __kindred_parse_subcommand -r 1 'o/output=' 'json' 'version' 'h/help'
            end
        case 'info'
            __kindred_parse_subcommand 1 'json' 'version' 'h/help'
        case 'verify'
            __kindred_parse_subcommand 1 'json' 'version' 'h/help'
        case 'evaluate'
            __kindred_parse_subcommand 1 'qrels=' 'profiles=' 'compare=+' 'pool=' 'judged-only' 'signal=' 'n/depth=' 'seed=' 'run=' 'per-query' 'threads=' 'json' 'version' 'h/help'
        case 'models'
            __kindred_parse_subcommand 0 'version' 'h/help'
            if test -n "$unparsed_tokens[1]"
                and not contains -- $unparsed_tokens[1] 'list' 'fetch' 'verify'
                set -p unparsed_tokens 'list'
            end
            switch $unparsed_tokens[1]
            case 'list'
                __kindred_parse_subcommand 0 'json' 'version' 'h/help'
            case 'fetch'
                __kindred_parse_subcommand 1 'json' 'version' 'h/help'
            case 'verify'
                __kindred_parse_subcommand 1 'json' 'version' 'h/help'
            end
        case 'train-translations'
            __kindred_parse_subcommand -r 1 'o/output=' 'threads=' 'json' 'version' 'h/help'
        case 'completions'
            __kindred_parse_subcommand 1 'json' 'version' 'h/help'
        case 'help'
            __kindred_parse_subcommand -r 1 'version'
        end
    end
end

function __kindred_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __kindred_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __kindred_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __kindred_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__kindred_tokens -p)
    if test -z "$(__kindred_tokens -t)"
        set -l index (count (__kindred_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'kindred' -f
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'related' -d 'Shows the papers most akin to the ones you name, or to a text.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'path' -d 'Lays out what to read through a topic, in order, within your time.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'show' -d 'Shows what is known about a paper.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'topics' -d 'Shows the tree of topics and how many entries each holds.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'score' -d 'Scores papers from files or a pipe against the ones you like.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'merge' -d 'Joins the best of several parts into the best of the whole.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'import' -d 'Makes a catalogue of Markdown lists and files of other formats.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'export' -d 'Writes papers for reference managers, tables and other programs.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'index' -d 'Makes an index file, which opens at once, and changes it as papers come and go.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'stats' -d 'Counts terms, so that parts of a collection are weighed as the whole.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'info' -d 'Shows what an index file holds and how it was made.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'verify' -d 'Checks every byte of an index file.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'evaluate' -d 'Measures how good the answers are, by judgements or readers\' libraries.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'models' -d 'Lists, fetches and checks the models that read texts.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'train-translations' -d 'Learns which English terms stand for Chinese ones.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'completions' -d 'Prints the completion script for a shell.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" limit n' -s 'n' -l 'limit' -d 'Show this many answers at most.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" why' -l 'why' -d 'Show the terms that make up each score; they sum to it exactly.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related"' -l 'like' -d 'One more paper you liked (repeatable).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related"' -l 'unlike' -d 'A paper whose like you do not want (repeatable).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related"' -l 'kind' -d 'Only entries of this kind (repeatable).' -rfka 'paper article code course dataset tool talk'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" since' -l 'since' -d 'Only papers of this year or later.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" until' -l 'until' -d 'Only papers of this year or earlier.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" topic' -l 'topic' -d 'Only papers under this topic: a name, or a path such as 计算机视觉/图像分割.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" signal' -l 'signal' -d 'What papers are compared by (default: the best of the index; of a catalogue, fused above 1,000 entries, else tfidf).' -rfka 'fused tfidf bm25 lsa encoder'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" language' -l 'language' -d 'Prefer titles and summaries in this language (default: the locale\'s).' -rfka 'zh en'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" catalogue' -l 'catalogue' -d 'Look in a file in any format of `kindred import`, or a folder of JSONL (default: the seeds).' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" index' -l 'index' -d 'Look in an index file instead of a catalogue.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" atom' -l 'atom' -d 'Print an Atom feed, for feed readers.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" date' -l 'date' -d 'The date of the feed (default: of its latest paper).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred related" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" to' -l 'to' -d 'Lead to this paper: an id, address, title or name.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" from' -l 'from' -d 'Lead from this paper, which you know, to the other.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" papers' -l 'papers' -d 'Read so many entries at most (default: 8).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" hours' -l 'hours' -d 'Read so many hours at most.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" level' -l 'level' -d 'What you are up to: introductory, core or advanced.' -rfka 'introductory core advanced'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path"' -l 'known' -d 'What you have read: an id, a file of ids, one a line, or a file of papers (repeatable).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path"' -l 'kind' -d 'Allow this kind of entry beside papers (repeatable).' -rfka 'paper article code course dataset tool talk'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" format' -l 'format' -d 'How the path is written: table, json, markdown, html, mermaid or svg (default: table; with --all, html).' -rfka 'table json markdown html mermaid svg'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" json' -l 'json' -d 'Print the path as JSON, as --format json does.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" o output' -s 'o' -l 'output' -d 'Write the path into this file, or with --all into this folder.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" all' -l 'all' -d 'Write a path for every topic with enough entries, and a page that leads to all.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" min' -l 'min' -d 'With --all, leave out topics with fewer entries (default: 3).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" language' -l 'language' -d 'Prefer titles and summaries in this language (default: the locale\'s).' -rfka 'zh en'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" catalogue' -l 'catalogue' -d 'Look in a file in any format of `kindred import`, or a folder of JSONL (default: the seeds).' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" index' -l 'index' -d 'Look in an index file instead of a catalogue.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred path" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred show" language' -l 'language' -d 'Prefer titles and summaries in this language (default: the locale\'s).' -rfka 'zh en'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred show" catalogue' -l 'catalogue' -d 'Look in a file in any format of `kindred import`, or a folder of JSONL (default: the seeds).' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred show" index' -l 'index' -d 'Look in an index file instead of a catalogue.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred show" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred show" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred show" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred topics" depth' -l 'depth' -d 'Show this many levels of the tree (default: 2), or below the topic (default: all).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred topics" language' -l 'language' -d 'Prefer titles and summaries in this language (default: the locale\'s).' -rfka 'zh en'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred topics" catalogue' -l 'catalogue' -d 'Look in a file in any format of `kindred import`, or a folder of JSONL (default: the seeds).' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred topics" index' -l 'index' -d 'Look in an index file instead of a catalogue.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred topics" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred topics" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred topics" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred topics" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred score" -ge 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score"' -l 'like' -d 'A paper you liked, a file of papers, or a file of ids (repeatable).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score"' -l 'unlike' -d 'A paper, or a file of them, whose like you do not want (repeatable).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score"' -l 'text' -d 'An interest in your own words (repeatable).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" pairs' -l 'pairs' -d 'Find the k nearest entries to each candidate.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" all-pairs' -l 'all-pairs' -d 'Find the k nearest entries to each entry.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" from' -l 'from' -d 'The candidates\' format (default: told by content).' -rfka 'jsonl markdown bibtex ris csl-json arxiv atom openalex semantic-scholar acl dblp zotero csv tsv'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" format' -l 'format' -d 'Write jsonl, tsv, trec, bibtex or markdown.' -rfka 'jsonl tsv trec bibtex markdown'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" o output' -s 'o' -l 'output' -d 'Write here instead of standard output.' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" top' -l 'top' -d 'Write the n best only, ranked.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" threshold' -l 'threshold' -d 'Only candidates that score this or more.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" confidence' -l 'confidence' -d 'Only candidates of this confidence or more: low, fair, high.' -rfka 'low fair high'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" why' -l 'why' -d 'Write the terms that make up each score.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" exclude-known' -l 'exclude-known' -d 'Leave out candidates that the index holds, or that are liked or disliked.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" keep' -l 'keep' -d 'Write each candidate\'s own record along (JSONL only).'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" strict' -l 'strict' -d 'Stop at the first record that cannot be read.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" resume' -l 'resume' -d 'Go on where an interrupted run with -o was.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" index-shard' -l 'index-shard' -d 'Search only the i-th of n parts of the index; `kindred merge` joins them.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" signal' -l 'signal' -d 'What papers are compared by (default: the best of the index; of a catalogue, fused above 1,000 entries, else tfidf).' -rfka 'fused tfidf bm25 lsa encoder'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" catalogue' -l 'catalogue' -d 'Look in a file in any format of `kindred import`, or a folder of JSONL (default: the seeds).' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" index' -l 'index' -d 'Look in an index file instead of a catalogue.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred score" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred merge" -ge 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred merge" top' -l 'top' -d 'How many to keep of each list.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred merge" o output' -s 'o' -l 'output' -d 'Write here instead of standard output.' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred merge" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred merge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred import" -ge 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred import" o output' -s 'o' -l 'output' -d 'Write the catalogue here; - for standard output.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'jsonl\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred import" from' -l 'from' -d 'What the files hold (default: told by content).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred import"' -l 'column' -d 'Of a table: the column that holds a field, such as title=Name.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred import" keep-fields' -l 'keep-fields' -d 'Keep fields that Kindred has no place for, as they are.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred import" check' -l 'check' -d 'Write nothing, only report, and review lists.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred import" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred import" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" to' -l 'to' -d 'The format (default: by the ending of the file, else jsonl).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" o output' -s 'o' -l 'output' -d 'Write here (default: standard output).' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" bom' -l 'bom' -d 'Begin a table with the mark by which Excel knows UTF-8.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" language' -l 'language' -d 'Write titles and texts in this language where a format has room for one.' -rfka 'zh en'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" n neighbours' -s 'n' -l 'neighbours' -d 'In a graph, lead to this many of the nearest papers.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" signal' -l 'signal' -d 'Of vectors: lsa or encoder; in a graph: what papers are compared by (default: the best that is there).' -rfka 'fused tfidf bm25 lsa encoder'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" title' -l 'title' -d 'What a feed is called.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" date' -l 'date' -d 'The date of a feed (default: of its latest paper).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" catalogue' -l 'catalogue' -d 'Look in a file in any format of `kindred import`, or a folder of JSONL (default: the seeds).' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" index' -l 'index' -d 'Look in an index file instead of a catalogue.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index" -eq 1' -fa 'build' -d 'Makes an index file of catalogues; `build` may be left out.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index" -eq 1' -fa 'add' -d 'Adds the entries of catalogues to an index.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index" -eq 1' -fa 'update' -d 'Replaces the entries that catalogues have too, and adds the others.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index" -eq 1' -fa 'remove' -d 'Removes entries from an index.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index" -eq 1' -fa 'refit' -d 'Learns anew which words keep company (LSA), from all entries of an index.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index" -eq 1' -fa 'merge' -d 'Joins indexes as one.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index build" -ge 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index" -eq 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" o output' -s 'o' -l 'output' -d 'Write the index here.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build"' -l 'signal' -d 'Store what this signal needs (repeatable; default: tfidf, bm25).' -rfka 'fused tfidf bm25 lsa encoder'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" stemming' -l 'stemming' -d 'Reduce English words: none, plurals or snowball (default: plurals).' -rfka 'none plurals snowball'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" bigrams' -l 'bigrams' -d 'Take pairs of words as terms too (default: no).'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" no-bigrams' -l 'no-bigrams' -d 'Take pairs of words as terms too (default: no).'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" min-df' -l 'min-df' -d 'Leave out terms that fewer entries hold (default: 1).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" title-weight' -l 'title-weight' -d 'Count a word of a title this many times (default: 2.0).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" dimensions' -l 'dimensions' -d 'The length of LSA\'s vectors (default: 256).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" encoder' -l 'encoder' -d 'Have this encoder read the papers: a model\'s name, or the folder of one.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" stats' -l 'stats' -d 'Weigh by the whole\'s frequencies, from `kindred stats`.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'stats\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" no-translations' -l 'no-translations' -d 'Leave out what lets Chinese questions find papers known in English only.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index build" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index add" -ge 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index add" index' -l 'index' -d 'The index to change.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index add" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index add" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index add" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index update" -ge 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index update" index' -l 'index' -d 'The index to change.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index update" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index update" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index update" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index update" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index remove" index' -l 'index' -d 'The index to change.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index remove" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index remove" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index remove" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index refit" index' -l 'index' -d 'The index to change.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index refit" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index refit" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index refit" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index refit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred index merge" -ge 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index merge" o output' -s 'o' -l 'output' -d 'Write the index here.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index merge" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index merge" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index merge" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred index merge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred stats" -eq 1' -fa 'count' -d 'Counts the terms of catalogues; `count` may be left out.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred stats" -eq 1' -fa 'merge' -d 'Adds up what was counted in parts.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred stats count" -ge 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred stats" -eq 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" o output' -s 'o' -l 'output' -d 'Write the statistics here.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'stats\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count"' -l 'signal' -d 'Store what this signal needs (repeatable; default: tfidf, bm25).' -rfka 'fused tfidf bm25 lsa encoder'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" stemming' -l 'stemming' -d 'Reduce English words: none, plurals or snowball (default: plurals).' -rfka 'none plurals snowball'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" bigrams' -l 'bigrams' -d 'Take pairs of words as terms too (default: no).'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" no-bigrams' -l 'no-bigrams' -d 'Take pairs of words as terms too (default: no).'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" min-df' -l 'min-df' -d 'Leave out terms that fewer entries hold (default: 1).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" title-weight' -l 'title-weight' -d 'Count a word of a title this many times (default: 2.0).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" dimensions' -l 'dimensions' -d 'The length of LSA\'s vectors (default: 256).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" encoder' -l 'encoder' -d 'Have this encoder read the papers: a model\'s name, or the folder of one.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats count" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred stats merge" -ge 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'stats\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats merge" o output' -s 'o' -l 'output' -d 'Write the statistics here.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'stats\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats merge" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats merge" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred stats merge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred info" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred info" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred info" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred info" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred verify" -eq 1' -fa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred verify" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred verify" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred evaluate" -eq 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" qrels' -l 'qrels' -d 'The judgements, in TREC\'s format.' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" profiles' -l 'profiles' -d 'Readers\' libraries instead of judgements.' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate"' -l 'compare' -d 'Compare two runs in TREC\'s format.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'trec\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" pool' -l 'pool' -d 'Rank only the papers whose ids stand in this file.' -rF
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" judged-only' -l 'judged-only' -d 'Rank only the judged papers of each query, grade 0 included, all of them.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" signal' -l 'signal' -d 'What papers are compared by (default: the best of the index; of a catalogue, fused above 1,000 entries, else tfidf).' -rfka 'fused tfidf bm25 lsa encoder'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" depth n' -s 'n' -l 'depth' -d 'Rank this many papers for each query, and never fewer than 100.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" seed' -l 'seed' -d 'Halve readers\' libraries by this seed.' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" run' -l 'run' -d 'Write the answers here, in TREC\'s format.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'trec\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" per-query' -l 'per-query' -d 'Show the measures of each query too.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred evaluate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred models" -eq 1' -fa 'list' -d 'Shows the models there are, and which are here.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred models" -eq 1' -fa 'fetch' -d 'Fetches a model; goes on where it was interrupted.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred models" -eq 1' -fa 'verify' -d 'Checks every byte of the models that are here.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models list" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models list" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models fetch" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models fetch" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models fetch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models verify" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models verify" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred models verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred train-translations" -ge 1' -F
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred train-translations" o output' -s 'o' -l 'output' -d 'Write the table here.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'kindred\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred train-translations" threads' -l 'threads' -d 'Use this many threads (default: one for each core).' -rfka ''
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred train-translations" json' -l 'json' -d 'Print the report as JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred train-translations" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred train-translations" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_positional "kindred completions" -eq 1' -fka 'bash zsh fish'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred completions" json' -l 'json' -d 'Print JSON.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred completions" version' -l 'version' -d 'Show the version.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred completions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'kindred' -n '__kindred_should_offer_completions_for_flags_or_options "kindred help" version' -l 'version' -d 'Show the version.'
