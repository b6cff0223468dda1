import KindredVectors
import Testing

@Suite struct ElementsTests {
    /// Bytes with an owner that says when it goes.
    private final class Owner {
        let bytes: UnsafeMutableRawBufferPointer
        let gone: @Sendable () -> Void

        init(count: Int, gone: @escaping @Sendable () -> Void = {}) {
            bytes = .allocate(byteCount: count, alignment: 64)
            for place in 0..<count { bytes[place] = UInt8(place) }
            self.gone = gone
        }

        deinit {
            bytes.deallocate()
            gone()
        }

        func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: bytes[range])
        }
    }

    @Test(arguments: lengths)
    func `an array comes back as it went in`(count: Int) {
        let array = (0..<count).map { Float($0) }
        let elements = Elements(array)
        #expect(elements.array == array)
        #expect(elements.count == count)
        #expect(elements.bytes.count == 4 * count)
        #expect(elements.withUnsafeBufferPointer { Array($0) } == array)
        #expect(elements == Elements(array))
        #expect(elements != Elements(array + [1]))
        if count > 0 { #expect(elements[count - 1] == Float(count - 1)) }
    }

    @Test func `memory of our own starts as zeros`() {
        let elements = Elements<UInt32>(count: 9) { $0[4] = 7 }
        #expect(elements.array == [0, 0, 0, 0, 7, 0, 0, 0, 0])
    }

    @Test func `a window reads the owner's bytes`() {
        let owner = Owner(count: 16)
        let elements = Elements<UInt32>(owner: owner, bytes: owner.part(4..<12))
        #expect(elements.array.map(\.littleEndian) == [0x0706_0504, 0x0B0A_0908])
    }

    @Test func `a window keeps its owner alive and lets go of it`() async {
        await confirmation { gone in
            var owner: Owner? = Owner(count: 8) { gone() }
            var window = owner.map { Elements<UInt8>(owner: $0, bytes: $0.part(0..<8)) }
            owner = nil
            #expect(window?.array == Array(0..<8))
            window = nil
        }
    }

    @Test func `bytes that are misaligned or end within an element are refused`() {
        let owner = Owner(count: 32)
        #expect(Elements<Float>(owner: owner, checking: owner.part(1..<9)) == nil)
        #expect(Elements<Float>(owner: owner, checking: owner.part(0..<7)) == nil)
        #expect(Elements<UInt64>(owner: owner, checking: owner.part(4..<12)) == nil)
        #expect(Elements<UInt64>(owner: owner, checking: owner.part(8..<24))?.count == 2)
        #expect(Elements<Float>(owner: owner, checking: .init(start: nil, count: 0))?.count == 0)
    }

    @Test func `wrong places and shapes are programming errors`() async {
        await #expect(processExitsWith: .failure) { _ = Elements<Float>([1])[1] }
        await #expect(processExitsWith: .failure) {
            _ = DenseMatrix(rowCount: 2, columnCount: 2, elements: [1, 2, 3])
        }
        await #expect(processExitsWith: .failure) {
            _ = SparseVector(ids: [2, 1], weights: [1, 1])
        }
        await #expect(processExitsWith: .failure) { _ = TopK.best(0, of: [1]) }
    }
}
