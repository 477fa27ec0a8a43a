import Foundation
import Testing
import TextScreen

/// Holds a screen against the picture that a person has looked at: text, and under it the map of its styles.
///
/// `CHAIRSIDE_RECORD=1 swift test` writes new pictures, and fails, so that none is taken over unseen.
func expectPicture(_ screen: Screen, _ name: String, _ location: SourceLocation = #_sourceLocation) {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pictures")
  let file = folder.appending(path: "\(name).txt")
  let held = try? String(contentsOf: file, encoding: .utf8)
  if held == screen.picture { return }
  if ProcessInfo.processInfo.environment["CHAIRSIDE_RECORD"] != nil {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? screen.picture.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name): look at it", sourceLocation: location)
  } else {
    Issue.record("\(name) looks otherwise:\n\(screen.picture)", sourceLocation: location)
  }
}
