public import ChairBeacon
public import InfusionCore
public import MonitorUI
public import TextScreen

/// The wall as a value: the chairs that have spoken, what calls, and what a person looks at.
///
/// It changes by what chairs say (`hear`) and by keys (`update`). It cannot answer an alarm at a chair; it
/// may tell a chair that somebody is on the way.
public struct WallModel: Sendable {
  public internal(set) var tiles: [WallTile] = []
  /// Sessions of this machine that infuse or observe, and that nobody watches, as a look into the archive
  /// found them; one whose chair speaks is watched again.
  public var abandoned: [UnwatchedSession] = []
  /// Why the broker is not heard; nil while it is, and without one.
  public var trouble: String?
  /// It looks at a broker's chairs, not at this machine's.
  public var isFar = false
  /// The site that is looked at alone: its name need not stand with each chair.
  public var site: String?
  /// More chairs spoke than there may be.
  public internal(set) var hasTooMany = false
  public var display = Display()
  public var size: Size
  public private(set) var order = Order.urgentFirst
  public private(set) var page = Page.wall
  /// The chair that Enter opens.
  public private(set) var selected: String?
  /// Who is asked for, to be told at a chair; nil while nobody is.
  public private(set) var question: WallQuestion?
  /// The result of the last thing that was asked for here, shown until a time of the wall's clock.
  public private(set) var notice: (text: String, until: Int64)?
  /// Who last told that they are coming, who is probably still the one at the wall.
  private var name = ""
  /// Calls of the wall's own that somebody has silenced here, until they end.
  private var silenced: Set<String> = []

  /// How the chairs are arranged.
  public enum Order: Hashable, Sendable { case urgentFirst, fixedPlaces }

  /// What the wall shows.
  public enum Page: Hashable, Sendable {
    case wall
    /// One chair with all that it tells.
    case chair(String)
    case help
  }

  public init(size: Size) { self.size = size }

  /// Chairs in the order in which they stand on the wall.
  func shown(at now: Int64) -> [WallTile] {
    guard order == .urgentFirst else { return tiles }
    return tiles.enumerated().sorted { a, b in
      let (first, second) = (urgency(a.element, at: now), urgency(b.element, at: now))
      return first == second ? a.offset < b.offset : first > second
    }.map(\.element)
  }

  /// What calls most comes first; what is answered comes before what is calm.
  private func urgency(_ tile: WallTile, at now: Int64) -> Int {
    tile.calls(at: now).map { $0.priority.rawValue * 2 + (isCalling($0) ? 8 : 1) }.max() ?? 0
  }

  func isCalling(_ call: WallCall) -> Bool { call.isCalling && !silenced.contains(call.id) }

  /// What is to be heard here: the chairs' own calls, the silent chairs, the sessions that nobody watches.
  public func calls(at now: Int64) -> [String: AlarmPriority] {
    let all = tiles.flatMap { $0.calls(at: now) } + abandoned.map(WallCall.init)
    return Dictionary(
      (all + troubleCall).filter { isCalling($0) && $0.priority > .info }.map { ($0.id, $0.priority) },
      uniquingKeysWith: { max($0, $1) })
  }
}

extension WallModel {
  static let troubleID = "broker"

  /// Without its broker the wall is blind, before any chair's silence says so.
  var troubleCall: [WallCall] {
    guard let trouble else { return [] }
    return [
      WallCall(
        id: Self.troubleID, priority: .medium, text: "NO BROKER: \(trouble)", isCalling: true, isOfWall: true)
    ]
  }
}

extension WallCall {
  init(_ session: UnwatchedSession) {
    id = "\(session.chair)/unwatched"
    priority = session.phase == .infusing || session.phase == .paused ? .high : .medium
    text = "NOBODY WATCHES since \(session.since)"
    isCalling = true
  }
}

// MARK: - Keys

extension WallModel {
  /// What a key asks of the program.
  public enum Effect: Hashable, Sendable {
    case leave, repaint
    /// Says to a chair that somebody is on the way.
    case tell(chair: String, WallWord)
  }

  /// Handles a key. Nil if it only changes what the wall shows.
  public mutating func update(_ key: Key, at now: Int64) -> Effect? {
    if question != nil { return answer(key, at: now) }
    switch key {
    case .character("q"), .control("c"): return .leave
    case .control("l"): return .repaint
    case .character("?"): page = page == .help ? .wall : .help
    case .escape: page = .wall
    case .character("f"): order = order == .urgentFirst ? .fixedPlaces : .urgentFirst
    case .character("a"): silence(at: now)
    case .character("c"): ask(at: now)
    case .enter:
      if page == .wall, let chair = selected ?? shown(at: now).first?.chair { page = .chair(chair) }
    case .right, .down, .tab: select(by: 1, at: now)
    case .left, .up, .backtab: select(by: -1, at: now)
    default: break
    }
    return nil
  }

  /// Who is coming is asked for the chair that is open, or chosen, or most urgent.
  private mutating func ask(at now: Int64) {
    let chair: String? =
      if case .chair(let open) = page { open } else { selected ?? shown(at: now).first?.chair }
    guard let chair, let tile = tiles.first(where: { $0.chair == chair }) else { return }
    guard tile.place == .here else { return say("nothing goes back to a chair through a broker", at: now) }
    guard tile.state.listens, tile.contact(at: now) != .lost else {
      return say("chair \(chair) does not listen", at: now)
    }
    question = WallQuestion(chair: chair, name: name)
  }

  private mutating func answer(_ key: Key, at now: Int64) -> Effect? {
    guard var asked = question else { return nil }
    let news = asked.heed(key)
    question = news == .typing ? asked : nil
    guard case .answered(let word) = news else { return nil }
    name = word.by
    return .tell(chair: asked.chair, word)
  }

  /// Says something at the foot of the wall for a while.
  public mutating func say(_ text: String, at now: Int64) { notice = (text, now + Self.noticeStays) }

  private static let noticeStays: Int64 = 5000

  /// The wall's own calls are answered here, each until it ends; a chair's are answered at the chair.
  private mutating func silence(at now: Int64) {
    let own = tiles.flatMap { $0.calls(at: now) }.filter(\.isOfWall).map(\.id)
    silenced = Set(own + abandoned.map { WallCall($0).id } + (trouble == nil ? [] : [Self.troubleID]))
  }

  /// A silenced call that ended may call again when it comes back.
  public mutating func forgetEnded(at now: Int64) {
    let standing = Set(tiles.flatMap { $0.calls(at: now) }.map(\.id) + abandoned.map { WallCall($0).id })
    silenced.formIntersection(trouble == nil ? standing : standing.union([Self.troubleID]))
  }

  private mutating func select(by step: Int, at now: Int64) {
    let chairs = shown(at: now).map(\.chair)
    guard !chairs.isEmpty else { return }
    let place = selected.flatMap { chairs.firstIndex(of: $0) } ?? (step > 0 ? -1 : chairs.count)
    selected = chairs[(place + step + chairs.count) % chairs.count]
    if case .chair = page { page = .chair(selected ?? "") }
  }
}

extension String {
  /// Chair 10 behind chair 9.
  func isBeforeInOrder(_ other: String) -> Bool {
    switch (Int(self), Int(other)) {
    case (let a?, let b?) where a != b: a < b
    case (.some, nil): true
    case (nil, .some): false
    default: self < other
    }
  }
}
