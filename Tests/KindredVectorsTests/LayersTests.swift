import CKernels
import Foundation
import KindredVectors
import Testing

/// The kernels of a transformer: each version gives the same bits, and they are right.
@Suite struct LayersTests {
    private let kernels: [kindred_kernels] = sequence(first: Int32(0)) { $0 + 1 }
        .lazy.map { kindred_kernels_at($0) }.prefix { $0 != nil }.compactMap { $0?.pointee }

    @Test(arguments: [1, 2, 15, 16, 17, 31, 32, 33, 100, 384])
    func `every version of softmax gives the same shares`(d: Int) {
        var samples = Samples(seed: UInt64(d))
        let rows = samples.vector(3 * d).map { $0 * 40 }
        let found = kernels.map { kernel in
            var rows = rows
            kernel.softmax(&rows, 3, d, 0.5)
            return rows
        }
        for other in found { #expect(other.map(\.bitPattern) == found[0].map(\.bitPattern)) }
        for row in 0..<3 {
            let numbers = rows[row * d..<(row + 1) * d].map { Double($0) / 2 }
            let powers = numbers.map { exp($0 - numbers.max()!) }
            for (share, power) in zip(found[0][row * d..<(row + 1) * d], powers) {
                #expect(abs(Double(share) - power / powers.reduce(0, +)) < 1e-6)
            }
        }
    }

    @Test(arguments: [false, true])
    func `every version of GELU is within its bound`(byTanh: Bool) {
        let rows = stride(from: Float(-12), through: 12, by: 0.01).map { $0 }
        let bias = rows.indices.map { Float($0 % 7) / 8 }
        let found = kernels.map { kernel in
            var rows = rows
            kernel.gelu(&rows, bias, 1, rows.count, byTanh ? 1 : 0)
            return rows
        }
        for other in found { #expect(other.map(\.bitPattern) == found[0].map(\.bitPattern)) }
        for (place, value) in found[0].enumerated() {
            let x = Double(rows[place] + bias[place])
            let expected =
                byTanh
                ? x / 2 * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
                : x / 2 * (1 + erf(x / 2.0.squareRoot()))
            #expect(abs(Double(value) - expected) < max(1, abs(x)) * 1e-6, "\(x)")
        }
    }

    @Test(arguments: [1, 15, 16, 17, 33, 384])
    func `every version of normalize gives mean 0 and variance 1`(d: Int) {
        var samples = Samples(seed: UInt64(d))
        let (rows, others) = (samples.vector(2 * d), samples.vector(2 * d))
        let (bias, gain, shift) = (samples.vector(d), samples.vector(d), samples.vector(d))
        let found = kernels.map { kernel in
            var rows = rows
            kernel.normalize(&rows, bias, others, gain, shift, 2, d, 1e-6)
            return rows
        }
        for other in found { #expect(other.map(\.bitPattern) == found[0].map(\.bitPattern)) }
        for row in 0..<2 {
            let sums = (0..<d).map {
                Double(rows[row * d + $0]) + Double(bias[$0]) + Double(others[row * d + $0])
            }
            let mean = sums.reduce(0, +) / Double(d)
            let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(d)
            for (place, sum) in sums.enumerated() {
                let expected =
                    (sum - mean) / (variance + 1e-6).squareRoot() * Double(gain[place])
                    + Double(shift[place])
                #expect(abs(Double(found[0][row * d + place]) - expected) < 2e-4)
            }
        }
    }

    @Test func `what is not a number crashes nothing`() {
        for kernel in kernels {
            var rows: [Float] = [.nan, .infinity, -.infinity, 1]
            kernel.softmax(&rows, 1, 4, 1)
            kernel.gelu(&rows, [0, 0, 0, 0], 1, 4, 0)
            #expect(rows.count == 4)
        }
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 of the examples of FIPS 180-4`(text: String, expected: String) {
        var whole = SHA256()
        Array(text.utf8).withUnsafeBytes { whole.add($0) }
        #expect(whole.hexadecimal() == expected)
        var parts = SHA256()
        for byte in text.utf8 { withUnsafeBytes(of: byte) { parts.add($0) } }
        #expect(parts.hexadecimal() == expected)
    }
}
