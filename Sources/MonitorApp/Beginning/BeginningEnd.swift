public import SessionJournal

/// What a beginning comes to.
public enum BeginningEnd: Hashable, Sendable {
  /// A new session, with what a person must know of it.
  case begin(BeginningNotice?)
  case resume(OpenSession, because: ResumeReason)
  /// Nothing is begun here, and nothing is wrong.
  case leave(LeaveReason)
  case refuse(BeginningRefusal)
}

/// What is said at the beginning and delays nothing.
public enum BeginningNotice: Hashable, Sendable {
  /// Without a screen a new session is the default; these stay open.
  case leftOpen([OpenSession])
  /// Without a screen, on a chair that another process holds; these are open there.
  case besideAnother(ChairHolder, [OpenSession])
  case holderKeepsTheChair
  case diedThrice
  case nothingToReadAfterDeath
  /// At the screen, with a reason.
  case leftUnwatched(LeftUnwatched)
}

/// Sessions of the chair in which somebody is treated or observed, and which a person leaves unwatched.
public struct LeftUnwatched: Hashable, Sendable {
  /// Empty if the running session cannot be read.
  public let sessions: [OpenSession]
  public let reason: String
  /// Who decided it.
  public let by: String

  public init(_ sessions: [OpenSession], reason: String, by: String) {
    self.sessions = sessions
    self.reason = reason
    self.by = by
  }
}

/// Why nobody watched a resumed session until now. Its record says so.
public enum ResumeReason: Hashable, Sendable {
  case stopped
  /// The machine was off. `isConfirmed`: a person saw that when choosing the session.
  case machineStarted(isConfirmed: Bool)
  case handedOver
  /// Of this.
  case died(String)
  /// Three times in a minute, the last time of this.
  case diedThrice(String)
}

/// Why this process has nothing to watch.
public enum LeaveReason: Hashable, Sendable {
  /// The session was closed when the station died. What of its record is not on disk; nil if it is sealed,
  /// and the files beside it are whole.
  case closed(UnwrittenRecord?)
  /// Another terminal took the chair while the station was dead.
  case watchedElsewhere
}

/// A closed session whose record is not whole on the disk: without its seal, or without a file beside it.
public struct UnwrittenRecord: Hashable, Sendable {
  public let folder: SessionFolder
  /// What the disk said.
  public let trouble: String

  public init(_ folder: SessionFolder, trouble: String) {
    self.folder = folder
    self.trouble = trouble
  }
}

/// Why what the command line asks for is impossible.
public enum BeginningRefusal: Hashable, Sendable {
  case nothingToResume
  /// The unsealed sessions are all of others than the named patient.
  case anothersPatient([OpenSession])
  /// To resume another one would end the watch over this one; nil where no disk has it.
  case watched(OpenSession?)
  case notHandedOver
}
