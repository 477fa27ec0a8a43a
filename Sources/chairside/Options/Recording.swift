import Devices
import InfusionCore
import MonitorApp
import Quantities
import SessionJournal
import SessionRecord

/// Something that can be replayed: who sat there, and what came in.
struct Recording {
  var plan: SessionPlan
  var inputs: any StampedSource
  /// The wall time of its beginning; a vitals file knows none.
  var anchor: WallTime?

  /// All inputs at once, for whoever goes to and fro in them.
  func allInputs() throws(Failure) -> [StampedInput] {
    var source = inputs
    var all: [StampedInput] = []
    do {
      while let next = try source.next() { all.append(next) }
    } catch { throw Failure(.inputOutput, "\(error)") }
    return all
  }

  /// A session's folder, or one journal file.
  static func session(at path: String) throws(Failure) -> Recording {
    var reader = JournalReader(try SegmentFiles.read(path), checksHashes: false)
    guard let header = reader.header else {
      _ = reader.next()
      throw Failure(.badInput, "\(path): \(reader.problems.whyNoHeader)")
    }
    return Recording(plan: header.plan, inputs: JournalInputs(reader), anchor: header.anchorWall)
  }

  /// A vitals CSV.
  static func vitals(at path: String, plan: SessionPlan) throws(Failure) -> Recording {
    let bytes = try WholeFile.read(path)
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

extension [JournalProblem] {
  /// Why a session cannot be read at all: a newer format says so itself.
  var whyNoHeader: String {
    let newer = first { if case .newerFormat = $0.what { true } else { false } }
    return newer?.what.sentence ?? "no readable session header"
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
      if case .input(let input) = entry.content { return StampedInput(input, at: entry.time) }
    }
    tellProblems()
    guard !isOver else { return nil }
    isOver = true
    // Deadlines due by the last entry still fire.
    return StampedInput(nil, at: reader.lastTime)
  }

  /// Reads what nobody asked for, so that what is wrong behind the session's close is told as well.
  func finish() { while next() != nil {} }

  private func tellProblems() {
    for problem in reader.problems[toldProblems...] { complain(problem.description) }
    toldProblems = reader.problems.count
  }
}

/// A session's journal, by its folder or by one of its files.
enum SegmentFiles {
  static func read(_ path: String) throws(Failure) -> [SegmentBytes] {
    guard WholeFile.isFolder(path) else {
      return [SegmentBytes(name: path, bytes: try WholeFile.read(path))]
    }
    let folder = SessionFolder(path: path)
    guard !folder.segmentNumbers.isEmpty else { throw Failure(.noInput, noSession(in: path)) }
    do throws(SystemError) { return try folder.read() } catch {
      throw Failure(.inputOutput, error.description)
    }
  }

  /// A folder of sessions is easily given for one of them: then those are named.
  private static func noSession(in path: String) -> String {
    let inside = SessionsFound(under: path).folders.map(\.path)
    guard !inside.isEmpty else { return "\(path): no session, and none below it" }
    let few = inside.prefix(6).map { "\n  \($0)" }.joined()
    let rest = inside.count > 6 ? "\n  and \(inside.count - 6) more" : ""
    let list = few + rest + "\nchairside list \(path) says more"
    return "\(path): not a session, but a folder of \(inside.count):\(list)"
  }
}

extension StampedInput {
  init(_ scripted: ScriptedAction) { self.init(.action(scripted.action, by: scripted.by), at: scripted.time) }
}
