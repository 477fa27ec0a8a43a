/// Words that do not belong in the code, where, and what to do instead.
struct MannersRule {
  enum Reach {
    /// Every Swift file, tests included.
    case everywhere
    case sources
    /// Sources below the wiring: what a monitor is made of, as opposed to what starts it.
    case belowWiring
    /// The wiring and what stands on it.
    case fromWiringOn
    case pure
  }

  var word: String
  var reach: Reach
  var instead: String

  static let all = [
    MannersRule(word: "try!", reach: .everywhere, instead: "handle the error, or let a test throw"),
    MannersRule(word: "as!", reach: .everywhere, instead: "ask with `as?`"),
    MannersRule(
      word: "fatalError(", reach: .sources,
      instead: "a bedside display says what is wrong and goes on"),
    MannersRule(
      word: "preconditionFailure(", reach: .sources,
      instead: "make the case impossible, or answer it"),
    MannersRule(
      word: "Date()", reach: .sources, instead: "time is an argument: the edge stamps it"),
    MannersRule(
      word: "print(", reach: .belowWiring, instead: "return it; the wiring knows where it goes"),
    MannersRule(
      word: "print(", reach: .fromWiringOn, instead: "`say` it: what an input holds must not reach a terminal"
    ),
    MannersRule(
      word: "write(STDOUT_FILENO", reach: .sources, instead: "`say` it, or write a page with OutputFile"),
    MannersRule(
      word: "write(STDERR_FILENO", reach: .sources, instead: "`complain`: what an input holds may be in it"),
    MannersRule(
      word: "Glibc.write(STDERR_FILENO", reach: .sources,
      instead: "`complain`: what an input holds may be in it"),
    MannersRule(
      word: "fputs(", reach: .sources, instead: "`say` it, or `complain`: both know what must not leave"),
    MannersRule(
      word: "FileHandle", reach: .sources, instead: "`say` it, or `complain`: both know what must not leave"),
    MannersRule(
      word: "debugPrint(", reach: .sources, instead: "return it; the wiring knows where it goes"),
    MannersRule(word: "@unchecked Sendable", reach: .sources, instead: "let the compiler prove it"),
    MannersRule(word: "nonisolated(unsafe)", reach: .sources, instead: "let the compiler prove it"),
    MannersRule(
      word: "umask(", reach: .sources,
      instead: "give the mode with the file: a umask is that of every thread"),
    MannersRule(
      word: "pthread_create(", reach: .sources,
      instead: "begin a `WorkerThread`: it leaves signals to the first thread"),
    MannersRule(
      word: "dlopen(", reach: .sources, instead: "open a `LoadedLibrary`: it says what a machine lacks"),
    MannersRule(
      word: "poll(&", reach: .sources,
      instead: "wait by `KernelWait`: a kernel that cannot wait must not hang us"),
    MannersRule(
      word: "ContinuousClock", reach: .pure, instead: "time is an argument: the edge stamps it"),
    MannersRule(
      word: "SuspendingClock", reach: .pure, instead: "time is an argument: the edge stamps it"),
    MannersRule(word: "Task.sleep", reach: .pure, instead: "give the next deadline back"),
    MannersRule(
      word: "SystemRandomNumberGenerator", reach: .pure, instead: "take a seeded generator"),
    MannersRule(word: ".random(", reach: .pure, instead: "take a seeded generator"),
    MannersRule(word: ".randomElement(", reach: .pure, instead: "take a seeded generator"),
    MannersRule(word: ".shuffled(", reach: .pure, instead: "take a seeded generator"),
  ]

  /// Where a word is allowed nevertheless, and why.
  static let exceptions: [(word: String, path: String, reason: String)] = [
    ("print(", "Sources/chairside/Failure.swift", "the gate: `say`"),
    ("print(", "Sources/bench/Bench.swift", "figures of its own"),
    ("Glibc.write(STDERR_FILENO", "Sources/chairside/Failure.swift", "the gate: `complain`"),
    ("pthread_create(", "Sources/SystemParts/WorkerThread.swift", "where threads are begun"),
    ("dlopen(", "Sources/SystemParts/LoadedLibrary.swift", "where libraries are opened"),
    ("dlopen(", "Sources/bench/Outside/BenchBroker.swift", "asks whether there is one, and calls nothing"),
    ("poll(&", "Sources/bench/Outside/Child.swift", "a measurement that cannot wait may fail"),
    ("print(", "Sources/fuzz/DecoderFuzz.swift", "figures of its own"),
    ("fputs(", "Sources/bench/Outside/Program.swift", "figures of its own"),
    ("write(STDERR_FILENO", "Sources/StationKeeper/Keeper.swift", "fixed sentences, with a signal's name"),
    (
      "write(STDERR_FILENO", "Sources/MonitorApp/Station/Station+Capture.swift",
      "without a screen; made printable there"
    ),
    ("write(STDERR_FILENO", "Sources/bench/Measuring/Figure.swift", "figures of its own"),
    ("write(STDERR_FILENO", "Sources/chairside/Options/ProgressLine.swift", "numbers alone, on one line"),
  ]

  static func findings(in file: SourceFile) -> [Finding] {
    all.filter { $0.reaches(file) && !isExcepted($0.word, in: file) }.flatMap { rule in
      file.linesOfCode(saying: rule.word).map {
        Finding(path: file.path, line: $0, what: "`\(rule.word)`: \(rule.instead)")
      }
    }
  }

  private func reaches(_ file: SourceFile) -> Bool {
    guard file.path.hasPrefix("Sources/") else { return reach == .everywhere }
    let floor = file.target.flatMap(HousePlan.floor(of:)) ?? .ground
    switch reach {
    case .everywhere, .sources: return true
    case .belowWiring: return floor < .wiring
    case .fromWiringOn: return floor >= .wiring
    case .pure: return floor.isPure
    }
  }

  private static func isExcepted(_ word: String, in file: SourceFile) -> Bool {
    exceptions.contains { $0.word == word && $0.path == file.path }
  }
}
