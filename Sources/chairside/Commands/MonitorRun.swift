import ArgumentParser
import DevicePorts
import InfusionCore
import OperatorLanguage
import PatientSimulator
import Practice
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import StationKeeper
import SystemClocks

/// What `monitor` was asked for, read and checked, and the ways it can run.
struct MonitorRun {
  let asked: Monitor
  let link: StationLink?
  private(set) var plan: SessionPlan
  let specs: [DeviceSpec]
  private(set) var bedside: CabledBedside?
  /// What happens to the simulated patient.
  let scenario: Scenario?
  let script: [ScriptedAction]
  let archive: SessionArchive
  /// Which drill it is; nil if the session is no drill.
  private(set) var drill: DrillSetting?
  /// Whether an instructor may act on the drill from a second terminal.
  let hasInstructor: Bool
  /// How fast a drill runs; nil for a session at the chair, which keeps to the clock.
  let speed: ReplaySpeed?
  /// What is wrong with the configuration; nil if nothing is. A resumed session has its own configuration; a
  /// new one must not begin.
  let misconfigured: Failure?

  /// Finds everything that can be wrong with the options, before a session begins.
  init(
    _ asked: Monitor, link: StationLink?, speed: ReplaySpeed? = nil, hasInstructor: Bool = false
  ) throws(Failure) {
    self.hasInstructor = hasInstructor
    self.asked = asked
    self.link = link
    self.speed = speed
    let isRestart = link.map { $0.orders.start != .first } ?? false
    // A configuration that somebody broke meanwhile must not leave a patient unwatched, since a resumed
    // session has its own rules.
    let (configuration, chosen, misconfigured) = Self.rules(asked)
    if let misconfigured, !isRestart, !asked.resume { throw misconfigured }
    self.misconfigured = isRestart ? nil : misconfigured
    script = isRestart ? (try? Self.script(asked)) ?? [] : try Self.script(asked)
    specs = try asked.devices.specs(asked.clock)
    let scenario = try asked.devices.scenario()
    self.scenario = scenario
    let ordered = chosen.flatMap(configuration.plan(named:)) ?? .unchosen
    bedside = scenario.map { Self.bedside(of: $0, under: ordered, asked) }
    drill = asked.devices.training ? scenario.map { Self.setting(of: $0, asked) } : nil
    archive = SessionArchive(root: try asked.sessions.directory, key: StationKey.ofThisStation)
    plan = SessionPlan(
      configuration: configuration, chair: asked.patient.chair ?? "1", patient: asked.patient.patient,
      weight: asked.patient.weight, plan: chosen,
      sources: bedside?.sources ?? specs.map(\.description),
      origin: asked.devices.origin(of: specs))
  }

  private static func bedside(of scenario: Scenario, under plan: Plan, _ asked: Monitor) -> CabledBedside {
    // In a drill the named weight is only what somebody typed; the patient's may differ.
    let weight = asked.devices.training ? nil : asked.patient.weight
    let simulated = SimulatedBedside(
      seed: asked.devices.seed, scenario: scenario, weight: weight ?? Scenario.usualWeight,
      concentration: plan.concentration ?? .init(1), cuffIntervals: plan.nibpInterval)
    return CabledBedside(simulated)
  }

  private static func setting(of scenario: Scenario, _ asked: Monitor) -> DrillSetting {
    DrillSetting(
      scenario: scenario.name, seed: asked.devices.seed, rubric: ScenarioScore.currentRubric,
      text: scenario.ownText)
  }

  /// The configuration, and the plan chosen from it; if something is wrong with it, the shipped ones and
  /// that.
  private static func rules(_ asked: Monitor) -> (Configuration, plan: String?, Failure?) {
    do throws(Failure) {
      let configuration = try asked.configured.load()
      return (configuration, try asked.patient.plan(in: configuration), nil)
    } catch { return ((try? asked.configured.load()) ?? .shipped, nil, error) }
  }

  private static func script(_ asked: Monitor) throws(Failure) -> [ScriptedAction] {
    guard let path = asked.script else { return [] }
    return try ScriptFile.load(path)
  }

  func header(anchorBoot: Int64, _ clock: any RunClock) -> SessionHeader {
    var header = SessionHeader(
      programVersion: ProgramVersion.text, engineVersion: ProgramVersion.engine, session: "", plan: plan,
      boot: SystemClock.bootID ?? "", anchorBootMilliseconds: anchorBoot, anchorWall: clock.wall(at: .start))
    header.drill = drill
    return header
  }
}

// MARK: - A drill that is met in its middle

extension MonitorRun {
  /// The same run, with the simulated patient as a record left it at an instant, for a drill whose monitor
  /// died. If the record cannot be read, the patient starts from the beginning.
  func withPatient(of folder: SessionFolder, at time: SessionTime) -> MonitorRun {
    guard let scenario, let recorded = RecordedDrill(at: folder) else { return self }
    var run = self
    run.bedside = DrillRerun(recorded, of: scenario).bedside(at: time)
    run.bedside?.pullCables(at: time)
    return run
  }

  /// The run that takes the drill in `folder` again from an instant.
  func again(_ folder: SessionFolder, from time: SessionTime) -> MonitorRun? {
    guard let scenario, let recorded = RecordedDrill(at: folder) else { return nil }
    var run = self
    run.plan = recorded.plan
    run.bedside = DrillRerun(recorded, of: scenario).bedside(at: time)
    run.drill?.branch = DrillBranch(of: folder.name, at: time)
    return run
  }
}

extension RecordedDrill {
  fileprivate init?(at folder: SessionFolder) {
    guard let segments = try? folder.read() else { return nil }
    self.init(segments)
  }
}
