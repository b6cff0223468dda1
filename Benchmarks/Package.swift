// swift-tools-version: 6.1
// A package of its own, so that nobody builds the benchmarks who does not ask for them.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "Kindred", path: "..")],
    targets: [
        .executableTarget(
            name: "KindredBenchmarks",
            dependencies: [.product(name: "Kindred", package: "Kindred")],
            swiftSettings: settings),
        .executableTarget(
            name: "KindredGrowth",
            dependencies: [.product(name: "Kindred", package: "Kindred")],
            swiftSettings: settings),
    ]
)
