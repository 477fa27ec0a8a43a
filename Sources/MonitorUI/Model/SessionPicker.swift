public import InfusionCore
public import Phrases
public import Quantities
import TextScreen

/// The question before a session begins: every session of the chair that was not closed, and which of them
/// goes on.
public struct SessionPicker: Hashable, Sendable {
  /// What is known of a session from its own record.
  public struct Row: Hashable, Sendable {
    public var patient: String?
    public var phase: Phase
    /// The dose so far; nil before there is an infusion.
    public var delivered: Milligrams?
    /// Since its last entry, when the rows were read.
    public var age: TimeSpan
    public var isWatched: Bool
    public var origin: Origin
    /// One of another origin cannot go on here.
    public var canGoOn: Bool
    /// A new session would leave its patient unwatched during treatment or observation.
    public var isLeftByNew: Bool

    public init(
      patient: String?, phase: Phase, delivered: Milligrams?, age: TimeSpan, isWatched: Bool = false,
      origin: Origin = .live, canGoOn: Bool = true, isLeftByNew: Bool = false
    ) {
      self.patient = patient
      self.phase = phase
      self.delivered = delivered
      self.age = age
      self.isWatched = isWatched
      self.origin = origin
      self.canGoOn = canGoOn
      self.isLeftByNew = isLeftByNew
    }
  }

  /// What a key decides.
  public enum Answer: Hashable, Sendable {
    /// The session in this row.
    case goOn(Int)
    case new
    /// A new session, although a patient is left unwatched by it.
    case newDespite(reason: String, by: String)
  }

  public var rows: [Row]
  /// The chair on which all of them lie.
  public var chair: String
  /// Who was named when the program was called.
  public var named: String?
  /// The row that a yes alone can mean, where several could go on.
  public var evident: Int?
  /// Somebody watches a session that cannot be read.
  public var hidesUnreadable: Bool
  /// No screen shows the session that is watched: its terminal was closed.
  public var isWithoutScreen = false
  /// What Enter alone means; nil if it means nothing.
  public var initial: Answer?
  /// When the rows were read, on the clock that `view` is given: they grow older while the question stands.
  public var readAt: Int64
  /// The row that was chosen.
  public var chosen: Int?
  /// The digits that led to the choice: another digit after them can mean a row beyond the ninth.
  var digits = ""
  /// What was wrong with the last key.
  public var fault: Phrase?

  public init(
    _ rows: [Row], chair: String, hidesUnreadable: Bool = false, initial: Answer?, readAt: Int64
  ) {
    self.rows = rows
    self.chair = chair
    self.readAt = readAt
    self.hidesUnreadable = hidesUnreadable
    self.initial = initial
  }

  /// The row that `y` goes on with: the chosen one, else that of the default, else the only one, or the only
  /// one that can go on, else the evident one. Where somebody is watched, only the session that is: a `y`
  /// alone never ends the watch over one patient for another's session.
  var cursor: Int? {
    if let chosen { return chosen }
    if case .goOn(let row)? = initial { return row }
    guard !hidesUnreadable else { return nil }
    let able = rows.indices.filter { rows[$0].canGoOn }
    let only = rows.count == 1 ? 0 : able.count == 1 ? able[0] : evident
    return only.flatMap { isWatched && !rows[$0].isWatched ? nil : $0 }
  }

  /// Whose session `y` goes on with, where somebody else was named.
  var another: String? {
    guard let named, let cursor, rows[cursor].canGoOn, let patient = rows[cursor].patient else { return nil }
    return patient == named ? nil : patient
  }

  /// What Enter does now: the choice, which takes a key of its own, or the default.
  var enter: Answer? { chosen.map { .goOn($0) } ?? initial }

  var isWatched: Bool { hidesUnreadable || rows.contains(where: \.isWatched) }

  /// The sessions that a new one would leave unwatched. One that cannot be read counts, since it may be an
  /// infusion.
  var leftByNew: [Row] { rows.filter(\.isLeftByNew) }
  var leavesSomebody: Bool { hidesUnreadable || !leftByNew.isEmpty }
}

extension Model {
  mutating func answer(_ picker: SessionPicker, _ key: Key) -> [Effect] {
    switch key {
    case let key where key.isYes(in: display.words): return goOn(picker, picker.cursor.map { .goOn($0) })
    case .character("r"): return goOn(picker, picker.cursor.map { .goOn($0) })
    case .enter: return goOn(picker, picker.enter)
    case .character("n"): return goOn(picker, .new)
    case .control("c"), .character("q"): return [.leave(reason: nil)]
    case .up: choose((picker.cursor ?? picker.rows.count) - 1, in: picker)
    case .down: choose((picker.cursor ?? -1) + 1, in: picker)
    case .character(let character):
      if character.isASCII, character.isNumber { choose(digit: character, in: picker) }
    case .control, .escape, .tab, .backtab, .backspace, .delete, .left, .right, .home, .end, .pageUp,
      .pageDown, .pasted:
      break
    }
    return []
  }

  /// `1` is the first row at once, and with a `2` behind it the twelfth, where there is one; a digit that
  /// makes no row with those before it begins anew.
  private mutating func choose(digit: Character, in picker: SessionPicker) {
    let typed = [picker.digits + String(digit), String(digit)].first { text in
      Int(text).map { picker.rows.indices.contains($0 - 1) } ?? false
    }
    guard let typed, let number = Int(typed) else { return }
    choose(number - 1, in: picker, digits: typed)
  }

  private mutating func choose(_ row: Int, in picker: SessionPicker, digits: String = "") {
    guard picker.rows.indices.contains(row) else { return }
    var next = picker
    next.chosen = row
    next.digits = digits
    next.fault = nil
    page = .sessionPicker(next)
  }

  private mutating func goOn(_ picker: SessionPicker, _ answer: SessionPicker.Answer?) -> [Effect] {
    guard let answer else { return refuse(picker, "choose a session, or n") }
    if case .goOn(let row) = answer, !picker.rows[row].canGoOn {
      return refuse(picker, picker.rows[row].origin.whyNotHere)
    }
    if answer == .new, picker.leavesSomebody { return open(LeaveUnwatchedDeed(picker)) }
    return [.begin(answer)]
  }

  private mutating func refuse(_ picker: SessionPicker, _ fault: Phrase) -> [Effect] {
    var next = picker
    next.fault = fault
    page = .sessionPicker(next)
    return []
  }
}

extension Origin {
  /// The same in place of a figure.
  var kindHeading: Phrase {
    switch self {
    case .live: "LIVE"
    case .simulated: "SIMULATED"
    case .drill: "DRILL"
    case .replay: "REPLAY"
    }
  }

  /// A drill says which command goes on with it, and not its scenario: it may have been drawn.
  var whyNotHere: Phrase {
    switch self {
    case .drill: "a drill goes on by the command that began it"
    case .live, .simulated, .replay: "\(kind) cannot go on here"
    }
  }

  /// `a simulation`.
  var kind: Phrase {
    switch self {
    case .live: "a patient's session"
    case .simulated: "a simulation"
    case .drill: "a drill"
    case .replay: "a replay"
    }
  }
}
