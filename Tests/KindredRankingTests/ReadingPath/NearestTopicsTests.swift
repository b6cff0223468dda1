import Testing

@testable import KindredRanking

@Suite struct NearestTopicsTests {
    private let topics = [["segmentation"], ["GAN", "LOGAN"], ["图像分割"], ["Auto-ML"]]

    @Test(arguments: [
        ("segmentaton", [["segmentation"]]), ("图象分割", [["图像分割"]]), ("logans", [["GAN", "LOGAN"]]),
        ("hydrology", []), ("zzqx wvut", []), ("", []), ("割图", []),
    ])
    func `a name is near that has enough in common`(words: String, expected: [[String]]) {
        #expect(NearestTopics(words).among(topics, limit: 3) == expected)
    }
}
