public import InfusionCore
public import PatientSimulator
public import Quantities
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

  public init(
    plan: SessionPlan, bedside: SimulatedBedside, script: [ScriptedAction], trainee: Trainee? = nil,
    begins: WallTime, suffix: String
  ) {
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
  }

  /// Writes the whole session. A folder of its name that is there already is an error, never written over.
  public func write(
    in archive: SessionArchive, by maker: Maker
  ) throws(SimulatedRecordingFailure) -> Written {
    let cabled = CabledBedside(bedside)
    var plan = plan
    plan.sources = cabled.sources
    plan.origin = .simulated
    let clock = ReckonedClock(begins: begins)
    let recorder = Recorder(header(plan, maker), in: archive, clock: clock, suffix: suffix)
    guard let folder = recorder.folder else { throw .notCreated(recorder.trouble ?? archive.root) }
    let refusals = RefusalsHeard()
    let runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder, refusals])
    let inputs = SimulatedInputs(cabled, script: script, trainee: trainee)
    let session = SourceRun(runner, inputs: inputs).run()
    let isClosed = session.phase == .closed
    let isSafe =
      isClosed
      ? recorder.seal(session, patience: Self.patienceMilliseconds)
      : recorder.leaveOpen(patience: Self.patienceMilliseconds)
    guard isSafe, recorder.trouble == nil else { throw .notSafe(folder.path) }
    return Written(folder: folder, isClosed: isClosed, refusals: refusals.all)
  }

  /// Nobody waits beside a simulated chair: a slow disk gets its time.
  private static let patienceMilliseconds: Int64 = 60_000

  /// There was no boot: its name is empty, its clock begins with the session.
  private func header(_ plan: SessionPlan, _ maker: Maker) -> SessionHeader {
    SessionHeader(
      programVersion: maker.programVersion, engineVersion: maker.engineVersion, session: "", plan: plan,
      boot: "", anchorBootMilliseconds: 0, anchorWall: begins)
  }
}

/// Why a simulated session could not be written.
public enum SimulatedRecordingFailure: Error, Hashable, Sendable {
  /// The system's words, with the path.
  case notCreated(String)
  /// The folder whose files are not all on disk.
  case notSafe(String)
}

extension SimulatedRecordingFailure: CustomStringConvertible {
  public var description: String {
    switch self {
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
