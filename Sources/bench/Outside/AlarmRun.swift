import Glibc

/// From the last byte of a reading on a pseudo-terminal to the alarm's bytes on the terminal.
///
/// A cuff's limits have no onset delay, so that nothing but the program lies between the two.
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

  /// Two readings a round: any closer, and the source floods (more than 20 a second) and is thinned.
  private static let apart: Int32 = 120

  private static func sample(_ program: Program, _ workplace: Workplace, _ name: String) -> Sample {
    var sample = Sample()
    guard let port = Pseudoterminal(isRaw: true), let terminal = Pseudoterminal() else { return sample }
    let arguments = Scene.arguments(
      "alarm-" + name, workplace, devices: ["--device", "line@pty:\(port.name)"])
    guard let child = Child.start(program.path, arguments, on: terminal) else { return sample }
    defer { child.end() }
    quieten(terminal, milliseconds: 700)
    for round in 0..<Effort.asked.alarms {
      port.write(Array("hr=72 spo2=98 sys=120 dia=78\n".utf8))
      quieten(terminal, milliseconds: apart)
      // The pauses differ, so that the screen's own second comes in at every place.
      usleep(useconds_t(round * 7919 % 40_000))
      quieten(terminal, milliseconds: 0)
      let systolic = 161 + round % 18
      let start = Stopwatch.nanoseconds
      port.write(Array("hr=72 spo2=98 sys=\(systolic) dia=78\n".utf8))
      if isSeen("\(systolic) > 160", on: terminal) { sample.add(nanoseconds: Stopwatch.nanoseconds - start) }
    }
    return sample
  }

  private static func isSeen(_ text: String, on terminal: Pseudoterminal) -> Bool {
    var seen: [UInt8] = []
    while true {
      let bytes = terminal.read(withinMilliseconds: 10_000)
      if bytes.isEmpty { return false }
      seen += bytes
      if String(decoding: seen, as: UTF8.self).contains(text) { return true }
    }
  }

  /// Reads until nothing comes for so long.
  private static func quieten(_ terminal: Pseudoterminal, milliseconds: Int32) {
    while !terminal.read(withinMilliseconds: milliseconds).isEmpty {}
  }
}
