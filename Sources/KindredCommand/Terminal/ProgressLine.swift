import Synchronization

/// One line on standard error that says what a long piece of work is at, and for how long.
///
/// It stays silent where no person watches, and for work that is done before anyone would wonder.
/// It moves on its own, so that a stage of a minute does not look like a standstill, and it is
/// removed at the end.
final class ProgressLine: Sendable {
    private let width: Int
    private let state: Mutex<State>
    private let start = ContinuousClock.now

    private struct State {
        var stage: String
        var isFinished = false
    }

    // There is one standard error, so whether a line stands there is known once for all.
    private static let isDrawn = Mutex(false)

    /// A line that begins with a stage such as `reading papers.jsonl`.
    ///
    /// It is drawn only where standard error is a terminal and `TERM` is not `dumb`.
    init(_ stage: String) {
        width = Platform.columns(of: .error) ?? 80
        state = Mutex(State(stage: stage))
        guard Platform.isTerminal(.error), Platform.environment("TERM") != "dumb" else { return }
        Platform.inBackground { [weak self] in
            while self?.redraw() == true { Platform.sleep(milliseconds: Self.pauseInMilliseconds) }
        }
    }

    deinit { finish() }

    /// Tells that the next stage has begun.
    func show(_ stage: String) { state.withLock { $0.stage = stage } }

    /// Removes the line for good.
    func finish() {
        state.withLock { $0.isFinished = true }
        Self.clear()
    }

    /// Removes the line before something else is said; it comes back by itself.
    static func clear() {
        isDrawn.withLock { isDrawn in
            if isDrawn { draw(empty) }
            isDrawn = false
        }
    }

    /// The line's words: `counting terms … 12 s`.
    static func text(_ stage: String, after time: Duration) -> String {
        "\(stage) … \(time.components.seconds.grouped) s"
    }

    /// Draws the line anew once work has lasted; false when there is nothing more to draw.
    private func redraw() -> Bool {
        state.withLock { state in
            guard !state.isFinished else { return false }
            let time = ContinuousClock.now - start
            guard time > Self.patience else { return true }
            let text = Self.text(state.stage, after: time).cut(toWidth: width - 1)
            Self.isDrawn.withLock { isDrawn in
                Self.draw(Self.empty + text)
                isDrawn = true
            }
            return true
        }
    }

    private static func draw(_ text: String) { try? Platform.write(text, to: .error) }

    private static let empty = "\r\u{1B}[K"
    // Work of less than that needs no line; five looks a second are enough to seem alive.
    private static let patience = Duration.milliseconds(700)
    private static let pauseInMilliseconds = 200
}
