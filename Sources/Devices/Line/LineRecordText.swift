import Quantities

extension LineRecord {
  /// The record as a sender writes it; the sender adds CRLF or LF.
  public func text(withChecksum: Bool = false) -> String {
    var line = LineFields()
    if let time { line.add("@", Fixed(thousandths: Int(time.milliseconds))) }
    line.add("hr=", hr)
    line.add("spo2=", spo2)
    line.add("pi=", pi)
    line.add("rr=", rr)
    line.add("etco2=", etco2)
    line.add("temp=", temp)
    if let cuff { line.add(cuff) }
    if let nid { line.add("nid=", nid) }
    if let pump { line.add(pump) }
    if let seq { line.add("seq=", seq) }
    if let status { line.add("status=", status.rawValue) }
    guard withChecksum else { return line.text }
    return line.text + "*" + Ascii.text(Ascii.upperHex(line.text.utf8.reduce(0, ^)))
  }
}

/// Fields one after the other, with a space between them.
private struct LineFields {
  private(set) var text = ""

  mutating func add(_ key: String, _ value: some CustomStringConvertible) {
    if !text.isEmpty { text += " " }
    text += key
    text += value.description
  }

  mutating func add(_ key: String, _ reported: Reported?) {
    switch reported {
    case nil: break
    case .missing: add(key, "-")
    case .value(let figure): add(key, figure)
    }
  }

  mutating func add(_ cuff: LineCuff) {
    switch cuff {
    case .failed:
      add("sys=", "-")
      add("dia=", "-")
    case .meanOnly(let map): add("map=", map)
    case .pressure(let sys, let dia, let map):
      add("sys=", sys)
      add("dia=", dia)
      if let map { add("map=", map) }
    }
  }

  mutating func add(_ pump: LinePump) {
    if let rate = pump.rate { add("rate=", rate) }
    if let volume = pump.volume { add("vol=", volume) }
    if let state = pump.state { add("pump=", state.rawValue) }
  }
}
