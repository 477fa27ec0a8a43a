import Devices
import InfusionCore
import Quantities

/// Lets a driver hear a case, and collects where it says something else.
struct CorpusRun {
  private(set) var faults: [CorpusFault] = []
  private var driver: any DeviceDriver
  private var now = SessionTime.start
  private var line = 0
  private var readings: [[String]] = []
  private var told: [String] = []
  private var sent: [[UInt8]] = []

  init(_ corpusCase: CorpusCase) {
    let kind = corpusCase.kind
    let options = DriverOptions(
      source: SourceID(kind.name), line: corpusCase.line, address: corpusCase.address)
    driver = kind.driver(options)
    for (line, step) in corpusCase.steps { take(step, line) }
    expectNothingMore()
  }

  private mutating func take(_ step: CorpusCase.Step, _ line: Int) {
    switch step {
    case .open:
      self.line = line
      hear(driver.opened(at: now))
    case .at(let milliseconds):
      expectNothingMore()
      self.line = line
      now = SessionTime(milliseconds: milliseconds)
      hear(driver.advance(to: now))
    case .bytes(let bytes):
      expectNothingMore()
      self.line = line
      sent = []
      hear(driver.received(bytes[...], at: now))
    case .reads(nil):
      if !readings.isEmpty { note(line, "it reads \(readings.words)") }
      readings = []
    case .reads(let words?):
      let found = readings.isEmpty ? nil : readings.removeFirst()
      if found != words { note(line, "it reads \(found?.joined(separator: " ") ?? "nothing")") }
    case .tells(let words):
      let found = told.isEmpty ? nil : told.removeFirst()
      if found != words { note(line, "it tells \(found ?? "nothing")") }
    case .sends(let bytes):
      let found = sent.isEmpty ? nil : sent.removeFirst()
      if found != bytes { note(line, "it sends \(found.map(text) ?? "nothing")") }
    }
  }

  /// Every reading and every word about conduct must be one that the case expects.
  private mutating func expectNothingMore() {
    if !readings.isEmpty { note(line, "it also reads \(readings.words)") }
    if !told.isEmpty { note(line, "it also tells \(told.joined(separator: ", "))") }
    (readings, told) = ([], [])
  }

  private mutating func note(_ line: Int, _ what: String) {
    faults.append(CorpusFault(line: line, what: what))
  }

  private mutating func hear(_ effects: [DriverEffect]) {
    readings += effects.readings.map { $0.corpusWords.sorted() }
    told += effects.conducts.map { String($0.drop { $0 != " " }.dropFirst()) }
    sent += effects.sent
  }
}

extension [[String]] {
  fileprivate var words: String { map { $0.joined(separator: " ") }.joined(separator: "; ") }
}

extension Reading {
  /// With the keys of the line protocol: `spo2=97`, `hr=72?` doubtful, `rr=-` none.
  fileprivate var corpusWords: [String] {
    let samples = [
      ("spo2", spo2), ("hr", hr), ("rr", rr), ("pi", pi), ("etco2", etco2), ("temp", temp),
    ].compactMap { name, sample in sample.map { "\(name)=\($0.corpusWord)" } }
    return samples + [status.map { "status=\($0.rawValue)" }].compactMap { $0 } + (nibp?.corpusWords ?? [])
      + (pump?.corpusWords ?? [])
  }
}

extension Sample {
  fileprivate var corpusWord: String {
    switch self {
    case .value(let value, .good): "\(value)"
    case .value(let value, .doubtful): "\(value)?"
    case .noValue: "-"
    }
  }
}

extension CuffResult {
  fileprivate var corpusWords: [String] {
    guard case .measured(let measured) = self else { return ["cuff=failed"] }
    let figures = [
      ("sys", measured.sys), ("dia", measured.dia), ("map", measured.mapIsDerived ? nil : measured.map),
    ]
    return figures.compactMap { name, value in value.map { "\(name)=\($0)" } }
      + (measured.ageIsUnknown ? ["age=unknown"] : [])
  }
}

extension PumpReport {
  fileprivate var corpusWords: [String] {
    let toGo: String? =
      switch vtbi {
      case .volume(let volume): "\(volume.fixed)"
      case .unlimited: "none"
      case nil: nil
      }
    let parts = [
      state.map { "pump=\($0.rawValue)" }, rate.map { "rate=\($0.fixed)" }, volume.map { "vol=\($0.fixed)" },
      toGo.map { "vtbi=\($0)" },
    ]
    return parts.compactMap { $0 }
  }
}
