import Glibc

/// What the environment says; read once, at the edge.
struct Environment: Sendable {
  var variable: @Sendable (String) -> String?

  static let process = Environment { name in getenv(name).map { String(cString: $0) } }

  /// Where sessions are kept unless an option says otherwise.
  var sessionsDirectory: String {
    if let chosen = set("CHAIRSIDE_SESSIONS") { return chosen }
    if let data = set("XDG_DATA_HOME") { return data + "/chairside/sessions" }
    return (set("HOME") ?? ".") + "/.local/share/chairside/sessions"
  }

  private func set(_ name: String) -> String? {
    guard let value = variable(name), !value.isEmpty else { return nil }
    return value
  }
}
