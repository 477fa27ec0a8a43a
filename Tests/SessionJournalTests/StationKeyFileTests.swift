import Glibc
import SessionJournal
import SessionRecord
import TestBench
import Testing

/// The key of a station on its disk.
@Suite struct StationKeyFileTests {
  private let scratch = ScratchFolder()
  private var file: StationKeyFile { StationKeyFile(path: scratch.path + "/data/station.key") }

  @Test func `it is made when it is wanted first, for its owner alone, and never again`() throws {
    #expect(try file.read() == nil)
    let made = try file.readOrMake()
    var facts = stat()
    #expect(stat(file.path, &facts) == 0)
    #expect(facts.st_mode & 0o777 == 0o600)
    #expect(try file.readOrMake() == made)
    #expect(Disk.names(in: scratch.path + "/data") == ["station.key"], "no draft stays")
  }

  @Test func `two stations have two keys`() throws {
    let other = StationKeyFile(path: scratch.path + "/other.key")
    #expect(try file.readOrMake() != other.readOrMake())
  }

  @Test func `a file with something else is said, and left as it is`() throws {
    _ = try file.readOrMake()
    truncate(file.path, 10)
    #expect(throws: SystemError.self) { try file.readOrMake() }
    #expect(try Disk.read(file.path).count == 10)
  }
}
