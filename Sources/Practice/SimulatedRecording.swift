public import InfusionCore
public import OperatorLanguage
public import PatientSimulator
public import Quantities
import SessionArchives
public import SessionJournal
public import SessionRecord
import SessionRuns

/// Everything that one simulated session is made of: the same value gives the same files, to the byte.
public struct SimulatedRecording: Sendable {
  /// Who sits there and what is ordered; its sources become those of the bedside.
  public var plan: SessionPlan
  public var bedside: SimulatedBedside
  public var script: [ScriptedAction]
  /// Who works there beside the script; nil for nobody.
  public var trainee: Trainee?
  /// The wall clock at session time 0.
  public var begins: WallTime
  /// Six hex digits of the folder's name.
  public var suffix: String
  /// Which drill it is, with its score in the record; nil for a session that is none.
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

  /// The versions that a header names.
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
    /// Left open for a resume where the script does not close it.
    public let isClosed: Bool
    public let refusals: [(time: SessionTime, refusal: Refusal)]
    /// As the ledger is to remember it; nil for one that was left open.
    let sealed: Ledger.Sealed?
  }

  /// Writes the whole session. A folder of its name that is there already is an error, never written over.
  @discardableResult
  public func write(
    in archive: SessionArchive, by maker: Maker
  ) throws(SimulatedRecordingFailure) -> Written {
    let written = try record(in: archive, by: maker)
    Self.remember([written], in: archive)
    return written
  }

  /// A line that cannot be written now is written by the next reader of the archive.
  static func remember(_ written: [Written], in archive: SessionArchive) {
    let sealed = written.compactMap(\.sealed)
    if !sealed.isEmpty { try? LedgerFile(root: archive.root).add(sealed: sealed) }
  }

  /// Writes the session, and leaves the archive's ledger to whoever writes several at once.
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

  /// Nobody waits beside a simulated chair: a slow disk gets its time.
  private static let patienceMilliseconds: Int64 = 60_000

  /// There was no boot: its name is empty, its clock begins with the session.
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
  /// A session of that name is there, and is not written over.
  case isThere(String)
  /// The system's words, with the path.
  case notCreated(String)
  /// The folder whose files are not all on disk.
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
