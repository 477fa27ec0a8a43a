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

/// What `monitor` was asked for, read and checked, and the runs it can be.
struct MonitorRun {
  let asked: Monitor
  let link: StationLink?
  private(set) var plan: SessionPlan
  let specs: [DeviceSpec]
  private(set) var bedside: CabledBedside?
  /// What befalls the simulated patient.
  let scenario: Scenario?
  let script: [ScriptedAction]
  let archive: SessionArchive
  /// Which drill it is; nil for a session that is none.
  private(set) var drill: DrillSetting?
  /// Whether somebody may do something to the drill from a second terminal.
  let hasInstructor: Bool
  /// How fast a drill runs; nil for a session at the chair, which runs with the clock.
  let speed: ReplaySpeed?
  /// What is wrong with the configuration. A resumed session has its own; a new one must not begin.
  let misconfigured: Failure?

  /// Everything that can be wrong with the options is found here, before a session begins.
  init(
    _ asked: Monitor, link: StationLink?, speed: ReplaySpeed? = nil, hasInstructor: Bool = false
  ) throws(Failure) {
    self.hasInstructor = hasInstructor
    self.asked = asked
    self.link = link
    self.speed = speed
    let isRestart = link.map { $0.orders.start != .first } ?? false
    // A configuration that somebody broke meanwhile must not leave a patient unwatched; a resumed session has
    // its own rules.
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

  /// The configuration and the plan chosen from it; the shipped ones beside what is wrong with them.
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
  /// The same run, with the simulated patient as a record leaves it at an instant, for a drill whose monitor
  /// died. If the record cannot be read, the patient starts from the beginning.
  func withPatient(of folder: SessionFolder, at time: SessionTime) -> MonitorRun {
    guard let scenario, let recorded = RecordedDrill(at: folder) else { return self }
    var run = self
    run.bedside = DrillRerun(recorded, of: scenario).bedside(at: time)
    run.bedside?.pullCables(at: time)
    return run
  }

  /// The run of a drill that is taken again from an instant of the one in `folder`.
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
