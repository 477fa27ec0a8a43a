import Devices
import InfusionCore
import Quantities
import Testing

private func result(_ patient: String?, _ bed: String?, hr: Int, cuff: String = "") -> [UInt8] {
  let segments =
    ["MSH|^~\\&|GW|WARD|||20261128101000+0000||ORU^R01^ORU_R01|7|P|2.6"]
    + (patient.map { ["PID|||\($0)^^^CLINIC^MR||"] } ?? [])
    + (bed.map { ["PV1||O|\($0)"] } ?? [])
    + ["OBX|1|NM|8867-4^Heart rate^LN||\(hr)|/min|||||F\(cuff)"]
  return [0x0B] + ascii(segments.joined(separator: "\r") + "\r") + [0x1C, 0x0D]
}

private func masimo(_ serial: String, _ spo2: Int) -> [UInt8] {
  ascii("02/22/26 10:00:00 SN=\(serial) SPO2=0\(spo2)% BPM=062 PI=03.60% ALARM=0000 EXC=000000\r\n")
}

extension [DriverEffect] {
  /// In their order: `serial 11`, `P-1 at BED1`, `hr 72`, `spo2 97`, `passed over: ...`.
  fileprivate var story: [String] {
    compactMap { effect in
      guard case .input(let input, _) = effect else { return nil }
      switch input {
      case .identity(_, let who):
        return who.serial.map { "serial \($0)" } ?? "\(who.patient ?? "-") at \(who.bed ?? "-")"
      case .reading(let reading):
        if case .value(let spo2, _) = reading.spo2 { return "spo2 \(spo2)" }
        if case .value(let hr, _) = reading.hr { return "hr \(hr)" }
        return "reading"
      case .annotation(let text, _): return text
      default: return nil
      }
    }
  }
}

/// What is at a source, in the words of its own messages.
@Suite struct IdentityTests {
  @Test func aSerialNumberIsToldOnceBeforeItsFirstReading() throws {
    let told = try effects(
      ofFile: [96, 96, 96, 97, 98].flatMap { masimo("0000056661", $0) }, "masimo-ascii1")
    #expect(told.story == ["serial 0000056661", "spo2 96", "spo2 97", "spo2 98"])
  }

  @Test func anotherSerialNumberIsBelievedAtTheThirdLineAndUntilThenNothingOfIt() throws {
    let lines = thrice(masimo("11", 98)) + (91...94).flatMap { masimo("22", $0) }
    #expect(
      try effects(ofFile: lines, "masimo-ascii1").story
        == ["serial 11", "spo2 98", "serial 22", "spo2 93", "spo2 94"])
  }

  @Test func aDamagedDigitIsNoOtherDevice() throws {
    let lines =
      thrice(masimo("11", 98)) + masimo("13", 97) + masimo("11", 96) + masimo("13", 95) + masimo("11", 94)
    #expect(
      try effects(ofFile: lines, "masimo-ascii1").story == ["serial 11", "spo2 98", "spo2 96", "spo2 94"])
  }

  @Test func afterAPulledCableTheFirstLineThatIsUsedSaysWhoItIs() throws {
    var oximeter = try driver("masimo-ascii1")
    _ = oximeter.received(thrice(masimo("11", 98))[...], at: .start)
    oximeter.closed(at: .seconds(1))
    _ = oximeter.opened(at: .seconds(2))
    #expect(
      oximeter.received(thrice(masimo("22", 91))[...], at: .seconds(3)).story == ["serial 22", "spo2 91"])
  }

  @Test func aPumpsSerialNumberStandsInEachAnswer() throws {
    var pump = try driver("asena")
    let answers = ["8002", "8002", "8003"].flatMap {
      AsenaReply.infusion(
        AsenaInfusion(serialNumber: $0, hasAlarm: false, mode: "INF", rate: 52, volume: 1)
      ).bytes
    }
    #expect(
      pump.received(answers[...], at: .start).story.filter { $0 != "reading" }
        == ["serial 8002", "serial 8003"])
  }

  @Test func aPatientAndABedAreToldBeforeTheResultsThatNameThem() throws {
    var gateway = try driver("hl7")
    let stream =
      result("P-1", "BED1", hr: 72) + result("P-1", "BED1", hr: 73) + result("OTHER-9", "BED7", hr: 131)
      + result("P-1", "BED1", hr: 74)
    #expect(
      gateway.received(stream[...], at: .start).story == [
        "P-1 at BED1", "hr 72", "hr 73", "OTHER-9 at BED7", "hr 131", "P-1 at BED1", "hr 74",
      ])
  }

  @Test func whatAMessageDoesNotNameContradictsNothing() throws {
    var gateway = try driver("hl7")
    let stream =
      result(nil, nil, hr: 70) + result(nil, "ICU^12^BED1^HOSPITAL", hr: 71) + result("P-1~X-2", nil, hr: 72)
      + result("P-1", "ICU^12^BED1", hr: 73)
    #expect(
      gateway.received(stream[...], at: .start).story
        == ["hr 70", "- at ICU^12^BED1", "hr 71", "P-1 at ICU^12^BED1", "hr 72", "hr 73"])
  }

  /// What another bed's cuff said is nothing to compare ours with.
  @Test func anotherBedsPressureMakesOursNoNewOne() throws {
    var gateway = try driver("hl7")
    func cuff(_ sys: Int) -> String {
      "\rOBX|2|NM|8480-6||\(sys)|mm[Hg]|||||F\rOBX|3|NM|8462-4||70|mm[Hg]|||||F"
    }
    let stream =
      result("P-1", "BED1", hr: 72, cuff: cuff(120)) + result("P-9", "BED7", hr: 90, cuff: cuff(150))
      + result("P-1", "BED1", hr: 72, cuff: cuff(120))
    let ages = gateway.received(stream[...], at: .start).readings.map { reading in
      if case .measured(let measurement) = reading.nibp { measurement.ageIsUnknown } else { false }
    }
    #expect(ages == [true, true, true])
  }
}

/// `?bed=` and `?patient=`: others on the connection are acknowledged and named, never read.
@Suite struct AddresseeTests {
  private func told(_ asked: Addressee, _ stream: [UInt8]) throws -> [DriverEffect] {
    var gateway = DeviceKind.hl7.driver(DriverOptions(source: SourceID("hl7"), addressee: asked))
    return gateway.received(stream[...], at: .start)
  }

  private let ward =
    result("P-1", "BED1", hr: 72) + result("P-9", "BED7", hr: 131) + result("P-9", "BED7", hr: 132)
    + result("P-1", "BED1", hr: 73)

  @Test(arguments: [
    (
      Addressee(bed: "BED1"),
      ["P-1 at BED1", "hr 72", "passed over: results of bed BED7, patient P-9", "hr 73"]
    ),
    (
      Addressee(patient: "P-9"),
      ["passed over: results of bed BED1, patient P-1", "P-9 at BED7", "hr 131", "hr 132"]
    ),
    (
      Addressee(bed: "BED1", patient: "P-9"),
      ["passed over: results of bed BED1, patient P-1", "passed over: results of bed BED7, patient P-9"]
    ),
  ])
  func onlyThoseAreRead(asked: Addressee, story: [String]) throws {
    let told = try told(asked, ward)
    #expect(told.story == story)
    #expect(told.sent.count == 4)
  }

  @Test func whoIsNotNamedIsNotMeant() throws {
    #expect(
      try told(Addressee(bed: "BED1"), result("P-1", nil, hr: 72)).story
        == ["passed over: results of patient P-1"])
  }

  @Test func aBedIsAlsoKnownByTheLastOfItsNames() throws {
    #expect(
      try told(Addressee(bed: "BED7"), result(nil, "ICU^12^BED7", hr: 72)).story
        == ["- at ICU^12^BED7", "hr 72"])
  }
}
