// swift-tools-version: 6.2
import PackageDescription

// The house, from the ground up. Arrows point down only; targets on one line do not import each other.
// `Tests/HouseTests` holds the same picture against the imports that are really written.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What the tests play thousands of sessions through: optimized in a debug build, too, or they take three
/// times as long.
let played: Set<String> = [
  "Devices", "InfusionCore", "JSONLines", "PatientSimulator", "Pharmacokinetics", "Quantities",
  "SessionRecord",
]
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A target of the house: its folder is its name.
func room(_ name: String, on below: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: below, swiftSettings: played.contains(name) ? strict + optimized : strict)
}

/// Tests; pictures lie beside them and are read by their path.
func tests(_ name: String, of rooms: [Target.Dependency], pictures: [String] = []) -> Target {
  .testTarget(name: name, dependencies: rooms, exclude: pictures, swiftSettings: strict)
}

let ground: [Target] = [
  room("Quantities"),
  room("Phrases"),
  room("SerialSettings"),
]

let values: [Target] = [
  room("InfusionCore", on: ["Phrases", "Quantities"]),
  room("Pharmacokinetics", on: ["Quantities"]),
  room("TextScreen"),
  room("JSONLines", on: ["Quantities"]),
]

let languages: [Target] = [
  room("Devices", on: ["InfusionCore", "Quantities", "SerialSettings"]),
  room("OperatorLanguage", on: ["InfusionCore", "Phrases", "Quantities"]),
]

let decisions: [Target] = [
  room("MonitorUI", on: ["InfusionCore", "OperatorLanguage", "Phrases", "TextScreen", "Quantities"]),
  room(
    "SessionRecord",
    on: ["InfusionCore", "JSONLines", "Quantities", .product(name: "Crypto", package: "swift-crypto")]),
  room("ChairBeacon", on: ["InfusionCore", "JSONLines", "Quantities"]),
  room(
    "PatientSimulator",
    on: ["Devices", "Pharmacokinetics", "InfusionCore", "OperatorLanguage", "Quantities"]),
]

let tellings: [Target] = [
  room(
    "SessionReports",
    on: [
      "SessionRecord", "InfusionCore", "JSONLines", "Pharmacokinetics", "Phrases", "TextScreen", "Quantities",
    ])
]

let browsing: [Target] = [
  room(
    "ReviewUI",
    on: [
      "SessionReports", "SessionRecord", "MonitorUI", "InfusionCore", "TextScreen", "Quantities",
    ]),
  room("WallUI", on: ["ChairBeacon", "MonitorUI", "InfusionCore", "Phrases", "TextScreen", "Quantities"]),
  room(
    "InstructorUI",
    on: [
      "ChairBeacon", "InfusionCore", "JSONLines", "MonitorUI", "Phrases", "PatientSimulator", "Quantities",
      "TextScreen",
    ]),
]

let calls: [Target] = [
  .target(name: "CLinux"),
  .target(
    name: "CNCurses",
    linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
]

let kernel: [Target] = [
  room("SystemClocks", on: ["CLinux"]),
  room("SystemParts"),
]

let shell: [Target] = [
  room("ProcessSignals", on: ["CLinux", "SystemClocks"]),
  room("StationKeeper", on: ["CLinux", "SystemClocks"]),
  room(
    "DeviceCapture",
    on: ["Devices", "InfusionCore", "Quantities", "SystemClocks", "SystemParts"]),
  room("SerialPort", on: ["CLinux", "SerialSettings", "SystemClocks", "SystemParts"]),
  room(
    "SessionJournal",
    on: ["InfusionCore", "SessionRecord", "Quantities", "SystemClocks", "SystemParts"]),
  room("CursesTerminal", on: ["CNCurses", "SystemClocks", "TextScreen"]),
  room("AlarmSound", on: ["CLinux", "SystemClocks", "SystemParts"]),
  room("BeaconSockets"),
  room("BluetoothLE", on: ["CLinux", "SystemClocks", "SystemParts"]),
  room("BrokerClient", on: ["CLinux", "ChairBeacon", "SystemClocks", "SystemParts"]),
  room(
    "ClinicConfiguration",
    on: [
      "InfusionCore", "PatientSimulator", "Phrases", "Quantities", .product(name: "Yams", package: "Yams"),
    ]),
]

let bridges: [Target] = [
  room(
    "DevicePorts",
    on: [
      "BluetoothLE", "DeviceCapture", "Devices", "InfusionCore", "ProcessSignals", "Quantities", "SerialPort",
      "SerialSettings", "SessionJournal", "SystemClocks",
    ]),
  room(
    "SessionArchives",
    on: ["InfusionCore", "SessionJournal", "SessionRecord", "SessionReports", "SystemParts"]),
]

let runs: [Target] = [
  room(
    "SessionRuns",
    on: [
      "InfusionCore", "PatientSimulator", "ProcessSignals", "Quantities", "SessionArchives", "SessionJournal",
      "SessionRecord", "SessionReports", "SystemClocks",
    ])
]

let wiring: [Target] = [
  room(
    "MonitorApp",
    on: [
      "AlarmSound", "CLinux", "ChairBeacon", "CursesTerminal", "DeviceCapture", "DevicePorts",
      "BeaconSockets",
      "InfusionCore", "InstructorUI", "MonitorUI", "OperatorLanguage", "PatientSimulator", "Phrases",
      "ProcessSignals",
      "Quantities", "ReviewUI", "SessionArchives", "SessionJournal", "SessionRecord", "SessionReports",
      "SessionRuns",
      "StationKeeper", "SystemClocks", "SystemParts", "TextScreen", "WallUI",
      "BrokerClient",
    ]),
  room(
    "Practice",
    on: [
      "CLinux", "Devices", "InfusionCore", "OperatorLanguage", "PatientSimulator", "Phrases",
      "ProcessSignals", "Quantities", "SerialPort",
      "SessionArchives", "SessionJournal", "SessionRecord", "SessionReports", "SessionRuns", "SystemClocks",
    ]),
]

let programs: [Target] = [
  .executableTarget(
    name: "chairside",
    dependencies: [
      "AlarmSound", "BeaconSockets", "CLinux", "ClinicConfiguration", "CursesTerminal", "DeviceCapture",
      "DevicePorts", "Devices",
      "InfusionCore", "OperatorLanguage", "MonitorApp", "MonitorUI", "PatientSimulator", "Pharmacokinetics",
      "Phrases",
      "Practice",
      "ProcessSignals", "Quantities", "ReviewUI", "SerialPort", "SerialSettings", "SessionArchives",
      "SessionJournal", "SessionRecord", "SessionReports", "SessionRuns", "StationKeeper", "SystemClocks",
      "SystemParts", "TextScreen", "BrokerClient", "ChairBeacon",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: strict),
  .executableTarget(
    name: "bench",
    dependencies: [
      "BeaconSockets", "CLinux", "ChairBeacon", "Devices", "InfusionCore", "JSONLines", "MonitorUI",
      "Quantities", "SessionArchives",
      "SessionJournal", "SessionRecord", "SessionReports", "TextScreen",
    ],
    swiftSettings: strict),
]

/// What the tests share: pictures, scratch folders, the other ends of cables.
let bench: [Target] = [
  .target(
    name: "TestBench", dependencies: ["CLinux", "SerialPort", "TextScreen"], path: "Tests/TestBench",
    swiftSettings: strict)
]

let allTests: [Target] = [
  tests("QuantitiesTests", of: ["Quantities"]),
  tests("PhrasesTests", of: ["Phrases"]),
  tests("InfusionCoreTests", of: ["InfusionCore", "OperatorLanguage", "Quantities"]),
  tests("OperatorTests", of: ["InfusionCore", "OperatorLanguage", "Quantities"]),
  tests("PharmacokineticsTests", of: ["Pharmacokinetics", "Quantities"]),
  tests("TextScreenTests", of: ["TextScreen"]),
  tests("JSONLinesTests", of: ["JSONLines", "Quantities"]),
  tests("DevicesTests", of: ["Devices", "InfusionCore", "Quantities", "SerialSettings"]),
  tests(
    "MonitorUITests", of: ["MonitorUI", "InfusionCore", "Phrases", "TextScreen", "Quantities", "TestBench"],
    pictures: ["Pictures"]),
  tests(
    "SessionRecordTests",
    of: ["SessionRecord", "InfusionCore", "OperatorLanguage", "JSONLines", "Quantities"],
    pictures: ["Records"]),
  tests(
    "PatientSimulatorTests",
    of: [
      "PatientSimulator", "Devices", "Pharmacokinetics", "InfusionCore", "OperatorLanguage", "Quantities",
    ]),
  tests(
    "SimulatedDeviceTests",
    of: ["PatientSimulator", "Devices", "InfusionCore", "Quantities", "SerialSettings"]),
  tests(
    "SessionReportsTests",
    of: [
      "SessionReports", "SessionRecord", "InfusionCore", "OperatorLanguage", "JSONLines", "Quantities",
      "TextScreen",
    ],
    pictures: ["Pages"]),
  tests(
    "ReviewUITests",
    of: [
      "ReviewUI", "SessionReports", "SessionRecord", "MonitorUI", "InfusionCore", "TextScreen", "Quantities",
      "TestBench",
    ], pictures: ["Pictures"]),
  tests(
    "ChairBeaconTests",
    of: ["ChairBeacon", "BeaconSockets", "InfusionCore", "Quantities", "TestBench"]),
  tests(
    "BrokerClientTests",
    of: ["BrokerClient", "ChairBeacon", "InfusionCore", "Quantities", "TextScreen", "WallUI"]),
  tests(
    "WallUITests",
    of: ["WallUI", "ChairBeacon", "MonitorUI", "InfusionCore", "TextScreen", "Quantities", "TestBench"],
    pictures: ["Pictures"]),
  tests(
    "InstructorUITests",
    of: [
      "InstructorUI", "ChairBeacon", "InfusionCore", "MonitorUI", "PatientSimulator", "Quantities",
      "TextScreen", "TestBench",
    ], pictures: ["Pictures"]),
  tests("SerialPortTests", of: ["SerialPort", "SerialSettings", "CLinux", "TestBench"]),
  tests(
    "SessionJournalTests",
    of: ["SessionJournal", "SessionRecord", "InfusionCore", "Quantities", "SystemClocks", "TestBench"]),
  tests(
    "SessionArchivesTests",
    of: [
      "SessionArchives", "InfusionCore", "OperatorLanguage", "Quantities", "SessionJournal", "SessionRecord",
      "SessionReports", "TestBench",
    ]),
  tests(
    "BluetoothLETests",
    of: [
      "BluetoothLE", "CLinux", "DevicePorts", "Devices", "InfusionCore", "Quantities", "SystemClocks",
      "SystemParts", "TestBench", "chairside",
    ]),
  tests("CursesTerminalTests", of: ["CursesTerminal", "TextScreen", "CLinux"]),
  tests("AlarmSoundTests", of: ["AlarmSound", "TestBench"]),
  tests(
    "ClinicConfigurationTests",
    of: ["ClinicConfiguration", "InfusionCore", "OperatorLanguage", "PatientSimulator", "Quantities"]),
  tests("SystemClocksTests", of: ["SystemClocks"]),
  tests("SystemPartsTests", of: ["SystemParts"]),
  tests("KeeperTests", of: ["StationKeeper", "CLinux", "SystemClocks"]),
  tests(
    "MonitorAppTests",
    of: [
      "MonitorApp", "AlarmSound", "CLinux", "DeviceCapture", "DevicePorts", "Devices", "InfusionCore",
      "MonitorUI", "OperatorLanguage", "Phrases",
      "ProcessSignals", "SerialPort", "SessionJournal", "SessionRecord", "SessionRuns", "SystemClocks",
      "Quantities", "TestBench",
    ]),
  tests(
    "SessionRunsTests",
    of: [
      "SessionRuns", "Devices", "InfusionCore", "OperatorLanguage", "PatientSimulator", "ProcessSignals",
      "Quantities", "SessionRecord", "SystemClocks",
    ]),
  tests(
    "SimulationTests",
    of: [
      "MonitorApp", "CLinux", "CursesTerminal", "DevicePorts", "Devices", "InfusionCore", "OperatorLanguage",
      "MonitorUI", "Phrases",
      "ProcessSignals", "Quantities", "SessionJournal", "SessionRecord", "SessionReports", "SessionRuns",
      "StationKeeper", "SystemClocks", "TextScreen",
    ]),
  tests(
    "PracticeTests",
    of: [
      "InfusionCore", "OperatorLanguage", "PatientSimulator", "Practice", "Quantities", "SerialPort",
      "TestBench",
    ]),
  tests(
    "InstructorTests",
    of: [
      "BeaconSockets", "CursesTerminal", "InfusionCore", "InstructorUI", "MonitorApp", "MonitorUI",
      "OperatorLanguage", "PatientSimulator", "Practice", "ProcessSignals", "Quantities", "SessionJournal",
      "SessionRecord", "SessionReports", "SessionRuns", "SystemClocks", "TextScreen", "TestBench",
    ]),
  tests(
    "FixtureTests",
    of: [
      "ClinicConfiguration", "Practice", "DevicePorts", "Devices", "InfusionCore", "OperatorLanguage",
      "PatientSimulator", "Phrases", "ProcessSignals", "Quantities", "SerialPort", "SessionJournal",
      "SessionRecord", "SessionReports",
      "TestBench",
    ]),
  tests("EndToEndTests", of: ["chairside", "CLinux", "TestBench"]),
  tests("HouseTests", of: []),
]

/// Fuzzing, only when `make fuzz` asks for it: a fuzzer has a main of its own.
let fuzzers: [Target] =
  Context.environment["FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "fuzz", dependencies: ["Devices", "InfusionCore", "Quantities"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
  ]

let package = Package(
  name: "chairside",
  products: [.executable(name: "chairside", targets: ["chairside"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: ground + values + languages + decisions + tellings + browsing + calls + kernel + shell + bridges
    + runs + wiring + programs + bench + allTests + fuzzers,
  swiftLanguageModes: [.v6]
)
