import Glibc
import SystemClocks
import Testing

@testable import StationKeeper

@Suite struct KeeperTests {
  @Test(arguments: [Int32(0), 64, 130])
  func anExitStatusIsPassedOn(status: Int32) throws {
    let ward = try #require(Ward())
    #expect(ward.keep("say i; exit \(status)").status == status)
    #expect(ward.written(until: "") == "")
  }

  @Test func aStationIsTold() throws {
    let ward = try #require(Ward())
    _ = ward.keep("log \"$CHAIRSIDE_STATION\"; log \"$SWIFT_BACKTRACE\"")
    let orders = try #require(ward.log.first.flatMap { StationOrders(value: $0) })
    #expect(orders.start == .first)
    #expect(orders.death == nil)
    #expect(orders.keeper == getpid())
    #expect(ward.log.last == "enable=no")
  }

  @Test func aDeathWithoutASessionRestoresTheTerminal() throws {
    let ward = try #require(Ward())
    let (status, complaints) = ward.keep("raw; say e; kill -SEGV $$")
    #expect(status == 139)
    #expect(ward.terminalIsSane)
    let end = "\u{1B}[?25h\u{1B}[0m\u{1B}[?1049l"
    #expect(ward.written(until: end).hasSuffix(end))
    #expect(complaints == "chairside: the monitor ended by signal 11 (SIGSEGV). The terminal is restored.\n")
  }

  @Test func aTerminalThatKnowsNoSequencesGetsNone() throws {
    let ward = try #require(Ward())
    _ = ward.keep("raw; kill -KILL $$", type: "dumb")
    #expect(ward.terminalIsSane)
    #expect(ward.written(until: "\r\n") == "\r\n")
  }

  @Test func aStationThatForgetsTheTerminalDoesNotLeaveItRaw() throws {
    let ward = try #require(Ward())
    #expect(ward.keep("raw; exit 0").status == 0)
    #expect(ward.terminalIsSane)
    #expect(ward.written(until: "\u{1B}[?1049l").hasSuffix("\u{1B}[?1049l"))
  }

  @Test func aDeathInASessionBringsTheStationBackWithItsSession() throws {
    let ward = try #require(Ward())
    let (status, complaints) = ward.keep(
      """
      log "$CHAIRSIDE_STATION"
      case $CHAIRSIDE_STATION in
        start=first*) raw; say i; kill -ILL $$ ;;
        *) stty -a < $terminal | grep -q ' icanon' && log sane; say c; exit 0 ;;
      esac
      """)
    #expect(status == 0)
    #expect(complaints == "")
    let orders = try #require(ward.log.dropFirst().first.flatMap { StationOrders(value: $0) })
    #expect(orders.start == .resume)
    #expect(orders.death == .killed(signal: SIGILL))
    #expect(
      ward.log.last == "sane", "the new station must find the modes of the shell, to restore them at its end")
  }

  @Test func theThirdDeathStartsANewSegment() throws {
    let ward = try #require(Ward())
    _ = ward.keep(
      """
      log "${CHAIRSIDE_STATION%% *}"
      case $CHAIRSIDE_STATION in
        start=segment*) exit 0 ;;
        *) say i; kill -KILL $$ ;;
      esac
      """)
    #expect(ward.log == ["start=first", "start=resume", "start=resume", "start=segment"])
  }

  @Test func whatThreeStationsDiedOverIsTakenFromTheNext() throws {
    let ward = try #require(Ward())
    _ = ward.keep(
      """
      log "$CHAIRSIDE_STATION"
      case $CHAIRSIDE_STATION in
        start=segment*) exit 0 ;;
        *) say i; hold source:line; kill -KILL $$ ;;
      esac
      """)
    let orders = ward.log.compactMap { StationOrders(value: $0) }
    #expect(orders.map(\.aside) == [[], [], [], ["source:line"]])
  }

  @Test func whatAStationLetGoOfIsNotHeldAgainstIt() throws {
    let ward = try #require(Ward())
    _ = ward.keep(
      """
      log "$CHAIRSIDE_STATION"
      case $CHAIRSIDE_STATION in
        start=segment*) exit 0 ;;
        *) say i; hold source:line; hold ''; kill -KILL $$ ;;
      esac
      """)
    #expect(ward.log.compactMap { StationOrders(value: $0) }.last?.aside == [])
  }

  @Test func theNextStationKnowsHowMuchTheDeadOneHadTold() throws {
    let ward = try #require(Ward())
    _ = ward.keep(
      """
      log "$CHAIRSIDE_STATION"
      case $CHAIRSIDE_STATION in
        start=resume*) exit 0 ;;
        *) say i; tell 1234; tell 412; kill -KILL $$ ;;
      esac
      """)
    #expect(ward.log.compactMap { StationOrders(value: $0) }.map(\.told) == [nil, 412])
  }

  @Test func terminationIsPassedOnAndAnsweredByNoNewStart() throws {
    let ward = try #require(Ward())
    let polite = ward.keep("say i; trap 'log asked; exit 0' TERM; signal 15; while :; do sleep 0.01; done")
    #expect(polite.status == 0)
    #expect(ward.log == ["asked"])
    let rude = ward.keep("say i; signal 15; while :; do sleep 0.01; done")
    #expect(rude.status == 128 + SIGTERM)
  }

  /// A kernel without memory: no descriptor says any more that a signal came, or that the station has ended.
  @Test func whereEveryWaitFailsASignalIsPassedOnAndAnEndIsSeen() throws {
    let refusing = KernelWait { _, _, _ in
      errno = ENOMEM
      return -1
    }
    let ward = try #require(Ward())
    let loop = "while :; do sleep 0.01; done"
    let end = ward.keep("say i; trap 'log asked; exit 5' TERM; signal 15; \(loop)", kernel: refusing)
    #expect(end.status == 5)
    #expect(ward.log == ["asked"])
  }

  @Test func aHangUpIsPassedOnAndSurvived() throws {
    let ward = try #require(Ward())
    let (status, _) = ward.keep(
      """
      trap 'say c; exit 5' HUP
      case $CHAIRSIDE_STATION in
        start=first*) say i; trap 'kill -KILL $$' HUP ;;
      esac
      signal 1; while :; do sleep 0.01; done
      """)
    #expect(status == 5)
  }

  @Test func anInterruptIsTheStationsKey() throws {
    let ward = try #require(Ward())
    #expect(ward.keep("trap 'exit 9' INT; signal 2; sleep 0.05; exit 4").status == 4)
  }

  @Test func aStationThatCannotBeStartedIsSaid() throws {
    var complaints = ""
    let silence = Keeper.Signals(descriptor: -1, read: { 0 })
    let command = StationCommand(executable: "/nowhere/chairside", arguments: ["chairside"])
    var keeper = Keeper(command, terminal: nil, signals: silence, complain: { complaints += $0 })
    #expect(keeper.run() == 71)
    #expect(complaints == "chairside: the monitor could not be started: No such file or directory\n")
  }
}
