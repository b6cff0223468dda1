import Kindred

let catalogue = try Catalogue(contentsOf: "seeds/papers.jsonl")
let fitted = try Recommender(fitting: catalogue)  // learns terms, weights, vectors
try fitted.write(to: "seeds.kindred")  // the whole file or no file

let papers = try Recommender(opening: "seeds.kindred")  // maps it; copies nothing
for match in try papers.related(to: "arXiv:1911.05722", limit: 5) {
    print(match.score, match.paper.title ?? match.paper.id, match.reasons.prefix(3).map(\.term))
}
for match in papers.related(toText: "图神经网络 推荐", limit: 5) {
    print(match.score, match.paper.title ?? match.paper.id)
}
