import Devices
import InfusionCore
import Quantities
import Testing

private func measured(_ sys: Int, _ dia: Int, _ map: Int, ageIsUnknown: Bool = false) -> CuffResult {
  var measurement = CuffMeasurement.pressure(sys: Fixed(sys), dia: Fixed(dia), map: Fixed(map))
  measurement.ageIsUnknown = ageIsUnknown
  return .measured(measurement)
}

extension DeviceDriver {
  /// The cuff results that these bytes come to.
  fileprivate mutating func cuffs(_ bytes: [UInt8], at time: SessionTime = .start) -> [CuffResult] {
    received(bytes[...], at: time).readings.compactMap(\.nibp)
  }
}

@Suite struct SunTechDriverTests {
  private let old = SunTechReply.result(SunTechResult(sys: 115, dia: 74, map: 88)).bytes
  private let new = SunTechReply.result(SunTechResult(sys: 130, dia: 80, map: 97)).bytes
  private let leak = SunTechReply.result(SunTechResult(sys: 115, dia: 74, map: 88, error: 87)).bytes

  @Test func theFirstResultIsOfUnknownAgeAndItsRepeatsAreNothing() throws {
    var module = try driver("suntech")
    #expect(module.opened(at: .start).sent == [hex("3A 79 03 00 4A")])
    #expect(module.cuffs(old) == [measured(115, 74, 88, ageIsUnknown: true)])
    #expect(module.cuffs(old + old).isEmpty)
    #expect(module.cuffs(new) == [measured(130, 80, 97)])
  }

  @Test func theEndOfAMeasurementMakesTheSameValuesNew() throws {
    var module = try driver("suntech")
    _ = module.cuffs(old)
    let ended = module.received(SunTechReply.acknowledged(.done).bytes[...], at: .seconds(1))
    #expect(ended.sent == [hex("3A 79 03 00 4A")])
    #expect(module.cuffs(old) == [measured(115, 74, 88)])
  }

  @Test func aCuffThatEmptiesHasMeasured() throws {
    var module = try driver("suntech")
    _ = module.cuffs(old)
    for pressure in [0, 8, 120, 180, 90, 31] {
      #expect(module.received(SunTechReply.cuffPressure(pressure).bytes[...], at: .start).sent.isEmpty)
    }
    #expect(
      module.received(SunTechReply.cuffPressure(4).bytes[...], at: .start).sent == [hex("3A 79 03 00 4A")])
    #expect(module.cuffs(old) == [measured(115, 74, 88)])
  }

  @Test func anErrorIsAFailureOnceWhateverTheNumbersSay() throws {
    var module = try driver("suntech")
    #expect(module.cuffs(leak).isEmpty)
    #expect(module.cuffs(old) == [measured(115, 74, 88)])
    #expect(module.cuffs(leak + leak) == [.failed()])
  }

  @Test func afterACutTheFirstResultIsOfUnknownAgeAgain() throws {
    var module = try driver("suntech")
    _ = module.cuffs(old)
    module.closed(at: .seconds(1))
    _ = module.opened(at: .seconds(2))
    #expect(module.cuffs(new) == [measured(130, 80, 97, ageIsUnknown: true)])
  }
}

@Suite struct PM6750DriverTests {
  private func cuff(_ state: PM6750Cuff.State, _ sys: Int = 124, _ map: Int = 93, _ dia: Int = 78) -> [UInt8]
  {
    PM6750Message.cuff(PM6750Cuff(state: state, sys: sys, map: map, dia: dia)).bytes
  }

  private func oximeter(_ state: PM6750Oximeter.State, _ pulse: Int = 75) -> [UInt8] {
    PM6750Message.oximeter(PM6750Oximeter(state: state, spo2: .value(97), pulse: .value(Fixed(pulse)))).bytes
  }

  @Test func aMeasurementThatWasSeenToEndIsNew() throws {
    var board = try driver("pm6750")
    #expect(board.cuffs(cuff(.done)) == [measured(124, 78, 93, ageIsUnknown: true)])
    #expect(board.cuffs(cuff(.done)).isEmpty)
    #expect(board.cuffs(cuff(.measuring) + cuff(.done)) == [measured(124, 78, 93)])
    #expect(board.cuffs(cuff(.measuring) + cuff(.looseCuff) + cuff(.looseCuff)) == [.failed()])
  }

  @Test func theHeartRateIsTheECGsWhileItHasOne() throws {
    var board = try driver("pm6750")
    let ecg = PM6750Message.ecg(PM6750Ecg(hr: 72, rr: 14)).bytes
    let off = PM6750Message.ecg(PM6750Ecg(hr: 72, rr: 14, leadIsOff: true)).bytes
    let readings = board.received((ecg + oximeter(.ok) + off + oximeter(.ok))[...], at: .start).readings
    #expect(readings.map(\.hr) == [.value(72), nil, nil, .value(75)])
    #expect(readings.map(\.rr) == [.value(14), nil, .noValue, nil])
    #expect(readings[1].spo2 == .value(97))
  }

  @Test func partsThatSpeakInTurnAreComparedEachWithItself() throws {
    var board = try driver("pm6750")
    let round = PM6750Message.ecg(PM6750Ecg(hr: 72, rr: 14)).bytes + oximeter(.ok)
    let readings = (0..<20).flatMap { board.received(round[...], at: ms(50 * $0)).readings }
    #expect(readings.count == 2)
  }

  @Test(arguments: [
    (PM6750Oximeter.State.sensorOff, SensorStatus.off), (.noFinger, .off), (.searching, .searching),
  ])
  func aPrintedNumberIsNotAReading(state: PM6750Oximeter.State, status: SensorStatus) throws {
    var board = try driver("pm6750")
    let reading = board.received(oximeter(state)[...], at: .start).readings.first
    #expect(reading?.status == status && reading?.spo2 == .noValue && reading?.hr == .noValue)
  }

  @Test func itIsSwitchedOnAgainWhenSilent() throws {
    var board = try driver("pm6750")
    #expect(board.opened(at: .start).sent.count == 3)
    _ = board.received(oximeter(.ok)[...], at: .seconds(1))
    #expect(board.advance(to: .seconds(5)).sent.isEmpty)
    #expect(board.advance(to: .seconds(10)).sent.count == 3)
  }
}

@Suite struct ParDriverTests {
  private func status(_ error: Int) -> [UInt8] {
    ParFrame.status(ParStatus(error: error, sys: .value(125), dia: .value(80), map: .value(90))).bytes
  }

  /// With M07, a leak, P holds the pressure of before.
  @Test func theErrorComesBeforeThePressure() throws {
    var module = try driver("par")
    #expect(module.cuffs(status(0)) == [measured(125, 80, 90, ageIsUnknown: true)])
    let ended = module.received(ParFrame.ended.bytes[...], at: .start)
    #expect(ended.sent == [ParQuestion.status.bytes])
    #expect(module.cuffs(status(7)) == [.failed()])
    #expect(module.cuffs(status(7)).isEmpty)
    #expect(module.cuffs(ParFrame.ended.bytes + status(0)) == [measured(125, 80, 90)])
  }
}

@Suite struct AnsarBDriverTests {
  @Test func anUnchangedPressureIsNeverANewOne() throws {
    let message = AnsarBMessage(
      hr: .value(80), spo2: .value(100), sys: .value(121), dia: .value(75), map: .value(92))
    var other = message
    other.sys = .value(125)
    let stream = message.bytes + message.bytes + other.bytes + other.bytes
    let effects = try effects(ofFile: stream, "ansarb")
    #expect(effects.stampedReadings.map(\.0) == [.start, .seconds(1), .seconds(2), .seconds(3)])
    #expect(
      effects.readings.map(\.nibp) == [
        measured(121, 75, 92, ageIsUnknown: true), nil, measured(125, 75, 92), nil,
      ])
    #expect(effects.readings.map(\.hr) == Array(repeating: .value(80), count: 4))
  }
}

@Suite struct MoreOximeterDriverTests {
  @Test(arguments: [
    ("87 32 05 48 62", SensorStatus.ok), ("97 32 05 48 62", .searching), ("87 32 15 48 62", .off),
    ("87 32 25 48 62", .searching),
  ])
  func contec5Byte(frame: String, status: SensorStatus) throws {
    let reading = try effects(ofFile: hex(frame), "contec-5byte").readings.first
    #expect(reading?.status == status)
    #expect(reading?.spo2 == (status == .ok ? .value(98) : .noValue))
  }

  @Test(arguments: [
    ("", SensorStatus.ok), ("AO", .ok), ("MO             AO", .artifact), ("SO", .off), ("AS SD", .off),
    ("MO LP", .searching),
    ("LM", .searching), ("PS", .searching), ("SL PH", .ok),
  ])
  func nellcor(states: String, status: SensorStatus) throws {
    let line = "07-Jan-04 11:24:54   100     102      36    \(states)\r\n"
    let found = try effects(ofFile: ascii(line + line), "nellcor")
    #expect(found.stampedReadings.map(\.0) == [.start, .seconds(2)])
    #expect(found.readings.first?.status == status)
    #expect(
      found.readings.first?.hr
        == (status == .ok ? .value(102) : status == .artifact ? .value(102, .doubtful) : .noValue))
  }

  @Test func noninAscii() throws {
    let found = try effects(ofFile: ascii("SPO2=097 HR=072\r\nSPO2=--- HR=---\r\n"), "nonin-ascii").readings
    #expect(found.map(\.spo2) == [.value(97), .noValue])
  }

  @Test func noninDF7() throws {
    let packet = NoninPacket(pulse: .value(140), spo2: .value(96)).bytesDF7
    #expect(try effects(ofFile: packet, "nonin-df7").readings.first?.hr == .value(140))
  }
}
