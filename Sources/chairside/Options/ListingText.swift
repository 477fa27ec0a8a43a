import SessionArchives

extension SessionListing {
  static func of(
    _ path: String, mustExist: Bool, keepsLedger: Bool = true, wanted: Wanted = .all
  ) throws(Failure) -> SessionListing {
    do throws(ArchiveError) {
      return try SessionListing.read(path, mustExist: mustExist, keepsLedger: keepsLedger, wanted: wanted)
    } catch { throw Failure(error) }
  }

  /// Says what the rows do not show; throws if something is wrong.
  func sayTheRest(all: Bool, shown: Int) throws(Failure) {
    let hidden = sessions.count - shown
    if hidden > 0 { complain("\(hidden) not live (simulated, drill, replay) left out; --all lists them") }
    if sessions.isEmpty && wrongs.isEmpty { complain("no sessions") }
    try sayWhatIsWrong()
  }

  /// Throws if the answer is incomplete.
  func sayWhatIsWrong() throws(Failure) {
    sayWhatWasNotRead()
    for sentence in news + wrongs { complain(sentence) }
    guard wrongCount > 0 || !wrongs.isEmpty else { return }
    let counts = sessions.count == 1 ? "1 session read" : "\(sessions.count) sessions read"
    let damaged = wrongCount > 0 ? ", something is wrong with \(wrongCount)" : ""
    let rest = wrongs.isEmpty ? "" : ", \(wrongs.count) not readable, gone or not to be relied on"
    throw Failure(.foundWrong, counts + damaged + rest + "; chairside verify says more")
  }

  /// Notes which rows rest on an earlier look.
  func sayWhatWasNotRead() {
    if passedOver > 0 { complain("\(passedOver) not looked at: by the ledger they are other patients'") }
    guard unreadCount > 0 else { return }
    let why = "nobody has written to their files since they were"
    complain("\(unreadCount) not read again: \(why); chairside verify reads all")
  }
}
