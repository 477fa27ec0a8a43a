public import InfusionCore
public import OperatorLanguage
import PatientSimulator

/// Help in a drill's script that the simulated patient does not answer to, because a name is misspelt or an
/// amount has no unit.
///
///     answers.txt:7: the simulated patient answers nothing to "oxgen"; did you mean "oxygen"?
///
/// It is no error of the script, since a record takes any words for what was done.
public struct ScriptRemark: Hashable, Sendable {
  /// What a script names that no simulated patient answers to.
  public enum Why: Hashable, Sendable {
    case unknownMeasure(String)
    case unknownMedicine(String)
    case unreadableFlow(String)
    case unreadableDose(String, of: String)
  }
  /// The line of the script, from 1.
  public let line: Int
  public let why: Why

  /// - Parameter clinic: its words for measures that the patient does not answer to (`rate reduced`) get no
  ///   remark.
  public static func all(in script: [ScriptedAction], clinic: Clinic) -> [ScriptRemark] {
    script.compactMap { scripted in
      Why(scripted.action, clinic: clinic).map { ScriptRemark(line: scripted.line, why: $0) }
    }
  }

  public func sentence(file: String) -> String { "\(file):\(line): \(why.sentence)" }
}

extension ScriptRemark.Why {
  /// Nil if the patient answers to it, if it is no help, or if the clinic knows it.
  init?(_ action: Action, clinic: Clinic) {
    guard Help(action) == nil else { return nil }
    if case .intervention(let done) = action {
      if Measure(rawValue: done.measure.lowercased()) == .oxygen, let flow = done.flow {
        self = .unreadableFlow(flow)
        return
      }
      guard !clinic.interventions.contains(done.measure) else { return nil }
      self = .unknownMeasure(done.measure)
      return
    }
    guard case .medication(let given) = action else { return nil }
    let isKnown = Medicine.named(given.medicine) != nil || given.medicine.lowercased() == "oxygen"
    self = isKnown ? .unreadableDose(given.dose, of: given.medicine) : .unknownMedicine(given.medicine)
  }

  fileprivate var sentence: String {
    let measures = Measure.allCases.map(\.rawValue)
    let medicines = Medicine.all.map(\.name)
    return switch self {
    case .unknownMeasure(let name): Self.unanswered(name, measures)
    case .unknownMedicine(let name): Self.unanswered(name, medicines)
    case .unreadableFlow(let flow): "the oxygen flow \"\(flow)\" cannot be read; such as \"4 L/min\", or off"
    case .unreadableDose(let dose, let name):
      "the dose \"\(dose)\" of \(name) cannot be read: a number and its unit, such as \"10 mg\""
    }
  }

  private static func unanswered(_ name: String, _ known: [String]) -> String {
    "the simulated patient answers nothing to \"\(name)\"" + Spelling.choice(for: name, among: known)
  }
}
