public import DeviceCapture
public import DevicePorts
public import InfusionCore
public import MonitorUI
public import OperatorLanguage
public import PatientSimulator
public import Quantities
public import SessionArchives
public import SessionJournal
public import SessionRecord

/// Everything a live session begins with.
public struct StationSetup {
  public var plan: SessionPlan
  public var specs: [DeviceSpec]
  public var bedside: CabledBedside?
  /// Which drill it is; nil for a session that is none.
  public var drill: DrillSetting?
  /// Who may do something to the drill from a second terminal; nil for a drill without one.
  public var instructor: InstructorLine?
  public var script: [ScriptedAction]
  public var archive: SessionArchive
  public var programVersion: String
  /// The right to write the chair's sessions; nil where another process has it, or no disk gives it.
  public var right: ChairLock?
  /// Keeps what comes and goes on every port, if that was asked for.
  public var capture: RawCapture?
  /// The last answer to `sound-check`, given between sessions; nil if nobody was asked.
  public var soundCheck: SoundChecks.Entry?
  /// Hears once which sessions nobody watches, where no screen says it; nil where nobody wants to know.
  public var tellUnwatched: (([UnwatchedSession]) -> Void)?
  public var machine = StationMachine()

  public init(
    plan: SessionPlan, specs: [DeviceSpec], bedside: CabledBedside?, script: [ScriptedAction],
    archive: SessionArchive, programVersion: String
  ) {
    self.plan = plan
    self.specs = specs
    self.bedside = bedside
    self.script = script
    self.archive = archive
    self.programVersion = programVersion
  }
}

/// How a station ended.
public enum StationOutcome: Hashable, Sendable {
  /// The session is closed and sealed.
  case closed
  /// The session stays open for a resume.
  case leftOpen
  /// Another terminal goes on with it.
  case handedOver
  /// Before a session began.
  case interrupted
  /// What happened last may not be on disk.
  case notSafe
  /// The instructor has the drill taken again from this time, as another session.
  case again(from: SessionTime)

  var isAgain: Bool { if case .again = self { true } else { false } }
}

/// How a station takes up a session.
public enum StationBeginning: Hashable, Sendable {
  case new
  /// It was left open; nobody watched since.
  case resumed
  /// A new session that begins with the inputs of another. It stands still until the instructor lets it go
  /// on, then runs at the speed that the other one was given, if any.
  case again(keeping: Int?)

  var isAgain: Bool { if case .again = self { true } else { false } }
}
