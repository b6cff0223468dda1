import Testing

@testable import KindredIndex

@Suite struct TitleHandlesTests {
    @Test(arguments: [
        ("BERT: Pre-training of Deep Bidirectional Transformers", ["BERT"]),
        ("Mask R-CNN: Instances: A Study", ["Mask R-CNN"]),
        ("图像生成：综述", ["图像生成"]),
        ("Momentum Contrast (MoCo) for Representation Learning", ["MoCo"]),
        ("GAN（VAE）与 T5 (T5)", ["VAE", "T5"]),
        ("Deep Residual Learning for Image Recognition", []),
        ("On the Many Uses of Colons: An Essay", []),
        ("A: B", []),
        ("Learning (to) Rank (with Trees)", []),
        ("Unclosed (BERT", []),
        ("", []), (":", []), ("()", []), ("：（）", []),
    ])
    func `names are drawn from titles`(title: String, handles: [String]) {
        #expect(TitleHandles.handles(in: title) == handles)
    }
}
