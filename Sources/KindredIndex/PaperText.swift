import KindredCatalogue

extension Paper {
    /// Hands over each piece of text that describes this paper, with what a word of it counts.
    ///
    /// Titles, names, summaries, abstracts and keywords in every language, tags and the reasons of
    /// those who recommended it; then, with the weight of surroundings, the names of its topics (each once)
    /// and the labels of its links.
    func forEachText(_ recipe: Recipe, _ visit: (_ text: String, _ weight: Float) -> Void) {
        if let title, !titles.texts.contains(where: { $0.text == title }) {
            visit(title, recipe.titleWeight)
        }
        for entry in titles.texts { visit(entry.text, recipe.titleWeight) }
        for name in names { visit(name, 1) }
        for entry in summary.texts { visit(entry.text, 1) }
        for entry in abstract.texts { visit(entry.text, 1) }
        for keyword in keywords {
            for entry in keyword.texts { visit(entry.text, 1) }
        }
        for tag in tags { visit(tag, 1) }
        for recommendation in recommendations {
            if let text = recommendation.text { visit(text, 1) }
        }
        guard recipe.surroundingsWeight > 0 else { return }
        var seen: Set<String> = []
        for topic in topics.joined() where seen.insert(topic).inserted {
            visit(topic, recipe.surroundingsWeight)
        }
        for link in links {
            if let label = link.label { visit(label, recipe.surroundingsWeight) }
        }
    }
}
