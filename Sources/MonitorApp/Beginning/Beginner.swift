import SessionJournal

/// What a beginning needs from outside: the chair's lock, its sessions, a person, and time to wait in.
public protocol BeginningWorld {
  /// Takes the lock, unless this process has it already.
  mutating func lock() -> ChairFacts.Lock
  mutating func sessions() -> [OpenSession]
  /// Whether a session is closed, and its record complete.
  func isSealed(_ id: String) -> Bool
  /// Seals a session that was closed. Returns what of its record is not on disk; nil if all of it is.
  mutating func seal(_ id: String) -> UnwrittenRecord?
  /// Makes the files that should stand beside a sealed record, in case its station died before it could.
  /// Returns what of it is not on disk; nil if all of it is.
  mutating func complete(_ id: String) -> UnwrittenRecord?
  mutating func askToHandOver(_ process: Int32)
  mutating func ask(_ question: BeginningQuestion) -> BeginningDecision.Answer
  mutating func wait(milliseconds: Int64)
}

/// Does what a `BeginningDecision` says, step by step.
public struct Beginner<World: BeginningWorld> {
  public private(set) var world: World

  /// Longer than a holder's last words may take on a slow disk.
  static var patienceMilliseconds: Int64 { 6000 }
  static var lookMilliseconds: Int64 { 20 }

  public init(_ world: World) { self.world = world }

  /// Returns nil if somebody left instead of answering.
  public mutating func begin(_ request: BeginningRequest) -> BeginningEnd? {
    var decision = BeginningDecision(request)
    var sessions: [OpenSession]?
    let ended = completeEnded(request.session)
    while true {
      switch decision.next(ChairFacts(lock: world.lock(), sessions: sessions, ended: ended)) {
      case .look: sessions = world.sessions()
      case .seal(let id):
        decision.hear(.sealed(id, unwritten: world.seal(id)))
      case .handOver(let holder):
        decision.hear(waitForHandOver(by: holder))
        sessions = nil
      case .ask(let question):
        let answer = world.ask(question)
        if answer == .leave { return nil }
        decision.hear(.answer(answer))
        // A person takes time to answer: the chair's sessions may have changed by then.
        sessions = nil
      case .end(let end): return end
      }
    }
  }

  /// How the session ended that the station before wrote; nil if it goes on.
  private mutating func completeEnded(_ session: String?) -> ChairFacts.Ended? {
    guard let session, world.isSealed(session) else { return nil }
    return ChairFacts.Ended(unwritten: world.complete(session))
  }

  private mutating func waitForHandOver(by holder: ChairHolder) -> BeginningDecision.News {
    guard let process = holder.process else { return .kept }
    world.askToHandOver(process)
    var waited: Int64 = 0
    while waited < Self.patienceMilliseconds {
      world.wait(milliseconds: Self.lookMilliseconds)
      waited += Self.lookMilliseconds
      switch world.lock() {
      case .ours, .impossible: return .handedOver(holder.writes)
      case .another(let now): if let other = now.process, other != process { return .kept }
      }
    }
    return .kept
  }
}
