import DeviceWire
import Glibc
import Quantities

/// The monitor on a terminal of 80x24 while an infusion runs and nothing is wrong: what a minute costs.
enum ScreenRun {
  static func figures(_ program: Program, _ workplace: Workplace) -> [Figure] {
    let simulated = Scene("simulated patient", program, workplace, devices: ["--simulate"], feed: nil)
    let port = Pseudoterminal(isRaw: true)
    let live = port.flatMap { port in
      Scene(
        "nonin-df2 on a pty, 75/s", program, workplace, devices: ["--device", "nonin-df2@pty:\(port.name)"],
        feed: NoninFeed(port))
    }
    var scenes = [simulated, live].compactMap { $0 }
    run(&scenes, seconds: warmSeconds)
    for index in scenes.indices { scenes[index].begin() }
    run(&scenes, seconds: steadySeconds)
    defer { for scene in scenes { scene.child.end() } }
    return [firstPaint(program, workplace)] + scenes.flatMap { $0.figures(seconds: steadySeconds) }
  }

  /// Until the start of the infusion and its first words are over.
  private static let warmSeconds = 15
  private static let steadySeconds = 60

  private static func run(_ scenes: inout [Scene], seconds: Int) {
    let end = Stopwatch.nanoseconds + Int64(seconds) * 1_000_000_000
    while Stopwatch.nanoseconds < end {
      usleep(10_000)
      for index in scenes.indices { scenes[index].tend() }
    }
  }

  private static func firstPaint(_ program: Program, _ workplace: Workplace) -> Figure {
    var sample = Sample()
    for number in 0..<15 {
      guard let terminal = Pseudoterminal() else { continue }
      let start = Stopwatch.nanoseconds
      let arguments = Scene.arguments("paint\(number)", workplace, devices: ["--simulate"])
      guard let child = Child.start(program.path, arguments, on: terminal) else { continue }
      var written = 0
      while written < Scene.wholeFrame {
        let bytes = terminal.read(withinMilliseconds: 2000)
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

/// One monitor on one terminal.
struct Scene {
  let name: String
  let child: Child
  private let terminal: Pseudoterminal
  private var feed: NoninFeed?
  private var written = 0
  private var before = ProcessCost()

  /// No frame of the whole screen is shorter.
  static let wholeFrame = 800

  init?(_ name: String, _ program: Program, _ workplace: Workplace, devices: [String], feed: NoninFeed?) {
    guard let terminal = Pseudoterminal() else { return nil }
    let script = workplace.write("start.txt", "@9 baseline\n@10 start override=\"a measurement\"\n")
    let folder = name.split(separator: " ").first.map(String.init) ?? name
    let arguments = Self.arguments(folder, workplace, devices: devices) + ["--script", script]
    guard let child = Child.start(program.path, arguments, on: terminal) else { return nil }
    self.name = name
    self.terminal = terminal
    self.child = child
    self.feed = feed
  }

  static func arguments(_ folder: String, _ workplace: Workplace, devices: [String]) -> [String] {
    ["monitor"] + devices + [
      "--patient", "P", "--weight", "70", "--plan", "trd-40", "--new", "--chair", folder,
      "--sessions", workplace.file("screen-" + folder),
    ]
  }

  /// Reads what was painted and lets the device speak.
  mutating func tend() {
    feed?.speak()
    written += terminal.read(withinMilliseconds: 0).count
  }

  mutating func begin() {
    written = 0
    before = .of(child.pid)
  }

  func figures(seconds: Int) -> [Figure] {
    let after = ProcessCost.of(child.pid)
    let spent = Double(after.processorNanoseconds - before.processorNanoseconds) / 1e9
    let (first, last) = (
      Double(before.proportionalKilobytes) / 1024, Double(after.proportionalKilobytes) / 1024
    )
    let minutes = Double(seconds) / 60
    return [
      Figure("screen: CPU, \(name)", spent / minutes, "s/min", atMost: 0.05),
      Figure("screen: to the terminal, \(name)", Double(written) / Double(seconds), "B/s", atMost: 400),
      Figure(
        "screen: PSS of keeper and station, \(name)", last, "MB", atMost: 24,
        note: " (\(first.figures) a minute before)"),
    ]
  }
}

/// A Nonin oximeter in data format 2 on the other end of a pseudo-terminal: 75 frames a second, whatever the loop's pace.
struct NoninFeed {
  private let port: Pseudoterminal
  private let stream: [UInt8]
  private let began = Stopwatch.nanoseconds
  private var sent = 0

  init(_ port: Pseudoterminal) {
    self.port = port
    stream = (0..<60).flatMap { number in
      NoninPacket(pulse: .value(Fixed(68 + number / 3 % 7)), spo2: .value(Fixed(97 + number / 9 % 2)))
        .bytesDF2
    }
  }

  mutating func speak() {
    let due = Int((Stopwatch.nanoseconds - began) * 75 / 1_000_000_000) * 5
    guard due > sent else { return }
    port.write((sent..<due).map { stream[$0 % stream.count] })
    sent = due
  }
}
