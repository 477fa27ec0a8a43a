import Glibc
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
  static let drills =
    lessons.flatMap { [drill($0, "good"), drill($0, "poor")] } + poorlyDone.map { drill($0, "poor") }

  private typealias Lesson = (scenario: String, seed: UInt64, devices: [String])

  private static func drill(_ lesson: Lesson, _ trainee: String) -> Fixture {
    Fixture(
      name: "\(lesson.scenario)-\(trainee)", scenario: lesson.scenario, seed: lesson.seed,
      drilledWith: lesson.devices)
  }

  private static let lessons: [Lesson] = [
    ("bradycardia", 21, ["dri"]), ("panic", 22, ["dri"]), ("pump-occlusion", 23, ["dri", "asena"]),
    ("tenfold", 24, ["dri"]), ("over-sedation", 25, ["dri"]), ("no-escort", 26, ["dri"]),
  ]

  /// What is done well stands among the whole sessions.
  private static let poorlyDone: [Lesson] = [
    ("hypertension", 12, ["dri"]), ("desaturation", 13, ["dri"]), ("vomiting", 15, ["dri"]),
  ]

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
