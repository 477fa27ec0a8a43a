/// What a keeper tells the station it starts, in one environment variable.
public struct StationOrders: Hashable, Sendable {
  public static let variable = "CHAIRSIDE_STATION"

  public var start: Start
  /// How the station before this one ended; nil for the first.
  public var death: StationEnd?
  /// Where the station says its words.
  public var wordsDescriptor: Int32
  /// Where it notes what it has in hand; -1 where there is no place for it.
  public var noteDescriptor: Int32
  /// What stations died over again and again, as they noted it: it is not taken in hand any more.
  public var aside: [String]
  /// The session that the station before this one wrote; nil where none is known.
  public var session: String?
  /// How many entries of it that station had told; nil where none is known.
  public var told: Int?
  /// The keeper's process.
  public var keeper: Int32
  /// When it began to keep, by CLOCK_BOOTTIME, ms: a session that its stations ran has run since then.
  public var keptSince: Int64

  /// How a station is started.
  public enum Start: String, CaseIterable, Hashable, Sendable {
    case first
    /// The session goes on from its journal, without a question.
    case resume
    /// Stations died of it again and again. It goes on all the same, in a new file, without what they had in
    /// hand.
    case newSegment = "segment"
    /// Not even that came to life. A new session, for somebody has to watch.
    case newSession = "session"
  }

  init(
    start: Start, death: StationEnd?, wordsDescriptor: Int32, noteDescriptor: Int32 = -1,
    aside: [String] = [], session: String? = nil, told: Int? = nil, keeper: Int32, keptSince: Int64
  ) {
    self.start = start
    self.noteDescriptor = noteDescriptor
    self.aside = aside
    self.session = session
    self.told = told
    self.death = death
    self.wordsDescriptor = wordsDescriptor
    self.keeper = keeper
    self.keptSince = keptSince
  }

  /// `start=resume words=5 keeper=812 since=92031 killed=11`.
  var value: String {
    let put = aside.isEmpty ? "" : " aside=\(aside.joined(separator: ","))"
    let note = noteDescriptor < 0 ? "" : " note=\(noteDescriptor)"
    let wrote = (session.map { " session=\($0)" } ?? "") + (told.map { " told=\($0)" } ?? "")
    let orders =
      "start=\(start.rawValue) words=\(wordsDescriptor) keeper=\(keeper) since=\(keptSince)"
      + note + put + wrote
    switch death {
    case nil: return orders
    case .exited(let status): return "\(orders) exited=\(status)"
    case .killed(let signal): return "\(orders) killed=\(signal)"
    case .notStarted(let code): return "\(orders) unstarted=\(code)"
    }
  }

  /// Nil if the text holds no orders: the process then has no keeper.
  init?(value: String) {
    var fields: [Substring: Substring] = [:]
    for field in value.split(separator: " ") {
      guard let equals = field.firstIndex(of: "=") else { return nil }
      fields[field[..<equals]] = field[field.index(after: equals)...]
    }
    guard let start = fields["start"].flatMap({ Start(rawValue: String($0)) }),
      let words = fields["words"].flatMap({ Int32($0) }), words >= 0,
      let keeper = fields["keeper"].flatMap({ Int32($0) }), keeper > 0,
      let since = fields["since"].flatMap({ Int64($0) })
    else { return nil }
    self.init(
      start: start, death: Self.death(fields), wordsDescriptor: words,
      noteDescriptor: fields["note"].flatMap { Int32($0) } ?? -1,
      aside: fields["aside"]?.split(separator: ",").map(String.init) ?? [],
      session: fields["session"].map(String.init), told: fields["told"].flatMap { Int($0) }, keeper: keeper,
      keptSince: since)
  }

  private static func death(_ fields: [Substring: Substring]) -> StationEnd? {
    if let status = fields["exited"].flatMap({ Int32($0) }) { return .exited(status: status) }
    if let signal = fields["killed"].flatMap({ Int32($0) }) { return .killed(signal: signal) }
    if let code = fields["unstarted"].flatMap({ Int32($0) }) { return .notStarted(code: code) }
    return nil
  }
}
