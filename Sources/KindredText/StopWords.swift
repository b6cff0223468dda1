/// Words that hold sentences together and say nothing of their subject.
///
/// The classes are those of the lists in use (Snowball's English list, scikit-learn's, and the
/// Chinese lists of the Harbin Institute of Technology and of Baidu): pronouns, articles,
/// prepositions, conjunctions, auxiliary verbs, adverbs of degree and time. Written for papers:
/// words that are subjects there (`system`, `computer`, `interest`), which some lists hold, are
/// not here. A word is listed as the tokenizer writes it: `dont` for `don't`.
enum StopWords {
    /// English words; apostrophes vanish and a possessive `s` goes with its apostrophe.
    static let english: StaticString = """
        a about above across after afterwards again against all almost along already also although
        always am among amongst an and another any anybody anyone anything are arent around as at
        be became because become becomes been before beforehand being below beside besides between
        beyond both but by can cannot cant could couldnt did didnt do does doesnt doing done dont
        down due during each eg either else elsewhere enough etc even ever every everyone
        everything everywhere except few for former from further furthermore had hadnt has hasnt
        have havent having he hence her here hereby herein hers herself him himself his how however
        i id ie if ill im in indeed instead into is isnt it its itself ive just latter least less
        lest let lets like many may maybe me meanwhile might mine more moreover most mostly much
        must my myself namely neither never nevertheless no nobody none nor not nothing now nowhere
        of off often on once one only onto or other others otherwise our ours ourselves out over
        own per perhaps rather same several shall she should shouldnt since so some somehow someone
        something sometimes somewhat somewhere still such than that the their theirs them
        themselves then thence there thereby therefore therein these they theyre theyve this those
        though through throughout thus to together too toward towards under until unto up upon us
        very via was wasnt we well were werent weve what whatever when whence whenever where
        whereas whereby wherein wherever whether which while who whoever whole whom whose why will
        with within without wont would wouldnt yet you youd youll your youre yours yourself
        yourselves youve
        """

    /// Chinese function words of two characters and, for runs of one, of one.
    static let chinese: StaticString = """
        在 我 有 和 就 不 都 一 很 到 说 要 去 你 会 着 自 以 对 为 由 从 被 把 将 向 并 但 等 中 上 下
        个 他 她 它 可 能 使 用 所 又 还 则 各 该 此 每 某
        自己 本文 一个 一些 一种 一般 因此 所以 因为 如果 虽然 尽管 不仅 不但 还有 只有 只要
        不能 可以 可能 能够 应该 应当 必须 已经 正在 曾经 将会 通过 根据 按照 首先 最后 此外 另外
        同时 以后 以前 以上 以下 以来 作为 成为 称为 各种 各个 每个 有些 许多 很多 非常 十分 更加
        甚至 几乎 什么 怎么 怎样 如何 哪些 多少 即使 无论 不管 除非 否则 等等 例如 比如 譬如 即可
        以便 以免 何时 所有 任何 一定 一样 一直 一起 仍然 依然
        """

    /// Whether a character is a particle: a pair that holds one joins two words or is none.
    ///
    /// Only characters that hardly ever are part of a longer word of a subject: 的 is one, 对 is
    /// not (对抗), nor 在 (在线) or 和 (饱和).
    static func isParticle(_ scalar: UInt32) -> Bool {
        switch Unicode.Scalar(scalar) {
        case "的", "了", "与", "及", "其", "是", "或", "而", "且", "这", "那", "们", "之", "于", "也": true
        default: false
        }
    }

    /// Visits every word as UTF-8.
    static func forEach(_ visit: (UnsafeBufferPointer<UInt8>) -> Void) {
        english.forEachWord(visit)
        chinese.forEachWord(visit)
    }
}
