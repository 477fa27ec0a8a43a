import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct NE1000DriverTests {
  private func bytes(_ state: NE1000Reply.State, _ content: NE1000Reply.Content = .nothing) -> [UInt8] {
    NE1000Reply(state: state, content: content).bytes
  }

  @Test func itIsForTrainingOnly() throws {
    #expect(try DeviceKind.named("ne1000").isForTrainingOnly)
    #expect(DeviceKind.all.filter(\.isForTrainingOnly).map(\.name) == ["ne1000"])
  }

  @Test func volumeAndRateAreAskedInTurn() throws {
    var pump = try driver("ne1000")
    #expect(pump.opened(at: .start).sent == [ascii("DIS\r")])
    let questions = ["RAT", "DIS", "RAT", "DIS", "VOL", "DIS", "RAT"].map { ascii($0 + "\r") }
    #expect(pump.advance(to: .seconds(7)).sent == questions)
  }

  /// It tells its target as it was set; what is to go is that without what has gone in.
  @Test func theTargetGivesTheVolumeToBeInfused() throws {
    var pump = try believed()
    let infused = bytes(.infusing, .dispensed(infused: 12, withdrawn: 0))
    let stream = bytes(.infusing, .target(35)) + infused + bytes(.stopped, .target(0))
    let found = pump.received(stream[...], at: .start).readings.map(\.pump?.vtbi)
    #expect(found == [nil, .volume(Millilitres(23)), .unlimited])
  }

  @Test func theProgrammedRateFlowsOnlyWhileItRuns() throws {
    var pump = try believed()
    let stream =
      bytes(.infusing, .rate(60)) + bytes(.infusing, .dispensed(infused: 2, withdrawn: 0))
      + bytes(.paused, .rate(60))
    let reports = pump.received(stream[...], at: .start).readings.compactMap(\.pump)
    #expect(reports.map(\.state) == [.running, .running, .paused])
    #expect(reports.map(\.rate?.value) == [60, 60, 0])
    #expect(reports.last?.volume == Millilitres(2))
  }

  /// A pump that has answered twice: what it says next is used.
  private func believed() throws -> any DeviceDriver {
    var pump = try driver("ne1000")
    _ = pump.received((bytes(.stopped) + bytes(.stopped))[...], at: .start)
    return pump
  }

  /// Our own next question clears it on the pump: one that was said too early to be used is not forgotten.
  @Test func anAlarmInTheFirstAnswerIsLatchedToo() throws {
    var pump = try driver("ne1000")
    let answers = bytes(.alarm(.stalled)) + bytes(.stopped) + bytes(.stopped)
    #expect(pump.received(answers[...], at: .start).readings.map(\.pump?.state) == [.occluded])
  }

  /// Our own next question clears it on the pump.
  @Test func anAlarmIsLatchedUntilThePumpRunsAgain() throws {
    var pump = try believed()
    #expect(
      pump.received(bytes(.alarm(.stalled))[...], at: .start).readings.map(\.pump?.state) == [.occluded])
    #expect(
      pump.received(bytes(.stopped, .rate(60))[...], at: .seconds(5)).readings.map(\.pump?.state) == [
        .occluded
      ])
    #expect(
      pump.received(bytes(.infusing, .rate(60))[...], at: .seconds(6)).readings.map(\.pump?.state) == [
        .running
      ])
  }
}
