public import Quantities

/// The nominal rate of a stream of frames, by which a byte file that carries no time of its own is timed.
public struct FrameRate: Hashable, Sendable {
  public var frames: Int64
  public var seconds: Int64

  public init(_ frames: Int64, perSeconds seconds: Int64 = 1) {
    self.frames = frames
    self.seconds = seconds
  }

  /// Frame n stands at floor(1000 n / rate) ms.
  public func time(ofFrame number: Int) -> SessionTime {
    SessionTime(milliseconds: 1000 * Int64(number) * seconds / frames)
  }
}

/// Where a kind's session time can come from when it is read from a file.
public enum SourceClock: Hashable, Sendable {
  /// Its records carry it (`@T`).
  case carried
  case nominal(FrameRate)
  /// It answers when asked, so its bytes say nothing about time.
  case none
}
