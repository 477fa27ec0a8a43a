import Glibc

/// The monitor on a terminal of 80x24 while an infusion runs and nothing is wrong: what a minute costs.
enum ScreenRun {
  static func figures(_ program: Program, _ workplace: Workplace) -> [Figure] {
    var scenes = [
      Scene("simulated patient", program, workplace, devices: ["--simulate"], feed: nil),
      onPort("line, 1/s on a pty", "line", program, workplace) { Feed.line($0) },
      onPort("nonin-df2, 75/s on a pty", "nonin-df2", program, workplace, isAtOneHertz: false) {
        Feed.nonin($0)
      },
    ].compactMap { $0 }
    run(&scenes, seconds: Effort.asked.warmSeconds)
    for index in scenes.indices { scenes[index].begin() }
    run(&scenes, seconds: Effort.asked.steadySeconds)
    var figures = scenes.flatMap { $0.figures(seconds: Effort.asked.steadySeconds) }
    for scene in scenes { scene.child.end() }
    if scenes.count < 3 { figures.append(Figure(missing: "screen", "not every monitor could be started")) }
    return [firstPaint(program, workplace)] + figures
  }

  private static func onPort(
    _ name: String, _ kind: String, _ program: Program, _ workplace: Workplace, isAtOneHertz: Bool = true,
    feed: (Pseudoterminal) -> Feed
  ) -> Scene? {
    Pseudoterminal(isRaw: true).flatMap { port in
      Scene(
        name, program, workplace, devices: ["--device", "\(kind)@pty:\(port.name)"], feed: feed(port),
        isAtOneHertz: isAtOneHertz)
    }
  }

  private static func run(_ scenes: inout [Scene], seconds: Int) {
    let end = Stopwatch.nanoseconds + Int64(seconds) * 1_000_000_000
    while Stopwatch.nanoseconds < end {
      usleep(10_000)
      for index in scenes.indices { scenes[index].tend() }
    }
  }

  private static func firstPaint(_ program: Program, _ workplace: Workplace) -> Figure {
    var sample = Sample()
    for number in 0..<Effort.asked.paints {
      guard let terminal = Pseudoterminal() else { continue }
      let start = Stopwatch.nanoseconds
      let arguments = Scene.arguments("paint\(number)", workplace, devices: ["--simulate"])
      guard let child = Child.start(program.path, arguments, on: terminal) else { continue }
      var written = 0
      while written < Scene.wholeFrame {
        let bytes = terminal.read(withinMilliseconds: 10_000)
        if bytes.isEmpty { break }
        written += bytes.count
      }
      if written >= Scene.wholeFrame { sample.add(nanoseconds: Stopwatch.nanoseconds - start) }
      child.end()
    }
    return Figure(
      "screen: first paint, 80x24, from start", sample.median, "ms", atMost: 50,
      note: " (\(sample.least.figures) to \(sample.most.figures))")
  }
}
