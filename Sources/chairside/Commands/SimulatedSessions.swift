import Glibc
import InfusionCore
import PatientSimulator
import Practice
import Quantities
import SessionJournal
import SessionRecord

/// The run of `simulate --out`, and what it was asked for.
struct SimulatedSessions {
  private let recordings: [SimulatedRecording]

  /// Finds everything that can be wrong with the options, before a file is made.
  init(_ asked: Simulate) throws(Failure) {
    let configuration = try asked.configured.load()
    let begins = asked.start?.value ?? SimulatedRecording.usualBeginning
    guard let name = asked.scenario else {
      recordings = try Self.known {
        () throws(CourseFailure) in
        try SimulatedRecording.series(
          seed: asked.seed, count: asked.sessions ?? 1, begins: begins, configuration: configuration)
      }
      return
    }
    let scenario = try Scenario.load(name)
    let script = try asked.script.map { path throws(Failure) in
      try ScriptFile.remark(on: path, clinic: configuration.clinic)
      return try ScriptFile.load(path)
    }
    let devices = try asked.simulatedDevices(for: scenario)
    let plan = SessionPlan(
      configuration: configuration, chair: asked.patient.chair ?? "1",
      patient: asked.patient.patient ?? "SIM-1001",
      weight: asked.patient.weight ?? scenario.chart.weight ?? scenario.truth.weight ?? Scenario.usualWeight,
      plan: try asked.patient.plan(in: configuration) ?? "trd-40")
    recordings = try Self.known {
      () throws(CourseFailure) in
      [
        try SimulatedRecording.single(
          scenario, seed: asked.seed, plan: plan, devices: devices, script: script, begins: begins,
          isDrill: asked.drill)
      ]
    }
  }

  private static func known(
    _ make: () throws(CourseFailure) -> [SimulatedRecording]
  ) throws(Failure) -> [SimulatedRecording] {
    do throws(CourseFailure) { return try make() } catch { throw Failure(.usage, error.description) }
  }

  /// Writes them, and prints the folder of each.
  func write(into directory: String) throws(Failure) {
    let archive = SimulatedArchive(
      SessionArchive(root: directory),
      by: SimulatedRecording.Maker(
        programVersion: ProgramVersion.text, engineVersion: ProgramVersion.engine))
    do throws(SimulatedRecordingFailure) { try archive.write(recordings, telling: tell) } catch {
      switch error {
      case .isThere:
        // The name holds start, chair and seed, but not the scenario.
        throw Failure(
          .cannotCreate,
          "\(error.description): give another --start or --seed (with --scenario, another --chair), "
            + "or another folder")
      case .notCreated: throw Failure(.cannotCreate, error.description)
      case .notSafe: throw Failure(.inputOutput, error.description)
      }
    }
  }

  private func tell(_ written: SimulatedRecording.Written) {
    say(written.folder.path)
    for (time, refusal) in written.refusals {
      complain("at \(time.sinceStart.wholeSeconds) s: \(refusal.sentence)")
    }
    if !written.isClosed { complain("\(written.folder.name) stays open: the script does not close it") }
  }
}

extension Simulate {
  /// Nil means the usual trolley.
  func simulatedDevices(for scenario: Scenario) throws(Failure) -> [SimulatedDeviceSpec]? {
    guard !devices.isEmpty else { return nil }
    do throws(UnknownSimulatedDevice) {
      return try SimulatedDeviceSpec.trolley(devices, for: scenario)
    } catch { throw Failure(.usage, error.description) }
  }
}
