import CKernels
import KindredThreads
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct ThreadsTests {
    @Test(arguments: [1, 2, 3, 8], [0, 1, 7, 8, 15, 16, 17, 1_000])
    func `every item is in exactly one block`(threads: Int, count: Int) {
        for size in [1, 7, 16, 2_000] {
            let seen = Mutex([Int](repeating: 0, count: count))
            Threads(threads).forEachBlock(of: count, size: size) { block, worker in
                #expect(block.lowerBound.isMultiple(of: size))
                #expect(block.count == min(size, count - block.lowerBound))
                #expect(worker >= 0 && worker < threads)
                seen.withLock { seen in block.forEach { seen[$0] += 1 } }
            }
            #expect(seen.withLock { $0.allSatisfy { $0 == 1 } })
        }
    }

    @Test(arguments: [1, 2, 3, 8])
    func `results stand in the order of their blocks`(threads: Int) {
        let starts = Threads(threads).mapBlocks(of: 1_000, size: 3) { block, _ in block.lowerBound }
        #expect(starts == Array(stride(from: 0, to: 1_000, by: 3)))
        #expect(Threads(threads).mapBlocks(of: 0, size: 3) { _, _ in 1 }.isEmpty)
    }

    @Test func `a worker never runs twice at once`() {
        let running = Mutex(Set<Int>())
        Threads(8).forEachBlock(of: 400, size: 1) { _, worker in
            let isFirst = running.withLock { $0.insert(worker).inserted }
            #expect(isFirst)
            var sum = 0.0
            for place in 0..<500 { sum += Double(place).squareRoot() }
            #expect(sum > 0)
            running.withLock { _ = $0.remove(worker) }
        }
    }

    @Test(arguments: [1, 2, 5])
    func `no more threads run at once than were asked for, within blocks neither`(count: Int) {
        let running = Mutex((now: 0, most: 0))
        Threads(count).forEachBlock(of: 40, size: 1) { _, _ in
            Threads(8).forEachBlock(of: 20, size: 1) { _, worker in
                running.withLock {
                    $0.now += 1
                    $0.most = max($0.most, $0.now)
                }
                // Whoever else runs gets the time to be seen.
                sched_yield()
                usleep(50)
                running.withLock { $0.now -= 1 }
            }
        }
        #expect(running.withLock { $0.most } <= count)
    }

    @Test func `work in one piece leaves what it starts all threads`() {
        let workers = Mutex(Set<Int>())
        Threads(4).forEachBlock(of: 1, size: 1) { _, _ in
            Threads(4).share(400) { worker, next in
                workers.withLock { _ = $0.insert(worker) }
                while next() != nil { sched_yield() }
            }
        }
        #expect(workers.withLock { $0.count } == 4)
        #expect(kindred_thread_limit() == Int32.max)
    }

    @Test(arguments: [1, 2, 5])
    func `shared pieces are each taken once`(threads: Int) {
        for pieces in [0, 1, 2, 300] {
            let taken = Mutex([Int](repeating: 0, count: pieces))
            let bodies = Atomic(0)
            Threads(threads).share(pieces) { worker, next in
                bodies.add(1, ordering: .relaxed)
                #expect((0..<threads).contains(worker))
                while let piece = next() { taken.withLock { $0[piece] += 1 } }
            }
            #expect(taken.withLock { $0.allSatisfy { $0 == 1 } })
            #expect(bodies.load(ordering: .relaxed) == max(1, min(threads, pieces)))
        }
    }

    @Test func `blocks within blocks all run`() {
        let total = Atomic(0)
        Threads(3).forEachBlock(of: 10, size: 1) { _, _ in
            Threads(3).forEachBlock(of: 10, size: 2) { block, _ in
                total.add(block.count, ordering: .relaxed)
            }
        }
        #expect(total.load(ordering: .relaxed) == 100)
    }

    @Test func `there is at least one thread`() {
        #expect(Threads(0).count == 1)
        #expect(Threads(-5).count == 1)
        #expect(Threads.available >= 1)
        #expect(Threads().count == Threads.available)
        #expect(Threads(nil).count == Threads.available)
        #expect(Threads(1_000_000).count == 256)
    }

    @Test func `the environment may set their number, nonsense in it may not`() async {
        await #expect(processExitsWith: .success) {
            setenv("KINDRED_THREADS", "3", 1)
            precondition(Threads.available == 3)
        }
        await #expect(processExitsWith: .success) {
            unsetenv("KINDRED_THREADS")
            let cores = Int(kindred_available_cores())
            setenv("KINDRED_THREADS", "-2 or so", 1)
            precondition(Threads.available == cores)
        }
    }
}
