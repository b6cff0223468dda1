// swift-tools-version: 6.1
// Targets stand in the order of the flow: documents, catalogue, text, models, index, ranking,
// façade, faces. A target may only name targets above it, and `scripts/check-imports` holds it.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "Kindred",
    products: [
        .library(name: "Kindred", targets: ["Kindred"]),
        .library(name: "KindredEvaluation", targets: ["KindredEvaluation"]),
        .executable(name: "kindred", targets: ["KindredCommand"]),
        // For the package in Benchmarks alone.
        .library(name: "KernelWork", targets: ["KernelWork"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // Libraries of the system, and the little C that stands before them.
        .systemLibrary(
            name: "CCommonMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CLZMA", providers: [.apt(["liblzma-dev"])]),
        .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CKernels"),
        // Loads the library when it is first needed, so nothing is linked.
        .target(name: "COpenBLAS"),

        // The flow.
        .target(name: "KindredThreads", dependencies: ["CKernels"], swiftSettings: settings),
        .target(
            name: "KindredVectors", dependencies: ["CKernels", "COpenBLAS", "KindredThreads"],
            swiftSettings: settings),
        .target(
            name: "KindredCatalogue",
            dependencies: [
                "CCommonMark", "CExpat", "CKernels", "CSimdJSON", "CZlib", "CLZMA", "CZstd",
                "KindredThreads",
            ],
            swiftSettings: settings),
        .target(
            name: "KindredText", dependencies: ["CStemmer", "KindredThreads"],
            swiftSettings: settings),
        .target(
            name: "KindredModels", dependencies: ["CZlib", "KindredVectors", "KindredText"],
            swiftSettings: settings),
        .target(
            name: "KindredIndex",
            dependencies: [
                "CKernels", "KindredVectors", "KindredCatalogue", "KindredText", "KindredModels",
            ],
            swiftSettings: settings),
        .target(
            name: "KindredRanking",
            dependencies: [
                "KindredVectors", "KindredCatalogue", "KindredText", "KindredModels",
                "KindredIndex",
            ],
            swiftSettings: settings),
        .target(
            name: "Kindred",
            dependencies: [
                "KindredCatalogue", "KindredText", "KindredModels", "KindredIndex",
                "KindredRanking",
            ],
            swiftSettings: settings),
        .target(name: "KindredEvaluation", dependencies: ["Kindred"], swiftSettings: settings),
        .executableTarget(
            name: "KindredCommand",
            dependencies: [
                "Kindred", "KindredEvaluation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // One test target a module, and one for numbers from independent programs.
        .testTarget(
            name: "KindredThreadsTests", dependencies: ["KindredThreads", "CKernels"],
            swiftSettings: settings),
        .testTarget(
            name: "KindredVectorsTests", dependencies: ["KindredVectors", "CKernels"],
            swiftSettings: settings),
        .testTarget(
            name: "KindredCatalogueTests", dependencies: ["KindredCatalogue"],
            swiftSettings: settings),
        .testTarget(
            name: "KindredImportTests", dependencies: ["KindredCatalogue"],
            swiftSettings: settings),
        .testTarget(
            name: "KindredTextTests", dependencies: ["KindredText", "KindredThreads"],
            exclude: ["Reference"], swiftSettings: settings),
        .testTarget(
            name: "KindredModelsTests", dependencies: ["KindredModels"], swiftSettings: settings),
        .testTarget(
            name: "ReferenceTests",
            dependencies: [
                "KindredModels", "KindredText", "KindredVectors", "KindredEvaluation",
            ],
            exclude: ["Models", "Numbers", "Programs"], swiftSettings: settings),
        .testTarget(
            name: "KindredIndexTests",
            dependencies: [
                "KindredIndex", "KindredCatalogue", "KindredModels", "KindredText",
                "KindredVectors",
            ],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "KindredRankingTests",
            dependencies: [
                "KindredVectors", "KindredCatalogue", "KindredText", "KindredModels",
                "KindredIndex", "KindredRanking",
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "ReadmeExample", dependencies: ["Kindred"], path: "Tests/Examples/Readme"),
        .executableTarget(
            name: "EncodeTexts", dependencies: ["KindredModels", "KindredVectors"],
            path: "Tests/Examples/Encode", swiftSettings: settings),
        .target(
            name: "KernelWork", dependencies: ["COpenBLAS", "KindredText", "KindredVectors"],
            path: "Benchmarks/Kernels", swiftSettings: settings),
        .executableTarget(
            name: "TimeFitting",
            dependencies: [
                "KindredCatalogue", "KindredIndex", "KindredModels", "KindredText",
                "KindredVectors",
            ],
            path: "Tests/Examples/Fit", swiftSettings: settings),
        .executableTarget(
            name: "SearchVectors", dependencies: ["COpenBLAS", "KindredVectors"],
            path: "Tests/Examples/Search", swiftSettings: settings),
        .executableTarget(
            name: "TimeSparse",
            dependencies: ["KindredIndex", "KindredModels", "KindredText", "KindredVectors"],
            path: "Tests/Examples/TimeSparse", swiftSettings: settings),
        .executableTarget(
            name: "MeasurePaths", dependencies: ["Kindred", "KindredEvaluation"],
            path: "Tests/Examples/Paths", swiftSettings: settings),
        .testTarget(
            name: "KindredTests",
            dependencies: [
                "Kindred", "KindredCatalogue", "KindredEvaluation", "KindredIndex", "KindredModels",
                "KindredRanking", "KindredText", "KindredVectors", "ReadmeExample",
            ],
            exclude: ["seeds.qrels"], swiftSettings: settings),
        .testTarget(
            name: "KindredEvaluationTests", dependencies: ["Kindred", "KindredEvaluation"],
            swiftSettings: settings),
        .testTarget(
            name: "KindredCommandTests",
            dependencies: ["KindredCommand", "Kindred", "KindredEvaluation", "KindredRanking"],
            exclude: ["Fixtures", "Snapshots"], swiftSettings: settings),
    ]
)
