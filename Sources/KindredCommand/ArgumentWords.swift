// A public type's conformance must be public, and so must the modules it is made of.
public import ArgumentParser
public import Kindred

extension Paper.Kind: ExpressibleByArgument {}
extension Paper.Level: ExpressibleByArgument {}
extension Signal: ExpressibleByArgument {}
extension Recipe.Stemming: ExpressibleByArgument {}
