import Foundation
public import Testing
public import TextScreen

/// Holds a screen against the picture that a person has looked at: text, and under it the map of its styles.
/// The pictures lie in a folder `Pictures` beside the test's file.
///
/// `CHAIRSIDE_RECORD=1 swift test` writes new pictures, and fails, so that none is taken over unseen.
public func expectPicture(
  _ screen: Screen, _ name: String, beside test: String = #filePath,
  _ location: SourceLocation = #_sourceLocation
) {
  let folder = URL(filePath: test).deletingLastPathComponent().appending(path: "Pictures")
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
