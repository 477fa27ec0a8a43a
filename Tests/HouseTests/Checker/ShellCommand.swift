import Foundation

/// A program of the machine, started in the repository's folder and waited for.
enum ShellCommand {
  struct Outcome {
    var status: Int32
    /// What it wrote, errors included.
    var text: String
  }

  static func isInstalled(_ name: String) -> Bool { (try? run([name, "--version"]))?.status == 0 }

  static func run(_ words: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = Repository.root
    process.environment = environment
    // Not a pipe: a program that another test starts could inherit its end and hold it open.
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("house-\(UUID()).txt")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try handle.close()
    return Outcome(status: process.terminationStatus, text: try String(contentsOf: output, encoding: .utf8))
  }

  /// Without what a `make` that runs these tests has left for a `make` below it.
  private static let environment = ProcessInfo.processInfo.environment.filter { name, _ in
    !["MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "STRICT", "SWIFT"].contains(name)
  }
}
