import Practice
import SessionJournal
import TestBench

/// A folder of sessions that is gone after the test.
final class Shelf {
  private let scratch = ScratchFolder()
  var path: String { scratch.path }
  var archive: SessionArchive { SessionArchive(root: path) }

  static let maker = SimulatedRecording.Maker(programVersion: "test", engineVersion: "test")

  @discardableResult
  func write(_ recording: SimulatedRecording) throws -> SimulatedRecording.Written {
    try recording.write(in: archive, by: Self.maker)
  }

  /// A file with these bytes; its path.
  func file(_ name: String, _ bytes: [UInt8]) -> String {
    scratch.write(bytes, to: name)
  }

  /// The names in a folder, sorted.
  static func names(in path: String) throws -> [String] {
    guard let names = Disk.names(in: path) else { throw Fixture.Missing(name: path) }
    return names.sorted()
  }
}
