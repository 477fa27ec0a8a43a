import ClinicConfiguration
import InfusionCore
import Quantities
import Testing

/// The machine's file, and the user's over it.
@Suite struct LayerTests {
  private static let machine = "/etc/chairside/chairside.yaml"
  private static let user = "/h/.config/chairside/chairside.yaml"

  private func layers(_ machine: String, _ user: String) -> [ConfigurationLayer] {
    [
      ConfigurationLayer(file: "m", bytes: Array(machine.utf8)),
      ConfigurationLayer(file: "u", bytes: Array(user.utf8)),
    ]
  }

  struct Look: Sendable {
    var what: String
    var option: String?
    var environment = ["HOME": "/h"]
    var files: Set<String>
    var paths: [String]
  }

  static let looks: [Look] = [
    .init(what: "neither is there", files: [], paths: []),
    .init(what: "the machine's alone", files: [machine], paths: [machine]),
    .init(what: "the user's alone", files: [user], paths: [user]),
    .init(what: "both", files: [machine, user], paths: [machine, user]),
    .init(what: "one that is named", option: "o", files: [machine, user], paths: [machine, "o"]),
    .init(what: "the machine's own is named", option: machine, files: [machine], paths: [machine]),
    .init(
      what: "the machine's is elsewhere", environment: ["HOME": "/h", "CHAIRSIDE_MACHINE_CONFIG": "/m"],
      files: [machine, "/m"], paths: ["/m"]),
    .init(
      what: "an empty variable is none", environment: ["CHAIRSIDE_MACHINE_CONFIG": ""], files: [machine],
      paths: [machine]),
  ]

  @Test(arguments: looks) func `the files are found`(look: Look) {
    let found = ConfigurationFiles.find(
      option: look.option, environment: look.environment, exists: look.files.contains)
    #expect(found.paths == look.paths, "\(look.what)")
  }

  @Test func `the user's keys win, key by key`() throws {
    var expected = Configuration.shipped
    expected.limits[.spo2]?.low = 93
    expected.limits[.hr]?.low = 45
    expected.plans.removeAll { $0.name == "trd-60" }
    let machine = "{ limits: { spo2: { low: 92 }, hr: { low: 45 } }, plans: { trd-60: off } }"
    #expect(
      try ConfigurationText.parse(layers(machine, "limits: { spo2: { low: 93 } }")) == expected)
  }

  /// A rule for one value has no wait; if a later file asks for two values, the shipped rule's minutes count
  /// again.
  @Test func `a lower file's single value does not take the minutes from an upper file's two`() throws {
    let machine = "hold_rules: { systolic: { on: true, times: 1 } }"
    let alone = try ConfigurationText.parse(layers(machine, ""))
    #expect(alone.clinic.holdRules.first?.apart == .zero)
    let both = try ConfigurationText.parse(layers(machine, "hold_rules: { systolic: { times: 2 } }"))
    #expect(both.clinic.holdRules.first?.apart == .minutes(5))
  }

  static let mistakes: [(machine: String, user: String, sentence: String)] = [
    ("quiet: loud", "quiet: true", "m:1:8: quiet: loud is not true or false"),
    ("quiet: true", "quiet: loud", "u:1:8: quiet: loud is not true or false"),
    // Each file is right by itself; the mistake comes of the upper one.
    (
      "limits: { hr: { high: 100 } }", "limits:\n  hr: { low: 100 }",
      "u:2:14: limits.hr: low 100 is not below high 100"
    ),
    // The upper file is judged once the lower one is right.
    ("quiet: [", "limit: {}", "m:2:1: this is not YAML: did not find expected node content"),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told with its own file`(machine: String, user: String, sentence: String) {
    do throws(LayerErrors) {
      _ = try ConfigurationText.parse(layers(machine, user))
      Issue.record("understood")
    } catch { #expect(error.sentence == sentence) }
  }

  @Test func `each value says where it is from`() throws {
    let machine = "limits:\n  spo2: { low: 92, high: off }\nplans: { trd-60: off }\nquiet: true"
    let user = "limits:\n  spo2: { low: 92 }\nplans:\n  slow: { duration_min: 90 }\nlatching: [spo2.low]"
    let values = try ConfigurationText.values(of: layers(machine, user))
    let text = Dictionary(uniqueKeysWithValues: values.map { ($0.path, "\($0.value) \($0.provenance.text)") })
    #expect(text["limits.spo2.low"] == "92 u:2:16")
    #expect(text["limits.spo2.high"] == "off m:2:26")
    #expect(text["limits.spo2.extreme_low"] == "85 shipped")
    #expect(text["plans.trd-60"] == "off m:3:18")
    #expect(text["plans.slow.duration_min"] == "90 u:4:25")
    #expect(text["plans.slow.dose_mg_kg"] == "none shipped")
    #expect(text["latching"] == "[spo2.low] u:5:11")
    #expect(text["quiet"] == "true m:4:8")
    #expect(text["scales.moaas.anchors.5"] == "Responds readily to name in normal tone shipped")
  }
}
