public import InfusionCore
import Quantities

/// A clinic's configuration as YAML text.
public enum ConfigurationText {
  /// The configuration that a file means: the shipped one (or `base`), changed by what the file names.
  ///
  /// Everything that is wrong is found in one reading; a file that is not wholly understood gives no
  /// configuration.
  public static func parse(
    _ bytes: [UInt8], over base: Configuration = .shipped
  ) throws(ConfigurationErrors) -> Configuration {
    try read(bytes, over: base).settled
  }

  /// Reads the text by itself; a layer above it may still change its meaning.
  static func read(
    _ bytes: [UInt8], over base: Configuration
  ) throws(ConfigurationErrors) -> Configuration {
    let root: YamlNode?
    do throws(ConfigurationError) { root = try YamlParsing.root(of: bytes) } catch {
      throw ConfigurationErrors([error])
    }
    var configuration = base
    guard let root, !root.isEmpty else { return configuration }
    var problems = Problems()
    YamlMapping.configuration.read(root, into: &configuration, &problems)
    guard problems.all.isEmpty else { throw ConfigurationErrors(problems.all) }
    return configuration
  }

  /// The whole configuration in force, as a file that reads back to it.
  public static func yaml(_ configuration: Configuration) -> String {
    YamlMapping.configuration.write(configuration).document
  }
}

extension Configuration {
  /// Drops settings that cannot mean anything: a hold rule for one value has no time between its first and
  /// last value, even if the rule that it overrides had one.
  var settled: Configuration {
    var settled = self
    for index in settled.clinic.holdRules.indices where settled.clinic.holdRules[index].times == 1 {
      settled.clinic.holdRules[index].apart = .zero
    }
    return settled
  }
}

extension YamlNode {
  /// True for a document of comments only.
  fileprivate var isEmpty: Bool { plain == "" }
}
