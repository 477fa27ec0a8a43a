import Quantities

extension LineRecord {
  /// The record as a sender would write it, with CRLF or LF left to the sender.
  public func text(withChecksum: Bool = false) -> String {
    let time = self.time.map { "@\(Fixed(thousandths: Int($0.milliseconds)))" }
    let fields =
      [time] + vitals + cuffFields + pumpFields + [
        number("seq", seq), status.map { "status=\($0.rawValue)" },
      ]
    let line = fields.compactMap { $0 }.joined(separator: " ")
    guard withChecksum else { return line }
    return line + "*" + Ascii.text(Ascii.upperHex(line.utf8.reduce(0, ^)))
  }

  private var vitals: [String?] {
    [("hr", hr), ("spo2", spo2), ("pi", pi), ("rr", rr), ("etco2", etco2), ("temp", temp)].map { key, value in
      switch value {
      case nil: nil
      case .missing: "\(key)=-"
      case .value(let figure): "\(key)=\(figure)"
      }
    }
  }

  private var cuffFields: [String?] {
    switch cuff {
    case nil: [number("nid", nid)]
    case .failed: ["sys=-", "dia=-", number("nid", nid)]
    case .meanOnly(let map): ["map=\(map)", number("nid", nid)]
    case .pressure(let sys, let dia, let map):
      ["sys=\(sys)", "dia=\(dia)", map.map { "map=\($0)" }, number("nid", nid)]
    }
  }

  private var pumpFields: [String?] {
    guard let pump else { return [] }
    return [
      pump.rate.map { "rate=\($0)" }, pump.volume.map { "vol=\($0)" },
      pump.state.map { "pump=\($0.rawValue)" },
    ]
  }

  private func number(_ key: String, _ value: Int?) -> String? { value.map { "\(key)=\($0)" } }
}
