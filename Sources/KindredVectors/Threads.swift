package import KindredThreads

/// Who works on rows, under the name by which every module to the right knows it.
package typealias Threads = KindredThreads.Threads

/// Places for what workers find.
typealias Slots = KindredThreads.Slots
