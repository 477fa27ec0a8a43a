import BeaconSockets
import ChairBeacon
import Glibc
import InfusionCore
import Quantities

/// The wall: how soon it shows an alarm, and what many chairs cost it.
enum WallRun {
  static func figures(_ program: Program, _ workplace: Workplace) -> [Figure] {
    [alarm(program, workplace), minute(program, workplace)].flatMap(\.self)
  }

  /// From a cuff's reading at a chair to the alarm's words on the wall's terminal.
  private static func alarm(_ program: Program, _ workplace: Workplace) -> [Figure] {
    let what = "wall: reading to the wall's screen"
    guard let cuff = Pseudoterminal(isRaw: true), let chair = Pseudoterminal(), let desk = Pseudoterminal()
    else { return [Figure(missing: what, "no terminal")] }
    let arguments = Scene.arguments("wall", workplace, devices: ["--device", "line@pty:\(cuff.name)"])
    guard let monitor = Child.start(program.path, arguments, on: chair) else {
      return [Figure(missing: what, "the monitor did not start")]
    }
    defer { monitor.end() }
    let sessions = workplace.file("screen-wall")
    guard let wall = Child.start(program.path, ["wall", "--sessions", sessions], on: desk) else {
      return [Figure(missing: what, "the wall did not start")]
    }
    defer { wall.end() }
    let rounds = AlarmRounds(cuff: cuff, chair: chair, watched: desk)
    // The wall looks for chairs once a second.
    let end = Stopwatch.nanoseconds + 3_000_000_000
    while Stopwatch.nanoseconds < end { rounds.quieten(milliseconds: 100) }
    let sample = rounds.sample()
    return [
      Figure("\(what), p50 of \(sample.count)", sample.median, "ms"),
      Figure(
        "\(what), p99", sample.percentile(0.99), "ms", atMost: 100, note: " (most \(sample.most.figures))"),
    ]
  }

  /// A minute of sixteen chairs that speak once a second, each with other numbers than before.
  private static func minute(_ program: Program, _ workplace: Workplace) -> [Figure] {
    let what = "wall: CPU, 16 chairs"
    let sessions = workplace.file("sixteen")
    let folder = sessions + "/.chairs"
    mkdir(sessions, 0o700)
    mkdir(folder, 0o700)
    let chairs = (1...16).compactMap { SpeakingChair("\($0)", in: folder) }
    guard chairs.count == 16, let desk = Pseudoterminal(),
      let wall = Child.start(program.path, ["wall", "--sessions", sessions], on: desk)
    else { return [Figure(missing: what, "no chairs, or no wall")] }
    defer { wall.end() }
    _ = speak(chairs, desk, seconds: max(3, Effort.asked.warmSeconds / 3))
    let before = ProcessCost.of(wall.pid)
    let written = speak(chairs, desk, seconds: Effort.asked.steadySeconds)
    let after = ProcessCost.of(wall.pid)
    guard after.proportionalKilobytes > 0 else { return [Figure(missing: what, "the wall has ended")] }
    let seconds = Double(Effort.asked.steadySeconds)
    let spent = Double(after.processorNanoseconds - before.processorNanoseconds) / 1e9 * 60 / seconds
    return [
      Figure(what, spent, "s/min", atMost: 0.3), Figure("wall: to it", Double(written) / seconds, "B/s"),
      Figure(
        "wall: PSS of keeper and wall", after.megabytes, "MB",
        note: " (\(before.megabytes.figures) a minute before)"),
    ]
  }

  /// Returns how many bytes came to the terminal.
  private static func speak(_ chairs: [SpeakingChair], _ desk: Pseudoterminal, seconds: Int) -> Int {
    var written = 0
    let end = Stopwatch.nanoseconds + Int64(seconds) * 1_000_000_000
    var next = Stopwatch.nanoseconds
    var round = 0
    while Stopwatch.nanoseconds < end {
      if Stopwatch.nanoseconds >= next {
        // Not all in one instant: chairs are machines' processes of their own.
        chairs[round % chairs.count].speak(second: round / chairs.count)
        round += 1
        next += 1_000_000_000 / Int64(chairs.count)
      }
      written += desk.read(withinMilliseconds: 5).count
    }
    return written
  }
}

/// What a chair that infuses says, without the chair.
private struct SpeakingChair {
  private let port: BeaconPort
  private let state: ChairState

  init?(_ chair: String, in folder: String) {
    guard let port = BeaconPort(folder: folder, name: BeaconFolder.name(ofChair: chair)) else { return nil }
    self.port = port
    var state = ChairState()
    state.chair = chair
    state.patient = "P-\(chair)"
    state.phase = .infusing
    state.planned = .minutes(40)
    self.state = state
  }

  func speak(second: Int) {
    var state = state
    state.spo2 = .fresh(Fixed(94 + second % 6), age: .zero)
    state.hr = .fresh(Fixed(60 + second % 30), age: .zero)
    state.pressure = ToldPressure(
      sys: 128, dia: 79, map: 95, isFresh: true, age: .seconds(Int64(second % 600)))
    state.dose = ToldDose(
      delivered: Milligrams(Double(second) / 100), ordered: Milligrams(35), isEstimated: false,
      rate: .init(52.5))
    state.elapsed = .seconds(Int64(second))
    port.say(state.line)
  }
}
