public import InfusionCore

/// A clinic's configuration as YAML text.
public enum ConfigurationText {
  /// The configuration that a file means: the shipped one (or `base`) with what the file names changed.
  ///
  /// Everything that is wrong is found in one reading; a file that is not wholly understood gives no
  /// configuration.
  public static func parse(
    _ bytes: [UInt8], over base: Configuration = .shipped
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

extension YamlNode {
  /// A document of comments only.
  fileprivate var isEmpty: Bool { plain == "" }
}
