/// Which file holds the clinic's configuration.
public enum ConfigurationFile: Hashable, Sendable {
  /// Named by `--config` or `$CHAIRSIDE_CONFIG`: if it cannot be read, that is an error.
  case named(String)
  /// Found in one of the places that are searched.
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
    if let path = option ?? variable("CHAIRSIDE_CONFIG", in: environment) { return .named(path) }
    guard let path = place(environment: environment) else { return .none }
    return exists(path) ? .found(path) : .none
  }

  /// Where the user's file is, or would be; nil without a home folder.
  public static func place(environment: [String: String]) -> String? {
    if let path = variable("CHAIRSIDE_CONFIG", in: environment) { return path }
    let configured = variable("XDG_CONFIG_HOME", in: environment).flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = configured ?? variable("HOME", in: environment).map { "\($0)/.config" }
    return home.map { "\($0)/chairside/chairside.yaml" }
  }

  private static func variable(_ name: String, in environment: [String: String]) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
