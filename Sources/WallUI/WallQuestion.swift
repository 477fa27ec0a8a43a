import ChairBeacon
import TextScreen

/// The one question that the wall asks: who is on the way to a chair.
public struct WallQuestion: Hashable, Sendable {
  public let chair: String
  public internal(set) var name: String
  private static let nameMax = 16

  enum News: Hashable {
    case typing
    case left
    case answered(WallWord)
  }

  mutating func heed(_ key: Key) -> News {
    switch key {
    case .escape, .control("c"): return .left
    case .enter: return WallWord(by: name).map { .answered($0) } ?? .typing
    case .backspace, .delete: name = String(name.dropLast())
    case .character(let letter): if name.count < Self.nameMax { name.append(letter) }
    default: break
    }
    return .typing
  }
}
