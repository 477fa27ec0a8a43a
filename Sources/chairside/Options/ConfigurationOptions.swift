import ArgumentParser
import ClinicConfiguration
import InfusionCore

/// Chooses the configuration in force.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: "The clinic's configuration (default: $CHAIRSIDE_CONFIG, else the user's chairside.yaml).")
  var path: String?

  /// Where its files are, as found now.
  var files: ConfigurationFiles { Self.files(option: path) }

  /// The shipped rules, changed by the clinic's. A session does not start with a file that is not wholly
  /// understood.
  func load() throws(Failure) -> Configuration { try Self.parse(Self.layers(files)) }

  /// The configuration that would be in force with this file as the user's.
  static func read(_ path: String) throws(Failure) -> Configuration { try parse(layers(files(option: path))) }

  static func files(option: String?) -> ConfigurationFiles {
    ConfigurationFiles.find(option: option, environment: environment, exists: WholeFile.isThere)
  }

  static func layers(_ files: ConfigurationFiles) throws(Failure) -> [ConfigurationLayer] {
    var layers: [ConfigurationLayer] = []
    for path in files.paths { layers.append(ConfigurationLayer(file: path, bytes: try WholeFile.read(path))) }
    return layers
  }

  static var environment: [String: String] {
    let names = ["CHAIRSIDE_CONFIG", "CHAIRSIDE_MACHINE_CONFIG", "XDG_CONFIG_HOME", "HOME"]
    return names.reduce(into: [:]) { $0[$1] = Environment.process.variable($1) }
  }

  private static func parse(_ layers: [ConfigurationLayer]) throws(Failure) -> Configuration {
    do throws(LayerErrors) {
      return try ConfigurationText.parse(layers)
    } catch { throw Failure(.badInput, error.sentence) }
  }
}
