import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct LinkTests {
  private let good = ascii("SPO2=098% BPM=101 EXC=000800\r\n")

  @Test func anOpenPortIsConnected() throws {
    var device = try driver("masimo-ascii1")
    #expect(
      device.opened(at: .seconds(3)) == [
        .input(.link(SourceID("masimo-ascii1"), .connected), at: .seconds(3))
      ])
  }

  @Test func tenSecondsWithoutAByteAreALoss() throws {
    var device = try driver("masimo-ascii1")
    _ = device.opened(at: .start)
    _ = device.received(good[...], at: .seconds(2))
    #expect(device.nextDeadline == .seconds(12))
    #expect(device.advance(to: ms(11_999)).isEmpty)
    #expect(
      device.advance(to: .seconds(20)) == [
        .input(.link(SourceID("masimo-ascii1"), .lost(.silent(.seconds(10)))), at: .seconds(12))
      ])
    #expect(device.nextDeadline == nil)
    #expect(device.received(good[...], at: .seconds(21)).links == [.connected])
  }

  @Test func aDeviceThatNeverSpokeIsLostToo() throws {
    var device = try driver("nonin-df2")
    _ = device.opened(at: .seconds(5))
    #expect(device.advance(to: .seconds(15)).links == [.lost(.silent(.seconds(10)))])
  }

  @Test func aByteAtTheVeryInstantKeepsTheLinkAndOneBehindItDoesNot() throws {
    var device = try driver("masimo-ascii1")
    _ = device.opened(at: .start)
    #expect(device.received(good[...], at: .seconds(10)).links.isEmpty)
    #expect(device.received(good[...], at: ms(20_001)).links == [.lost(.silent(.seconds(10))), .connected])
  }

  @Test(arguments: ["hr=72", "spo2=-", "rr=14", "rate=0", "vol=1.5", "pump=stopped"])
  func aLineDeviceIsLostOnlyOnceItHasShownAStream(stream: String) throws {
    var device = try driver("line")
    _ = device.opened(at: .start)
    _ = device.received(ascii("sys=120 dia=80 temp=36.5 pi=2.1\n")[...], at: .seconds(1))
    #expect(device.nextDeadline == nil)
    _ = device.received(ascii("\(stream)\n")[...], at: .seconds(30))
    #expect(device.nextDeadline == .seconds(40))
  }

  /// One trouble raises one alarm: garbled while bytes come, lost when none do.
  @Test func bytesWithoutFramesAreGarbledAndNoLostLink() throws {
    var device = try driver("nonin-df2")
    _ = device.opened(at: .start)
    let garbage = [UInt8](repeating: 0xF8, count: 50)
    let told = (0..<200).flatMap { device.received(garbage[...], at: ms(100 * $0)) }
    #expect(told.links.isEmpty)
    #expect(told.conducts == ["0.1 garbled"])
    #expect(device.advance(to: .seconds(31)).links == [.lost(.silent(.seconds(10)))])
  }

  @Test func aSilentSourceThatGarblesIsNoLongerSilent() throws {
    var device = try driver("nonin-df2")
    _ = device.opened(at: .start)
    #expect(device.advance(to: .seconds(10)).links == [.lost(.silent(.seconds(10)))])
    let garbage = [UInt8](repeating: 0xF8, count: 50)
    let told = (0..<100).flatMap { device.received(garbage[...], at: ms(12_000 + 100 * $0)) }
    #expect(told.links == [.connected])
    #expect(told.conducts.count == 1)
  }

  /// While the end of a line never comes, the waiting bytes count neither as skipped nor as bad.
  @Test func bytesWithoutAnEndNameTheLineSettings() throws {
    var device = try driver("hl7")
    _ = device.opened(at: .start)
    _ = device.received([0x0B], at: .start)
    let endless = ascii(String(repeating: "MSH|", count: 20))
    let told = (0..<60).flatMap { device.received(endless[...], at: .seconds($0)) }
    #expect(told.links == [.lost(.noFrames(line: "9600 8N1"))])
  }

  /// Single bytes of a link occur in any noise, and must not keep a driver from saying that the speed is
  /// wrong.
  @Test(arguments: DeviceKind.all.map(\.name))
  func noiseIsRecognisedByNoKind(name: String) throws {
    var device = try driver(name)
    _ = device.opened(at: .start)
    var state: UInt32 = 1
    let effects = (0..<150).flatMap { tick in
      let noise = (0..<40).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24) & 0x7E
      }
      return device.received(noise[...], at: ms(Int64(tick) * 100))
    }
    #expect(effects.conducts.first?.hasSuffix(" garbled") == true || !effects.links.isEmpty)
    #expect(effects.links.allSatisfy { if case .lost(.noFrames) = $0 { true } else { false } })
  }

  @Test func aPlugThatIsPushedInIsNoWrongSpeed() throws {
    var device = try driver("nonin-df2")
    _ = device.opened(at: .start)
    _ = device.received([0xF8, 0x00], at: .start)
    #expect(device.received([0xF8], at: .seconds(8)).links.isEmpty)
  }

  /// With the wrong parity the line itself drops every byte: the device is heard, and not understood.
  @Test func damagedBytesAreHeard() throws {
    var device = try driver("nonin-df2")
    _ = device.opened(at: .start)
    let told = (0..<30).flatMap { device.damaged(5, at: ms(100 * $0)) }
    #expect(told.links.isEmpty && told.conducts.count == 1)
    // Not silent: more seconds of the same are no loss.
    #expect((3...11).flatMap { device.damaged(5, at: .seconds($0)) }.isEmpty)
    #expect(device.nextDeadline == .seconds(21))
  }

  /// `hr=172` with a damaged 1 must not become 72.
  @Test func whatIsLeftOfADamagedLineIsNoReading() throws {
    var device = try driver("line")
    _ = device.opened(at: .start)
    let found =
      device.received(ascii("hr=")[...], at: ms(1)) + device.damaged(1, at: ms(1))
      + device.received(ascii("72\nhr=173\n")[...], at: ms(1))
    #expect(found.readings.map(\.hr) == [.value(173)])
  }

  @Test func afterACutAHalfFrameIsForgotten() throws {
    var device = try driver("line")
    _ = device.received(ascii("hr=7")[...], at: .start)
    device.closed(at: .seconds(1))
    _ = device.opened(at: .seconds(2))
    #expect(device.received(ascii("2\n")[...], at: .seconds(3)).readings.isEmpty)
  }

  @Test func underTheSourceClockThereIsNoLinkToLose() throws {
    var reader = try driver("line", .source)
    #expect(reader.opened(at: .start).isEmpty)
    #expect(reader.received(ascii("@0 hr=72\n")[...], at: .start).links.isEmpty)
    #expect(reader.advance(to: .minutes(5)).isEmpty)
    #expect(reader.nextDeadline == nil)
  }
}
