// A public type's conformance must be public, and so must the modules it is made of.
public import ArgumentParser
public import Kindred

extension Paper.Kind: ExpressibleByArgument {}
extension Paper.Level: ExpressibleByArgument {}
extension Signal: ExpressibleByArgument {}
extension Recipe.Stemming: ExpressibleByArgument {}
extension PaperFormat: ExpressibleByArgument {}

extension IndexShard: ExpressibleByArgument {
    /// A part such as `1/4`.
    public init?(argument: String) { self.init(argument) }
}
