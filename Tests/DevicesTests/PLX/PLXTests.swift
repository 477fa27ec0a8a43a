import InfusionCore
import Quantities
import Testing

@testable import Devices

@Suite struct PLXTests {
  private func measurement(_ characteristic: UInt16, _ value: String) -> PLXMeasurement? {
    var decoder = NotifiedDecoder<PLXMeasurement>()
    return decoder.messages(in: NotifiedValue(of: BluetoothUUID(characteristic), hex(value)).bytes).first
  }

  @Test func everyPartOfAContinuousMeasurement() throws {
    let told = try #require(
      measurement(0x2A5F, "1F CF F3 48 00 60 00 49 00 62 00 47 00 A0 01 20 08 00 2D F0"))
    #expect(
      told.isContinuous && told.usual == .init(spo2: .value(Fixed(thousandths: 97_500)), pulse: .value(72)))
    #expect(told.fast == .init(spo2: .value(96), pulse: .value(73)))
    #expect(told.slow == .init(spo2: .value(98), pulse: .value(71)))
    #expect(told.state == [.ongoing, .validated, .fullyQualified])
    #expect(told.sensor == [.lowPerfusion, .notOnTheFinger])
    #expect(told.perfusionIndex == .value(Fixed(thousandths: 4_500)))
  }

  /// The same bits mean other things in a single measurement.
  @Test func everyPartOfASingleMeasurement() throws {
    let told = try #require(
      measurement(0x2A5E, "1F 61 00 48 00 EA 07 01 02 0A 0F 1E 00 02 00 80 00 2D F0"))
    #expect(!told.isContinuous && told.clockIsUnset)
    #expect(
      told.instant == MeasurementInstant(year: 2026, month: 1, day: 2, hour: 10, minute: 15, second: 30))
    #expect(told.state == .fromStorage && told.sensor == .disconnected)
    #expect(told.perfusionIndex == .value(Fixed(thousandths: 4_500)))
  }

  @Test(arguments: [
    "", "00", "00 61 00 48", "04 61 00 48 00 A0", "08 61 00 48 00 20 08", "10 61 00 48 00 2D",
  ])
  func aValueThatEndsTooSoonIsNone(value: String) { #expect(measurement(0x2A5F, value) == nil) }

  @Test func whatAFutureSenderAddsAtTheEndIsPassedOver() {
    #expect(measurement(0x2A5F, "00 61 00 48 00 AA BB")?.usual.spo2 == .value(97))
  }

  @Test func whatIsWrittenIsRead() {
    var told = PLXMeasurement(
      .init(spo2: .value(97), pulse: .missing), state: .ongoing, sensor: .analysing, perfusionIndex: .missing)
    told.slow = .init(spo2: .value(96), pulse: .value(70))
    for isContinuous in [true, false] {
      told.isContinuous = isContinuous
      if !isContinuous { told.slow = nil }
      var decoder = NotifiedDecoder<PLXMeasurement>()
      #expect(decoder.messages(in: told.bytes) == [told])
    }
  }

  // MARK: What it means

  private func reading(_ state: PLXState?, _ sensor: PLXSensor?) throws -> Reading? {
    var oximeter = try driver("plx")
    let told = PLXMeasurement(.init(spo2: .value(97), pulse: .value(72)), state: state, sensor: sensor)
    return oximeter.received(told.bytes[...], at: .start).readings.first
  }

  /// Each bit of the device and its sensor.
  @Test(arguments: [
    (UInt32(0), SensorStatus.artifact), (1, .error), (2, .artifact), (3, .searching), (4, .artifact),
    (5, .lowPerfusion), (6, .artifact), (7, .searching), (8, .artifact), (9, .searching), (10, .artifact),
    (11, .off), (12, .error), (13, .off), (14, .error), (15, .off), (16, .ok),
  ])
  func sensorBits(bit: UInt32, status: SensorStatus) throws {
    let told = try reading([], PLXSensor(rawValue: 1 << bit))
    #expect(told?.status == status)
    #expect((told?.spo2 == .noValue) == [.off, .searching, .error].contains(status))
  }

  /// Each bit of the measurement: what is not the patient's, or none, is no number.
  @Test(arguments: [
    (UInt16(5), SensorStatus.ok), (6, .artifact), (7, .ok), (8, .ok), (10, .error), (11, .error),
    (12, .error),
    (13, .searching), (14, .artifact), (15, .searching),
  ])
  func stateBits(bit: UInt16, status: SensorStatus) throws {
    #expect(try reading(PLXState(rawValue: 1 << bit), nil)?.status == status)
  }

  @Test func theWorstOfSeveralTroublesIsTold() throws {
    #expect(try reading(.questionable, [.lowPerfusion, .displaced])?.status == .off)
    #expect(try reading(nil, nil)?.status == nil)
  }

  @Test func whatWasStoredIsNoReading() throws { #expect(try reading(.fromStorage, nil) == nil) }
}
