import Glibc
import Testing

extension EndToEndTests {
  /// What leaves an archive: a form, a lesson, and the two texts with which it can be compared later.
  @Suite struct WitnessTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    private func run(_ arguments: [String], input: String = "") async throws -> HeadlessRun {
      let key = ["CHAIRSIDE_KEY": chair.path("station.key")]
      return try #require(await HeadlessRun.of(arguments, input: input, environment: key, on: chair))
    }

    private static let script = """
      @2 setup patient=P-0142 weight=70 plan=trd-40 by=KM
      @5 drawn mg=2 lot=A1204 by=KM
      @10 start override=practice by=KM
      @70 stop reason="Mrs Smith smiles" by=KM
      @75 wasted mg=1.125 second=RT by=KM
      @80 close reason="done with it" by=KM

      """

    private func record() async throws {
      let script = chair.write(Self.script, to: "script")
      let vitals = (0...90).map { "@\($0) hr=72 spo2=98\n" }.joined()
      let made = try await run(
        ["monitor", "--headless", "--clock", "source", "--device", "line@-", "--script", script, "--new"]
          + ["--sessions", chair.sessionsFolder], input: vitals)
      #expect(made.status == 0)
    }

    /// What stands behind a word of `witness`.
    private func told(_ word: String, _ run: HeadlessRun) throws -> String {
      let line = try #require(run.events.first { $0.hasPrefix(word) })
      return String(line.dropFirst(word.count).drop { $0 == " " })
    }

    @Test func aSealIsSignedAndTheArchiveHeldToWhatWasKept() async throws {
      try await record()
      let witness = try await run(["witness", chair.sessionsFolder])
      let (key, head) = (try told("key", witness), try told("head", witness))
      let verify = ["verify", chair.sessionsFolder]
      #expect(try await run(verify + ["--key", key, "--head", head]).status == 0)
      let other = String(repeating: "0", count: 64)
      let refused = try await run(verify + ["--key", other])
      #expect(refused.status == 1)
      #expect(refused.events.contains { $0.contains("not by the one that was named") })
      #expect(try await run(verify + ["--head", "9:\(other)"]).status == 1)
      #expect(try await run(verify + ["--key", "abc"]).status == 64)
    }

    /// A typed path that leads nowhere was told a head of `none yet`, with success.
    @Test func anArchiveThatIsNotThereHasNoHead() async throws {
      let none = chair.path("none")
      for words in [["witness", none], ["witness", "--sessions", none], ["list", "--sessions", none]] {
        let run = try await run(words)
        #expect(run.status == 66, "\(words)")
        #expect(run.complaints.contains("none: not a folder"))
        #expect(run.events.isEmpty)
      }
      #expect(access(chair.path("station.key"), F_OK) != 0, "no key is made for a slip of the finger")
    }

    @Test func aFormIsFilledInAndALessonNamesNobody() async throws {
      try await record()
      let folder = try #require(chair.sessions.first).folder
      let form = try await run(["form", "controlled-drug", folder])
      #expect(form.status == 0)
      #expect(form.events.contains { $0.contains("mg given + 1.13 mg wasted: closes") })
      let lessons = chair.path("lessons")
      let redacted = try await run(["redact", folder, "--out", lessons, "--days", "70"])
      #expect(redacted.status == 0)
      #expect(try await run(["verify", lessons]).status == 0)
      let page = try await run(["report", try #require(redacted.events.first)])
      #expect(page.events.first == "CHAIRSIDE SESSION SUMMARY   *** REDACTED FOR TEACHING ***")
      let text = page.events.joined()
      #expect(!text.contains("P-0142") && !text.contains("Smith") && !text.contains("KM"))
    }

    @Test func aFormThatIsNoneIsSaid() async throws {
      let unknown = try await run(["form", "rems", "x"])
      #expect(unknown.status == 64)
      #expect(unknown.complaints.contains("known are: esketamine, adverse-event, controlled-drug, times"))
      let mine = chair.write("# T\nLot: {lot}\n", to: "my.form")
      let wrong = try await run(["form", mine, "x"])
      #expect(wrong.status == 65)
      #expect(wrong.complaints.contains("my.form:2:6: lot is no field; did you mean \"lots\"?"))
    }
  }
}
