import ArgumentParser
import DevicePorts
import InfusionCore
import OperatorLanguage
import PatientSimulator
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
  let plan: SessionPlan
  let specs: [DeviceSpec]
  let bedside: CabledBedside?
  let script: [ScriptedAction]
  let archive: SessionArchive
  /// Which drill it is; nil for a session that is none.
  let drill: DrillSetting?
  /// How fast a drill goes by; nil for a session at the chair, which has the time that it has.
  let speed: ReplaySpeed?
  /// What is wrong with the configuration. A resumed session has its own; a new one must not begin.
  let misconfigured: Failure?

  /// Everything that can be wrong with the options is found here, before a session begins.
  init(_ asked: Monitor, link: StationLink?, speed: ReplaySpeed? = nil) throws(Failure) {
    self.asked = asked
    self.link = link
    self.speed = speed
    let isRestart = link.map { $0.orders.start != .first } ?? false
    // A file that somebody broke meanwhile must not leave a patient unwatched; a resumed session has its own
    // rules.
    let (configuration, chosen, misconfigured) = Self.rules(asked)
    if let misconfigured, !isRestart, !asked.resume { throw misconfigured }
    self.misconfigured = isRestart ? nil : misconfigured
    script = isRestart ? (try? Self.script(asked)) ?? [] : try Self.script(asked)
    specs = try asked.devices.specs(asked.clock)
    let scenario = try asked.devices.scenario()
    let isDrill = asked.devices.training
    bedside = scenario.map { scenario in
      let ordered = chosen.flatMap(configuration.plan(named:)) ?? .unchosen
      // In a drill the weight that is named is what somebody typed, and the patient's may be another.
      let weight = isDrill ? nil : asked.patient.weight
      let simulated = SimulatedBedside(
        seed: asked.devices.seed, scenario: scenario, weight: weight ?? Scenario.usualWeight,
        concentration: ordered.concentration ?? .init(1), cuffIntervals: ordered.nibpInterval)
      return CabledBedside(simulated)
    }
    drill = scenario.flatMap { scenario in
      guard isDrill else { return nil }
      return DrillSetting(
        scenario: scenario.name, seed: asked.devices.seed, rubric: ScenarioScore.currentRubric)
    }
    archive = SessionArchive(root: try asked.sessions.directory, key: StationKey.ofThisStation)
    plan = SessionPlan(
      configuration: configuration, chair: asked.patient.chair ?? "1", patient: asked.patient.patient,
      weight: asked.patient.weight, plan: chosen,
      sources: bedside?.sources ?? specs.map(\.description),
      origin: asked.devices.origin(of: specs))
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
