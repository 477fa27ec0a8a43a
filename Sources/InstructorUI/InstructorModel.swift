public import ChairBeacon
import InfusionCore
public import MonitorUI
import PatientSimulator
public import TextScreen

/// An instructor's console as a value: what the drill told last, and the line that is being typed.
public struct InstructorModel: Sendable {
  public private(set) var truth: ToldTruth?
  public private(set) var chair: ChairState?
  /// What came of the line before.
  public private(set) var answer: DeskAnswer?
  public private(set) var entry = LineEntry()
  public private(set) var showsHelp = false
  /// The drill has ended, or its station is gone.
  public private(set) var isOver = false
  public var display = Display()
  public var size: Size
  private var typed: [String] = []
  /// The place among the typed lines that the arrows have come to.
  private var place = 0

  public init(size: Size) { self.size = size }

  /// What a key asks of the program.
  public enum Effect: Hashable, Sendable {
    /// To be said to the drill.
    case say(String)
    case leave, repaint
  }

  public mutating func hear(_ line: DeskLine) {
    switch line {
    case .truth(let truth): (self.truth, isOver) = (truth, false)
    case .chair(let state): chair = state
    case .answer(let answer): self.answer = answer
    case .notice(let words): answer = DeskAnswer(words)
    case .farewell: isOver = true
    case .other: break
    }
  }

  /// Nobody is at the other end any more.
  public mutating func lose() { isOver = true }

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
    case .character(" ") where entry.text.isEmpty: return say(truth?.isFrozen == true ? "go" : "freeze")
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
    default: return say(line)
    }
  }

  /// What the drill would refuse anyway is refused here, with the line left to be mended, or typed over.
  private mutating func say(_ line: String) -> Effect? {
    showsHelp = false
    do throws(InstructorOrder.Problem) { _ = try InstructorOrder(line) } catch {
      answer = DeskAnswer(error.sentence, isRefusal: true)
      entry = .offering(line)
      return nil
    }
    if typed.last != line { typed.append(line) }
    place = typed.count
    answer = nil
    return .say(line)
  }

  private mutating func recall(by step: Int) {
    place = min(max(0, place + step), typed.count)
    entry = LineEntry(typed.indices.contains(place) ? typed[place] : "")
  }

  /// To where all that it could become agree.
  private mutating func complete() {
    let ways = InstructorOrder.completions(of: entry.text)
    guard var common = ways.first else { return }
    for way in ways { common = String(zip(common, way).prefix { $0 == $1 }.map(\.0)) }
    if common.count > entry.text.count { entry = LineEntry(common) }
    if ways.count > 1 { answer = DeskAnswer(ways.joined(separator: "   ")) }
  }
}
