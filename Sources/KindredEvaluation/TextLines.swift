import Foundation

/// A file of lines whose fields stand between spaces or tabs, as TREC's files are.
struct TextLines {
    /// Where it comes from, for messages.
    let path: String
    private let text: [UInt8]

    /// Reads a file to its end.
    /// - Throws: `cannotRead` with the file system's reason.
    init(contentsOf path: String) throws(EvaluationError) {
        do {
            self.init(Array(try Data(contentsOf: URL(fileURLWithPath: path))), path: path)
        } catch {
            throw .cannotRead(path: path, reason: Self.reason(error as NSError))
        }
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

    private static func reason(_ error: NSError) -> String {
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
        guard let cause, cause.domain == NSPOSIXErrorDomain else {
            return error.domain == NSCocoaErrorDomain && error.code == 260
                ? "no such file or directory" : error.localizedDescription
        }
        return String(cString: strerror(Int32(cause.code))).lowercased()
    }
}
