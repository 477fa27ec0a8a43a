import Testing

extension EndToEndTests {
  /// The pictures of the documents are made by the program from its own cells, and are never older than it.
  @Suite struct PictureFilesTests {
    private static let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    private static let files = ["monitor.svg", "trends.svg", "session.cast"]

    @Test func theyAreWhatTheProgramShowsNow() async throws {
      let chair = Chair()
      let run = try #require(
        await HeadlessRun.shell("\(Self.root)/docs/pictures/make \"$0\" \(chair.folder)", on: chair))
      #expect(run.status == 0, "\(run.complaints)")
      for file in Self.files {
        let held = TextFile.read("\(Self.root)/docs/pictures/\(file)")
        let made = TextFile.read(chair.path(file))
        #expect(made != nil && made == held, "\(file) is old: docs/pictures/make makes it again")
      }
    }

    @Test(arguments: [
      (["--save-display", "a.svg"], "--save-display needs --at"),
      (["--press", "t"], "go with --save-display"),
      (["--headless", "--at", "31"], "--at goes with a screen or --save-display"),
      (["--save-display", "a.cast", "--at", "31"], "--until goes with a file that is named .cast"),
      (["--save-display", "a.svg", "--at", "31:75"], "31:75 is no minute"),
      (["--save-display", "a.svg", "--at", "31", "--size", "80"], "80 is no size"),
    ])
    func whatIsWrongIsSaid(arguments: [String], sentence: String) async throws {
      let chair = Chair()
      let run = try #require(
        await HeadlessRun.of(["replay", "\(Self.root)/Fixtures/vomiting"] + arguments, on: chair))
      #expect(run.status == 64 && run.complaints.contains(sentence), "\(run.complaints)")
    }
  }
}
