import InfusionCore
import Quantities
import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports

/// Judges the readings of one session, or of a folder of them, under other limits and delays, or by other
/// rules.
struct WhatIfRun {
  /// Nil takes the configuration of the record.
  private let configuration: Configuration?
  private let rulesVersion: Int?

  init(_ configuration: Configuration?, _ rulesVersion: Int?) {
    self.configuration = configuration
    self.rulesVersion = rulesVersion
  }

  /// Prints the comparison of a vitals file. Nothing has decided about it before, so its first column is by
  /// today's rules.
  func printTable(of recording: Recording, named name: String) throws(Failure) {
    var source = recording.inputs
    var inputs: [StampedInput] = []
    do {
      while let next = try source.next() { inputs.append(next) }
    } catch { throw Failure(.inputOutput, "\(error)") }
    let table = WhatIf.table(
      name, inputs: inputs,
      until: inputs.last?.time ?? .start, under: recording.plan, and: configuration,
      rulesVersion: rulesVersion)
    say(table.text, terminator: "")
  }

  /// Prints the comparison. A session that cannot be read is an error: a partial table would mislead.
  func printTable(of path: String) throws(Failure) {
    guard WholeFile.isFolder(path) else {
      return say(try table(path, named: path).text, terminator: "")
    }
    let found = SessionsFound(under: path)
    if let unreadable = found.unreadable.first { throw Failure(.inputOutput, unreadable) }
    guard !found.folders.isEmpty else { throw Failure(.noInput, "\(path): no session here") }
    var sum = WhatIf()
    for folder in found.folders { sum.add(try table(folder.path, named: folder.name)) }
    say(sum.text, terminator: "")
  }

  private func table(_ path: String, named name: String) throws(Failure) -> WhatIf {
    let segments: [SegmentBytes]
    do throws(ArchiveError) { segments = try SegmentFiles.read(path) } catch { throw Failure(error) }
    let reading = SessionReading(segments, .overview)
    for problem in reading.problems { complain(problem.description) }
    guard let table = WhatIf.table(name, segments, under: configuration, rulesVersion: rulesVersion)
    else {
      throw Failure(.badInput, "\(path): \(reading.faults.whyNoHeader)")
    }
    return table
  }
}
