import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct AsenaDriverTests {
  private func infusion(_ mode: String, _ rate: Fixed, hasAlarm: Bool = false) -> [UInt8] {
    AsenaReply.infusion(
      AsenaInfusion(serialNumber: "1", hasAlarm: hasAlarm, mode: mode, rate: rate, volume: 12)
    ).bytes
  }

  private func pump(_ bytes: [UInt8]) throws -> PumpReport? {
    var device = try driver("asena")
    return device.received(bytes[...], at: .start).readings.last?.pump
  }

  @Test(arguments: [
    ("HLD", 0, PumpState.paused), ("HLD", 52, .paused), ("INF", 52, .running), ("INF", 0, .stopped),
    ("SET", 0, .stopped),
    ("SET", 52, nil),
  ])
  func theStateFromModeAndRate(mode: String, rate: Int, state: PumpState?) throws {
    let report = PumpReport(state: state, rate: MillilitresPerHour(Double(rate)), volume: Millilitres(12))
    #expect(try pump(infusion(mode, Fixed(rate))) == report)
  }

  @Test(arguments: [
    (AsenaAlarm.occlusion, PumpState.occluded), (.syringeEmpty, .empty), (.endAtKVO, .kvo),
    (.volumeInfusedAtKVO, .kvo), (.volumeInfusedStopped, .stopped), (.nearEnd, .running),
  ])
  func theAlarmDecidesBeforeTheMode(alarm: AsenaAlarm, state: PumpState) throws {
    let reply = AsenaReply.alarm(alarm).bytes
    #expect(try pump(infusion("INF", 52, hasAlarm: true) + reply)?.state == state)
    #expect(try pump(infusion("INF", 52, hasAlarm: true) + reply + infusion("INF", 52))?.state == .running)
  }

  /// The volume is in and the pump goes on: at its rate that is an infusion, at a trickle it is not.
  @Test(arguments: [(52, PumpState.running), (1, .kvo), (0, .stopped)])
  func afterTheVolumeTheRateDecides(rate: Int, state: PumpState) throws {
    let alarm = AsenaReply.alarm(.volumeInfused).bytes
    #expect(
      try pump(infusion("INF", 52) + infusion("INF", Fixed(rate), hasAlarm: true) + alarm)?.state == state)
  }

  @Test func withoutAnEarlierRateWhatGoesOnAfterTheVolumeIsATrickle() throws {
    #expect(
      try pump(infusion("INF", 52, hasAlarm: true) + AsenaReply.alarm(.volumeInfused).bytes)?.state == .kvo)
  }

  @Test func itIsAskedOnceASecondAndForItsAlarmWhenItHasOne() throws {
    var device = try driver("asena")
    #expect(device.opened(at: .start).sent == [ascii("!INF|4961\r")])
    #expect(device.advance(to: .seconds(1)).sent == [ascii("!INF|4961\r")])
    #expect(
      device.received(infusion("HLD", 0, hasAlarm: true)[...], at: ms(1100)).sent == [ascii("!ALARM|50B2\r")])
    // One question at a time; the volume to be infused is asked with every fifth answer.
    let questions = (0..<7).map { device.received(infusion("HLD", 0)[...], at: ms(1200 + $0)).sent.count }
    #expect(questions == [1, 0, 0, 0, 0, 1, 0])
  }

  @Test func theVolumeToBeInfusedIsAskedAndTold() throws {
    var device = try driver("asena")
    #expect(device.received(infusion("INF", 52)[...], at: .start).sent == [ascii("!INF_VTBI|8456\r")])
    let told = device.received(AsenaReply.vtbi(.value(23)).bytes[...], at: ms(100)).readings
    #expect(told.map(\.pump?.vtbi) == [.volume(Millilitres(23))])
    let off = device.received(AsenaReply.vtbi(.missing).bytes[...], at: ms(200)).readings
    #expect(off.map(\.pump?.vtbi) == [.unlimited])
    #expect(off.map(\.pump?.state) == [.running])
  }

  @Test(arguments: [
    ("FAULT", SensorStatus.error), ("DRDIS", .error), ("SYRCO", .error), ("PRDSC", .error), ("LDSCN", .error),
    ("EMBAT", .error), ("LWBAT", .ok), ("ACDIS", .ok), ("CALLB", .ok), ("COMTO", .ok), ("OCCLU", .ok),
  ])
  func whatThePumpCannotGoOnWithIsItsOwnFault(code: String, status: SensorStatus) throws {
    var device = try driver("asena")
    var decoder = AsenaDecoder()
    let alarm = try #require(decoder.messages(in: AsenaReply.alarm(.other(code)).bytes).first)
    let bytes = infusion("HLD", 0, hasAlarm: true) + alarm.bytes
    #expect(device.received(bytes[...], at: .start).readings.last?.status == status)
  }
}

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
    var pump = try driver("ne1000")
    let infused = bytes(.infusing, .dispensed(infused: 12, withdrawn: 0))
    let stream = bytes(.infusing, .target(35)) + infused + bytes(.stopped, .target(0))
    let found = pump.received(stream[...], at: .start).readings.map(\.pump?.vtbi)
    #expect(found == [nil, .volume(Millilitres(23)), .unlimited])
  }

  @Test func theProgrammedRateFlowsOnlyWhileItRuns() throws {
    var pump = try driver("ne1000")
    let stream =
      bytes(.infusing, .rate(60)) + bytes(.infusing, .dispensed(infused: 2, withdrawn: 0))
      + bytes(.paused, .rate(60))
    let reports = pump.received(stream[...], at: .start).readings.compactMap(\.pump)
    #expect(reports.map(\.state) == [.running, .running, .paused])
    #expect(reports.map(\.rate?.value) == [60, 60, 0])
    #expect(reports.last?.volume == Millilitres(2))
  }

  /// Our own next question clears it on the pump.
  @Test func anAlarmIsLatchedUntilThePumpRunsAgain() throws {
    var pump = try driver("ne1000")
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

@Suite struct MonitorDriverTests {
  @Test func aMonitorsCuffIsNewWhenItsMeasurementEnded() throws {
    let record = DRIRecord(
      hr: .value(72), spo2: .value(97), sys: .value(124), dia: .value(78), map: .value(93))
    var measuring = record
    measuring.cuffIsMeasuring = true
    let stream = record.bytes + record.bytes + measuring.bytes + record.bytes
    let found = try effects(ofFile: stream, "dri")
    #expect(found.stampedReadings.map(\.0) == [.start, .seconds(10), .seconds(20), .seconds(30)])
    var old = CuffMeasurement.pressure(sys: 124, dia: 78, map: 93)
    old.ageIsUnknown = true
    #expect(
      found.readings.map(\.nibp) == [
        .measured(old), nil, nil, .measured(.pressure(sys: 124, dia: 78, map: 93)),
      ])
  }

  /// What stands there after a measurement that failed is the one of before, and the monitor says so.
  @Test func afterAMeasurementThatFailedTheOldOneIsNotNew() throws {
    var old = DRIRecord(hr: .value(72), sys: .value(124), dia: .value(78), map: .value(93), cuffIsOld: true)
    let first = old.bytes
    old.cuffIsMeasuring = true
    let measuring = old.bytes
    old.cuffIsMeasuring = false
    let found = try effects(ofFile: first + measuring + old.bytes, "dri").readings.compactMap(\.nibp)
    #expect(found.count == 1)
  }

  @Test func aMonitorIsAskedAgainWhenSilent() throws {
    var monitor = try driver("dri")
    #expect(monitor.opened(at: .start).sent == [DRIRequest.displayedValues.bytes])
    // Ten seconds are too soon for a device that speaks every ten.
    #expect(monitor.advance(to: .seconds(24)).isEmpty)
    #expect(monitor.advance(to: .seconds(25)).links == [.lost(.silent(.seconds(25)))])
    #expect(monitor.advance(to: .seconds(30)).sent == [DRIRequest.displayedValues.bytes])
  }

  private func result(_ id: String, sys: Int = 124, cuffTime: String) -> [UInt8] {
    let segments = [
      "MSH|^~\\&|G||C||20260102101500||ORU^R01|\(id)|P|2.6", "OBX|1|NM|8867-4||72|/min|||||F",
      "OBX|2|NM|8480-6||\(sys)|mm[Hg]|||||F|||\(cuffTime)", "OBX|3|NM|8462-4||78|mm[Hg]|||||F|||\(cuffTime)",
    ]
    return [0x0B] + ascii(segments.joined(separator: "\r") + "\r") + [0x1C, 0x0D]
  }

  @Test func aResultIsAReadingAndIsAcknowledged() throws {
    var gateway = try driver("hl7")
    let found = gateway.received(result("7", cuffTime: "1")[...], at: .seconds(1))
    #expect(found.readings.map(\.hr) == [.value(72)])
    #expect(found.sent.count == 1)
    #expect(
      found.sent.first.map { String(decoding: $0, as: Unicode.ASCII.self).contains("MSA|AA|7\r") } == true)
  }

  private func infusion(_ segments: [String]) -> [UInt8] {
    let head = "MSH|^~\\&|G||C||20260102101500||ORU^R01|9|P|2.6"
    return [0x0B] + ascii(([head] + segments).joined(separator: "\r") + "\r") + [0x1C, 0x0D]
  }

  private let flow =
    "OBX|1|NM|157784^MDC_FLOW_FLUID_PUMP^MDC|1.1.1|52.5|265266^MDC_DIM_MILLI_L_PER_HR^MDC|||||R"
  private let toGo = "OBX|1|NM|157872^MDC_VOL_FLUID_TBI_REMAIN^MDC|1.1.1|23|263762^MDC_DIM_MILLI_L^MDC|||||R"
  private let given =
    "OBX|1|NM|157993^MDC_VOL_FLUID_DELIV_TOTAL^MDC|1.1.1|12|263762^MDC_DIM_MILLI_L^MDC|||||R"

  @Test func aGatewaysPump() throws {
    var gateway = try driver("hl7")
    #expect(
      gateway.received(infusion([flow, toGo, given])[...], at: .start).readings.map(\.pump) == [
        PumpReport(
          rate: MillilitresPerHour(52.5), volume: Millilitres(12), vtbi: .volume(Millilitres(23)))
      ])
  }

  /// Which of several is at this chair, nobody has said.
  @Test func ofSeveralPumpsInOneMessageNoneIsOurs() throws {
    var gateway = try driver("hl7")
    #expect(gateway.received(infusion([flow, toGo, flow])[...], at: .start).readings.isEmpty)
  }

  @Test func aRepeatedPressureIsNewOnlyWithATimeOfItsOwn() throws {
    var gateway = try driver("hl7")
    let stream = [("1", "1"), ("2", "1"), ("3", "2"), ("4", "2")].flatMap { result($0.0, cuffTime: $0.1) }
    let cuffs = gateway.received(stream[...], at: .start).readings.map { $0.nibp != nil }
    #expect(cuffs == [true, false, true, false])
  }
}

@Suite struct AnsweringPumpTests {
  @Test func aFreseniusIsAnsweredAndAsked() throws {
    var pump = try driver("fresenius")
    #expect(pump.opened(at: .start).sent == [FreseniusWord.connect.bytes, FreseniusWord.rateAndVolume.bytes])
    #expect(pump.received([0x05], at: ms(500)).sent == [[0x14]])
    let report = FreseniusReport(rate: Fixed(thousandths: 6300), volume: Fixed(thousandths: 1234)).bytes
    let found = pump.received(report[...], at: ms(600))
    #expect(found.sent == [[0x06], FreseniusWord.troubles.bytes])
    #expect(
      found.readings.first?.pump
        == PumpReport(state: .running, rate: MillilitresPerHour(6.3), volume: Millilitres(1.234)))
    #expect(pump.advance(to: .seconds(1)).sent == [FreseniusWord.rateAndVolume.bytes])
    #expect(
      pump.advance(to: .seconds(2)).sent == [FreseniusWord.connect.bytes, FreseniusWord.rateAndVolume.bytes])
  }

  /// It was switched off and on behind its Base, which the port did not feel.
  @Test func aFreseniusThatKnowsOfNoConversationIsGreetedAgain() throws {
    var pump = try driver("fresenius")
    let wrong = FreseniusReport(state: FreseniusReport.notUnderstood).bytes
    #expect(pump.received(wrong[...], at: .seconds(1)).sent == [[0x06], FreseniusWord.connect.bytes])
  }

  @Test func ofAStackTheFirstPumpIsHeard() throws {
    var rack = try driver("bcc")
    #expect(rack.opened(at: .start).sent == [BCCWord.alive.bytes])
    let block = BCCBlock(values: [
      .init(address: "1/1/11", parameter: .rate, figure: .value(52)),
      .init(address: "1/1/12", parameter: .rate, figure: .value(7)),
      .init(address: "1/1/11", parameter: .volume, figure: .value(3)),
    ])
    let found = rack.received(block.bytes[...], at: .seconds(1))
    #expect(found.sent == [[0x06]])
    #expect(
      found.readings.map(\.pump) == [
        PumpReport(state: .running, rate: MillilitresPerHour(52), volume: Millilitres(3))
      ])
    #expect(rack.advance(to: .seconds(2)).sent == [BCCWord.getAll.bytes])
  }

  /// Which alarm it is nobody has told us: any of them sends somebody to the pump.
  @Test(arguments: [
    ("0000", "00", SensorStatus.ok), ("0004", "00", .error), ("0000", "1", .error), ("?", "0", .error),
  ])
  func anyAlarmOfAFreseniusIsItsOwnFault(alarm: String, error: String, status: SensorStatus) throws {
    var pump = try driver("fresenius")
    let flow = FreseniusReport(rate: 5, volume: 1).bytes
    #expect(pump.received(flow[...], at: .start).readings.map(\.status) == [nil])
    let found = pump.received(FreseniusReport(alarm: alarm, error: error).bytes[...], at: ms(100))
    #expect(found.readings.map(\.status) == [status] && found.sent == [[0x06]])
    #expect(found.readings.last?.pump?.rate == MillilitresPerHour(5))
    #expect(pump.received(flow[...], at: .seconds(2)).readings.map(\.status) == [status])
  }
}

/// What a B. Braun pump says of itself, parameter by parameter.
@Suite struct BCCDriverTests {
  private func heard(_ said: [(BCCParameter, Fixed)], after usual: Fixed = 52) throws -> Reading? {
    var rack = try driver("bcc")
    func block(_ said: [(BCCParameter, Fixed)]) -> [UInt8] {
      BCCBlock(values: said.map { .init(address: "1/1/11", parameter: $0, figure: .value($1)) }).bytes
    }
    _ = rack.received(block([(.rate, usual), (.volume, 3)])[...], at: .start)
    return rack.received(block(said)[...], at: .seconds(2)).readings.last
  }

  @Test(
    arguments: [
      ([], 52, PumpState.running), ([], 0, .stopped), ([.isPumping], 52, .running),
      ([.pressure], 52, .occluded), ([.air], 52, .air), ([.syringeEmpty], 0, .empty),
      ([.volumeInfused], 52, .running), ([.volumeInfused], 1, .kvo), ([.volumeInfused], 0, .stopped),
      ([.timeOver], 1, .kvo), ([.kvoEnd], 0, .stopped), ([.isInStandby], 0, .paused),
    ] as [([BCCParameter], Int, PumpState)])
  func theAlarmThenThePumpThenTheRate(set: [BCCParameter], rate: Int, state: PumpState) throws {
    let reading = try heard([(.rate, Fixed(rate))] + set.map { ($0, 1) })
    #expect(reading?.pump?.state == state && reading?.status == .ok)
  }

  @Test func aPumpThatSaysThatItDoesNotPumpIsStoppedWhateverItsRate() throws {
    #expect(try heard([(.rate, 52), (.isPumping, 0)])?.pump?.state == .stopped)
  }

  @Test(arguments: [
    BCCParameter.batteryEmpty, .standbyOver, .ccAlarm, .syringe, .doorOpen, .drops,
  ])
  func whatItCannotGoOnWithIsItsOwnFault(flag: BCCParameter) throws {
    #expect(try heard([(.rate, 0), (flag, 1)])?.status == .error)
    #expect(try heard([(.rate, 52), (flag, 0)])?.status == .ok)
  }

  @Test func itsVolumeToBeInfused() throws {
    #expect(try heard([(.volumeToBeInfused, 23)])?.pump?.vtbi == .volume(Millilitres(23)))
  }

  /// Racks can be set to character stuffing; the plain form goes first.
  @Test func aRackThatDoesNotAnswerIsAskedInTheOtherForm() throws {
    var rack = try driver("bcc")
    let (plain, stuffed) = (BCCWord.alive.bytes, BCCWord.alive.stuffedBytes)
    #expect(rack.opened(at: .start).sent == [plain])
    #expect(rack.advance(to: .seconds(6)).sent == [stuffed, plain, stuffed])
    _ = rack.received(BCCBlock(values: []).bytes[...], at: .seconds(7))
    #expect(rack.advance(to: .seconds(8)).sent == [BCCWord.getAll.stuffedBytes])
  }

  @Test func anAnswerInTwoBlocksIsOneReading() throws {
    var rack = try driver("bcc")
    let first = BCCBlock(
      values: [.init(address: "1/1/11", parameter: .rate, figure: .value(52))], isLast: false)
    let second = BCCBlock(values: [.init(address: "1/1/11", parameter: .pressure, figure: .value(1))])
    let found = rack.received((first.bytes + second.bytes)[...], at: .start)
    #expect(found.readings.map(\.pump?.state) == [.occluded])
    #expect(found.sent == [[0x06], [0x06]])
  }
}
