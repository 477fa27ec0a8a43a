import Glibc

/// The environment variables, read once, at the edge.
struct Environment: Sendable {
  var variable: @Sendable (String) -> String?

  static let process = Environment { name in getenv(name).map { String(cString: $0) } }

  /// The folder for sessions unless an option names one; nil if no variable does. A relative path, which the
  /// XDG Base Directory Specification forbids, is ignored, since patients' records would lie wherever the
  /// shell happened to be.
  var sessionsDirectory: String? {
    if let chosen = set("CHAIRSIDE_SESSIONS") { return chosen }
    if let data = absolute("XDG_DATA_HOME") { return data + "/chairside/sessions" }
    return absolute("HOME").map { $0 + "/.local/share/chairside/sessions" }
  }

  /// The place of this station's key; nil if no variable names one, or if no key is wanted.
  var stationKey: String? {
    if let chosen = set("CHAIRSIDE_KEY") { return chosen == "none" ? nil : chosen }
    if let data = absolute("XDG_DATA_HOME") { return data + "/chairside/station.key" }
    return absolute("HOME").map { $0 + "/.local/share/chairside/station.key" }
  }

  /// Why `HOME` names no place.
  var homeProblem: String {
    self.set("HOME").map { "HOME is '\($0)', and not a path that begins with /" } ?? "HOME is not set"
  }

  private func absolute(_ name: String) -> String? { set(name).flatMap { $0.hasPrefix("/") ? $0 : nil } }

  private func set(_ name: String) -> String? {
    guard let value = variable(name), !value.isEmpty else { return nil }
    return value
  }
}
