import Testing

/// The README shows what the program draws: the text of a picture that `MonitorUITests` holds against it.
@Suite struct ReadmeTests {
  private static let picture = "Tests/MonitorUITests/Pictures/medium.txt"

  @Test func itsScreenIsThePrograms() throws {
    let readme = try #require(Repository.file(at: "README.md"))
    let picture = try #require(Repository.file(at: Self.picture))
    let shown = try #require(Readme.screen(in: readme.lines), "no text block between the screen's markers")
    #expect(shown == Readme.text(ofPicture: picture.lines))
  }

  @Test func theClinicianSeesTheChartThatIsThere() throws {
    let guide = try #require(Repository.file(at: "docs/guide-clinician.md"))
    let picture = try #require(Repository.file(at: "Tests/ReviewUITests/Pictures/chart-80x24.txt"))
    #expect(Readme.screen(in: guide.lines) == Readme.text(ofPicture: picture.lines))
  }

  @Test func aScreenIsReadBetweenItsMarkers() {
    let begin: Substring = "<!-- screen:begin -->"
    let end: Substring = "<!-- screen:end -->"
    #expect(Readme.screen(in: ["# T", begin, "```text", " a", "", "b", "```", end, "c"]) == [" a", "", "b"])
    #expect(Readme.screen(in: ["# T", "```text", " a", "```"]) == nil)
    #expect(Readme.screen(in: ["# T", begin, end, "```text", " a", "```"]) == nil)
  }

  @Test func aPicturesTextStandsAboveItsStyles() {
    #expect(Readme.text(ofPicture: [" a", "", "b", "--- colour 80x3", " .", ""]) == [" a", "", "b"])
  }
}
