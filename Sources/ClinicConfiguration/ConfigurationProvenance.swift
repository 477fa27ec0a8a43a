public import InfusionCore

/// Where a value in force comes from.
public enum Provenance: Hashable, Sendable {
  /// No file names it: it is as shipped, or a default of a plan, item or rule that a file adds.
  case shipped
  case file(String, Place)

  /// `shipped`, or `chairside.yaml:3:17`.
  public var text: String {
    switch self {
    case .shipped: "shipped"
    case .file(let file, let place): "\(file):\(place.line):\(place.column)"
    }
  }
}

/// One value in force, by the keys that lead to it.
public struct ConfiguredValue: Hashable, Sendable {
  /// `limits.spo2.low`
  public var path: String
  /// The text of it in a file.
  public var value: String
  public var provenance: Provenance
}

extension ConfigurationText {
  /// The configuration that the files mean together: each changes what the ones before it left.
  public static func parse(_ layers: [ConfigurationLayer]) throws(LayerErrors) -> Configuration {
    var configuration = Configuration.shipped
    for layer in layers {
      do throws(ConfigurationErrors) {
        configuration = try read(layer.bytes, over: configuration)
      } catch { throw LayerErrors(file: layer.file, errors: error) }
    }
    return configuration.settled
  }

  /// Every value in force, in the order of a file, with the last file that names it.
  public static func values(of layers: [ConfigurationLayer]) throws(LayerErrors) -> [ConfiguredValue] {
    let configuration = try parse(layers)
    let named = layers.map { (file: $0.file, places: places(in: $0.bytes)) }
    return YamlMapping.configuration.write(configuration).values(below: []).map { path, value in
      let above = named.last { $0.places[path] != nil }
      let provenance = above.flatMap { layer in layer.places[path].map { Provenance.file(layer.file, $0) } }
      return ConfiguredValue(path: path, value: value, provenance: provenance ?? .shipped)
    }
  }

  /// Where each key's value stands in a file that was already understood.
  private static func places(in bytes: [UInt8]) -> [String: Place] {
    var places: [String: Place] = [:]
    if let root = try? YamlParsing.root(of: bytes) { root.tellPlaces(to: &places) }
    return places
  }
}

extension YamlNode {
  fileprivate func tellPlaces(to places: inout [String: Place]) {
    places[path] = place
    guard case .mapping(let entries) = kind else { return }
    for entry in entries { entry.value.tellPlaces(to: &places) }
  }
}

extension YamlText {
  /// Each value that is no mapping; a list is one value.
  fileprivate func values(below path: [String]) -> [(path: String, value: String)] {
    switch self {
    case .scalar, .text, .list: [(path.joined(separator: "."), inline)]
    case .line(let entries), .block(let entries):
      entries.filter { $0.presence == .written }.flatMap { $0.value.values(below: path + [$0.key]) }
    }
  }
}
