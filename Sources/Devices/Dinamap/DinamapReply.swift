import Quantities

/// What a Dinamap answers to the three questions that it is asked.
public enum DinamapReply: Hashable, Sendable {
  case cuff(DinamapCuff)
  case oximeter(DinamapOximeter)
  case pulse(DinamapPulse)
}

/// The state of the cuff, and the last determination that gave pressures, with its age.
public struct DinamapCuff: Hashable, Sendable {
  /// How far the cuff is, by the monitor's code.
  public enum State: UInt8, CaseIterable, Hashable, Sendable {
    case busy = 0
    case done = 1
    case failed = 3
    case pumpTookTooLong = 4
    case tookTooLong = 6
    case onePressureTookTooLong = 7
    case overpressure = 8
  }

  /// Nil for a digit that is in no list.
  public var state: State?
  /// Since the determination that gave the pressures; nil where the monitor knows of none.
  public var ageSeconds: Int?
  /// mmHg
  public var sys: Reported
  public var dia: Reported
  public var map: Reported

  public init(state: State?, ageSeconds: Int?, sys: Reported, dia: Reported, map: Reported) {
    self.state = state
    self.ageSeconds = ageSeconds
    self.sys = sys
    self.dia = dia
    self.map = map
  }
}

/// What it tells of its oximeter.
public struct DinamapOximeter: Hashable, Sendable {
  /// How the oximeter is, by the monitor's code.
  public enum State: UInt8, CaseIterable, Hashable, Sendable {
    case standby = 0
    case operating = 1
    /// On a ProCare also a sensor that is off the finger.
    case noData = 3
    /// On a PRO also a sensor that is off the finger.
    case unplugged = 6
  }

  /// Nil for a digit that is in no list.
  public var state: State?
  /// %
  public var spo2: Reported

  public init(state: State?, spo2: Reported) {
    self.state = state
    self.spo2 = spo2
  }
}

/// Its pulse rate, and where that comes from.
public struct DinamapPulse: Hashable, Sendable {
  /// What a pulse was counted by.
  public enum Source: UInt8, CaseIterable, Hashable, Sendable {
    case oximeter = 2
    case cuff = 3
  }

  /// Nil for a digit that is in no list.
  public var source: Source?
  /// /min
  public var rate: Reported

  public init(source: Source?, rate: Reported) {
    self.source = source
    self.rate = rate
  }
}

extension DinamapReply {
  /// More than any cuff, finger or clock of these monitors says.
  private static let pressures = 1...350
  private static let saturations = 1...100
  private static let rates = 1...350
  private static let ages = 0...5400
  /// Where no determination is known.
  private static let noAge = "9999"

  /// Nil for the answer to a question that we do not ask, and for a form that no answer has.
  init?(body: ArraySlice<UInt8>) {
    let digits = body.dropFirst(3)
    func part(_ start: Int, _ count: Int) -> ArraySlice<UInt8> { digits.dropFirst(start).prefix(count) }
    guard let code = digits.first, Ascii.isDigit(code) else { return nil }
    let number = code - 0x30
    switch (DinamapQuestion(rawValue: Ascii.text(body.dropFirst().prefix(2))), digits.count) {
    case (.cuff, 16):
      self = .cuff(
        DinamapCuff(
          state: .init(rawValue: number),
          ageSeconds: Self.number(part(3, 4)).flatMap { Self.ages.contains($0) ? $0 : nil },
          sys: Self.figure(part(7, 3), Self.pressures), dia: Self.figure(part(10, 3), Self.pressures),
          map: Self.figure(part(13, 3), Self.pressures)))
    case (.oximeter, 7):
      self = .oximeter(
        DinamapOximeter(state: .init(rawValue: number), spo2: Self.figure(part(1, 3), Self.saturations)))
    case (.pulse, 4):
      self = .pulse(DinamapPulse(source: .init(rawValue: number), rate: Self.figure(part(1, 3), Self.rates)))
    case (.cuff, _), (.oximeter, _), (.pulse, _), (nil, _): return nil
    }
  }

  /// `-99`, blanks and 000 are none.
  private static func figure(_ digits: ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Reported {
    number(digits).map { .whole($0, in: range) } ?? .missing
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy(Ascii.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// As the monitor sends it; an adult's cuff, a strong signal, 12 s of averaging.
  public var bytes: [UInt8] {
    switch self {
    case .cuff(let cuff):
      let age = cuff.ageSeconds.map { Self.text($0, digits: 4) } ?? Self.noAge
      let pressures = [cuff.sys, cuff.dia, cuff.map].map(Self.text).joined()
      return DinamapMessage.bytes("NA\(cuff.state?.rawValue ?? Self.unlisted)10\(age)\(pressures)")
    case .oximeter(let oximeter):
      return DinamapMessage.bytes(
        "OA\(oximeter.state?.rawValue ?? Self.unlisted)\(Self.text(oximeter.spo2))912")
    case .pulse(let pulse):
      return DinamapMessage.bytes("RA\(pulse.source?.rawValue ?? Self.unlisted)\(Self.text(pulse.rate))")
    }
  }

  private static let unlisted: UInt8 = 9

  private static func text(_ figure: Reported) -> String {
    figure.scaled(perUnit: 1).map { text($0, digits: 3) } ?? "-99"
  }

  private static func text(_ number: Int, digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
