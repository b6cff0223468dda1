import Kindred

/// Papers to be written, one after the other, from a catalogue in memory or an index.
struct PaperSource {
    /// How many there are.
    let count: Int
    /// The paper of a number in 0..<count.
    let paper: (Int) throws -> Paper
}

extension CatalogueChoice {
    /// The papers of the catalogue or index, for which nothing needs to be fitted.
    ///
    /// - Parameter names: What to choose, in this order; nil for all.
    /// - Throws: `RankingError` for a name that no paper has or several have.
    func papers(named names: [String]?) throws -> PaperSource {
        if let names {
            let recommender = try recommender(for: .tfidf)
            let papers = try names.map { try recommender.paper($0) }
            return PaperSource(count: papers.count) { papers[$0] }
        }
        if let index {
            let recommender = try CatalogueFile(index).openIndex(threads: threads.count)
            return PaperSource(count: recommender.paperCount) { try recommender.paper(at: $0) }
        }
        let papers = try catalogueContents().papers
        return PaperSource(count: papers.count) { papers[$0] }
    }
}

extension PaperWriter {
    /// Writes all papers of a source: the whole file, or none.
    func write(_ source: PaperSource, to path: String) throws {
        var writer: any PaperWriter = self
        var failure: (any Error)?
        do {
            try WholeFile.write(to: path) { (file) throws(CatalogueError) in
                var bytes: [UInt8] = []
                writer.writeHeader(into: &bytes)
                for number in 0..<source.count {
                    do {
                        writer.write(try source.paper(number), into: &bytes)
                    } catch {
                        failure = error
                        throw CatalogueError.emptyFile(path: path)
                    }
                    guard bytes.count >= 1 << 20 else { continue }
                    try file.append(bytes)
                    bytes.removeAll(keepingCapacity: true)
                }
                writer.writeFooter(into: &bytes)
                try file.append(bytes)
            }
        } catch {
            // A paper that cannot be read is the reason, not the file that was given up for it.
            throw failure ?? error
        }
    }
}
