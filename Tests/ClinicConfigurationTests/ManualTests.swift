import ClinicConfiguration
import Foundation
import InfusionCore
import Testing

/// What the manual shows is what the program takes.
@Suite struct ManualTests {
  /// The blocks of one language in a page of the manual.
  private func blocks(_ language: String, of page: String) throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/\(page)")
    let text = try String(contentsOf: root.standardized, encoding: .utf8)
    return text.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
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
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../docs/operator-scripts.md")
    let text = try String(contentsOf: root.standardized, encoding: .utf8)
    for action in ActionName.allCases {
      let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `\(action.rawValue)` |") }.joined()
      #expect(!rows.isEmpty, "\(action.rawValue)")
      for key in action.keys { #expect(rows.contains("`\(key.name)`"), "\(action.rawValue) \(key.name)") }
    }
  }
}
