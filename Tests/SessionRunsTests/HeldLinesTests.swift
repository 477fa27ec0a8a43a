import Testing

@testable import SessionRuns

/// A line is printed once its entry is on the disk or two seconds have passed, and never before an earlier
/// line.
@Suite struct HeldLinesTests {
  private func held() -> HeldLines {
    var held = HeldLines()
    for (number, told) in [(5, 100), (6, 150), (9, 900)] {
      held.add(Array("\(number) ".utf8), entry: number, at: Int64(told))
    }
    return held
  }

  @Test(arguments: [
    (safe: 4, at: Int64(950), "", "5 6 9 "), (5, 950, "5 ", "6 9 "), (8, 950, "5 6 ", "9 "),
    (9, 950, "5 6 9 ", ""), (4, 2099, "", "5 6 9 "), (4, 2100, "5 ", "6 9 "), (4, 2900, "5 6 9 ", ""),
  ])
  func whatIsSafeOrHasWaitedLongEnough(safe: Int, at now: Int64, printed: String, rest: String) {
    var held = held()
    #expect(String(decoding: held.release(safe: safe, at: now), as: UTF8.self) == printed)
    #expect(held.isEmpty == rest.isEmpty)
    #expect(String(decoding: held.releaseAll(), as: UTF8.self) == rest)
    #expect(held.isEmpty)
  }
}
