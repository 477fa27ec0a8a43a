import Foundation

/// A program that may be on the PATH of the machine that tests, and reads what we write as others do.
struct InstalledProgram: Sendable {
  private let path: String

  static func named(_ name: String) -> InstalledProgram? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }.map { InstalledProgram(path: $0) }
  }

  /// Python with these packages.
  static func withPackage(_ packages: String) -> InstalledProgram? {
    guard let python = named("python3") else { return nil }
    let end = try? inScratchFolder { try python.run(["-c", "import \(packages)"], in: $0) }
    return end?.status == 0 ? python : nil
  }

  struct End {
    var status: Int32
    var output: String
    var complaints: String
  }

  /// Standard output and standard error go to files: a full pipe would hold it up.
  func run(_ arguments: [String], in folder: URL) throws -> End {
    let (output, complaints) = (folder.appending(path: "output"), folder.appending(path: "complaints"))
    for file in [output, complaints] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.currentDirectoryURL = folder
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaints)
    try process.run()
    process.waitUntilExit()
    return End(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      complaints: String(decoding: try Data(contentsOf: complaints), as: UTF8.self))
  }
}

/// A folder for as long as something is done in it.
func inScratchFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "chairside-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
