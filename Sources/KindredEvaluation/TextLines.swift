import Foundation

/// A file of lines whose fields stand between spaces or tabs, as TREC's files are.
struct TextLines {
    /// Where it comes from, for messages.
    let path: String
    private let text: [UInt8]

    /// Reads a file to its end.
    /// - Throws: `cannotRead` with the file system's reason.
    init(contentsOf path: String) throws(EvaluationError) {
        self.init(try Self.bytes(of: path), path: path)
    }

    /// Lines that stand in memory.
    init(_ text: [UInt8], path: String) {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.text = text.starts(with: byteOrderMark) ? Array(text.dropFirst(3)) : text
        self.path = path
    }

    /// Hands out the fields of each line that has any. Lines count from 1.
    /// - Complexity: O(size).
    func forEach(
        _ body: (_ line: Int, _ fields: [Substring]) throws(EvaluationError) -> Void
    ) throws(EvaluationError) {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (place, line) in lines.enumerated() {
            let fields = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if fields.isEmpty { continue }
            try body(place + 1, fields.map { Substring(decoding: $0, as: UTF8.self) })
        }
    }

    /// The error for a line of another form.
    func badLine(_ line: Int, _ fields: [Substring], expected: String) -> EvaluationError {
        let found = String(fields.joined(separator: " ").prefix(80))
        return .badLine(path: path, line: line, expected: expected, found: found)
    }

    /// Reads a file, a pipe or a device to its end; Foundation reads regular files only.
    private static func bytes(of path: String) throws(EvaluationError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotRead(path: path, reason: lastProblem) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = block.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotRead(path: path, reason: lastProblem) }
            bytes += block[..<count]
        }
    }

    private static var lastProblem: String { String(cString: strerror(errno)).lowercased() }
}
