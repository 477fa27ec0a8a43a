import Glibc
import InfusionCore
import PatientSimulator
import Practice
import ProcessSignals
import Quantities
import SerialPort

/// The run of `simulate --pty`, and what it was asked for.
struct SimulatedPorts {
  private let bedside: SimulatedBedside
  private let infusion: PracticeStand.Infusion
  private let link: String?
  /// The address that devices on a network call; nil if they wait for a call.
  private let host: Endpoint?

  init(_ asked: Simulate, scenario name: String) throws(Failure) {
    let scenario = try Scenario.load(name)
    let configuration = try asked.configured.load()
    let planName = try asked.patient.plan(in: configuration) ?? "trd-40"
    guard let plan = configuration.plan(named: planName), let dose = plan.dose, let duration = plan.duration,
      let concentration = plan.concentration
    else {
      throw Failure(.usage, "plan '\(planName)' has no infusion of a known dose, length and concentration")
    }
    let weight = asked.patient.weight ?? Kilograms(70)
    let order = Order(dose: dose, over: duration, weight: weight, concentration: concentration)
    infusion = PracticeStand.Infusion(
      order, duration: duration, startsAt: asked.infuseAfter.map { .seconds(Int64($0)) })
    bedside = SimulatedBedside(
      seed: asked.seed, scenario: scenario, weight: weight, specs: try asked.simulatedDevices(for: scenario),
      cuffIntervals: plan.nibpInterval)
    link = asked.link
    host = try asked.host()
  }

  /// Offers the ports until interrupted.
  func offer() throws(Failure) {
    if let link, mkdir(link, 0o755) != 0, errno != EEXIST {
      throw Failure(.cannotCreate, "\(link): \(String(cString: strerror(errno)))")
    }
    let stand = PracticeStand(
      bedside, infusion: infusion, linkFolder: link, calling: host,
      offer: { line in
        say(line)
        fflush(nil)
      }, say: { complain($0) })
    do throws(PracticeFailure) {
      try stand.run(.ofThisProcess())
    } catch { throw Failure(.cannotCreate, error.description) }
  }
}
