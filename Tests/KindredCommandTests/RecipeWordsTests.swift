import Foundation
import Kindred
import Testing

@testable import KindredCommand

@Suite struct RecipeWordsTests {
    @Test func `the recipe's JSON has every setting`() throws {
        var recipe = Recipe()
        recipe.featureCap = 1000
        recipe.encoder = "minilm"
        recipe.fusion = Fusion()
        let printed = try JSONSerialization.jsonObject(with: Data(recipe.json.printed().utf8))
        let stored = try JSONSerialization.jsonObject(with: JSONEncoder().encode(recipe))
        let (shown, kept) = (printed as? NSDictionary, stored as? NSDictionary)
        #expect(shown != nil && shown == kept)
    }
}
