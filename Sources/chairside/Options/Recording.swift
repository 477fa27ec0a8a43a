import DevicePorts
import Devices
import InfusionCore
import Quantities
import SessionArchives
import SessionRecord
import SessionReports

/// A recording that can be replayed: its patient, and its inputs.
struct Recording {
  var plan: SessionPlan
  var inputs: any StampedSource
  /// The wall time of its beginning; nil for a vitals file, which has none.
  var anchor: WallTime?

  /// Reads a session's folder, or one journal file.
  static func session(at path: String) throws(Failure) -> Recording {
    let segments: [SegmentBytes]
    do throws(ArchiveError) { segments = try SegmentFiles.read(path) } catch { throw Failure(error) }
    let reader = JournalReader(segments, checksHashes: false)
    guard let header = reader.header else {
      let faults = SessionReading(segments, .overview).faults
      throw Failure(.badInput, "\(path): \(faults.whyNoHeader)")
    }
    return Recording(plan: header.plan, inputs: JournalInputs(reader), anchor: header.anchorWall)
  }

  /// Reads a vitals CSV.
  static func vitals(at path: String, plan: SessionPlan) throws(Failure) -> Recording {
    let bytes = try WholeFile.read(path, atMost: WholeFile.table)
    do throws(VitalsFileError) {
      let file = try VitalsFile(csv: bytes)
      for column in file.unknownColumns {
        complain("\(path): column '\(column)' is not known and is ignored")
      }
      let inputs = RecordedInputs(file.effects().compactMap { StampedInput($0) })
      return Recording(plan: plan, inputs: inputs)
    } catch { throw Failure(.badInput, error.sentence(file: path)) }
  }
}

/// Reads a journal's inputs one by one, so that a long session is never in memory as a whole.
final class JournalInputs: StampedSource {
  private var reader: JournalReader
  private var toldProblems = 0
  private var isOver = false

  init(_ reader: JournalReader) { self.reader = reader }

  func next() -> StampedInput? {
    while let entry = reader.next() {
      if case .input(let input) = entry.content {
        return StampedInput(input, at: entry.time, entry: entry.number)
      }
    }
    tellProblems()
    guard !isOver else { return nil }
    isOver = true
    // Deadlines that are due by the last entry still fire.
    return StampedInput(nil, at: reader.lastTime)
  }

  /// Reads the rest, so that faults after the session's close are reported, too.
  func finish() { while next() != nil {} }

  private func tellProblems() {
    for problem in reader.problems[toldProblems...] { complain(problem.description) }
    toldProblems = reader.problems.count
  }
}
