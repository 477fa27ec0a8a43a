public import SessionRecord

/// A file that a closed session has beside its journal.
public struct SessionFile: Hashable, Sendable {
  public enum State: Hashable, Sendable {
    case asTheJournal, missing, differs
  }
  public var name: String
  public var state: State

  public init(name: String, state: State) {
    self.name = name
    self.state = state
  }
}

extension SessionAudit {
  /// Holds the files beside the journal to it.
  ///
  /// - Parameter read: a file's bytes by its name; nil where there is none.
  public func files(_ read: (String) -> [UInt8]?) -> [SessionFile] {
    guard isSealed, verdict == .intact else { return [] }
    let made: [(String, [UInt8])] = [
      ("vitals.csv", vitals), ("observation.csv", observation), ("summary.txt", Array((summary ?? "").utf8)),
    ]
    return made.map { name, bytes in
      guard let found = read(name) else { return SessionFile(name: name, state: .missing) }
      return SessionFile(name: name, state: found == bytes ? .asTheJournal : .differs)
    }
  }

  /// What `verify` prints of a session: a line with the verdict, and one for everything that is to be said
  /// about it.
  ///
  /// - Parameter name: how the session was named by whoever asked.
  public func report(name: String, files: [SessionFile]) -> [String] {
    [headline(name)] + problems.dropFirst(verdict == .damaged ? 1 : 0).map { "  \($0)" } + notes
      + files.compactMap(\.note)
  }

  private func headline(_ name: String) -> String {
    switch verdict {
    case .intact: "\(name): ok"
    case .unsealed: "\(name): unsealed"
    case .damaged:
      "\(name): damaged: " + (problems.first?.description ?? difference?.sentence ?? "no readable header")
    }
  }

  private var notes: [String] {
    guard isOfOtherEngine, let version = digest?.header.engineVersion else { return [] }
    let found = difference.map { ": \($0.sentence)" } ?? ""
    return ["  note: recorded by engine \(version), chain and seal decide\(found)"]
  }
}

extension SessionFile {
  fileprivate var note: String? {
    switch state {
    case .asTheJournal: nil
    case .missing: "  note: \(name) is missing; it can be made again from the journal"
    case .differs: "  note: \(name) is not what the journal gives"
    }
  }
}

extension ReplayDifference {
  /// Where the replay leaves the record, in one line.
  public var sentence: String {
    switch (number, recorded, replayed) {
    case (let number?, let recorded?, let replayed?):
      "entry \(number): its inputs give \(replayed.fields), recorded is \(recorded.fields)"
    case (let number?, let recorded?, nil):
      "entry \(number): its inputs do not give \(recorded.fields)"
    default: "its inputs give an event that is not recorded: \(replayed?.trimmingLine ?? "")"
    }
  }
}

extension String {
  /// An entry from its kind on, closed.
  fileprivate var fields: String {
    guard let start = range(of: "\"kind\":") else { return trimmingLine }
    return "{" + self[start.lowerBound...] + "}"
  }

  fileprivate var trimmingLine: String { String(prefix { $0 != "\n" }) }

  private func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
