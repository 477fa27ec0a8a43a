import Foundation

/// A folder of sessions that is gone after the test, with all that is in it.
final class Scratch {
  let path: String

  init?() {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chairside-\(UUID().uuidString)")
    guard
      (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil
    else { return nil }
    path = folder.path()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
