import PatientSimulator

extension Scenario {
  /// A shipped scenario by its name, or the one in a file.
  static func load(_ text: String) throws(Failure) -> Scenario {
    if let shipped = Scenario.named(text) { return shipped }
    guard WholeFile.exists(text) else {
      let known = Scenario.shipped.map(\.name).joined(separator: ", ")
      throw Failure(.usage, "no scenario '\(text)'; shipped are: \(known)")
    }
    let bytes = try WholeFile.read(text)
    do throws(ScenarioError) {
      return try Scenario(name: text, text: String(decoding: bytes, as: UTF8.self))
    } catch { throw Failure(.badInput, "\(text): \(error.description)") }
  }
}
