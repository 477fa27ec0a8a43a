import Testing

/// Something that is not as the house wants it: where, and what is wrong with it.
struct Finding: Equatable, CustomStringConvertible {
  var path: String
  var line: Int?
  var what: String

  var description: String {
    line.map { "\(path):\($0): \(what)" } ?? "\(path): \(what)"
  }
}

/// Every finding is an issue of its own, so that a run shows all of them at once.
func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
  for finding in findings {
    Issue.record("\(finding.description)", sourceLocation: sourceLocation)
  }
}
