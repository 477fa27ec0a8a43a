import Devices
import InfusionCore
import Quantities

/// A message in its envelope.
func hl7(_ segments: [String]) -> [UInt8] {
  [0x0B] + ascii(segments.joined(separator: "\r") + "\r") + [0x1C, 0x0D]
}

/// Results of a monitor, with a header of the usual form.
func hl7(
  results: [String], header: String = "MSH|^~\\&|MON|WARD|||20260726120500+0000||ORU^R01^ORU_R01|7|P|2.6"
)
  -> [UInt8]
{
  hl7([header] + results)
}

/// What messages come to, as the driver tells it: `hr 72 spo2 98`, in the order of the record.
struct HL7Heard {
  var readings: [String] = []
  var unread: [String] = []

  init(_ stream: [UInt8]) throws {
    var gateway = try driver("hl7")
    readings = gateway.received(stream[...], at: .start).readings.map(\.hl7Words)
    unread = gateway.unread.entries.map(\.unread.description)
  }

  var reading: String { readings.joined(separator: "; ") }
}

extension Reading {
  var hl7Words: String {
    let samples: [(String, Sample?)] = [
      ("hr", hr), ("spo2", spo2), ("rr", rr), ("pi", pi), ("etco2", etco2), ("temp", temp),
    ]
    var words = samples.compactMap { name, sample in sample.map { "\(name) \($0.words)" } }
    if case .measured(let cuff) = nibp {
      let figures = [cuff.sys, cuff.dia, cuff.mapIsDerived ? nil : cuff.map]
      words.append("bp " + figures.map { $0.map { "\($0)" } ?? "" }.joined(separator: "/"))
    }
    if let status { words.append(status.rawValue) }
    return words.joined(separator: " ")
  }
}

extension Sample {
  fileprivate var words: String {
    switch self {
    case .value(let value, .good): "\(value)"
    case .value(let value, .doubtful): "\(value)?"
    case .noValue: "-"
    }
  }
}
