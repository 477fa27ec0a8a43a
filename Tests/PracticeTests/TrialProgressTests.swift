import Practice
import Testing

/// What `drill --check` says on a terminal while it tries.
@Suite struct TrialProgressTests {
  @Test(
    arguments: [
      (0, 0, 0, "trying nobody (1 of 11), patient 1 of 100; 0:00 gone"),
      (41, 5, 38_000, "trying nobody (6 of 11), patient 42 of 100; 0:38 gone, about 0:39 to go"),
      (99, 10, 99_000, "trying nobody (11 of 11), patient 100 of 100; 1:39 gone, about 0:00 to go"),
    ] as [(Int, Int, Int64, String)])
  func itSaysHowFarItIs(patients: Int, before: Int, milliseconds: Int64, line: String) {
    let progress = TrialProgress(
      trainee: "nobody", patients: patients, of: 100, before: before, trainees: 11)
    #expect(progress.line(after: milliseconds) == line)
  }
}
