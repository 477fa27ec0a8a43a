/// From the last byte of a reading on a pseudo-terminal to the alarm's bytes on the chair's terminal.
enum AlarmRun {
  static func figures(_ program: Program, _ workplace: Workplace) -> [Figure] {
    let idle = sample(program, workplace, "idle")
    let neighbours = [BusyNeighbour.start(), BusyNeighbour.start()]
    let busy = sample(program, workplace, "busy")
    for neighbour in neighbours { neighbour?.end() }
    return [
      Figure("alarm: reading to screen, idle, p50 of \(idle.count)", idle.median, "ms", atMost: 2),
      Figure(
        "alarm: reading to screen, idle, p99", idle.percentile(0.99), "ms", atMost: 20,
        note: " (most \(idle.most.figures))"),
      Figure("alarm: beside two busy processes, p50 of \(busy.count)", busy.median, "ms"),
      Figure(
        "alarm: beside two busy processes, p99", busy.percentile(0.99), "ms", atMost: 50,
        note: " (most \(busy.most.figures))"),
    ]
  }

  private static func sample(_ program: Program, _ workplace: Workplace, _ name: String) -> Sample {
    guard let port = Pseudoterminal(isRaw: true), let terminal = Pseudoterminal() else { return Sample() }
    let arguments = Scene.arguments(
      "alarm-" + name, workplace, devices: ["--device", "line@pty:\(port.name)"])
    guard let child = Child.start(program.path, arguments, on: terminal) else { return Sample() }
    defer { child.end() }
    let rounds = AlarmRounds(cuff: port, chair: terminal, watched: terminal)
    rounds.quieten(milliseconds: 700)
    return rounds.sample()
  }
}
