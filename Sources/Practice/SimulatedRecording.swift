public import InfusionCore
public import OperatorLanguage
public import PatientSimulator
public import Quantities
import SessionArchives
public import SessionJournal
public import SessionRecord
import SessionRuns

/// All that one simulated session is made of: equal values give the same files, to the byte.
public struct SimulatedRecording: Sendable {
  /// The patient and the order; its sources become those of the bedside.
  public var plan: SessionPlan
  public var bedside: SimulatedBedside
  public var script: [ScriptedAction]
  /// The trainee who acts in addition to the script; nil for none.
  public var trainee: Trainee?
  /// The wall clock at session time 0.
  public var begins: WallTime
  /// The six hex digits of the folder's name.
  public var suffix: String
  /// Which drill it is; its score goes into the record. Nil if the session is no drill.
  public var drill: DrillSetting?

  public init(
    plan: SessionPlan, bedside: SimulatedBedside, script: [ScriptedAction], trainee: Trainee? = nil,
    begins: WallTime, suffix: String, drill: DrillSetting? = nil
  ) {
    self.drill = drill
    self.trainee = trainee
    self.plan = plan
    self.bedside = bedside
    self.script = script
    self.begins = begins
    self.suffix = suffix
  }

  /// The versions that a header names: of the program and its rules.
  public struct Maker: Hashable, Sendable {
    public var programVersion: String
    public var engineVersion: String

    public init(programVersion: String, engineVersion: String) {
      self.programVersion = programVersion
      self.engineVersion = engineVersion
    }
  }

  /// A session that was written.
  public struct Written: Sendable {
    public let folder: SessionFolder
    /// False if the script does not close it; then it can be resumed.
    public let isClosed: Bool
    public let refusals: [(time: SessionTime, refusal: Refusal)]
    /// The session's line in the ledger; nil if it was left open.
    let sealed: Ledger.Sealed?
  }

  /// Writes the whole session. An existing folder of its name is an error and is never written over.
  @discardableResult
  public func write(
    in archive: SessionArchive, by maker: Maker
  ) throws(SimulatedRecordingFailure) -> Written {
    let written = try record(in: archive, by: maker)
    Self.remember([written], in: archive)
    return written
  }

  /// Adds the sessions to the archive's ledger. A line that cannot be written is left to the archive's next
  /// reader.
  static func remember(_ written: [Written], in archive: SessionArchive) {
    let sealed = written.compactMap(\.sealed)
    if !sealed.isEmpty { try? LedgerFile(root: archive.root).add(sealed: sealed) }
  }

  /// Writes the session but no line of the ledger, for callers that write several at once.
  func record(
    in archive: SessionArchive, by maker: Maker
  ) throws(SimulatedRecordingFailure) -> Written {
    let cabled = CabledBedside(bedside)
    var plan = plan
    plan.sources = cabled.sources
    plan.origin = drill == nil ? .simulated : .drill
    if let there = archive.session(chair: plan.chair, begins: begins, suffix: suffix) {
      throw .isThere(there.path)
    }
    let clock = ReckonedClock(begins: begins)
    let recorder = Recorder(
      header(plan, maker), in: archive, clock: clock, suffix: suffix, by: .inPlace, isReadMeanwhile: false)
    guard let folder = recorder.folder else { throw .notCreated(recorder.trouble ?? archive.root) }
    let refusals = RefusalsHeard()
    let runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder, refusals])
    let inputs = SimulatedInputs(cabled, script: script, trainee: trainee)
    let end = SourceRun(runner, inputs: inputs).runToEnd()
    let session = end.session
    if let drill {
      let result = DrillResult(end.inputs.score, scenario: drill.scenario, seed: drill.seed)
      recorder.record(.drillScore(result), at: session.now, of: session)
    }
    guard session.phase == .closed else {
      guard recorder.leaveOpen(patience: Self.patienceMilliseconds), recorder.trouble == nil else {
        throw .notSafe(folder.path)
      }
      return Written(folder: folder, isClosed: false, refusals: refusals.all, sealed: nil)
    }
    guard let sealed = recorder.close(session, patience: Self.patienceMilliseconds), recorder.trouble == nil
    else { throw .notSafe(folder.path) }
    let line = try? Ledger.Sealed(sealed: sealed.folder, head: sealed.head, facts: sealed.facts)
    return Written(folder: folder, isClosed: true, refusals: refusals.all, sealed: line)
  }

  /// Nobody waits beside a simulated chair, so a slow disk gets its time.
  private static let patienceMilliseconds: Int64 = 60_000

  /// There was no boot, so its name is empty, and its clock begins with the session.
  private func header(_ plan: SessionPlan, _ maker: Maker) -> SessionHeader {
    var header = SessionHeader(
      programVersion: maker.programVersion, engineVersion: maker.engineVersion, session: "", plan: plan,
      boot: "", anchorBootMilliseconds: 0, anchorWall: begins)
    header.drill = drill
    return header
  }
}

/// Why a simulated session could not be written.
public enum SimulatedRecordingFailure: Error, Hashable, Sendable {
  /// A session of that name exists already.
  case isThere(String)
  /// A file or folder could not be created; the system's words, with the path.
  case notCreated(String)
  /// Not all files of this folder reached the disk.
  case notSafe(String)
}

extension SimulatedRecordingFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .isThere(let path): "\(path) is there already, and is not written over"
    case .notCreated(let words): "cannot create a session: \(words)"
    case .notSafe(let path): "\(path): not all of it is on disk"
    }
  }
}

private final class RefusalsHeard: SessionListener {
  private(set) var all: [(time: SessionTime, refusal: Refusal)] = []

  func told(_ event: StampedEvent, by session: Session) {
    if case .refused(let refusal) = event.event { all.append((event.time, refusal)) }
  }
}
