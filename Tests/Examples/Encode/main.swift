// Encodes texts with a model and says how long it took: for measuring, and for comparing with
// other programs. Prints one JSON object.
//
// Use: EncodeTexts MODEL-FOLDER TEXTS.json OUTPUT [ids|vectors|alone] [THREADS]
//   TEXTS.json  a list of texts
//   OUTPUT      vectors as 32-bit floats, row after row; or the ids of each text on a line
//   alone       vectors too, each text encoded by itself

import Foundation
import KindredModels
import KindredVectors

let arguments = CommandLine.arguments
guard arguments.count >= 4 else {
    FileHandle.standardError.write(Data("Use: see the first lines of main.swift\n".utf8))
    exit(64)
}
do {
    let texts = try JSONDecoder().decode(
        [String].self, from: Data(contentsOf: URL(fileURLWithPath: arguments[2])))
    let opening = ContinuousClock.now
    let encoder = try Encoder(folder: arguments[1])
    let start = ContinuousClock.now
    let what = arguments.count > 4 ? arguments[4] : "vectors"
    let threads = Threads(arguments.count > 5 ? Int(arguments[5]) ?? 1 : Threads.available)
    var output = Data()
    switch what {
    case "ids":
        for text in texts {
            let ids = encoder.ids(text).map(String.init).joined(separator: " ")
            output.append(contentsOf: Array((ids + "\n").utf8))
        }
    case "alone":
        for text in texts {
            encoder.encode(text).withUnsafeBytes { output.append(contentsOf: $0) }
        }
    default:
        let vectors = encoder.encode(texts: texts.count, threads: threads) { texts[$0] }
        output.append(contentsOf: vectors.elements.bytes)
    }
    let end = ContinuousClock.now
    try output.write(to: URL(fileURLWithPath: arguments[3]))
    print(
        """
        {"texts": \(texts.count), "seconds": \((end - start) / .seconds(1)), \
        "openingInSeconds": \((start - opening) / .seconds(1)), "threads": \(threads.count), \
        "checksum": "\(encoder.identity.checksum)"}
        """)
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
