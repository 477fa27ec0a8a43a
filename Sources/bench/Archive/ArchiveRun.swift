import Glibc

/// An archive as a whole: listed, told as a series, browsed, verified, and made; beside what other
/// programs take for the same bytes.
enum ArchiveRun {
  static func figures(_ program: Program, _ workplace: Workplace) -> [Figure] {
    guard let archive = BenchArchive.make(program, workplace) else {
      return [Figure(missing: "archive", "no archive could be made")]
    }
    let list = ["list", "--json", archive.root]
    // The first list reads everything, and writes down that it did.
    guard program.run(list) != nil else { return [Figure(missing: "archive: list", "it fails")] }
    return
      [
        Figure(
          "archive: sessions, and their journals", Double(archive.sessions), "",
          note: "sessions, \((Double(archive.bytes) / 1e6).figures) MB")
      ]
      + listing(program, list, archive) + series(program, archive) + review(program, workplace, archive)
      + verifying(program, archive) + [simulating(program, workplace)]
  }

  /// The bars are those of 10,000 sessions; they hold for fewer all the more.
  private static func listing(_ program: Program, _ list: [String], _ archive: BenchArchive) -> [Figure] {
    let warm = program.best(list, of: rounds)
    var figures = [Figure("archive: list --json, warm", warm.seconds, "s", atMost: 0.3)]
    figures.append(Figure("archive: list --json, memory", warm.megabytes, "MB", atMost: 40))
    if dropCaches() {
      figures.append(Figure("archive: list --json, cold", program.best(list, of: 1).seconds, "s", atMost: 1))
    }
    if let duckdb = Program.named("duckdb") {
      let other = duckdb.best(["-c", archive.query], of: rounds)
      figures.append(Figure("archive: DuckDB for the same facts", other.seconds, "s"))
      figures.append(Figure("archive: DuckDB to list", other.seconds / warm.seconds, "times as long"))
    }
    return figures
  }

  private static func series(_ program: Program, _ archive: BenchArchive) -> [Figure] {
    let series = program.best(["series", "P-1", "--sessions", archive.root], of: rounds)
    return [Figure("archive: series of a patient", series.seconds, "s", atMost: 0.1)]
  }

  private static func review(_ program: Program, _ workplace: Workplace, _ archive: BenchArchive) -> [Figure]
  {
    var sample = Sample()
    for _ in 0..<rounds {
      guard let terminal = Pseudoterminal() else { break }
      let start = Stopwatch.nanoseconds
      guard let child = Child.start(program.path, ["review", archive.root], on: terminal) else { break }
      if terminal.hasShown("P-", withinMilliseconds: 20_000) {
        sample.add(nanoseconds: Stopwatch.nanoseconds - start)
      }
      child.end()
    }
    return [Figure("archive: review, from start to its rows", sample.least / 1000, "s", atMost: 0.1)]
  }

  private static func verifying(_ program: Program, _ archive: BenchArchive) -> [Figure] {
    let megabytes = Double(archive.bytes) / 1e6
    let shell = Program(path: "/bin/sh")
    let sum = shell.best(
      ["-c", "find '\(archive.root)' -name 'journal*.jsonl' -exec cat {} + | sha256sum"], of: rounds)
    let whole = program.best(["verify", archive.root], of: min(rounds, 2))
    let chain = program.best(["verify", "--chain", archive.root], of: rounds)
    return [
      Figure("archive: sha256sum of the journals, one core", megabytes / sum.seconds, "MB/s"),
      Figure("archive: verify", megabytes / whole.seconds, "MB/s"),
      Figure("archive: verify to sha256sum", sum.seconds / whole.seconds, "times", atLeast: 1.5),
      Figure("archive: verify --chain", megabytes / chain.seconds, "MB/s"),
      Figure("archive: verify --chain to sha256sum", sum.seconds / chain.seconds, "times", atLeast: 3),
    ]
  }

  private static func simulating(_ program: Program, _ workplace: Workplace) -> Figure {
    let count = Effort.asked.runs == 1 ? 2 : 24
    let run = program.best(
      ["simulate", "--out", workplace.file("simulated"), "--sessions", "\(count)", "--seed", "7"], of: 1)
    return Figure("archive: simulate", Double(count) / run.seconds, "sessions/s", atLeast: 30)
  }

  private static var rounds: Int { Effort.asked.runs == 1 ? 1 : 5 }

  /// Only root may; false for anybody else.
  private static func dropCaches() -> Bool {
    sync()
    let descriptor = open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return write(descriptor, "3", 1) == 1
  }
}

extension BenchArchive {
  /// What a list tells, asked of the journals: patient, dose, alarms, outcome and seal of each session.
  fileprivate var query: String {
    """
    SELECT filename, max(delivered_mg) FILTER (kind = 'infusion'), \
    count(*) FILTER (kind = 'alarm.raised' AND priority = 'high'), \
    any_value(outcome) FILTER (kind = 'closed'), bool_or(kind = 'seal') \
    FROM read_json('\(root)/*/*/*/journal*.jsonl', format = 'newline_delimited', filename = true, \
    columns = {kind: 'VARCHAR', priority: 'VARCHAR', outcome: 'VARCHAR', delivered_mg: 'DOUBLE'}) GROUP BY filename
    """
  }
}

/// How long a program took at best, and how much memory it had.
struct RunCost {
  var seconds = Double.infinity
  var megabytes = Double.infinity
}

extension Program {
  /// Of the directories that programs lie in; nil where there is none of that name.
  static func named(_ name: String) -> Program? {
    ["/usr/local/bin", "/usr/bin"].map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }.map(Program.init)
  }

  /// The best of some runs from start to exit; infinite where it did not end well.
  func best(_ arguments: [String], of rounds: Int) -> RunCost {
    var best = RunCost()
    for _ in 0..<rounds {
      let start = Stopwatch.nanoseconds
      guard let child = Child.start(path, arguments, input: "/dev/null", output: "/dev/null") else {
        return best
      }
      var usage = rusage()
      guard child.wait(usage: &usage) == 0 else { return RunCost() }
      best.seconds = min(best.seconds, Double(Stopwatch.nanoseconds - start) / 1e9)
      best.megabytes = min(best.megabytes, Double(usage.ru_maxrss) / 1024)
    }
    return best
  }
}

extension Child {
  fileprivate func wait(usage: inout rusage) -> Int32 {
    var status: Int32 = 0
    while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
    return status
  }
}

extension Pseudoterminal {
  /// Whether these letters came to it in time.
  fileprivate func hasShown(_ text: String, withinMilliseconds patience: Int32) -> Bool {
    let wanted = Array(text.utf8)
    var shown: [UInt8] = []
    let end = Stopwatch.nanoseconds + Int64(patience) * 1_000_000
    while Stopwatch.nanoseconds < end {
      shown += read(withinMilliseconds: 100)
      if shown.indices.contains(where: { shown[$0...].starts(with: wanted) }) { return true }
    }
    return false
  }
}
