@_exported public import KindredCatalogue
@_exported public import KindredRanking
