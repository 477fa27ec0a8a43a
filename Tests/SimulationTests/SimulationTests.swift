import Glibc
import Testing

/// The whole loop under seeds: station, keeper, writer, disk, clocks, devices and terminal, with accidents in
/// every place of it.
///
/// `make simulation SEED=1234` repeats one seed, `make simulation SEEDS=10000` tries as many.
@Suite struct SimulationTests {
  /// As many as the build machine has time for: half a second each there.
  private static let usual: UInt64 = 120
  private static let parts: UInt64 = 4

  @Test(.enabled(if: Seeds.asked == nil), arguments: 0..<parts)
  func whateverBefallsAChairTheRecordAndTheScreenTellTheSame(part: UInt64) throws {
    let reach = try Seeds.play(stride(from: part, to: Self.usual, by: Int(Self.parts)))
    // What a part of the usual seeds comes to at least.
    #expect(reach.closed >= 15 && reach.kills >= 10 && reach.powerCuts >= 3 && reach.standstills >= 10)
    #expect(reach.poisonings >= 1 && reach.owed >= 1000 && reach.pictures >= 3, "\(reach)")
  }

  /// The same of a session that is read out of a file, whose reading goes wrong.
  @Test func whateverBefallsAFileItIsReadToItsEndOrItsLossIsTold() throws {
    var (failedReads, brokenOff) = (0, 0)
    for seed in Seeds.asked ?? 0..<Self.usual / 3 {
      let scratch = Scratch("read-\(seed)", isKept: getenv("CHAIRSIDE_KEEP") != nil)
      let chair = try ReadChair(seed: seed, in: scratch.path)
      try chair.run()
      #expect(chair.findings == [], "make simulation SEED=\(seed)")
      failedReads += chair.failedReads
      brokenOff += chair.isBrokenOff ? 1 : 0
    }
    #expect(Seeds.asked != nil || failedReads >= 15 && brokenOff >= 3, "\(failedReads), \(brokenOff)")
  }

  @Test(.enabled(if: Seeds.asked != nil))
  func whateverBefallsAChairUnderTheSeedsThatWereAskedFor() throws {
    let reach = try Seeds.play(Seeds.asked ?? 0..<0)
    #expect(reach.lives > 0, "\(reach)")
  }
}

enum Seeds {
  /// `CHAIRSIDE_SEED=7` is one, `CHAIRSIDE_SEEDS=500` all below, `CHAIRSIDE_SEEDS=500-900` those.
  static var asked: Range<UInt64>? {
    if let one = text("CHAIRSIDE_SEED").flatMap({ UInt64($0) }) { return one..<one + 1 }
    let bounds = text("CHAIRSIDE_SEEDS")?.split(separator: "-").compactMap { UInt64($0) } ?? []
    guard let last = bounds.last else { return nil }
    return (bounds.count > 1 ? bounds[0] : 0)..<max(last, bounds[0])
  }

  private static func text(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Plays seeds, one after the other. `CHAIRSIDE_KEEP=1` keeps the folders of what they recorded.
  static func play(_ seeds: some Sequence<UInt64>) throws -> SimulatedWorld.Reach {
    var reach = SimulatedWorld.Reach()
    for seed in seeds {
      let scratch = Scratch("\(seed)", isKept: getenv("CHAIRSIDE_KEEP") != nil)
      let chair = try KeptChair(seed: seed, in: scratch.path)
      chair.run()
      #expect(chair.world.findings == [], "make simulation SEED=\(seed)")
      reach.add(chair.world.reach)
    }
    return reach
  }
}

extension SimulatedWorld.Reach {
  fileprivate mutating func add(_ other: SimulatedWorld.Reach) {
    lives += other.lives
    kills += other.kills
    powerCuts += other.powerCuts
    poisonings += other.poisonings
    standstills += other.standstills
    closed += other.closed
    owed += other.owed
    pictures += other.pictures
  }
}

/// A folder in memory where there is one: no seed waits for a disk.
private final class Scratch {
  let path: String
  private let isKept: Bool

  init(_ name: String, isKept: Bool) {
    self.isKept = isKept
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    path = "\(place)/chairside-simulation-\(getpid())-\(name)"
    mkdir(path, 0o700)
  }

  deinit { if !isKept { Self.remove(path) } }

  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { remove("\(path)/\(name)") }
      }
      closedir(folder)
    }
    if rmdir(path) != 0 { unlink(path) }
  }
}
