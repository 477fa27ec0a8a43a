import InfusionCore
import OperatorLanguage
import Quantities
import Testing

/// How the lines of a scenario are read.
enum ScenarioWords {
  /// `12.5`, or `0..60/5`.
  static func times(_ word: String) -> [SessionTime] {
    let parts = word.split(separator: "/").map(String.init)
    let ends = parts[0].replacing("..", with: "|").split(separator: "|").compactMap { Fixed($0) }
    guard let first = ends.first?.thousandths, let last = ends.last?.thousandths else {
      Issue.record("no time: \(word)")
      return []
    }
    let step = parts.count > 1 ? Fixed(parts[1])?.thousandths ?? 1000 : 1000
    return stride(from: first, through: last, by: step).map { SessionTime(milliseconds: Int64($0)) }
  }

  static func input(_ words: [String]) -> Input? {
    guard let first = words.first else { return nil }
    switch first {
    case "!": return action(words.dropFirst().joined(separator: " "))
    case "lost": return .link(SourceID(words[1]), .lost(.vanished))
    case "back": return .link(SourceID(words[1]), .connected)
    case "gap":
      let from = times(words[1])[0]
      return .gap(from: from, reason: "crash", isEstimated: words.last == "estimated")
    case "disk": return .recorder(recorder(words[1]))
    case "sound": return .sound(words[1] == "works" ? .working("bell") : .failing("no device"))
    case "wall": return .publication(publication(words[1]))
    case "step": return .clockStepped(by: .seconds(5))
    case "is":
      return .identity(
        SourceID(words[1]), SourceIdentity(serial: words[2], bed: words.count > 3 ? words[3] : nil))
    case "acts": return .conduct(SourceID(words[1]), conduct(words[2]))
    case "remark": return .annotation(words[1], source: SourceID("csv"))
    default: return .reading(reading(words))
    }
  }

  private static func action(_ text: String) -> Input? {
    do {
      // As a script has it.
      let line = try OperatorScript.parse(Array("@0 \(text)".utf8)).first
      return line.map { .action($0.action, by: $0.by) }
    } catch {
      Issue.record("no action: \(text): \(error)")
      return nil
    }
  }

  private static func recorder(_ word: String) -> RecorderState {
    switch word {
    case "safe": .safe
    case "tight": .lowSpace
    default: .failing("full")
    }
  }

  private static func publication(_ word: String) -> Publication {
    switch word {
    case "stands": .standing
    case "ended": .ended
    default: .failing(.refused)
    }
  }

  private static func conduct(_ word: String) -> SourceConduct {
    switch word {
    case "garbled": .garbled(looksLike: nil)
    case "floods": .floods
    default: .follows
    }
  }

  private static func reading(_ words: [String]) -> Reading {
    var reading = Reading(source: SourceID("line"))
    var cuff = CuffWords()
    var pump = PumpReport()
    // As the line protocol has it: used, and marked.
    let isDoubtful = words.contains("status=artifact") || words.contains("status=lowperfusion")
    for word in words {
      let parts = word.split(separator: "=").map(String.init)
      let sample = Fixed(parts[1]).map { Sample.value($0, isDoubtful ? .doubtful : .good) } ?? .noValue
      switch parts[0] {
      case "src": reading.source = SourceID(parts[1])
      case "spo2": reading.spo2 = sample
      case "hr": reading.hr = sample
      case "rr": reading.rr = sample
      case "pi": reading.pi = sample
      case "status": reading.status = SensorStatus(rawValue: parts[1])
      case "pump": pump.state = PumpState(rawValue: parts[1])
      case "rate": pump.rate = Fixed(parts[1]).map { MillilitresPerHour($0) }
      case "vol": pump.volume = Fixed(parts[1]).map { Millilitres($0) }
      default: cuff.words[parts[0]] = parts[1]
      }
    }
    if pump != PumpReport() { reading.pump = pump }
    reading.nibp = cuff.result
    return reading
  }
}

/// The keys of a cuff: `sys= dia= [map=] [nid=] [age=unknown] [doubt=yes]`, or `map=` alone.
private struct CuffWords {
  var words: [String: String] = [:]

  var result: CuffResult? {
    let number = words["nid"].flatMap { Int($0) }
    let mean = words["map"].flatMap { Fixed($0) }
    guard words["sys"] != nil else {
      return mean.map { .measured(CuffMeasurement(sys: nil, dia: nil, map: $0, number: number)) }
    }
    guard let sys = words["sys"].flatMap({ Fixed($0) }), let dia = words["dia"].flatMap({ Fixed($0) }) else {
      return .failed(number: number)
    }
    var measurement = CuffMeasurement.pressure(sys: sys, dia: dia, map: mean, number: number)
    measurement.ageIsUnknown = words["age"] == "unknown"
    measurement.isDoubtful = words["doubt"] == "yes"
    return .measured(measurement)
  }
}
