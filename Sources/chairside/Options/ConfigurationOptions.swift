import ArgumentParser
import ClinicConfiguration
import InfusionCore

/// Which configuration is in force.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: "The clinic's configuration (default: $CHAIRSIDE_CONFIG, else the user's chairside.yaml).")
  var path: String?

  /// Where it is, as found now.
  var file: ConfigurationFile {
    let names = ["CHAIRSIDE_CONFIG", "XDG_CONFIG_HOME", "HOME"]
    let environment = names.reduce(into: [String: String]()) { $0[$1] = Environment.process.variable($1) }
    return ConfigurationFile.find(option: path, environment: environment, exists: WholeFile.exists)
  }

  /// The shipped rules with the clinic's over them. A session does not start on a file that is not wholly
  /// understood.
  func load() throws(Failure) -> Configuration {
    guard let path = file.path else { return .shipped }
    return try Self.read(path)
  }

  static func read(_ path: String) throws(Failure) -> Configuration {
    let bytes = try WholeFile.read(path)
    do throws(ConfigurationErrors) {
      return try ConfigurationText.parse(bytes)
    } catch {
      throw Failure(.badInput, error.sentence(file: path))
    }
  }
}
