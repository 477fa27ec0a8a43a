/// What the program costs: one table of figures, each with the bar that it is held against.
///
///     bench                        everything, about five minutes
///     bench decoders engine        only these parts
///     bench --quick                each measurement once, in seconds: does it still work?
///     bench archive --sessions=10000   the archive with so many sessions
///     bench wall --steady=600      ten minutes of what is usually measured for one
///
/// It fails when something could not be measured. A bar that is not met fails nothing: machines differ.
@main
enum Bench {
  static func main() {
    var arguments = CommandLine.arguments.dropFirst()
    if arguments.first == BusyNeighbour.argument { BusyNeighbour.spin() }
    guard let program = Program.besideThisOne() else {
      complain("bench: no `chairside` beside this program; build it first: make build")
      return exit(failing: true)
    }
    arguments.removeAll {
      $0 == Effort.quickArgument || $0.hasPrefix(BenchArchive.sizeArgument)
        || $0.hasPrefix(Effort.steadyArgument)
    }
    let parts = Part.allCases.filter { arguments.isEmpty || arguments.contains($0.rawValue) }
    arguments.removeAll { Part(rawValue: $0) != nil }
    if let unknown = arguments.first {
      complain(
        "bench: no part '\(unknown)'; there are: " + Part.allCases.map(\.rawValue).joined(separator: " "))
      return exit(failing: true)
    }
    guard let workplace = Workplace.make() else {
      complain("bench: no folder can be made under /tmp")
      return exit(failing: true)
    }
    print(Figure.heading)
    var isWhole = true
    for part in parts {
      for figure in part.measure(program, workplace) {
        print(figure.row)
        isWhole = isWhole && !figure.isMissing
      }
    }
    if !isWhole { complain("bench: not everything could be measured") }
    workplace.remove()
    exit(failing: !isWhole)
  }
}

/// The table's sections, in its order.
enum Part: String, CaseIterable {
  case decoders, engine, record, view, replay, screen, alarm, wall, archive

  func measure(_ program: Program, _ workplace: Workplace) -> [Figure] {
    switch self {
    case .decoders: Decoders.figures()
    case .engine: withSession(program, workplace, EngineRun.figures)
    case .record: withSession(program, workplace, RecordRun.figures)
    case .view: withSession(program, workplace, ViewRun.figures)
    case .replay: withSession(program, workplace) { ReplayRun.figures(program, $0) }
    case .screen: ScreenRun.figures(program, workplace)
    case .alarm: AlarmRun.figures(program, workplace)
    case .wall: WallRun.figures(program, workplace)
    case .archive: ArchiveRun.figures(program, workplace)
    }
  }

  private func withSession(
    _ program: Program, _ workplace: Workplace, _ body: (RecordedSession) -> [Figure]
  ) -> [Figure] {
    guard let session = RecordedSession.make(program, workplace) else {
      return [Figure(missing: rawValue, "no session could be recorded")]
    }
    return body(session)
  }
}
