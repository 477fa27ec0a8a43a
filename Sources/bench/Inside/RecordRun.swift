import InfusionCore
import JSONLines
import Quantities
import SessionRecord

/// The journal: writing its lines, reading them, checking them.
enum RecordRun {
  static func figures(_ recorded: RecordedSession) -> [Figure] {
    let megabytes = Double(recorded.bytes.count) / 1e6
    let lines = Double(recorded.entries.count)
    let writing = Stopwatch.secondsPerCall { _ = write(recorded) }
    let reading = Stopwatch.secondsPerCall { _ = read(recorded.bytes, checksHashes: false) }
    let checking = Stopwatch.secondsPerCall { _ = read(recorded.bytes, checksHashes: true) }
    let verifying = Stopwatch.secondsPerCall { _ = verify(recorded) }
    let bodies = recorded.bytes.split(separator: 0x0A).map(Array.init)
    let parsing = Stopwatch.secondsPerCall { for line in bodies { _ = try? JSONParser.parse(line) } }
    return [
      Figure("journal: encode and chain", lines / writing / 1e3, "k lines/s"),
      Figure("journal: read entries", megabytes / reading, "MB/s"),
      Figure("journal: read and check the chain", megabytes / checking, "MB/s"),
      Figure("journal: verify (chain and replay)", megabytes / verifying, "MB/s"),
      Figure("JSON: lines to values", megabytes / parsing, "MB/s"),
    ]
  }

  private static func write(_ recorded: RecordedSession) -> Int {
    var (encoder, line) = JournalEncoder.begin(recorded.header)
    var count = line.count
    for entry in recorded.entries {
      count += encoder.line(entry.content, at: entry.time, wall: entry.wall).count
    }
    return count
  }

  private static func read(_ bytes: [UInt8], checksHashes: Bool) -> Int {
    var reader = JournalReader(bytes, checksHashes: checksHashes)
    while reader.next() != nil {}
    return reader.problems.count
  }

  private static func verify(_ recorded: RecordedSession) -> Int {
    var reader = JournalReader(recorded.bytes)
    var replay = Replay(plan: recorded.header.plan)
    while let entry = reader.next() { replay.feed(entry, body: reader.body) }
    return replay.finish(at: reader.lastTime, isSealed: reader.isSealed).count
  }
}
