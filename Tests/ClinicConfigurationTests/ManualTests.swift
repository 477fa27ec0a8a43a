import ClinicConfiguration
import Foundation
import InfusionCore
import OperatorLanguage
import Testing

/// The program accepts what the manual shows.
@Suite struct ManualTests {
  /// The blocks of one language in a page of the manual.
  private func blocks(_ language: String, of page: String) throws -> [String] {
    try text(of: page).components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }

  private func text(of page: String) throws -> String {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/\(page)")
    return try String(contentsOf: page.standardized, encoding: .utf8)
  }

  @Test func `the examples of a configuration are understood`() throws {
    let examples = try blocks("yaml", of: "configuration.md")
    #expect(examples.count >= 4)
    for example in examples {
      let configuration = try ConfigurationText.parse(Array(example.utf8))
      #expect(configuration != .shipped, "\(example)")
    }
  }

  @Test func `the examples of scripts are understood`() throws {
    let examples = try blocks("script", of: "operator-scripts.md")
    #expect(examples.count >= 2)
    for example in examples { #expect(try !OperatorScript.parse(Array(example.utf8)).isEmpty) }
  }

  @Test func `the manual names every action and every key`() throws {
    let text = try text(of: "operator-scripts.md")
    for action in ActionName.allCases {
      let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `\(action.rawValue)` |") }.joined()
      #expect(!rows.isEmpty, "\(action.rawValue)")
      for key in action.keys { #expect(rows.contains("`\(key.name)`"), "\(action.rawValue) \(key.name)") }
    }
  }

  /// Every key of more than one word: a clinic's own names have a dash at most.
  @Test func `the manual names every key of a configuration`() throws {
    let text = try text(of: "configuration.md")
    let written = try WritingTests.files.map {
      ConfigurationText.yaml(try ConfigurationText.parse(Array($0.utf8)))
    }
    let keys = Set(written.joined().matches(of: /([a-z]+(_[a-z]+)+):/).map { String($0.output.1) })
    #expect(keys.count > 40)
    for key in keys.sorted() { #expect(text.contains("`\(key)`") || text.contains(" \(key): "), "\(key)") }
  }
}
