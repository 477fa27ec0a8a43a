import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports

extension SessionListing.Listed {
  /// The session, read to its end. Nil for a copy of another one, and for a record that cannot be believed,
  /// which is said on standard error.
  func believed() -> (digest: SessionDigest, segments: [SegmentBytes])? {
    let path = folder.path
    guard let segments = try? SegmentFiles.read(path) else {
      complain("\(path): not readable, left out")
      return nil
    }
    let reading = SessionReading(segments, .whole)
    if let fault = row.faults.damage ?? reading.faults.damage {
      complain("\(path): \(fault), left out")
      return nil
    }
    if let fault = row.faults.first(where: \.isOfACopy) {
      complain("\(path): \(fault.label), left out")
      return nil
    }
    return reading.digest.map { ($0, segments) }
  }
}

extension RecordFault {
  fileprivate var isOfACopy: Bool { if case .twice = self { true } else { false } }
}
