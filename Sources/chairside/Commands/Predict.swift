import ArgumentParser
import InfusionCore
import OperatorLanguage
import Pharmacokinetics
import Quantities

/// The course of a plan by the drug model: an estimate to look at, never a measurement.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predicted plasma and effect-site concentration of a plan, as CSV.",
    discussion: """
      Without a script the plan's infusion runs from time 0 to its end. With one, the script's start, pauses, rates and
      boluses are what is given. A published model of a typical adult: it measures nobody.

      Example:  chairside predict --plan trd-40 --weight 70 --every 300
      """.flowing)

  @OptionGroup var configured: ConfigurationOptions
  @Option(help: "The plan's name.") var plan = "trd-40"
  @Option(help: "The patient's weight, kg: 20 to 300.", transform: Kilograms.typed) var weight: Kilograms
  @Option(help: "An operator script: what is given when.") var script: String?
  @Option(help: "domino, domino-navarrete, clements or hijazi.") var model = "domino"
  @Option(help: "Rate constant of the effect site, /min (default: the model's).") var ke0: Double?
  @Option(help: "Seconds between points.") var every: Int = 60
  @Option(help: "The last point, seconds.") var until: Int = 7200

  func validate() throws {
    guard (1...Self.longest).contains(every), (0...Self.longest).contains(until) else {
      throw ValidationError("--every must be above 0 and --until not below it, neither above \(Self.longest)")
    }
    guard CompartmentModel.named(model) != nil else {
      let known = CompartmentModel.all.map(\.name).joined(separator: ", ")
      throw ValidationError("unknown model '\(model)': \(known)")
    }
    if let ke0, !(ke0 > 0 && ke0 <= Self.fastest) {
      throw ValidationError("--ke0 must be above 0 and not above \(Int(Self.fastest))")
    }
  }

  /// A week, in seconds: nothing of an infusion is left in anybody by then.
  private static let longest = 604_800
  /// Per minute: beyond it the effect site is the plasma.
  private static let fastest = 100.0

  func run() throws {
    try ending {
      let session = try preparedSession()
      let course = Prediction.course(
        of: try dosing(session), model: CompartmentModel.named(model) ?? .domino, weight: weight,
        ke0: ke0.map { PerMinute($0) }, every: .seconds(Int64(every)), until: .seconds(Int64(until)))
      say("time_s,plasma_ng_ml,effect_ng_ml")
      for point in course {
        let seconds = Fixed(thousandths: Int(point.time.milliseconds))
        say("\(seconds),\(sixDecimals(point.plasma.value)),\(sixDecimals(point.effect.value))")
      }
    }
  }

  private func preparedSession() throws -> Session {
    let configuration = try configured.load()
    let name = try configuration.checked(plan: plan)
    let session = Session(plan: SessionPlan(configuration: configuration, weight: weight, plan: name))
    guard session.order != nil || script != nil else {
      throw Failure(.usage, "plan \(plan) has no infusion to predict")
    }
    return session
  }

  private func dosing(_ session: Session) throws -> [Dosing] {
    guard let script else {
      guard let order = session.order, let duration = session.plan.duration else { return [] }
      return [
        Dosing(.rate(order.rate * order.concentration), at: .start),
        Dosing(.rate(.zero), at: .start + duration),
      ]
    }
    return try ScriptFile.load(script).reduce(into: DosingRecorder(session)) { $0.apply($1) }.doses
  }

  /// Enough digits to compare with a reference to one part in 100,000.
  private func sixDecimals(_ value: Double) -> String {
    let millionths = Int((value * 1_000_000).rounded())
    let digits = String(1_000_000 + millionths % 1_000_000).dropFirst()
    return "\(millionths / 1_000_000).\(digits)"
  }
}

/// Turns a script into doses by letting a session decide what each action means.
private struct DosingRecorder {
  private var session: Session
  private(set) var doses: [Dosing] = []
  /// The actions that change the flow.
  private static let dosing: Set = ["start", "pause", "resume", "stop", "rate", "bolus"]

  init(_ session: Session) { self.session = session }

  mutating func apply(_ scripted: ScriptedAction) {
    var action = scripted.action
    // Nobody is on the monitor here, so whatever would hold back a start at the chair does not hold back an
    // estimate.
    if case .start = action { action = .start(override: "prediction") }
    let before = session.infusion?.delivered(at: scripted.time) ?? .zero
    for event in session.receive(.action(action, by: scripted.by), at: scripted.time).events {
      // What the chair refuses is not given, so it must fail here and not be missing from the estimate.
      guard case .refused(let refusal) = event.event, Self.dosing.contains(refusal.action) else { continue }
      complain("line \(scripted.line): \(refusal.action) is refused: \(refusal.sentence)")
    }
    guard let infusion = session.infusion else { return }
    let bolus = infusion.delivered(at: scripted.time) - before
    if bolus > .zero { doses.append(Dosing(.bolus(bolus), at: scripted.time)) }
    doses.append(Dosing(.rate(infusion.setFlow * infusion.order.concentration), at: scripted.time))
  }
}
