import ClinicConfiguration
import Glibc
import PatientSimulator
import Practice
import SessionJournal
import SessionRecord
import SessionReports

/// One of the sessions in `Fixtures`, by its folder's name, with what it is there to show.
struct Fixture: CustomStringConvertible {
  let name: String
  let scenario: String
  let seed: UInt64
  /// Of a drill its devices; empty for a session that is none.
  var drilledWith: [String] = []
  var isDrill: Bool { !drilledWith.isEmpty }

  var description: String { name }

  static let all =
    [
      Fixture(name: "uneventful", scenario: "uneventful", seed: 11),
      Fixture(name: "hypertension", scenario: "hypertension", seed: 12),
      Fixture(name: "desaturation", scenario: "desaturation", seed: 13),
      Fixture(name: "probe-off", scenario: "probe-off", seed: 14),
      Fixture(name: "vomiting", scenario: "vomiting", seed: 15),
      Fixture(name: "override", scenario: "uneventful", seed: 16),
    ] + drills

  /// The same patient, met by somebody who does well and by somebody who does not.
  static let drills = lessons.flatMap { [drill($0, "good"), drill($0, "poor")] }

  private typealias Lesson = (name: String, seed: UInt64, devices: [String])

  private static func drill(_ lesson: Lesson, _ trainee: String) -> Fixture {
    Fixture(
      name: "\(lesson.name)-\(trainee)", scenario: "\(lesson.name)-short", seed: lesson.seed,
      drilledWith: lesson.devices)
  }

  private static let lessons: [Lesson] = [
    ("uneventful", 21, ["dri"]), ("hypertension", 22, ["dri"]), ("desaturation", 23, ["dri"]),
    ("probe-off", 24, ["dri"]), ("bradycardia", 25, ["dri"]), ("vomiting", 26, ["dri"]),
    ("panic", 27, ["dri"]), ("pump-occlusion", 28, ["dri", "asena"]), ("pounds", 29, ["dri"]),
    ("tenfold", 30, ["dri"]), ("over-sedation", 31, ["dri"]), ("no-escort", 32, ["dri"]),
  ]

  /// A drill's is read from its record, as a debrief reads it; else it is a shipped one.
  func lesson() throws -> Scenario {
    guard let text = session.header?.drill?.text else {
      guard let shipped = Scenario.named(scenario) else { throw Missing(name: scenario) }
      return shipped
    }
    return try ScenarioFile.read(Array(text.utf8), name: scenario)
  }

  /// What stands in `Fixtures/lessons`; of a whole course the shipped one.
  func lessonOfItsFile() throws -> Scenario {
    guard isDrill else { return try lesson() }
    return try ScenarioFile.read(contents(of: "\(Self.folder)/lessons/\(scenario).yaml"), name: scenario)
  }

  /// Nil for the usual one.
  func trolley(for scenario: Scenario) throws -> [SimulatedDeviceSpec]? {
    isDrill ? try SimulatedDeviceSpec.trolley(drilledWith, for: scenario) : nil
  }

  /// All that lies in its folder.
  func bytes() throws -> Int {
    try Shelf.names(in: session.path).map { try contents(of: session.file($0)).count }.reduce(0, +)
  }

  static func named(_ name: String) throws -> Fixture {
    guard let fixture = all.first(where: { $0.name == name }) else { throw Missing(name: name) }
    return fixture
  }

  struct Missing: Error { let name: String }

  /// From this file, which knows where it stands.
  static let folder = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/Fixtures"

  var session: SessionFolder { SessionFolder(path: "\(Self.folder)/\(name)") }
  var script: String { "\(Self.folder)/\(name).script" }

  /// All that can be checked about it, with its inputs played again.
  func audit() throws -> SessionAudit {
    guard let audit = Self.audits[name] else { throw Missing(name: name) }
    return audit
  }

  func digest() throws -> SessionDigest {
    guard let digest = try audit().digest else { throw Missing(name: name) }
    return digest
  }

  /// Each is read once for all tests, held against the engine that made it.
  private static let audits: [String: SessionAudit] = all.reduce(into: [:]) { audits, fixture in
    guard let header = fixture.session.header, let segments = try? fixture.session.read() else { return }
    audits[fixture.name] = SessionAudit(segments, engineVersion: header.engineVersion)
  }
}

/// A whole file's bytes.
func contents(of path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw Fixture.Missing(name: path) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
  return bytes
}
