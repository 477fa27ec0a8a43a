import InfusionCore
import Quantities
import SessionRecord
import Testing

@Suite struct HeadlessLineTests {
  private static let before = InfusionContext(
    elapsed: nil, rate: .zero, delivered: .zero, deliveredPerKilogram: nil)

  /// As a pump's counter tells it, at 1 mg/mL for 70 kg; sure unless a bound is given.
  private static func dose(_ volume: Millilitres, low: Millilitres?, high: Millilitres?) -> DoseFigures {
    DoseFigures(
      volume: volume, delivered: Milligrams(volume.value),
      deliveredPerKilogram: MilligramsPerKilogram(volume.value / 70), basis: .volume,
      isEstimated: low != nil, low: low ?? volume, high: high ?? volume)
  }

  @Test(arguments: [
    (
      StampedEvent(
        .alarmRaised(.limit(.spo2, .low), AlarmSignal(.medium, value: 88, limit: 90), before),
        at: .seconds(75)),
      #"{"t":75,"event":"alarm.raised","id":"spo2.low","priority":"medium","value":88,"limit":90"#
    ),
    (
      StampedEvent(
        .alarmRaised(.noValue(.hr), AlarmSignal(.medium), before), at: SessionTime(milliseconds: 75_250)),
      #"{"t":75.25,"event":"alarm.raised","id":"hr.novalue","priority":"medium","value":null,"limit":null"#
    ),
    (
      StampedEvent(
        .alarmPriority(.limit(.spo2, .low), AlarmSignal(.high, value: 84, limit: 85)), at: .seconds(80)),
      #"{"t":80,"event":"alarm.priority","id":"spo2.low","priority":"high","value":84,"limit":85}"#
    ),
    (
      StampedEvent(.alarmEnded(.limit(.spo2, .low), .cleared, isLatched: false), at: .seconds(132)),
      #"{"t":132,"event":"alarm.ended","id":"spo2.low","reason":"cleared"}"#
    ),
    (
      StampedEvent(.alarmAcknowledged(.limit(.spo2, .low), by: nil), at: .seconds(140)),
      #"{"t":140,"event":"alarm.acknowledged","id":"spo2.low"}"#
    ),
    (StampedEvent(.phase(.preparation), at: .start), #"{"t":0,"event":"phase","phase":"preparation"}"#),
    (
      StampedEvent(
        .infusion(
          .stopped,
          InfusionFigures(
            delivered: Milligrams(35), deliveredPerKilogram: MilligramsPerKilogram(0.5),
            volume: Millilitres(35),
            rate: .zero, isEstimated: false)), at: .seconds(2400)),
      #"{"t":2400,"event":"infusion","state":"stopped","delivered_mg":35,"delivered_mg_kg":0.5,"volume_ml":35,"rate_ml_h":0}"#
    ),
    (
      StampedEvent(.observation(.complete, target: .minutes(30)), at: .seconds(4200)),
      #"{"t":4200,"event":"observation","state":"complete","minutes":30}"#
    ),
    (
      StampedEvent(.refused(Refusal(action: "discharge", why: .escortMissing)), at: .seconds(4250)),
      #"{"t":4250,"event":"refused","action":"discharge","code":"escort.missing","reason":""#
    ),
    (
      StampedEvent(.alarmEscalated(.limit(.spo2, .low)), at: .seconds(140)),
      #"{"t":140,"event":"alarm.escalated","id":"spo2.low"}"#
    ),
    (
      StampedEvent(.dose(dose(Millilitres(17.5), low: nil, high: nil)), at: .seconds(1260)),
      #"{"t":1260,"event":"dose","delivered_mg":17.5,"delivered_mg_kg":0.25,"volume_ml":17.5,"basis":"volume"}"#
    ),
    (
      StampedEvent(
        .dose(dose(Millilitres(17.5), low: Millilitres(16), high: Millilitres(17.5))), at: .seconds(1260)),
      #"{"t":1260,"event":"dose","delivered_mg":17.5,"delivered_mg_kg":0.25,"volume_ml":17.5,"basis":"volume","estimated":true,"low_ml":16,"high_ml":17.5}"#
    ),
    (
      StampedEvent(.closed(.discharged, reason: nil), at: .seconds(4300)),
      #"{"t":4300,"event":"closed","outcome":"discharged"}"#
    ),
  ])
  func aLineIsAsTheContractSays(event: StampedEvent, line: String) {
    let text = String(decoding: HeadlessLine.bytes(event), as: UTF8.self)
    #expect(text.hasPrefix(line))
    #expect(text.hasSuffix("}\n"))
    if line.hasSuffix("}") { #expect(text == line + "\n") }
  }

  /// A headless line names the process that holds the port.
  @Test func aLossIsToldWithItsReason() {
    let lost = StampedEvent(
      .alarmRaised(.device(SourceID("line"), .lost), AlarmSignal(.medium), Self.before), at: .seconds(3))
    let line = String(
      decoding: HeadlessLine.bytes(lost, loss: .busy(by: .chair("F1"))), as: UTF8.self)
    #expect(line.hasPrefix(#"{"t":3,"event":"alarm.raised","id":"line.lost","priority":"medium""#))
    #expect(line.hasSuffix(#""loss":"busy","chair":"F1"}"# + "\n"))
  }

  @Test func aDoseHasThreeDecimalsAtMost() {
    let figures = InfusionFigures(
      delivered: Milligrams(35.0 / 3), deliveredPerKilogram: nil, volume: Millilitres(2.0 / 3),
      rate: MillilitresPerHour(140.0 / 3), isEstimated: false)
    let line = HeadlessLine.bytes(StampedEvent(.infusion(.rate, figures), at: .start))
    let wanted = #""delivered_mg":11.667,"delivered_mg_kg":null,"volume_ml":0.667,"rate_ml_h":46.667}"#
    #expect(String(decoding: line, as: UTF8.self).hasSuffix(wanted + "\n"))
  }
}
