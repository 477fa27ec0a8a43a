import Glibc

/// How long a test waits for what must come: longer than it takes on any machine, however busy others keep
/// it. Only a test that fails waits as long.
public enum Patience {
  public static let milliseconds: Int64 = 60_000
}

/// Whether something comes true before patience ends.
public func eventually(_ isTrue: () throws -> Bool) rethrows -> Bool {
  for _ in 0..<Patience.milliseconds / 5 {
    if try isTrue() { return true }
    usleep(5000)
  }
  return false
}
