/// Which file holds the clinic's configuration.
public enum ConfigurationFile: Hashable, Sendable {
  /// Named by `--config` or `$CHAIRSIDE_CONFIG`: if it cannot be read, that is an error.
  case named(String)
  /// In the place where one is looked for, and there.
  case found(String)
  /// None: the shipped defaults hold.
  case none

  public var path: String? {
    switch self {
    case .named(let path), .found(let path): path
    case .none: nil
    }
  }

  /// `--config`, else `$CHAIRSIDE_CONFIG`, else `chairside/chairside.yaml` under `$XDG_CONFIG_HOME` (by
  /// default `~/.config`) if it is there. A variable that is empty counts as not set, and so does a
  /// relative `$XDG_CONFIG_HOME` (XDG Base Directory Specification).
  public static func find(
    option: String? = nil, environment: [String: String], exists: (String) -> Bool
  ) -> ConfigurationFile {
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let path = option ?? variable("CHAIRSIDE_CONFIG") { return .named(path) }
    let configured = variable("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let home = configured ?? variable("HOME").map({ "\($0)/.config" }) else { return .none }
    let path = "\(home)/chairside/chairside.yaml"
    return exists(path) ? .found(path) : .none
  }
}
