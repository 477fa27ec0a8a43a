/// The files that configure a station: one for the whole machine, and over it, key by key, the user's.
///
///     /etc/chairside/chairside.yaml             limits: { spo2: { low: 92 }, hr: { low: 45 } }
///     ~/.config/chairside/chairside.yaml        limits: { spo2: { low: 93 } }
///
/// Together these mean an SpO2 limit of 93 and a heart rate limit of 45. Without the first, the user's file
/// holds alone; without both, the shipped defaults do.
public struct ConfigurationFiles: Hashable, Sendable {
  /// Where the machine's file is, unless `$CHAIRSIDE_MACHINE_CONFIG` names another place.
  public static let machinePath = "/etc/chairside/chairside.yaml"

  /// The path of the machine's file; nil if there is none.
  public var machine: String?
  public var user: ConfigurationFile

  /// - Parameter option: the user's file, named by `--config`.
  public static func find(
    option: String? = nil, environment: [String: String], exists: (String) -> Bool
  ) -> ConfigurationFiles {
    let elsewhere = environment["CHAIRSIDE_MACHINE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let machine = elsewhere ?? machinePath
    return ConfigurationFiles(
      machine: exists(machine) ? machine : nil,
      user: .find(option: option, environment: environment, exists: exists))
  }

  /// The files to read, in order, each changing what the one before it left. A file that is both is read
  /// once.
  public var paths: [String] {
    [machine, user.path == machine ? nil : user.path].compactMap { $0 }
  }
}

/// One file's bytes, with the name that its errors show.
public struct ConfigurationLayer: Hashable, Sendable {
  public var file: String
  public var bytes: [UInt8]

  public init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }
}

/// The errors of one file out of several. The files after it are judged only once it is right, because their
/// meaning depends on it.
public struct LayerErrors: Error, Hashable, Sendable {
  public var file: String
  public var errors: ConfigurationErrors

  /// A line for each error, with the file's name, line and column.
  public var sentence: String { errors.sentence(file: file) }
}
