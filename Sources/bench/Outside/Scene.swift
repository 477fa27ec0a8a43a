/// One monitor on one terminal of 80x24.
struct Scene {
  let name: String
  let child: Child
  private let terminal: Pseudoterminal
  private var feed: Feed?
  /// A source that wakes the program more often has no bar, because the kernel decides what a wake costs.
  private let isAtOneHertz: Bool
  private var written = 0
  private var before = ProcessCost()

  /// No frame of the whole screen is shorter.
  static let wholeFrame = 800

  init?(
    _ name: String, _ program: Program, _ workplace: Workplace, devices: [String], feed: Feed?,
    isAtOneHertz: Bool = true
  ) {
    guard let terminal = Pseudoterminal() else { return nil }
    let script = workplace.write("start.txt", "@9 baseline\n@10 start override=\"a measurement\"\n")
    let folder = name.split { $0 == " " || $0 == "," }.first.map(String.init) ?? name
    let arguments = Self.arguments(folder, workplace, devices: devices) + ["--script", script]
    guard let child = Child.start(program.path, arguments, on: terminal) else { return nil }
    self.name = name
    self.terminal = terminal
    self.child = child
    self.feed = feed
    self.isAtOneHertz = isAtOneHertz
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
    guard after.proportionalKilobytes > 0 else {
      return [Figure(missing: "screen: \(name)", "the monitor has ended")]
    }
    let spent = Double(after.processorNanoseconds - before.processorNanoseconds) / 1e9 * 60 / Double(seconds)
    let (first, last) = (before.megabytes, after.megabytes)
    let processor = "screen: CPU, \(name)"
    return [
      isAtOneHertz
        ? Figure(processor, spent, "s/min", atMost: 0.05) : Figure(processor, spent, "s/min"),
      Figure("screen: to it, \(name)", Double(written) / Double(seconds), "B/s", atMost: 400),
      Figure(
        "screen: PSS of both, \(name)", last, "MB", atMost: 24, note: " (\(first.figures) a minute before)"),
    ]
  }
}
