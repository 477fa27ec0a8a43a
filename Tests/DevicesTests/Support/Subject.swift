import Devices
import Quantities
import Testing

/// A protocol with eight frames that can be told apart, for what must hold of every decoder.
struct Subject: Sendable, CustomTestStringConvertible {
  let name: String
  let hasChecksum: Bool
  /// As the device sends them, one after the other.
  let frames: [[UInt8]]
  /// What each frame comes to, in order.
  let messages: [String]
  /// Everything that a stream comes to.
  let decode: @Sendable ([UInt8]) -> [String]

  var testDescription: String { name }

  init<Decoder: FrameDecoder>(
    _ name: String, checksum: Bool, _ makeDecoder: @escaping @Sendable () -> Decoder,
    /// Empty for what carries no value.
    reading words: @escaping @Sendable (Decoder.Message) -> String = { "\($0)" },
    _ frame: (Int) -> [UInt8]
  ) {
    self.name = name
    hasChecksum = checksum
    frames = (0..<8).map(frame)
    decode = { stream in
      var decoder = makeDecoder()
      return decoder.messages(in: stream).map(words).filter { !$0.isEmpty }
    }
    messages = decode(frames.flatMap { $0 })
  }
}

extension Subject {
  static let all = oximeters + bluetooth + monitors + pumps + [line, checkedLine]

  private static func rate(_ number: Int) -> Reported { .value(Fixed(120 + 3 * number)) }
  private static func saturation(_ number: Int) -> Reported { .value(Fixed(90 + number)) }
  private static let numbers: @Sendable (NoninPacket) -> String = { "\($0.pulse) \($0.spo2)" }

  // Without the sender's time: how that is held against damage is a story of its own.
  private static let line = Subject("line", checksum: false, { LineDecoder() }) {
    ascii("hr=\(60 + $0) spo2=97\n")
  }

  private static let checkedLine = Subject("line with checksums", checksum: true, { LineDecoder() }) {
    let body = ascii("@\($0) hr=\(60 + $0) spo2=97")
    let sum = String(body.reduce(0, ^), radix: 16)
    return body + ascii("*" + (sum.utf8.count < 2 ? "0" : "") + sum + "\n")
  }

  private static let oximeters = [
    Subject("contec-v7", checksum: false, { ContecV7Decoder() }) {
      ContecV7RealTime(pulse: rate($0), spo2: saturation($0)).bytes
    },
    Subject("contec-5byte", checksum: false, { Contec5ByteDecoder() }) {
      Contec5ByteFrame(pulse: rate($0), spo2: saturation($0)).bytes
    },
    Subject("nonin-df2", checksum: true, { NoninDF2Decoder() }, reading: numbers) {
      NoninPacket(pulse: rate($0), spo2: saturation($0)).bytesDF2
    },
    Subject("nonin-df7", checksum: true, { NoninDF7Decoder() }, reading: numbers) {
      NoninPacket(pulse: rate($0), spo2: saturation($0)).bytesDF7
    },
    Subject("nonin-df8", checksum: false, { NoninDF8Decoder() }) {
      NoninDF8Frame(pulse: rate($0), spo2: saturation($0)).bytes
    },
    Subject("nonin-ascii", checksum: false, { NoninAsciiDecoder() }) {
      NoninAsciiLine(spo2: saturation($0), pulse: rate($0)).bytes
    },
    Subject("masimo-ascii1", checksum: false, { MasimoAscii1Decoder() }) {
      MasimoAscii1Line(
        deviceTime: "03/14/26 11:00:0\($0)", spo2: saturation($0), pulse: rate($0), perfusionIndex: .value(3)
      ).bytes
    },
    Subject("nellcor", checksum: false, { NellcorDecoder() }) {
      NellcorLine(
        deviceTime: "07-Jan-26 11:00:0\($0)", spo2: saturation($0), pulse: rate($0), amplitude: .value(36)
      ).bytes
    },
  ]

  private static let bluetooth = [
    Subject("plx", checksum: true, { NotifiedDecoder<PLXMeasurement>() }) {
      PLXMeasurement(.init(spo2: saturation($0), pulse: rate($0)), state: .validated, sensor: []).bytes
    },
    Subject("blp", checksum: true, { NotifiedDecoder<BLPMessage>() }) {
      BLPMessage.result(BLPMeasurement(sys: rate($0), dia: .value(80), map: .value(90))).bytes
    },
    Subject("nonin-ble", checksum: true, { NotifiedDecoder<NoninOximetry>() }) {
      NoninOximetry(
        status: .onTheFinger, perfusionIndex: .value(3), number: $0, spo2: saturation($0), pulse: rate($0)
      ).bytes
    },
    Subject("pc60fw", checksum: true, { PC60FWDecoder() }) {
      PC60FWMessage(spo2: saturation($0), pulse: rate($0), perfusionIndex: .value(3)).bytes
    },
    Subject("jumper", checksum: true, { NotifiedDecoder<JumperMessage>() }) {
      JumperMessage(pulse: rate($0), spo2: saturation($0), perfusionIndex: .value(3)).bytes
    },
  ]

  private static let monitors = [
    Subject("suntech", checksum: true, { SunTechDecoder() }) {
      SunTechReply.result(SunTechResult(sys: 115 + $0, dia: 74, map: 88, pulse: 85, beats: 30)).bytes
    },
    Subject("pm6750", checksum: true, { PM6750Decoder() }) {
      PM6750Message.oximeter(PM6750Oximeter(state: .ok, spo2: saturation($0), pulse: rate($0))).bytes
    },
    Subject("par", checksum: true, { ParDecoder() }) {
      ParFrame.status(ParStatus(error: 0, sys: rate($0), dia: .value(80), map: .value(90))).bytes
    },
    Subject("ansarb", checksum: false, { AnsarBDecoder() }) {
      AnsarBMessage(hr: rate($0), rr: .value(14), spo2: saturation($0)).bytes
    },
    Subject("dri", checksum: true, { DRIDecoder() }) {
      DRIRecord(hr: rate($0), spo2: saturation($0), sys: .value(124), dia: .value(78)).bytes
    },
    Subject("dinamap", checksum: true, { DinamapDecoder() }) {
      DinamapReply.cuff(
        DinamapCuff(state: .done, ageSeconds: 12, sys: rate($0), dia: .value(80), map: .value(90))
      ).bytes
    },
    Subject("accutorr3", checksum: false, { AccutorrDecoder() }) {
      AccutorrLine(
        spo2: saturation($0), pulse: rate($0), sys: .value(150), map: .value(90), dia: .value(80), minutes: 5
      ).bytes
    },
    Subject("intellivue", checksum: true, { IntelliVueDecoder() }) {
      let rate = IntelliVueValue(0x4182, rate($0), unit: 0x0AA0)
      return IntelliVueMessage.answer(
        IntelliVueAnswer(.numerics, .closing, [IntelliVueObject(handle: 2, [.values([rate])])])
      ).bytes(on: .serial)
    },
    Subject("intellivue-lan", checksum: false, { IntelliVueDatagramDecoder() }) {
      let rate = IntelliVueValue(0x4182, rate($0), unit: 0x0AA0)
      return IntelliVueMessage.answer(
        IntelliVueAnswer(.numerics, .closing, [IntelliVueObject(handle: 2, [.values([rate])])])
      ).bytes(on: .network)
    },
    Subject("hl7", checksum: false, { HL7Decoder() }, reading: { "\($0.figures[.hr] ?? .missing)" }) {
      let segments = [
        "MSH|^~\\&|G|OR|C||20260102101500||ORU^R01|\($0)|P|2.6", "OBX|1|NM|8867-4||\(60 + $0)|/min|||||F",
      ]
      return [0x0B] + ascii(segments.joined(separator: "\r") + "\r") + [0x1C, 0x0D]
    },
  ]

  private static let reports: @Sendable (FreseniusMessage) -> String = {
    if case .report(let report) = $0 { "\(report)" } else { "" }
  }

  private static let pumps = [
    Subject("asena", checksum: true, { AsenaDecoder() }) {
      AsenaReply.infusion(
        AsenaInfusion(serialNumber: "8002", hasAlarm: false, mode: "INF", rate: 52, volume: Fixed($0))
      ).bytes
    },
    Subject("ne1000", checksum: false, { NE1000Decoder() }) {
      NE1000Reply(state: .infusing, content: .dispensed(infused: Fixed($0), withdrawn: 0)).bytes
    },
    Subject("fresenius", checksum: true, { FreseniusDecoder() }, reading: reports) {
      FreseniusReport(rate: 5, volume: Fixed($0)).bytes
    },
    Subject("bcc", checksum: true, { BCCDecoder() }) {
      BCCBlock(values: [.init(address: "1/1/11", parameter: .volume, figure: .value(Fixed($0)))]).bytes
    },
  ]
}
