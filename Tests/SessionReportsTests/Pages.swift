import Foundation
import Testing

/// Holds a page against the one that a person has looked at.
///
/// `CHAIRSIDE_RECORD=1 swift test` writes new pages, and fails, so that none is taken over unseen.
func expectPage(_ text: String, _ name: String, _ location: SourceLocation = #_sourceLocation) {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pages")
  let file = folder.appending(path: name)
  let held = try? String(contentsOf: file, encoding: .utf8)
  if held == text { return }
  if ProcessInfo.processInfo.environment["CHAIRSIDE_RECORD"] != nil {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name): look at it", sourceLocation: location)
  } else {
    Issue.record("\(name) reads otherwise:\n\(text)", sourceLocation: location)
  }
}
