import ChairBeacon
import InfusionCore
import Testing

/// Whether a chair can be seen on the wall, judged by what its publisher says each second.
@Suite("A chair that is published") struct PublicationWatchTests {
  /// What a publisher says from second to second, and what the chair makes of it: `12 failing lost`.
  ///
  /// - Parameter words: `s` the broker has it, `r` it refuses, `l` the connection is lost, `e` stopped on
  ///   purpose, `.` not a word, `_` a second in which the chair itself stood still.
  private func story(_ words: String, told: Publication? = nil) -> [String] {
    var watch = PublicationWatch(told: told, at: 0)
    var story: [String] = []
    for (second, word) in words.enumerated() {
      let now = Int64(second + 1) * 1000
      switch word {
      case "s": watch.hear(.standing, at: now)
      case "r": watch.hear(.failing(.refused), at: now)
      case "l": watch.hear(.failing(.lost), at: now)
      case "e": watch.hear(.ended, at: now)
      case "_": continue
      default: break
      }
      switch watch.news(at: now) {
      case .standing?: story.append("\(second + 1) standing")
      case .failing(let fault)?: story.append("\(second + 1) \(fault.rawValue)")
      case .ended?: story.append("\(second + 1) ended")
      case nil: break
      }
    }
    return story
  }

  @Test func `a chair that nobody publishes hears of no wall`() {
    #expect(story(String(repeating: ".", count: 100)).isEmpty)
    #expect(story("..e....").isEmpty)
  }

  @Test(arguments: [
    ("ssssssss", ["1 standing"]),
    // Nine seconds without a broker are nothing; ten are.
    ("ssslllllllllss", ["1 standing"]),
    ("sssllllllllllss", ["1 standing", "13 lost", "14 standing"]),
    // One that never gets in.
    ("rrrrrrrrrrrr", ["11 refused"]),
    // A publisher that was killed, and another that comes instead.
    ("sss..............s", ["1 standing", "13 silent", "18 standing"]),
    // What it said once is not what it would say now.
    ("sssr.............", ["1 standing", "13 silent"]),
    // Another reason is no news.
    ("rrrrrrrrrrrrlllllll", ["11 refused"]),
    ("sssllllllllllle.....ss", ["1 standing", "13 lost", "15 ended", "21 standing"]),
    ("sse.................", ["1 standing", "3 ended"]),
    // A chair that stood still has not listened meanwhile.
    ("sss____________________ss", ["1 standing"]),
    ("sss____________________.........ss", ["1 standing"]),
    ("sss____________________..........", ["1 standing", "33 silent"]),
  ]) func `it is told when that changes`(words: String, expected: [String]) {
    #expect(story(words) == expected)
  }

  @Test func `a station that goes on with a session knows what was told`() {
    #expect(story("sss", told: .standing).isEmpty)
    #expect(story("..........", told: .standing) == ["10 silent"])
    #expect(story("....", told: .failing(.lost)).isEmpty)
    #expect(story("..s", told: .failing(.lost)) == ["3 standing"])
    #expect(story("..e", told: .failing(.lost)) == ["3 ended"])
    #expect(story("............", told: .ended).isEmpty)
  }
}
