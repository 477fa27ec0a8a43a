import InfusionCore
import SessionJournal

/// What a person is asked at the beginning: every unsealed session of the chair, and what Enter means.
public struct BeginningQuestion: Hashable, Sendable {
  /// The named patient's first, then the others; within both, watched ones first, then those in progress,
  /// then the newest. Those that cannot be resumed here come last.
  public let sessions: [OpenSession]
  /// The one that somebody watches now.
  public let watched: String?
  /// No screen shows the watched session: its terminal was closed, or it was begun without one.
  public let isWithoutScreen: Bool
  /// The watched session cannot be read, because no disk takes it: it can only be ended.
  public let hidesUnreadable: Bool
  public let enter: Enter
  private let request: BeginningRequest

  /// What Enter alone answers.
  public enum Enter: Hashable, Sendable {
    case goOn(OpenSession)
    case new
    /// Enter does nothing: either answer would do harm if it were a slip.
    case nothing
  }

  init(_ open: [OpenSession], _ request: BeginningRequest, _ holder: ChairHolder) {
    let isWithoutScreen = !holder.hasScreen
    switch holder.writes {
    case .session(let id):
      self.init(
        open, request, watched: id, hidesUnreadable: !open.contains { $0.id == id },
        isWithoutScreen: isWithoutScreen)
    case .unrecorded:
      self.init(open, request, hidesUnreadable: true, isWithoutScreen: isWithoutScreen)
    case .nothing: self.init(open, request)
    }
  }

  init(
    _ open: [OpenSession], _ request: BeginningRequest, watched: String? = nil,
    hidesUnreadable: Bool = false, isWithoutScreen: Bool = false
  ) {
    self.isWithoutScreen = isWithoutScreen
    let ranked = open.enumerated().sorted {
      let (a, b) = (
        Self.rank($0.element, request, watched: watched), Self.rank($1.element, request, watched: watched)
      )
      return a == b ? $0.offset < $1.offset : a < b
    }
    sessions = ranked.map(\.element)
    self.request = request
    self.hidesUnreadable = hidesUnreadable
    self.watched = open.contains { $0.id == watched } ? watched : nil
    enter = Self.enter(
      ranked.map(\.element), request, watched: self.watched, isDisturbing: hidesUnreadable)
  }

  /// Those that can be gone on with.
  public var ofOurKind: [OpenSession] { sessions.filter(canGoOn) }

  public func canGoOn(with session: OpenSession) -> Bool { request.isOfOurKind(session) }

  var canGoOn: Bool { !ofOurKind.isEmpty }

  /// Who was named when the program was called.
  public var named: String? { request.patient }

  /// What a yes alone can mean beside what Enter means: the named patient's only session, or, where nobody is
  /// named, the only recent one in which somebody is treated or observed. Nil where a choice is needed, or
  /// another session is watched.
  public var evident: OpenSession? {
    if hidesUnreadable { return nil }
    let meant = ofOurKind.filter { session in
      named.map { session.patient == $0 } ?? (session.isInProgress && session.isRecent)
    }
    guard meant.count == 1, watched == nil || meant[0].id == watched else { return nil }
    return meant[0]
  }

  /// Whether a new session would leave this one's patient unwatched during treatment or observation: it would
  /// end the watch over it, or nobody has resumed it yet. A real patient always counts; a simulated one
  /// counts only for another simulation.
  public func isLeftByNew(_ session: OpenSession) -> Bool {
    guard session.isInProgress else { return false }
    if session.id == watched { return session.origin == .live || canGoOn(with: session) }
    return session.isRecent && canGoOn(with: session)
  }

  private static func rank(_ session: OpenSession, _ request: BeginningRequest, watched: String?) -> Int {
    if !request.isOfOurKind(session) { return 10 }
    let isMeant = request.patient != nil && session.patient == request.patient
    return (isMeant ? 0 : 5) + standing(session, watched: watched)
  }

  /// The same patient may have an infusion and a preparation that was forgotten.
  private static func standing(_ session: OpenSession, watched: String?) -> Int {
    if session.id == watched { return 0 }
    switch (session.isRecent, session.isInProgress) {
    case (true, true): return 1
    case (true, false): return 2
    case (false, true): return 3
    case (false, false): return 4
    }
  }

  /// Another patient's, an old one, or one that somebody watches is never the default.
  private static func enter(
    _ ranked: [OpenSession], _ request: BeginningRequest, watched: String?, isDisturbing: Bool
  ) -> Enter {
    if watched != nil || isDisturbing { return .nothing }
    let recent = ranked.filter { request.isOfOurKind($0) && $0.isRecent }
    guard let first = recent.first else { return .new }
    let isOnePatients = first.patient != nil && recent.allSatisfy { $0.patient == first.patient }
    let isMeant = request.patient.map { first.patient == $0 } ?? (recent.count == 1 || isOnePatients)
    if isMeant { return .goOn(first) }
    return recent.contains(where: \.isInProgress) ? .nothing : .new
  }
}
