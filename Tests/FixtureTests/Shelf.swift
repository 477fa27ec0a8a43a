import Glibc
import Practice
import SessionJournal

/// A folder of sessions that is gone after the test.
final class Shelf {
  let path: String
  var archive: SessionArchive { SessionArchive(root: path) }

  static let maker = SimulatedRecording.Maker(programVersion: "test", engineVersion: "test")

  init?() {
    var template = Array("/tmp/chairside-shelf-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  @discardableResult
  func write(_ recording: SimulatedRecording) throws -> SimulatedRecording.Written {
    try recording.write(in: archive, by: Self.maker)
  }

  /// A file with these bytes; its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let fd = open("\(path)/\(name)", O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    guard fd >= 0 else { throw Fixture.Missing(name: name) }
    defer { close(fd) }
    _ = Glibc.write(fd, bytes, bytes.count)
    return "\(path)/\(name)"
  }

  /// The names in a folder, sorted.
  static func names(in path: String) throws -> [String] {
    guard let names = Disk.names(in: path) else { throw Fixture.Missing(name: path) }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    for name in (try? names(in: path)) ?? [] { remove("\(path)/\(name)") }
    Glibc.remove(path)
  }
}
