import Foundation
import InfusionCore
import JSONLines
import SessionRecord
import Testing

/// `docs/session-format.md` explains every key that is written, so it is enough to write a reader.
@Suite struct FormatPageTests {
  private let page: String

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    page = try String(contentsOf: root.appending(path: "docs/session-format.md"), encoding: .utf8)
  }

  /// Every line as it is written, header first.
  private func lines() throws -> [JSONObject] {
    let known = Samples.contents.filter { if case .other = $0 { false } else { true } }
    return try Samples.journal(known).split(separator: 0x0A).compactMap {
      try JSONParser.parse(Array($0)).object
    }
  }

  private func names(_ key: String) -> Bool { page.contains("`\(key)`") || page.contains("\"\(key)\"") }

  @Test func everyKindOfEntryHasItsPlace() throws {
    let kinds = Set(try lines().compactMap { $0["kind"]?.string })
    #expect(kinds.count > 40)
    for kind in kinds { #expect(names(kind), "no word of \(kind)") }
  }

  /// An action's own keys are those of its script, which have a page of their own.
  @Test func everyKeyOfAnEntryIsExplained() throws {
    for line in try lines() where line["kind"] != .string("accepted") && line["kind"] != .string("action") {
      for member in line.members {
        #expect(names(member.key), "no word of \(member.key) of \(line["kind"]?.string ?? "")")
      }
    }
  }

  @Test func everyKeyOfTheConfigurationIsExplained() throws {
    let configuration = try #require(try lines().first?["configuration"]?.object)
    let plans = configuration["plans"]?.array?.compactMap(\.object) ?? []
    let criteria = configuration["discharge"]?.array?.compactMap(\.object) ?? []
    let keys = ([configuration] + plans + criteria).flatMap(\.members).map(\.key)
    #expect(Set(keys).count > 40)
    for key in Set(keys) { #expect(names(key), "no word of \(key)") }
  }

  @Test func everyRefusalWithEvidenceIsListed() throws {
    let withEvidence = try lines().filter { $0["kind"] == .string("refused") && $0.members.count > 8 }
    #expect(withEvidence.count > 20)
    for code in withEvidence.compactMap({ $0["code"]?.string }) {
      let isOfVital = code.hasPrefix("spo2.") || code.hasPrefix("hr.")
      let general = "<vital>" + code.drop { $0 != "." }
      #expect(names(isOfVital ? general : code), "no word of \(code)")
    }
  }
}
