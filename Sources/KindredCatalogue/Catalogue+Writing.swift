extension Catalogue {
    /// Writes every entry as one line of JSON, and behind them what topics are called; the whole
    /// file or no file.
    ///
    /// Reading the file gives the same entries again.
    /// - Throws: ``CatalogueError/cannotWrite(path:step:reason:)``; a file that was there before
    ///   is then unchanged.
    /// - Complexity: O(bytes), in memory of a fixed size.
    public func write(to path: String) throws(CatalogueError) {
        try WholeFile.write(to: path) { (file) throws(CatalogueError) in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Self.portion * 2)
            for paper in papers {
                PaperRecord.encode(paper, into: &bytes)
                bytes.append(UInt8(ascii: "\n"))
                if bytes.count >= Self.portion {
                    try file.append(bytes)
                    bytes.removeAll(keepingCapacity: true)
                }
            }
            for record in topicNames.records { bytes += record + [UInt8(ascii: "\n")] }
            try file.append(bytes)
        }
    }

    /// Bytes gathered before they are written, 1 MiB.
    private static let portion = 1 << 20
}
