import Kindred

/// A small catalogue of our own, in both languages, small enough to be checked by eye.
enum Samples {
    static let catalogue = Catalogue([
        paper(
            "arXiv:1911.05722", "Momentum Contrast for Unsupervised Visual Representation Learning"
        ) {
            $0.names = ["MoCo"]
            $0.year = 2019
            $0.topics = [["Vision", "Self-supervision"]]
            $0.summary[.english] =
                "A queue of keys and a slowly moving encoder make contrastive learning of images work."
            $0.summary[.chinese] = "用队列和动量编码器做图像的对比学习。"
        },
        paper(
            "arXiv:2002.05709",
            "A Simple Framework for Contrastive Learning of Visual Representations"
        ) {
            $0.year = 2020
            $0.topics = [["Vision", "Self-supervision"]]
            $0.summary[.english] =
                "Strong augmentation and large batches are enough for contrastive learning of images."
            $0.summary[.chinese] = "强数据增强加大批量就能做好图像的对比学习。"
        },
        paper("arXiv:1810.04805", "BERT: Pre-training of Deep Bidirectional Transformers") {
            $0.year = 2018
            $0.topics = [["Language", "Pre-training"]]
            $0.summary[.english] =
                "Masked words are predicted from both sides, and the encoder serves many language tasks."
            $0.summary[.chinese] = "遮住词语，从两侧预测，得到通用的语言编码器。"
        },
        paper(
            "arXiv:1909.11942",
            "ALBERT: A Lite BERT for Self-supervised Learning of Language Representations"
        ) {
            $0.year = 2019
            $0.topics = [["Language", "Pre-training"], ["Compression"]]
            $0.summary[.english] =
                "Shared layers make a smaller language encoder that learns as well."
        },
        paper(
            "arXiv:1609.02907", "Semi-Supervised Classification with Graph Convolutional Networks"
        ) {
            $0.year = 2016
            $0.topics = [["Graphs"]]
            $0.summary[.english] =
                "Nodes of a graph are classified by convolution over their neighbours."
            $0.summary[.chinese] = "在图上对邻居做卷积，给节点分类。"
        },
        paper("code:gcn", "gcn") {
            $0.kind = .code
            $0.topics = [["Graphs"]]
            $0.summary[.english] = "Graph convolution in code."
        },
        paper("zh-1", "图神经网络用于推荐系统") {
            $0.topics = [["Graphs", "Recommendation"]]
            $0.year = 2020
            $0.summary[.chinese] = "把用户和物品看作图的节点，用图神经网络传播，再做推荐。"
        },
        paper("alone", "Zymurgy") { $0.kind = .article },
    ])

    static let papers = try? Recommender(fitting: catalogue, recipe: recipe)

    static var recipe: Recipe {
        var recipe = Recipe()
        recipe.signals = Signal.learned
        recipe.dimensions = 4
        return recipe
    }

    static func paper(_ id: String, _ title: String, _ describe: (inout Paper) -> Void) -> Paper {
        var paper = Paper(id: id)
        paper.title = title
        describe(&paper)
        return paper
    }
}
