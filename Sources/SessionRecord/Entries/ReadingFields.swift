import InfusionCore
import JSONLines
import Quantities

// A reading with the keys of the line protocol, in the order of its table.

extension Reading {
  func write(to writer: inout JSONWriter) {
    writer.field("source", source.name)
    var doubtful: [String] = []
    func sample(_ key: String, _ sample: Sample?, _ writer: inout JSONWriter) {
      switch sample {
      case nil: break
      case .noValue: writer.field(key, orNull: Fixed?.none)
      case .value(let value, let quality):
        writer.field(key, value)
        if quality == .doubtful { doubtful.append(key) }
      }
    }
    sample("hr", hr, &writer)
    sample("spo2", spo2, &writer)
    sample("pi", pi, &writer)
    nibp?.write(to: &writer)
    sample("rr", rr, &writer)
    sample("etco2", etco2, &writer)
    sample("temp", temp, &writer)
    pump?.write(to: &writer)
    writer.field("status", ifAny: status?.rawValue)
    writer.field("stands", ifTrue: statusStands)
    writer.field("doubtful", ifAny: doubtful + (nibp?.doubtfulKeys ?? []))
    guard case .measured(let cuff) = nibp else { return }
    writer.field("derived", ifAny: cuff.mapIsDerived ? ["map"] : [])
    writer.field("age", ifAny: cuff.ageIsUnknown ? "unknown" : nil)
  }

  init?(_ line: JSONLine) {
    guard let source = line.text("source") else { return nil }
    self.init(source: SourceID(source))
    var cuff = CuffFields()
    var pump = PumpReport()
    var doubtful: [String] = []
    for member in line.members {
      switch line.shortKey(of: member) {
      case "hr": hr = line.sample(of: member)
      case "spo2": spo2 = line.sample(of: member)
      case "pi": pi = line.sample(of: member)
      case "rr": rr = line.sample(of: member)
      case "etco2": etco2 = line.sample(of: member)
      case "temp": temp = line.sample(of: member)
      case "sys": cuff.set(line.sample(of: member), as: \.sys)
      case "dia": cuff.set(line.sample(of: member), as: \.dia)
      case "map": cuff.set(line.sample(of: member), as: \.map)
      case "nid": cuff.number = line.value(of: member)?.integer
      case "derived": cuff.mapIsDerived = true
      case "doubtful": doubtful = line.texts("doubtful")
      case "age": cuff.ageIsUnknown = true
      case "rate": pump.rate = line.value(of: member)?.double.map { MillilitresPerHour($0) }
      case "vol": pump.volume = line.value(of: member)?.double.map { Millilitres($0) }
      case "pump": pump.state = line.text(of: member).flatMap(PumpState.init)
      case "vtbi": pump.vtbi = line.vtbi(of: member)
      case "status": status = line.text(of: member).flatMap(SensorStatus.init)
      case "stands": statusStands = true
      default: break
      }
    }
    nibp = cuff.result
    if pump != PumpReport() { self.pump = pump }
    for key in doubtful { markDoubtful(key) }
  }

  private mutating func markDoubtful(_ key: String) {
    switch key {
    case "hr": hr = hr?.doubtful
    case "spo2": spo2 = spo2?.doubtful
    case "pi": pi = pi?.doubtful
    case "rr": rr = rr?.doubtful
    case "etco2": etco2 = etco2?.doubtful
    case "temp": temp = temp?.doubtful
    case "sys", "dia", "map": nibp = nibp?.doubtful(true)
    default: break
    }
  }
}

extension Sample {
  fileprivate var doubtful: Sample {
    switch self {
    case .value(let value, _): .value(value, .doubtful)
    case .noValue: .noValue
    }
  }
}

extension JSONLine {
  fileprivate func sample(of member: Member) -> Sample? {
    switch member.form {
    case .fixed: .value(Fixed(thousandths: member.thousandths))
    case .null: .noValue
    case .yes, .no, .double, .plain, .escaped, .nested: nil
    }
  }
}

extension JSONLine {
  /// A volume, or null where none is set.
  fileprivate func vtbi(of member: Member) -> VolumeToBeInfused? {
    if case .null = member.form { return .unlimited }
    return value(of: member)?.double.map { .volume(Millilitres($0)) }
  }
}

extension CuffResult {
  /// What of it the source doubted: all that it measured, for it is one measurement.
  var doubtfulKeys: [String] {
    guard case .measured(let cuff) = self, cuff.isDoubtful else { return [] }
    return [Vital.sys, .dia, .map].filter { cuff[$0] != nil }.map(\.rawValue)
  }

  func write(to writer: inout JSONWriter) {
    switch self {
    case .failed(let number):
      writer.field("sys", orNull: Fixed?.none)
      writer.field("dia", orNull: Fixed?.none)
      if let number { writer.field("nid", number) }
    case .measured(let cuff):
      if let sys = cuff.sys { writer.field("sys", sys) }
      if let dia = cuff.dia { writer.field("dia", dia) }
      if let map = cuff.map { writer.field("map", map) }
      if let number = cuff.number { writer.field("nid", number) }
    }
  }
}

/// What a line says about a cuff, until all of it is read.
private struct CuffFields {
  var sys: Fixed?
  var dia: Fixed?
  var map: Fixed?
  var number: Int?
  var mapIsDerived = false
  var ageIsUnknown = false
  private var hasFailed = false

  mutating func set(_ sample: Sample?, as member: WritableKeyPath<CuffFields, Fixed?>) {
    switch sample {
    case .value(let value, _): self[keyPath: member] = value
    case .noValue: hasFailed = true
    case nil: break
    }
  }

  var result: CuffResult? {
    if sys == nil && dia == nil && map == nil && (hasFailed || number == nil) {
      return hasFailed ? .failed(number: number) : nil
    }
    return .measured(
      CuffMeasurement(
        sys: sys, dia: dia, map: map, mapIsDerived: mapIsDerived, number: number, ageIsUnknown: ageIsUnknown))
  }
}

extension PumpReport {
  fileprivate func write(to writer: inout JSONWriter) {
    if let rate { writer.field("rate", exactly: rate) }
    if let volume { writer.field("vol", exactly: volume) }
    writer.field("pump", ifAny: state?.rawValue)
    switch vtbi {
    case .volume(let volume): writer.field("vtbi", exactly: volume)
    case .unlimited: writer.field("vtbi", orNull: Fixed?.none)
    case nil: break
    }
  }
}
