/// Start to exit, as a shell sees it.
enum ReplayRun {
  static func figures(_ program: Program, _ recorded: RecordedSession) -> [Figure] {
    let start = sample(program, ["--version"])
    let spentBefore = ProcessCost.ofEndedChildren
    let replay = sample(program, ["replay", recorded.folder, "--headless"])
    let spent = Double(ProcessCost.ofEndedChildren - spentBefore) / 1e6 / Double(max(replay.count, 1))
    let verify = sample(program, ["verify", recorded.folder])
    return [
      Figure(
        "start: chairside --version, start to exit", start.median, "ms",
        note: " (\(start.least.figures) best)"),
      Figure(
        "replay of 90 min at 1 Hz, start to exit", replay.median, "ms", atMost: 20, note: spread(replay)),
      Figure("replay of 90 min at 1 Hz, time on a processor", spent, "ms"),
      Figure("verify of 90 min at 1 Hz, start to exit", verify.median, "ms", note: spread(verify)),
    ]
  }

  private static func spread(_ sample: Sample) -> String {
    " (\(sample.least.figures) to \(sample.most.figures))"
  }

  private static func sample(_ program: Program, _ arguments: [String]) -> Sample {
    var sample = Sample()
    for _ in 0..<Effort.asked.runs {
      if let time = program.run(arguments) { sample.add(nanoseconds: time) }
    }
    return sample
  }
}
