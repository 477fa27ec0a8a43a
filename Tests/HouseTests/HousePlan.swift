/// The house from the ground up: what `Package.swift` and `docs/architecture.md` draw. Arrows point down
/// only, and targets on one floor do not import each other.
enum Floor: Int, CaseIterable, Comparable {
  case ground, values, languages, decisions, tellings, browsing, calls, kernel, shell, bridges, runs, wiring,
    program

  /// Values in, values out: no clock, no file, no terminal, no chance.
  var isPure: Bool { self <= .browsing }

  static func < (a: Floor, b: Floor) -> Bool { a.rawValue < b.rawValue }
}

enum HousePlan {
  static let floors: [(floor: Floor, rooms: [String])] = [
    (.program, ["chairside", "bench", "fuzz"]),
    (.wiring, ["MonitorApp", "Practice"]),
    (.runs, ["SessionRuns"]),
    (.bridges, ["DevicePorts", "SessionArchives"]),
    (
      .shell,
      [
        "SerialPort", "SessionJournal", "CursesTerminal", "AlarmSound", "ClinicConfiguration",
        "DeviceCapture", "BeaconSockets", "BluetoothLE", "BrokerClient", "ProcessSignals", "StationKeeper",
      ]
    ),
    (.kernel, ["SystemClocks", "SystemParts"]),
    (.calls, ["CLinux", "CNCurses"]),
    (.browsing, ["ReviewUI", "WallUI", "InstructorUI"]),
    (.tellings, ["SessionReports"]),
    (.decisions, ["ChairBeacon", "MonitorUI", "SessionRecord", "PatientSimulator"]),
    (.languages, ["Devices", "OperatorLanguage"]),
    (.values, ["InfusionCore", "Pharmacokinetics", "TextScreen", "JSONLines"]),
    (.ground, ["Phrases", "Quantities", "SerialSettings"]),
  ]

  static let rooms = Set(floors.flatMap(\.rooms))

  static func floor(of room: String) -> Floor? {
    floors.first { $0.rooms.contains(room) }?.floor
  }

  /// Modules from outside that a whole floor may import.
  static func outsideModules(on floor: Floor) -> Set<String> {
    floor.isPure ? [] : ["Glibc", "Synchronization"]
  }

  /// A module from outside at one place, and why it is let in there. The place is a target or a file.
  static let exceptions: [(module: String, place: String, reason: String)] = [
    ("Crypto", "Sources/SessionRecord/", "SHA-256 of the journal's chain: bytes in, bytes out"),
    (
      "Yams", "Sources/ClinicConfiguration/", "reads the YAML a clinic writes; nothing else sees it"
    ),
    (
      "ArgumentParser", "Sources/chairside/", "the command line is the program's, not the monitor's"
    ),
  ]
}
