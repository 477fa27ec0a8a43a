public import ChairBeacon
import InfusionCore
public import MonitorUI
import PatientSimulator
public import TextScreen

/// An instructor's console as a value: what the drill last told, and the line that is being typed.
public struct InstructorModel: Sendable {
  public private(set) var truth: ToldTruth?
  public private(set) var chair: ChairState?
  /// The answer to the last line; nil if there is none.
  public private(set) var answer: DeskAnswer?
  public private(set) var entry = LineEntry()
  public private(set) var showsHelp = false
  public private(set) var link = Link.open
  public var display = Display()
  public var size: Size
  /// Lines that were sent and have no answer yet, the oldest first.
  private var sent: [Sent] = []
  private var typed: [String] = []
  /// Where the arrows are among the lines typed before.
  private var place = 0

  public init(size: Size) { self.size = size }

  /// What the program has to do because of a key.
  public enum Effect: Hashable, Sendable {
    /// Send this line to the drill.
    case say(String)
    case leave, repaint
  }

  /// Whether a drill is at the other end.
  public enum Link: Hashable, Sendable {
    case open
    /// The drill's program died; its keeper may start it again.
    case lost
    case over
  }

  /// A line that was sent; a typed one comes back for mending if the drill refuses it.
  private struct Sent {
    let line: String
    let isTyped: Bool
  }

  public mutating func hear(_ line: DeskLine) {
    switch line {
    case .truth(let truth):
      if link == .lost { answer = DeskAnswer(truth.isFrozen ? Self.isBackFrozen : Self.isBack) }
      (self.truth, link) = (truth, .open)
    case .chair(let state): chair = state
    case .answer(let answer): heed(answer)
    case .notice(let words): answer = DeskAnswer(words)
    case .farewell: end(.over)
    case .other: break
    }
  }

  /// Notes that nobody is at the other end any more.
  public mutating func lose() {
    guard link == .open else { return }
    end(.lost)
    answer = DeskAnswer(Self.noAnswer, isRefusal: true)
  }

  private mutating func heed(_ answer: DeskAnswer) {
    self.answer = answer
    guard !sent.isEmpty else { return }
    let first = sent.removeFirst()
    if answer.isRefusal { giveBack(first) }
  }

  /// Ends the link; lines that were still on their way were not done.
  private mutating func end(_ link: Link) {
    self.link = link
    if let last = sent.last {
      answer = DeskAnswer(Self.overRefusal, isRefusal: true)
      giveBack(last)
    }
    sent = []
  }

  /// Puts a refused line back for mending, unless another one is being typed.
  private mutating func giveBack(_ sent: Sent) {
    if sent.isTyped, entry.text.isEmpty { entry = .offering(sent.line) }
  }

  private static let overRefusal = "the drill is over: nothing more is done to it, q leaves"
  private static let noAnswer = "the drill does not answer: its program ended, or is being started again"
  private static let isBack = "the drill is here again"
  private static let isBackFrozen = "the drill is here again, and frozen until go"

  // MARK: Keys

  public mutating func update(_ key: Key) -> Effect? {
    switch key {
    case .control("c"): return .leave
    case .control("l"): return .repaint
    case .escape: (entry, showsHelp) = (LineEntry(), false)
    case .enter: return enter()
    case .tab: complete()
    case .up: recall(by: -1)
    case .down: recall(by: 1)
    case .character("?") where entry.text.isEmpty: showsHelp.toggle()
    case .character(" ") where entry.text.isEmpty:
      return say(truth?.isFrozen == true ? "go" : "freeze", isTyped: false)
    case .character, .control, .pasted, .backspace, .delete, .backtab, .left, .right, .home, .end, .pageUp,
      .pageDown:
      _ = entry.edit(with: key)
    }
    return nil
  }

  private mutating func enter() -> Effect? {
    let line = entry.text
    entry = LineEntry()
    switch line {
    case "": return nil
    case "q", "leave", "quit": return .leave
    case "help":
      showsHelp = true
      return nil
    default: return say(line, isTyped: true)
    }
  }

  /// Sends a line. One that the drill would refuse anyway is refused here, and stays to be mended or typed
  /// over.
  private mutating func say(_ line: String, isTyped: Bool) -> Effect? {
    showsHelp = false
    let next = Sent(line: line, isTyped: isTyped)
    if let refusal = refusal(of: line) {
      answer = DeskAnswer(refusal, isRefusal: true)
      giveBack(next)
      return nil
    }
    if typed.last != line { typed.append(line) }
    place = typed.count
    answer = nil
    sent.append(next)
    return .say(line)
  }

  private func refusal(of line: String) -> String? {
    switch link {
    case .over: return Self.overRefusal
    case .lost: return Self.noAnswer
    case .open:
      do throws(InstructorOrder.Problem) {
        _ = try InstructorOrder(line)
        return nil
      } catch { return error.sentence }
    }
  }

  private mutating func recall(by step: Int) {
    place = min(max(0, place + step), typed.count)
    entry = LineEntry(typed.indices.contains(place) ? typed[place] : "")
  }

  /// Completes as far as all possible words agree.
  private mutating func complete() {
    let ways = InstructorOrder.completions(of: entry.text)
    guard var common = ways.first else { return }
    for way in ways { common = String(zip(common, way).prefix { $0 == $1 }.map(\.0)) }
    if common.count > entry.text.count { entry = LineEntry(common) }
    if ways.count > 1 { answer = DeskAnswer(ways.joined(separator: "   ")) }
  }
}
