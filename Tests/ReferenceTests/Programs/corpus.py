"""The small corpus of the reference programs: Chinese, English and both, words split by spaces.

The sentences are made up for these tests. The split by spaces is part of the input, so that the
numbers depend on no tokenizer. One document is empty, and one repeats a word many times.
"""

DOCUMENTS = [
    "graph neural networks pass messages along the edges of a graph",
    "a graph neural network for recommendation learns users and items from one graph",
    "图 神经 网络 在 推荐 系统 中 传递 用户 与 物品 的 消息",
    "推荐 系统 的 图 模型 graph neural 方法",
    "contrastive learning pulls two views of one image together and pushes other images apart",
    "momentum contrast keeps a queue of keys for contrastive learning of images",
    "对比 学习 把 同 一 图像 的 两 个 视图 拉近 把 其他 图像 推远",
    "transformers read a sentence with attention and attention and attention and attention",
    "attention 模型 阅读 句子 transformers 阅读 段落",
    "",
    "a survey of reading lists for machine learning papers and a list of lists",
    "综述 机器 学习 论文 的 阅读 清单 machine learning papers",
    "caf\u00e9 C++ \u03b2-VAE word2vec ResNet-50 3D ResNet-50",
    "learning to rank papers a reader may like from papers a reader liked",
]

QUERIES = [
    "graph neural",
    "学习 图像 的",
    "attention attention learning",
    "papers papers papers reader 阅读",
    "nowhere to be found",
    "unheard 未见",
    "ResNet-50 的 a",
]


def split(text):
    """The words between spaces."""
    return text.split()
