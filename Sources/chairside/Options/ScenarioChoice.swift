import ClinicConfiguration
import InfusionCore
import PatientSimulator
import SessionRecord

extension Scenario {
  /// A shipped scenario by its name, or the one in a file.
  static func load(_ text: String) throws(Failure) -> Scenario {
    if let shipped = Scenario.named(text) { return shipped }
    // A text with a slash or a file's ending is a path, so that a missing file is reported as one.
    guard WholeFile.exists(text) || text.utf8.contains(0x2F) || text.hasSuffix(".yaml") else {
      let choice = Spelling.choice(for: text, among: Scenario.shipped.map(\.name))
      throw Failure(.usage, "there is no scenario '\(text)'\(choice)")
    }
    let bytes = try WholeFile.read(text)
    do throws(ScenarioErrors) {
      return try ScenarioFile.read(bytes, name: name(of: text))
    } catch { throw Failure(.badInput, error.sentence(file: text)) }
  }

  /// The scenario of a recorded drill: the record's own text, or the shipped scenario of its name. Nil if the
  /// record is from before drills kept their text and its scenario is not a shipped one.
  static func recorded(_ setting: DrillSetting) throws(Failure) -> Scenario? {
    guard let text = setting.text else { return Scenario.named(setting.scenario) }
    do throws(ScenarioErrors) {
      return try ScenarioFile.read(Array(text.utf8), name: setting.scenario)
    } catch { throw Failure(.badInput, error.sentence(file: "the scenario in the record")) }
  }

  /// A file's name without its folder and its ending.
  private static func name(of path: String) -> String {
    let last = path.split(separator: "/").last ?? Substring(path)
    return String(last.split(separator: ".").first ?? last)
  }
}
