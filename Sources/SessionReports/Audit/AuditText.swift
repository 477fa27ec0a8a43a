public import SessionRecord

/// What is found at the place of a file.
public enum FoundFile: Sendable {
  case bytes([UInt8])
  case nothing
  /// Something that cannot be read, and why.
  case unreadable(String)
}

/// A file that a closed session has beside its journal.
public struct SessionFile: Hashable, Sendable {
  /// Whether it is what the journal gives.
  public enum State: Hashable, Sendable {
    case asTheJournal, missing
    case differs(FileDifference)
    /// Of this.
    case unreadable(String)
  }
  public var name: String
  public var state: State

  public init(name: String, state: State) {
    self.name = name
    self.state = state
  }
}

extension SessionAudit {
  /// What a closed session has beside its journal, made from the journal alone.
  public var besideFiles: [(name: String, bytes: [UInt8])] {
    tables + [("summary.txt", Array((summary ?? "").utf8))]
  }

  /// What an open one has beside it already.
  public var tables: [(name: String, bytes: [UInt8])] {
    [("vitals.csv", vitals), ("observation.csv", observation)]
  }

  /// Holds the files beside the journal to it.
  ///
  /// - Parameter read: what is there by a file's name.
  public func files(_ read: (String) -> FoundFile) -> [SessionFile] {
    guard isSealed, verdict == .intact, !isOfChainAlone else { return [] }
    return besideFiles.map { name, bytes in
      SessionFile(name: name, state: Self.state(of: read(name), wanted: bytes))
    }
  }

  private static func state(of found: FoundFile, wanted: [UInt8]) -> SessionFile.State {
    switch found {
    case .nothing: .missing
    case .unreadable(let why): .unreadable(why)
    case .bytes(let bytes): FileDifference(bytes, wanted: wanted).map { .differs($0) } ?? .asTheJournal
    }
  }

  /// What `verify` prints of a session: a line with the verdict, and a line for each thing to say about it.
  ///
  /// - Parameter name: how the session was named on the command line.
  public func report(name: String, files: [SessionFile] = []) -> [String] {
    let isAllTold = verdict == .tooNew || verdict == .empty
    let further = isAllTold ? [] : problems.filter { $0 != headProblem }.map { "  \($0)" }
    let outside = faults.filter { !$0.isOfTheJournal && $0 != headFault }.map { "  \($0.label)" }
    return [headline(name)] + further + outside + notes + files.compactMap(\.note)
  }

  /// The first problem that is damage.
  private var headProblem: JournalProblem? { problems.damage(isSealed: isSealed).first }

  /// Damage comes before what else is wrong.
  private var headFault: RecordFault? { faults.first(where: \.isDamage) ?? faults.first }

  private func headline(_ name: String) -> String {
    switch verdict {
    case .tooNew: return "\(name): newer format: " + (faults.newerFormat ?? "")
    case .empty: return "\(name): empty: \(RecordFault.empty.sentence)"
    case .damaged:
      let what =
        faults.first == .empty
        ? headFault?.sentence : headProblem?.description ?? difference?.sentence ?? headFault?.sentence
      return "\(name): damaged: " + (what ?? "no readable header")
    case .intact, .unsealed:
      guard let headFault else { return "\(name): " + (verdict == .intact ? soundWords : "unsealed") }
      let state = verdict == .intact ? "" : "unsealed, "
      return "\(name): \(state)wrong: \(headFault.sentence)"
    }
  }

  private var soundWords: String { isOfChainAlone ? "chain ok" : "ok" }

  private var notes: [String] {
    guard isOfOtherEngine, let version = digest?.header.engineVersion else { return [] }
    let found = difference.map { ": \($0.sentence)" } ?? ""
    return ["  note: recorded by engine \(version), chain and seal decide\(found)"]
  }
}

extension RecordFault {
  /// Told by its problem, with file, line and byte.
  fileprivate var isOfTheJournal: Bool {
    switch self {
    case .journal, .replay, .newerFormat: true
    case .empty, .journalGone, .rolledBack, .notTheLedgers, .sealedByOther, .fileDiffers, .fileMissing,
      .fileUnreadable, .tablesChanged, .foreignName, .toldOtherwise, .twice:
      false
    }
  }
}

extension SessionFile {
  /// What contradicts the journal; nil if the file is as it must be.
  public var fault: RecordFault? {
    switch state {
    case .asTheJournal: nil
    case .missing: .fileMissing(name)
    case .unreadable(let why): .fileUnreadable(name, why)
    case .differs(let how): .fileDiffers(name, how)
    }
  }

  fileprivate var note: String? { fault.map { "  note: \($0.sentence)" } }
}

extension ReplayDifference {
  /// The same without the entry's number.
  var short: String {
    guard let number, sentence.hasPrefix("entry \(number): ") else { return sentence }
    return String(sentence.dropFirst("entry \(number): ".count))
  }

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
