import Foundation

/// The repository these tests stand in, read once.
enum Repository {
  /// The folder that holds `Package.swift` and this file, links resolved.
  static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    while folder.pathComponents.count > 1 {
      if isFile(folder.appendingPathComponent("Package.swift")) { return folder }
      folder.deleteLastPathComponent()
    }
    return folder
  }()

  static let package = SourceFile(path: "Package.swift", text: text(of: "Package.swift") ?? "")
  static let sources = files(under: "Sources") { $0.hasSuffix(".swift") }
  static let tests = files(under: "Tests") { $0.hasSuffix(".swift") }
  static let swift = [package] + sources + tests
  static let cSources = files(under: "Sources") { $0.hasSuffix(".c") || $0.hasSuffix(".h") }
  static let markdown =
    topLevel.filter { $0.hasSuffix(".md") }.compactMap(file(at:))
    + ["docs", "Sources", "Tests", "Fixtures"].flatMap { files(under: $0) { $0.hasSuffix(".md") } }
  /// What builds and starts the program: no ending tells them.
  static let scripts = ["Makefile", ".ci/run", ".ci/setup", ".ci/dist", ".ci/try-deb"].compactMap(file(at:))

  static let fixturePaths =
    paths(under: "Fixtures") + paths(under: "Tests").filter { $0.contains("/Fixtures/") }

  /// The names of the folders directly below `folder` that have something in them.
  static func foldersWithFiles(in folder: String) -> [String] {
    names(in: folder).filter { isFolder(root.appendingPathComponent("\(folder)/\($0)")) }
      .filter { !paths(under: "\(folder)/\($0)").isEmpty }
  }

  /// Every file below `folder`, by its path from the root, in order.
  static func paths(under folder: String) -> [String] {
    names(in: folder).sorted().flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      return isFolder(root.appendingPathComponent(path)) ? paths(under: path) : [path]
    }
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: root.appendingPathComponent(path).path)
  }

  /// The names at the top level, hidden ones too.
  static var everythingAtTheTop: Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? [])
  }

  static func file(at path: String) -> SourceFile? {
    text(of: path).map { SourceFile(path: path, text: $0) }
  }

  private static var topLevel: [String] { names(in: "").sorted() }

  private static func files(under folder: String, where isWanted: (String) -> Bool) -> [SourceFile] {
    paths(under: folder).filter(isWanted).compactMap(file(at:))
  }

  private static func text(of path: String) -> String? {
    try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Hidden files, build products and editors' leavings are not the repository's.
  private static func names(in folder: String) -> [String] {
    let found = try? FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent(folder).path)
    return (found ?? []).filter { !$0.hasPrefix(".") && !$0.hasSuffix("~") }
  }

  private static func isFile(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.path) && !isFolder(url)
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
