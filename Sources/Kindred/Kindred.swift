// One import gives a program everything that is public in the modules behind the façade.
@_exported public import KindredCatalogue
@_exported public import KindredIndex
@_exported public import KindredModels
@_exported public import KindredRanking

@_exported public import struct KindredModels.TranslationTable
