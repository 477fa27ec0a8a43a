import InfusionCore
import Quantities
import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports

/// The readings of one session, or of a folder of them, under other limits and delays.
struct WhatIfRun {
  private let configuration: Configuration

  init(_ path: String) throws(Failure) { configuration = try ConfigurationOptions.read(path) }

  /// Prints the comparison. A session that cannot be read is an error: a partial table would mislead.
  func printTable(of path: String) throws(Failure) {
    guard WholeFile.isFolder(path) else {
      return say(try Self.table(path, named: path, configuration).text, terminator: "")
    }
    let found = SessionsFound(under: path)
    if let unreadable = found.unreadable.first { throw Failure(.inputOutput, unreadable) }
    guard !found.folders.isEmpty else { throw Failure(.noInput, "\(path): no session here") }
    var table = WhatIf()
    for folder in found.folders {
      table.add(try Self.table(folder.path, named: folder.name, configuration))
    }
    say(table.text, terminator: "")
  }

  private static func table(
    _ path: String, named name: String, _ other: Configuration
  ) throws(Failure) -> WhatIf {
    let segments: [SegmentBytes]
    do throws(ArchiveError) { segments = try SegmentFiles.read(path) } catch { throw Failure(error) }
    let reading = SessionReading(segments, .overview)
    for problem in reading.problems { complain(problem.description) }
    guard let table = WhatIf.table(name, segments, under: other) else {
      throw Failure(.badInput, "\(path): \(reading.faults.whyNoHeader)")
    }
    return table
  }
}
