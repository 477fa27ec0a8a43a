import DevicePorts
import Devices
import InfusionCore
import Quantities
import SessionArchives
import SessionRecord
import SessionReports

/// Something that can be replayed: who sat there, and what came in.
struct Recording {
  var plan: SessionPlan
  var inputs: any StampedSource
  /// The wall time of its beginning; a vitals file knows none.
  var anchor: WallTime?

  /// A session's folder, or one journal file.
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

  /// A vitals CSV.
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

/// A journal's inputs while it is read: a long session needs no memory for all of them.
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
    // Deadlines due by the last entry still fire.
    return StampedInput(nil, at: reader.lastTime)
  }

  /// Reads the rest, so that faults after the session's close are told too.
  func finish() { while next() != nil {} }

  private func tellProblems() {
    for problem in reader.problems[toldProblems...] { complain(problem.description) }
    toldProblems = reader.problems.count
  }
}
