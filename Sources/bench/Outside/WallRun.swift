import Glibc

/// The wall: how soon it shows an alarm, and what many chairs cost it; on one machine, and through a broker
/// where one is installed.
enum WallRun {
  static func figures(_ program: Program, _ workplace: Workplace) -> [Figure] {
    let here = [alarm(program, workplace, nil), minute(program, workplace, nil, chairs: 16)]
    guard let broker = BenchBroker.start(workplace) else { return here.flatMap(\.self) }
    defer { broker.end() }
    let far = [alarm(program, workplace, broker), minute(program, workplace, broker, chairs: 64)]
    return (here + far).flatMap(\.self)
  }

  private static func wall(
    _ program: Program, _ sessions: String, _ broker: BenchBroker?, on desk: Pseudoterminal
  ) -> Child? {
    Child.start(program.path, ["wall"] + (broker?.address ?? ["--sessions", sessions]), on: desk)
  }

  // MARK: An alarm

  /// From a cuff's reading at a chair to the alarm's words on the wall's terminal.
  private static func alarm(_ program: Program, _ workplace: Workplace, _ broker: BenchBroker?) -> [Figure] {
    let what = "wall: reading to it" + (broker == nil ? "" : ", through a broker")
    let name = broker == nil ? "wall" : "far"
    let sessions = workplace.file("screen-" + name)
    guard let cuff = Pseudoterminal(isRaw: true), let chair = Pseudoterminal(), let desk = Pseudoterminal()
    else { return [Figure(missing: what, "no terminal")] }
    let arguments = Scene.arguments(name, workplace, devices: ["--device", "line@pty:\(cuff.name)"])
    let started = [
      Child.start(program.path, arguments, on: chair), broker?.publisher(program, of: sessions),
      wall(program, sessions, broker, on: desk),
    ].compactMap(\.self)
    defer { for child in started { child.end() } }
    guard started.count == (broker == nil ? 2 : 3) else {
      return [Figure(missing: what, "not everything could be started")]
    }
    let rounds = AlarmRounds(cuff: cuff, chair: chair, watched: desk)
    // Who listens looks for chairs once a second.
    let end = Stopwatch.nanoseconds + 4_000_000_000
    while Stopwatch.nanoseconds < end { rounds.quieten(milliseconds: 100) }
    let sample = rounds.sample()
    return [
      Figure("\(what), p50 of \(sample.count)", sample.median, "ms"),
      Figure(
        "\(what), p99", sample.percentile(0.99), "ms", atMost: 100, note: " (most \(sample.most.figures))"),
    ]
  }

  // MARK: A minute

  /// A minute of chairs that speak once a second, each with other numbers than before.
  private static func minute(
    _ program: Program, _ workplace: Workplace, _ broker: BenchBroker?, chairs count: Int
  ) -> [Figure] {
    let what = "wall: \(count) chairs" + (broker == nil ? "" : ", a broker")
    let sessions = workplace.file("chairs-\(count)")
    let folder = sessions + "/.chairs"
    mkdir(sessions, 0o700)
    mkdir(folder, 0o700)
    let chairs = (1...count).compactMap { SpeakingChair("\($0)", in: folder) }
    guard chairs.count == count, let desk = desk(for: count) else {
      return [Figure(missing: what, "no chairs, or no terminal")]
    }
    let publisher = broker?.publisher(program, of: sessions)
    guard let wall = wall(program, sessions, broker, on: desk) else {
      return [Figure(missing: what, "the wall did not start")]
    }
    defer { for child in [wall, publisher] { child?.end() } }
    var speaking = Speaking(chairs: chairs, desk: desk)
    speaking.run(seconds: max(5, Effort.asked.warmSeconds / 2))
    let before = costs(wall, publisher, broker)
    speaking.bytes = 0
    speaking.run(seconds: Effort.asked.steadySeconds)
    let after = costs(wall, publisher, broker)
    guard after[0].cost.proportionalKilobytes > 0 else {
      return [Figure(missing: what, "the wall has ended")]
    }
    let seconds = Double(Effort.asked.steadySeconds)
    return zip(before, after).flatMap { earlier, later in
      figures(what, later.name, earlier.cost, later.cost, seconds, isHere: broker == nil)
    } + [
      Figure("\(what): to the terminal", Double(speaking.bytes) / seconds, "B/s"),
      Figure("\(what): times that it missed events", Double(speaking.missed), "", atMost: 0),
    ]
  }

  /// As large as it must be for every chair to stand there.
  private static func desk(for chairs: Int) -> Pseudoterminal? {
    chairs <= 16 ? Pseudoterminal() : Pseudoterminal(columns: 200, rows: 80)
  }

  private static func costs(
    _ wall: Child, _ publisher: Child?, _ broker: BenchBroker?
  ) -> [(name: String, cost: ProcessCost)] {
    [("wall", ProcessCost.of(wall.pid))]
      + (publisher.map { [("publisher", ProcessCost.of($0.pid))] } ?? [])
      + (broker.map { [("broker", $0.cost)] } ?? [])
  }

  private static func figures(
    _ what: String, _ name: String, _ before: ProcessCost, _ after: ProcessCost, _ seconds: Double,
    isHere: Bool
  ) -> [Figure] {
    let spent = Double(after.processorNanoseconds - before.processorNanoseconds) / 1e9 * 60 / seconds
    let cpu = "\(what): CPU, \(name)"
    return [
      isHere ? Figure(cpu, spent, "s/min", atMost: 0.3) : Figure(cpu, spent, "s/min"),
      Figure(
        "\(what): PSS, \(name)", after.megabytes, "MB",
        note: " (\(before.megabytes.figures) at the beginning)"),
    ]
  }
}
