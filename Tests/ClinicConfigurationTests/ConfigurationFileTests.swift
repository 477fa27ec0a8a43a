import ClinicConfiguration
import Testing

@Suite struct ConfigurationFileTests {
  struct Case: Sendable {
    var option: String?
    var environment: [String: String]
    var files: Set<String>
    var found: ConfigurationFile
  }

  static let cases: [Case] = [
    .init(environment: [:], files: [], found: .none),
    .init(environment: ["HOME": "/h"], files: [], found: .none),
    .init(
      environment: ["HOME": "/h"], files: ["/h/.config/chairside/chairside.yaml"],
      found: .found("/h/.config/chairside/chairside.yaml")),
    .init(
      environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/x"],
      files: ["/x/chairside/chairside.yaml", "/h/.config/chairside/chairside.yaml"],
      found: .found("/x/chairside/chairside.yaml")),
    .init(
      environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/x"], files: ["/h/.config/chairside/chairside.yaml"],
      found: .none),
    .init(
      environment: ["HOME": "/h", "XDG_CONFIG_HOME": "x"], files: ["/h/.config/chairside/chairside.yaml"],
      found: .found("/h/.config/chairside/chairside.yaml")),
    .init(environment: ["CHAIRSIDE_CONFIG": "c.yaml"], files: [], found: .named("c.yaml")),
    .init(option: "o.yaml", environment: ["CHAIRSIDE_CONFIG": "c.yaml"], files: [], found: .named("o.yaml")),
    .init(
      environment: ["CHAIRSIDE_CONFIG": "", "XDG_CONFIG_HOME": "", "HOME": "/h"],
      files: ["/h/.config/chairside/chairside.yaml"], found: .found("/h/.config/chairside/chairside.yaml")),
  ]

  @Test(arguments: cases) func `the file is looked for in this order`(look: Case) {
    let found = ConfigurationFile.find(
      option: look.option, environment: look.environment, exists: look.files.contains)
    #expect(found == look.found)
  }
}
