import Devices
import InfusionCore
import Quantities
import Testing

/// When a repeated cuff result is a new measurement.
@Suite struct HL7CuffTests {
  /// One message: its own time, that of its report, the cuff's, and a pressure.
  struct Sent {
    var message: String
    var report = ""
    var cuff: String
    var sys = 120

    var bytes: [UInt8] {
      hl7(
        results: [
          "OBR|1|||SPOT|||\(report)",
          "OBX|1|NM|150301^MDC_PRESS_CUFF_SYS^MDC|1.1.9|\(sys)|mmHg|||||F|||\(cuff)",
          "OBX|2|NM|150302^MDC_PRESS_CUFF_DIA^MDC|1.1.9|80|mmHg|||||F|||\(cuff)",
        ], header: "MSH|^~\\&|M||||\(message)||ORU^R01|7|P|2.6")
    }
  }

  /// `?` for an unknown age, `new`, or `old` for what is told no more.
  private func story(_ messages: [Sent]) throws -> [String] {
    var gateway = try driver("hl7")
    return messages.map { message in
      guard case .measured(let cuff) = gateway.received(message.bytes[...], at: .start).readings.first?.nibp
      else {
        return "old"
      }
      return cuff.ageIsUnknown ? "?" : "new"
    }
  }

  @Test func itsOwnInstantTells() throws {
    #expect(
      try story([
        Sent(message: "20260726231332", cuff: "20260726230000"),
        Sent(message: "20260726231342", cuff: "20260726230000"),
        Sent(message: "20260726231352", cuff: "20260726231350"),
        Sent(message: "20260726231402", cuff: "20260726231350"),
      ]) == ["?", "old", "new", "old"])
  }

  /// A sender's slip, or another measurement after the clock was set back: no instant is later, so none is
  /// new.
  @Test func anEqualOrAnEarlierInstantIsNoNewResultWhateverItShows() throws {
    #expect(
      try story([
        Sent(message: "20260726231332", cuff: "20260726230000"),
        Sent(message: "20260726231342", cuff: "20260726230500", sys: 131),
        Sent(message: "20260726231352", cuff: "20260726230500", sys: 210),
        Sent(message: "20260726231402", cuff: "20260726225000", sys: 100),
        Sent(message: "20260726231412", cuff: "20260726230501", sys: 100),
      ]) == ["?", "new", "old", "old", "new"])
  }

  /// MSH-7 with fraction and zone, OBR-7 without zone, OBX-14 with zone: each message says its own time.
  @Test func theTimeOfTheMessageInThreeTextsIsNoInstantOfTheCuff() throws {
    #expect(
      try story([
        Sent(message: "20260726231332.1106+0800", report: "20260726231331", cuff: "20260726231331+0800"),
        Sent(message: "20260726231342.2210+0800", report: "20260726231341", cuff: "20260726231341+0800"),
        Sent(
          message: "20260726231352.0001+0800", report: "20260726231351", cuff: "20260726231351+0800", sys: 131
        ),
        Sent(
          message: "20260726231402.4470+0800", report: "20260726231401", cuff: "20260726231401+0800", sys: 131
        ),
      ]) == ["?", "old", "new", "old"])
  }

  /// OBR-7 has the measurement's time, too, and still it is the cuff's own.
  @Test func theTimeOfAReportOfEarlierIsTheCuffsWhereItHasItToo() throws {
    func sent(_ message: String, _ measured: String, _ sys: Int = 120) -> Sent {
      Sent(message: message, report: measured, cuff: measured, sys: sys)
    }
    #expect(
      try story([
        sent("20260726233000", "20260726230500"),
        sent("20260726233010", "20260726230500"),
        sent("20260726233020", "20260726231500"),
        sent("20260726233030", "20260726231500", 121),
        sent("20260726233040", "20260726231400", 119),
        sent("20260726233050", "20260726232900"),
      ]) == ["?", "old", "new", "old", "old", "new"])
  }

  @Test func oneInstantInTwoZonesIsOne() throws {
    #expect(
      try story([
        Sent(message: "20260726231332+0800", cuff: "20260726230000+0800"),
        Sent(message: "20260726231342+0800", cuff: "20260726150000+0000"),
        Sent(message: "20260726231352+0800", cuff: "20260726150000Z"),
        Sent(message: "20260726231402+0800", cuff: "20260726230000"),
        Sent(message: "20260726231412+0800", cuff: "20260726230500.5"),
      ]) == ["?", "old", "old", "old", "new"])
  }

  /// Only the message that reports it first has its time; the later ones show that the time was the cuff's.
  @Test func aResultThatWasToldIsNotToldAgainWhenItsTimeShows() throws {
    #expect(
      try story([
        Sent(message: "20260726231300", cuff: "20260726230000"),
        Sent(message: "20260726231310", cuff: "20260726231310", sys: 131),
        Sent(message: "20260726231320", cuff: "20260726231310", sys: 131),
        Sent(message: "20260726231330", cuff: "20260726231330", sys: 131),
        Sent(message: "20260726231340", cuff: "20260726231330", sys: 131),
      ]) == ["?", "new", "old", "old", "new"])
  }

  @Test func withoutAnInstantOtherFiguresTell() throws {
    #expect(
      try story([
        Sent(message: "20260726231300", cuff: ""), Sent(message: "20260726231310", cuff: "00000000000000"),
        Sent(message: "20260726231320", cuff: "", sys: 131),
      ]) == ["?", "old", "new"])
  }

  @Test func theTimeThatEverythingHasIsThatOfTheMessage() throws {
    var gateway = try driver("hl7")
    let cuffs = (0..<4).map { index in
      let time = "2026072623\(10 + index)00"
      let message = hl7(
        results: ["8867-4||72|/min", "8480-6||120|mmHg", "8462-4||80|mmHg"].map {
          "OBX|1|NM|\($0)|||||F|||\(time)"
        },
        header: "MSH|^~\\&|M||||2026072623\(10 + index)05||ORU^R01|7|P|2.6")
      return gateway.received(message[...], at: .start).readings.first?.nibp != nil
    }
    #expect(cuffs == [true, false, false, false])
  }
}
