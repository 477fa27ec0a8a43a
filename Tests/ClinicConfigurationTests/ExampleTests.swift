import InfusionCore
import Quantities
import Testing

@testable import ClinicConfiguration

/// The file that `config init` writes and the package brings.
@Suite struct ExampleTests {
  private let lines = ConfigurationText.example.split(separator: "\n", omittingEmptySubsequences: false)

  /// The file after somebody has taken the first `#` from every line.
  private var uncommented: [UInt8] {
    Array(lines.map { $0.first == "#" ? $0.dropFirst() : $0 }.joined(separator: "\n").utf8)
  }

  @Test func `as it is written it changes nothing`() throws {
    #expect(lines.allSatisfy { $0.isEmpty || $0.hasPrefix("#") })
    #expect(try ConfigurationText.parse(Array(ConfigurationText.example.utf8)) == .shipped)
  }

  @Test func `without its first signs it says what is shipped`() throws {
    let root = try #require(try YamlParsing.root(of: uncommented))
    #expect(root.keys.count > 300)
    #expect(try ConfigurationText.parse(uncommented) == .shipped)
  }

  @Test func `it has every key, and each has its meaning`() throws {
    let root = try #require(try YamlParsing.root(of: uncommented))
    let given = Set(root.keys.map { Self.explained($0) })
    let known = Set(Self.keys(of: YamlMapping.configuration.keys.map(\.member), below: []))
    #expect(known.count > 80)
    #expect(known.subtracting(given) == [])
    // Beside the names that it gives itself, a key with all of them is explained where it stands.
    let named = known.filter { !$0.hasSuffix(".*") }
    #expect(named.subtracting(ConfigurationNotes.all.keys) == [])
    #expect(Set(ConfigurationNotes.all.keys).subtracting(known) == [])
  }

  /// The mean's limits are shown behind two signs, because giving them makes them judge.
  @Test func `the limits of the mean stay comments`() {
    let mean = lines.drop { $0 != "#  map:" }.dropFirst().prefix { !$0.hasPrefix("#  rr:") }
    #expect(mean.contains("##    low: 60"))
    #expect(mean.contains("#    clear_band: 5"))
  }

  @Test func `a line that is taken in changes that one value`() throws {
    var expected = Configuration.shipped
    expected.limits[.hr]?.low = 45
    let heading = try #require(lines.firstIndex(of: "#  hr:"))
    let low = try #require(lines[heading...].firstIndex(of: "#    low: 50"))
    var changed = lines
    for index in [try #require(lines.firstIndex(of: "#limits:")), heading] { changed[index].removeFirst() }
    changed[low] = "    low: 45"
    #expect(try ConfigurationText.parse(Array(changed.joined(separator: "\n").utf8)) == expected)
  }

  private static func keys(of members: [YamlMember], below path: [String]) -> [String] {
    members.flatMap { member in
      let own = path + [member.name]
      return [ConfigurationNotes.key(own)] + keys(of: member.below(), below: own)
    }
  }

  /// The names that a clinic chooses share one explanation, and so do the places in a list.
  private static func explained(_ path: [String]) -> String {
    var generic: [String] = []
    var members = YamlMapping.configuration.keys.map(\.member)
    for name in path {
      let member = members.first { $0.name == name } ?? members.first { $0.name == "*" }
      generic.append(member?.name ?? name)
      members = member?.below() ?? []
    }
    return ConfigurationNotes.key(generic)
  }
}

extension YamlNode {
  /// Every key of a document by the keys that lead to it.
  fileprivate var keys: [[String]] {
    switch kind {
    case .scalar: []
    case .list(let items): items.flatMap(\.keys)
    case .mapping(let entries):
      entries.flatMap { entry in [[entry.key]] + entry.value.keys.map { [entry.key] + $0 } }
    }
  }
}
