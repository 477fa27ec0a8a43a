import Devices
import Quantities

/// What each kind of device sends, as its own messages write it: values that move a little, as a patient's
/// do.
struct DeviceStream: Sendable {
  let kind: String
  let bytes: [UInt8]
  /// Decodes all of it in pieces as a port hands them over, and returns the number of messages.
  let decode: @Sendable ([UInt8]) -> Int

  private init<Decoder: FrameDecoder>(
    _ kind: String, _ makeDecoder: @escaping @Sendable () -> Decoder, _ frame: (Int) -> [UInt8]
  ) {
    self.kind = kind
    var bytes: [UInt8] = []
    var number = 0
    while bytes.count < 1 << 18 {
      bytes += frame(number)
      number += 1
    }
    self.bytes = bytes
    decode = { bytes in
      var decoder = makeDecoder()
      var count = 0
      for piece in bytes.pieces { decoder.feed(piece) { _ in count += 1 } }
      return count
    }
  }
}

extension [UInt8] {
  /// As much as a port reads at once.
  var pieces: [ArraySlice<UInt8>] {
    stride(from: 0, to: count, by: 4096).map { self[$0..<Swift.min($0 + 4096, count)] }
  }
}

extension DeviceStream {
  static let all = [line] + oximeters + bluetooth + monitors + pumps

  private static let line = DeviceStream("line", { LineDecoder() }) { number in
    let cuff = number % 300 == 0 ? " sys=124 dia=78 map=93" : ""
    return Array(
      "@\(number) hr=\(60 + number % 40) spo2=\(90 + number % 10)\(cuff) seq=\(number % 65536)\n".utf8)
  }

  private static func rate(_ number: Int) -> Reported { .value(Fixed(60 + number / 7 % 80)) }
  private static func saturation(_ number: Int) -> Reported { .value(Fixed(90 + number / 5 % 10)) }
  private static func stamp(_ number: Int) -> String {
    let (minute, second) = (number / 60 % 60, number % 60)
    return "11:" + (minute < 10 ? "0" : "") + "\(minute):" + (second < 10 ? "0" : "") + "\(second)"
  }

  private static let oximeters = [
    DeviceStream("contec-v7", { ContecV7Decoder() }) {
      ContecV7RealTime(pulse: rate($0), spo2: saturation($0), perfusionIndex: .value(3), wave: $0 % 128).bytes
    },
    DeviceStream("contec-5byte", { Contec5ByteDecoder() }) {
      Contec5ByteFrame(pulse: rate($0), spo2: saturation($0)).bytes
    },
    DeviceStream("nonin-df2", { NoninDF2Decoder() }) {
      NoninPacket(pulse: rate($0), spo2: saturation($0)).bytesDF2
    },
    DeviceStream("nonin-df7", { NoninDF7Decoder() }) {
      NoninPacket(pulse: rate($0), spo2: saturation($0)).bytesDF7
    },
    DeviceStream("nonin-df8", { NoninDF8Decoder() }) {
      NoninDF8Frame(pulse: rate($0), spo2: saturation($0)).bytes
    },
    DeviceStream("nonin-ascii", { NoninAsciiDecoder() }) {
      NoninAsciiLine(spo2: saturation($0), pulse: rate($0), deviceTime: stamp($0)).bytes
    },
    DeviceStream("masimo-ascii1", { MasimoAscii1Decoder() }) {
      MasimoAscii1Line(
        deviceTime: "03/14/26 " + stamp($0), spo2: saturation($0), pulse: rate($0), perfusionIndex: .value(3)
      ).bytes
    },
    DeviceStream("nellcor", { NellcorDecoder() }) {
      NellcorLine(
        deviceTime: "07-Jan-26 " + stamp($0), spo2: saturation($0), pulse: rate($0), amplitude: .value(36),
        states: []
      ).bytes
    },
  ]

  private static let bluetooth = [
    DeviceStream("plx", { NotifiedDecoder<PLXMeasurement>() }) {
      PLXMeasurement(.init(spo2: saturation($0), pulse: rate($0)), state: .validated, sensor: []).bytes
    },
    DeviceStream("blp", { NotifiedDecoder<BLPMessage>() }) {
      $0 % 30 == 0
        ? BLPMessage.result(BLPMeasurement(sys: .value(124), dia: .value(78), map: .value(93))).bytes
        : BLPMessage.cuffPressure(.value(Fixed(60 + $0 % 100))).bytes
    },
    DeviceStream("nonin-ble", { NotifiedDecoder<NoninOximetry>() }) {
      NoninOximetry(
        status: .onTheFinger, perfusionIndex: .value(3), number: $0 % 65536, spo2: saturation($0),
        pulse: rate($0)
      ).bytes
    },
    DeviceStream("pc60fw", { PC60FWDecoder() }) {
      PC60FWMessage(spo2: saturation($0), pulse: rate($0), perfusionIndex: .value(3)).bytes
    },
    DeviceStream("jumper", { NotifiedDecoder<JumperMessage>() }) {
      JumperMessage(pulse: rate($0), spo2: saturation($0), perfusionIndex: .value(3)).bytes
    },
  ]

  private static let monitors = [
    DeviceStream("suntech", { SunTechDecoder() }) {
      $0 % 10 == 0
        ? SunTechReply.result(SunTechResult(sys: 115, dia: 74, map: 88, pulse: 85, beats: 30)).bytes
        : SunTechReply.cuffPressure(60 + $0 % 100).bytes
    },
    DeviceStream("pm6750", { PM6750Decoder() }) { number in
      PM6750Message.oximeter(PM6750Oximeter(state: .ok, spo2: saturation(number), pulse: rate(number))).bytes
        + PM6750Message.cuff(PM6750Cuff(state: .done, sys: 124, map: 93, dia: 78)).bytes
    },
    DeviceStream("ansarb", { AnsarBDecoder() }) {
      AnsarBMessage(
        hr: rate($0), rr: .value(14), spo2: saturation($0), pulse: rate($0), sys: .value(121),
        dia: .value(75),
        map: .value(92)
      ).bytes
    },
    DeviceStream("dri", { DRIDecoder() }) {
      DRIRecord(hr: rate($0), spo2: saturation($0), pulse: rate($0), sys: .value(124), dia: .value(78)).bytes
    },
    DeviceStream("dinamap", { DinamapDecoder() }) {
      $0 % 2 == 0
        ? DinamapReply.oximeter(DinamapOximeter(state: .operating, spo2: saturation($0))).bytes
        : DinamapReply.cuff(
          DinamapCuff(
            state: .done, ageSeconds: $0 % 900, sys: .value(124), dia: .value(78), map: .value(93))
        ).bytes
    },
    DeviceStream("intellivue", { IntelliVueDecoder() }) {
      let values = [
        IntelliVueValue(0x4182, rate($0), unit: 0x0AA0),
        IntelliVueValue(0x4BB8, saturation($0), unit: 0x0220),
      ]
      let objects = values.map { IntelliVueObject(handle: $0.term, [.label("SpO2"), .values([$0])]) }
      return IntelliVueMessage.answer(IntelliVueAnswer(.numerics, .closing, objects)).bytes(on: .serial)
    },
    DeviceStream("intellivue-lan", { IntelliVueDatagramDecoder() }) {
      let rate = IntelliVueValue(0x4182, rate($0), unit: 0x0AA0)
      let object = IntelliVueObject(handle: 1, [.label("HR"), .values([rate])])
      return IntelliVueMessage.answer(IntelliVueAnswer(.numerics, .closing, [object])).bytes(on: .network)
    },
    DeviceStream("accutorr3", { AccutorrDecoder() }) {
      AccutorrLine(
        spo2: saturation($0), pulse: rate($0), sys: .value(124), map: .value(93), dia: .value(78),
        minutes: $0 % 60
      ).bytes
    },
    DeviceStream("par", { ParDecoder() }) {
      $0 % 10 == 0
        ? ParFrame.status(ParStatus(error: 0, sys: .value(125), dia: .value(80), map: .value(90))).bytes
        : ParFrame.cuffPressure(35 + $0 % 100).bytes
    },
    DeviceStream("hl7", { HL7Decoder() }) { number in
      let segments = [
        "MSH|^~\\&|GATEWAY|OR|CHAIRSIDE||20260102101500||ORU^R01^ORU_R01|\(number)|P|2.6", "PID|||12345",
        "OBR|1|||VITALS|||20260102101500",
        "OBX|1|NM|8867-4^Heart rate^LN||\(60 + number % 40)|/min^per minute^UCUM|||||F|||20260102101500",
        "OBX|2|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||\(90 + number % 10)|262688^MDC_DIM_PERCENT^MDC|||||R",
      ]
      return [0x0B] + segments.flatMap { Array($0.utf8) + [0x0D] } + [0x1C, 0x0D]
    },
  ]

  private static let pumps = [
    DeviceStream("asena", { AsenaDecoder() }) {
      AsenaReply.infusion(
        AsenaInfusion(
          serialNumber: "8002-51733", hasAlarm: false, mode: "INF", rate: 52,
          volume: Fixed(thousandths: $0 * 15))
      ).bytes
    },
    DeviceStream("ne1000", { NE1000Decoder() }) {
      NE1000Reply(
        state: .infusing, content: .dispensed(infused: Fixed(thousandths: $0 % 1000 * 10), withdrawn: 0)
      ).bytes
    },
    DeviceStream("fresenius", { FreseniusDecoder() }) {
      FreseniusReport(rate: Fixed(thousandths: 6300), volume: Fixed(thousandths: $0)).bytes
    },
    DeviceStream("bcc", { BCCDecoder() }) {
      BCCBlock(values: [
        BCCBlock.Value(address: "1/1/11", parameter: .rate, figure: .value(52)),
        BCCBlock.Value(address: "1/1/11", parameter: .volume, figure: .value(Fixed(thousandths: $0))),
      ]).bytes
    },
  ]
}
