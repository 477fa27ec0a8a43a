import DeviceDrivers
import DeviceWire
import InfusionCore
import MonitorApp
import Quantities
import SessionJournal
import SessionRecord

/// Something that can be replayed: who sat there, and what came in.
struct Recording {
  var plan: SessionPlan
  var inputs: [StampedInput]
  /// The wall time of its beginning; a vitals file knows none.
  var anchor: WallTime?

  /// A session's folder, or one journal file.
  static func session(at path: String) throws(Failure) -> Recording {
    var reader = JournalReader(try SegmentFiles.read(path), checksHashes: false)
    guard let header = reader.header else { throw Failure(.badInput, "\(path): no readable session header") }
    var inputs: [StampedInput] = []
    while let entry = reader.next() {
      switch entry.content {
      case .input(let input): inputs.append(StampedInput(input, at: entry.time))
      case .header, .event, .anchor, .recovered, .seal, .other: continue
      }
    }
    // Deadlines due by the last entry still fire.
    inputs.append(StampedInput(nil, at: reader.lastTime))
    for problem in reader.problems { complain(problem.description) }
    return Recording(plan: header.plan, inputs: inputs, anchor: header.anchorWall)
  }

  /// A vitals CSV.
  static func vitals(at path: String, plan: SessionPlan) throws(Failure) -> Recording {
    let bytes = try WholeFile.read(path)
    do throws(VitalsFileError) {
      let file = try VitalsFile(csv: bytes)
      for column in file.unknownColumns {
        complain("\(path): column '\(column)' is not known and is ignored")
      }
      return Recording(plan: plan, inputs: file.effects().compactMap { StampedInput($0) })
    } catch { throw Failure(.badInput, error.sentence(file: path)) }
  }
}

/// A session's journal, by its folder or by one of its files.
enum SegmentFiles {
  static func read(_ path: String) throws(Failure) -> [SegmentBytes] {
    guard WholeFile.isFolder(path) else {
      return [SegmentBytes(name: path, bytes: try WholeFile.read(path))]
    }
    let segments: [SegmentBytes]
    do throws(SystemError) { segments = try SessionFolder(path: path).read() } catch {
      throw Failure(.inputOutput, error.description)
    }
    guard !segments.isEmpty else { throw Failure(.noInput, "\(path): no journal.jsonl in this folder") }
    return segments
  }
}

extension StampedInput {
  init(_ scripted: ScriptedAction) { self.init(.action(scripted.action, by: scripted.by), at: scripted.time) }
}
