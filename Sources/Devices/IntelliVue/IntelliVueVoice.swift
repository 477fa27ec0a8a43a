import InfusionCore
import Quantities

/// Simulates an IntelliVue: it tells nothing before somebody is associated with it and has heard which
/// monitor it is, and ends the association when nobody asked for 10 s. Its answer comes in two linked parts
/// and the one that closes them, as those of a monitor with many modules do.
struct IntelliVueVoice: ListeningVoice {
  /// No simulated patient breathes into a capnograph.
  static let untold: Set<Carried> = [.etco2]
  private let link: IntelliVueLink
  var ear: HostEar<IntelliVueWord>
  private var stage = Stage.apart
  private var secondsSinceWord = 0
  private var seconds = 0
  private var measured: (number: Int, time: IntelliVueTime)?

  private enum Stage { case apart, presented, open }

  private static let invocation: UInt16 = 1
  private static let words: [IntelliVueWord] = [
    .release, .releaseGranted, .associate, .createdHeard(invocation: invocation), .ask(.numerics),
    .ask(.patient),
  ]
  private static let patience = 10

  init(_ link: IntelliVueLink) {
    self.link = link
    ear = HostEar(Self.words) { $0.bytes(on: link) }
  }

  /// Sends nothing by itself, except that it ends an association in which nobody asks.
  var isStreaming: Bool { stage != .apart }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    seconds += 1
    secondsSinceWord += 1
    note(signals.cuffModule.result)
    guard secondsSinceWord >= Self.patience else { return [] }
    stage = .apart
    return say(.association(.aborted))
  }

  mutating func answer(_ word: IntelliVueWord, _ signals: BedsideSignals) -> [UInt8] {
    secondsSinceWord = 0
    switch word {
    case .associate where stage == .apart:
      stage = .presented
      return say(.association(.accepted))
        + say(.created(IntelliVueCreation(invocation: Self.invocation)))
    case .release where stage != .apart:
      stage = .apart
      return say(.association(.released))
    case .createdHeard where stage == .presented:
      stage = .open
      return []
    case .ask(let subject) where stage == .open: return tell(subject, signals)
    case .associate, .release, .releaseGranted, .createdHeard, .ask: return []
    }
  }

  private mutating func tell(_ subject: IntelliVueAnswer.Subject, _ signals: BedsideSignals) -> [UInt8] {
    switch subject {
    case .patient:
      return said(subject, .closing, [IntelliVueObject(handle: 1, [.patientID("")])])
    case .numerics:
      note(signals.cuffModule.result)
      return said(subject, .linked(1, isLast: false), Self.chest(signals))
        + said(subject, .linked(2, isLast: true), finger(signals.oximetry) + [cuff(signals.cuffModule)])
        + said(subject, .closing, [])
    }
  }

  private func said(
    _ subject: IntelliVueAnswer.Subject, _ part: IntelliVueAnswer.Part, _ objects: [IntelliVueObject]
  ) -> [UInt8] {
    say(.answer(IntelliVueAnswer(subject, part, ticks: UInt32(seconds * 8000), objects)))
  }

  private func say(_ message: IntelliVueMessage) -> [UInt8] { message.bytes(on: link) }
}

// MARK: - What it shows

/// Terms and units of ISO/IEEE 11073-10101.
private enum Term {
  static let (heartRate, perMinute) = (UInt16(0x4182), UInt16(0x0AA0))
  static let (breaths, breathsPerMinute) = (UInt16(0x500A), UInt16(0x0AE0))
  static let (temperature, celsius) = (UInt16(0x4B48), UInt16(0x17A0))
  static let (saturation, percent) = (UInt16(0x4BB8), UInt16(0x0220))
  static let pulse: UInt16 = 0x4822
  static let (perfusion, none) = (UInt16(0x4BB0), UInt16(0x0200))
  static let (systolic, diastolic, mean) = (UInt16(0x4A05), UInt16(0x4A06), UInt16(0x4A07))
  static let mmHg: UInt16 = 0x0F20
}

extension IntelliVueVoice {
  private static func numeric(_ handle: UInt16, _ label: String, _ value: IntelliVueValue) -> IntelliVueObject
  {
    IntelliVueObject(handle: handle, [.label(label), .values([value])])
  }

  private static func chest(_ signals: BedsideSignals) -> [IntelliVueObject] {
    [
      numeric(2, "HR", .init(Term.heartRate, Reported(signals.heartRate), unit: Term.perMinute)),
      numeric(3, "RR", .init(Term.breaths, Reported(signals.respiration), unit: Term.breathsPerMinute)),
      numeric(4, "Temp", .init(Term.temperature, SimulatedTemperature.usual, unit: Term.celsius)),
    ]
  }

  /// A moving hand makes the figures questionable; without a finger there are none.
  private func finger(_ signal: OximeterSignal) -> [IntelliVueObject] {
    let state: IntelliVueState =
      switch signal.status {
      case .ok, .lowPerfusion: []
      case .artifact: .questionable
      case .off, .searching, .error: .invalid
      }
    func value(_ term: UInt16, _ figure: Reported, _ unit: UInt16) -> IntelliVueValue {
      .init(term, state == .invalid ? .missing : figure, unit: unit, state: state)
    }
    return [
      Self.numeric(5, "SpO2", value(Term.saturation, signal.reportedSaturation, Term.percent)),
      Self.numeric(6, "Pulse", value(Term.pulse, signal.reportedPulse, Term.perMinute)),
      Self.numeric(7, "Perf", value(Term.perfusion, signal.reportedPerfusion, Term.none)),
    ]
  }

  private func cuff(_ module: CuffModule) -> IntelliVueObject {
    let state: IntelliVueState =
      module.pressure != nil ? .measuring : module.hasFailed || module.result == nil ? .invalid : []
    let pressures = [(Term.systolic, module.sys), (Term.diastolic, module.dia), (Term.mean, module.map)].map {
      IntelliVueValue($0, state == .invalid ? .missing : $1, unit: Term.mmHg, state: state)
    }
    return IntelliVueObject(handle: 8, [.label("NBP"), .values(pressures), .time(measured?.time)])
  }

  /// Its clock, which nobody has set, when a result came.
  private mutating func note(_ result: CuffFigures?) {
    guard let result, result.number != measured?.number else { return }
    let time = IntelliVueTime(
      year: 2000, month: 1, day: 1, hour: seconds / 3600 % 24, minute: seconds / 60 % 60, second: seconds % 60
    )
    measured = (result.number, time)
  }
}
