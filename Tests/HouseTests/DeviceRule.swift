/// A kind of device as its folder declares it.
struct DeclaredKind: Hashable {
  /// `nellcor` in `static let nellcor = DeviceKind(`.
  var constant: String
  /// As on the command line.
  var name: String
  var path: String

  static func all(in file: SourceFile) -> [DeclaredKind] {
    file.text.split(separator: "static let ").dropFirst().compactMap { part in
      let head = part.prefix { $0 != "\n" }
      guard head.hasSuffix(" = DeviceKind(") else { return nil }
      let name = part.split(separator: "name: \"").dropFirst().first?.prefix { $0 != "\"" }
      return DeclaredKind(
        constant: String(head.prefix { $0 != " " }), name: String(name ?? ""), path: file.path)
    }
  }
}

/// What a new device needs beside its folder, and a compiler does not ask for.
enum DeviceRule {
  static func notListed(_ kinds: [DeclaredKind], in catalogue: SourceFile) -> [Finding] {
    let list = catalogue.text.split(separator: "all: [DeviceKind] = [").dropFirst().first ?? ""
    let listed = Set(list.prefix { $0 != "]" }.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    return kinds.filter { !listed.contains($0.constant) }.map {
      Finding(path: $0.path, what: "\($0.constant) is not among `DeviceKind.all`")
    }
  }

  static func withoutPage(_ kinds: [DeclaredKind], in table: [[String]]) -> [Finding] {
    let linked = Set(table.compactMap(\.first))
    return kinds.filter { !linked.contains("[\($0.name)](\($0.name).md)") }.map {
      Finding(path: $0.path, what: "\($0.name) has no page in docs/devices")
    }
  }
}
