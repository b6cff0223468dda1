/// How pages and pictures of reading paths look: four colours for four stages, by light and dark.
enum PathStyle {
    /// Fonts that have both scripts where they are installed; the last name is every system's own.
    static let fonts =
        "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', "
        + "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', "
        + "'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"

    /// What a picture needs; it also serves inside a page, as every name begins with `kp-`.
    static var picture: String {
        """
        .kp-page{fill:#fff}text{font-family:\(fonts)}\
        .kp-heading{font-size:17px;font-weight:600;fill:#1c1e21}\
        .kp-stage{font-size:13px;font-weight:600}.kp-rule{stroke-width:2;fill:none}\
        .kp-name{font-size:13px;fill:#1c1e21}.kp-facts{font-size:11px;fill:#5c6470}\
        .kp-number{font-size:12px;font-weight:600;fill:#fff;text-anchor:middle}\
        .kp-box{stroke-width:1.5}.kp-line{fill:none;stroke-width:1.2}\
        .kp-arrow{opacity:.5}.kp-main{opacity:1}.kp-main .kp-line{stroke-width:2}\
        a:hover .kp-box,a:focus .kp-box{stroke-width:3}\
        \(colours(.light))@media (prefers-color-scheme:dark){\
        .kp-page{fill:#16181c}.kp-heading,.kp-name{fill:#e8eaed}.kp-facts{fill:#a3abb8}\
        .kp-number{fill:#16181c}\(colours(.dark))}\
        @media print{.kp-page{fill:#fff}.kp-heading,.kp-name{fill:#000}.kp-facts{fill:#333}\
        .kp-number{fill:#fff}\(colours(.light))}
        """
    }

    /// What a page needs beside its picture.
    static var page: String {
        """
        :root{color-scheme:light dark;--ink:#1c1e21;--soft:#5c6470;--line:#d9dde3;--page:#fff;\
        --link:#1b5fb4}\
        @media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a3abb8;--line:#363b44;\
        --page:#16181c;--link:#8ab8f5}}\
        body{margin:0 auto;padding:1rem;max-width:46rem;background:var(--page);color:var(--ink);\
        font:1rem/1.55 \(fonts);overflow-wrap:anywhere}\
        a{color:var(--link)}h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}\
        h2{font-size:1.1rem;margin:2rem 0 .5rem;padding-left:.6rem;border-left:.3rem solid}\
        h3{font-size:1rem;margin:0}p{margin:.3rem 0}ol,ul{margin:.3rem 0;padding-left:1.2rem}\
        .caution{border-left:.3rem solid #b05a1e;padding-left:.6rem}\
        .facts,.other,footer{color:var(--soft);font-size:.9rem}\
        .picture{overflow-x:auto;margin:1rem 0;border:1px solid var(--line);border-radius:.5rem}\
        .picture svg{display:block;margin:0 auto}\
        @media (min-width:50rem){.picture{width:max-content;max-width:calc(100vw - 3rem);\
        position:relative;left:50%;transform:translateX(-50%)}}\
        .step{display:grid;grid-template-columns:auto 1fr;gap:0 .7rem;margin:0;padding:.8rem 0;\
        border-top:1px solid var(--line);break-inside:avoid}\
        .step input{width:1.1rem;height:1.1rem;margin:.2rem 0 0}\
        .step:target{outline:2px solid var(--link);outline-offset:.3rem}\
        .number{font-weight:400;color:var(--soft)}summary{cursor:pointer;color:var(--soft)}\
        details{margin-top:.3rem}.orientation{border-color:#2f7a55}\
        .foundations{border-color:#2b62a8}.core{border-color:#7d4aa5}.frontier{border-color:#b05a1e}\
        .tree{list-style:none;padding-left:0}.tree .tree{padding-left:1.2rem}\
        @media print{:root{--ink:#000;--soft:#333;--line:#999;--page:#fff;--link:#000}\
        body{max-width:none;padding:0;font-size:10.5pt}\
        .picture{overflow:visible;border:0;width:auto;left:0;transform:none}.picture svg{max-width:100%;height:auto}\
        details::details-content{content-visibility:visible;block-size:auto}\
        h2{break-after:avoid}}
        """
    }

    private enum Light { case light, dark }

    private struct Colours {
        let stage: String
        let ink: String
        let fill: String
    }

    private static func colours(_ light: Light) -> String {
        let all =
            light == .light
            ? [
                Colours(stage: "orientation", ink: "#2f7a55", fill: "#eaf5ef"),
                Colours(stage: "foundations", ink: "#2b62a8", fill: "#eaf2fb"),
                Colours(stage: "core", ink: "#7d4aa5", fill: "#f4edf9"),
                Colours(stage: "frontier", ink: "#b05a1e", fill: "#fdf1e8"),
            ]
            : [
                Colours(stage: "orientation", ink: "#66c296", fill: "#17281f"),
                Colours(stage: "foundations", ink: "#7fb2ec", fill: "#172435"),
                Colours(stage: "core", ink: "#c39be0", fill: "#261b30"),
                Colours(stage: "frontier", ink: "#eba26c", fill: "#2f2117"),
            ]
        return all.map { colours in
            let stage = ".kp-\(colours.stage)"
            return "\(stage) .kp-box{fill:\(colours.fill);stroke:\(colours.ink)}"
                + "\(stage) .kp-dot,\(stage) .kp-head,\(stage) .kp-stage{fill:\(colours.ink)}"
                + "\(stage) .kp-line,\(stage) .kp-rule{stroke:\(colours.ink)}"
        }.joined()
    }
}
