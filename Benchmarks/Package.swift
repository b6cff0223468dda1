// swift-tools-version: 6.1
// A package of its own, so that nobody builds the benchmarks, or what they need, who does not ask.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v13)],
    dependencies: [
        .package(name: "Kindred", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Guards",
            dependencies: [
                .product(name: "Kindred", package: "Kindred"),
                .product(name: "KernelWork", package: "Kindred"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Guards",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "KindredGrowth",
            dependencies: [.product(name: "Kindred", package: "Kindred")],
            swiftSettings: settings),
    ]
)
