public import Quantities

/// What a New Era NE-1000, NE-500 or NE-4000 answers: `STX aa S data ETX`. Without a checksum: only the form
/// is evidence.
///
/// The maker says: not for clinical use on humans.
public struct NE1000Reply: Hashable, Sendable {
  /// What the pump does, by the letter of its prompt.
  public enum State: Hashable, Sendable {
    case infusing, withdrawing, stopped, paused, pausedForTime, waiting, purging
    case alarm(NE1000Alarm)
  }

  /// What it answers with.
  public enum Content: Hashable, Sendable {
    case nothing
    /// `DIS`: mL.
    case dispensed(infused: Fixed, withdrawn: Fixed)
    /// `RAT`: mL/h.
    case rate(Fixed)
    /// `VOL`: mL after which it stops by itself; 0 is without an end.
    case target(Fixed)
    /// `?`, `?NA`, `?OOR`, `?COM`, `?IGN`.
    case refused(String)
    case other(String)
  }

  public var address: Int
  public var state: State
  public var content: Content

  public init(address: Int = 0, state: State, content: Content = .nothing) {
    self.address = address
    self.state = state
    self.content = content
  }
}

/// The letter behind `A?`.
public enum NE1000Alarm: UInt8, CaseIterable, Hashable, Sendable {
  case reset = 0x52  // R, power was interrupted
  case stalled = 0x53  // S
  case timedOut = 0x54  // T
  case programError = 0x45  // E
  case phaseOutOfRange = 0x4F  // O
}

extension NE1000Reply {
  init?(body: ArraySlice<UInt8>) {
    let digits = body.prefix(2)
    guard digits.count == 2, digits.allSatisfy(Ascii.isDigit), let address = DecimalText.number(digits) else {
      return nil
    }
    var rest = body.dropFirst(2)
    guard let state = Self.state(&rest), let content = Self.content(rest) else { return nil }
    self.init(address: address.thousandths / 1000, state: state, content: content)
  }

  private static let letters: [(UInt8, State)] = [
    (UInt8(ascii: "I"), .infusing), (UInt8(ascii: "W"), .withdrawing), (UInt8(ascii: "S"), .stopped),
    (UInt8(ascii: "P"), .paused), (UInt8(ascii: "T"), .pausedForTime), (UInt8(ascii: "U"), .waiting),
    (UInt8(ascii: "X"), .purging),
  ]

  private static func state(_ rest: inout ArraySlice<UInt8>) -> State? {
    guard let letter = rest.first else { return nil }
    if letter == UInt8(ascii: "A") {
      guard rest.starts(with: "A?".utf8), let alarm = rest.dropFirst(2).first.flatMap(NE1000Alarm.init) else {
        return nil
      }
      rest = rest.dropFirst(3)
      return .alarm(alarm)
    }
    rest = rest.dropFirst()
    return letters.first { $0.0 == letter }?.1
  }

  private static func content(_ data: ArraySlice<UInt8>) -> Content? {
    if data.isEmpty { return .nothing }
    if data.first == UInt8(ascii: "?") { return .refused(Ascii.text(data)) }
    if let dispensed = dispensed(data) { return dispensed }
    return rate(data) ?? target(data) ?? .other(Ascii.text(data))
  }

  /// `I0.100W0.000ML`, or `UL` with a small syringe.
  private static func dispensed(_ data: ArraySlice<UInt8>) -> Content? {
    let body = data.dropLast(2)
    guard data.first == UInt8(ascii: "I"), let w = body.firstIndex(of: UInt8(ascii: "W")),
      let infused = DecimalText.number(body[(data.startIndex + 1)..<w]),
      let withdrawn = DecimalText.number(body[(w + 1)...])
    else { return nil }
    switch Ascii.text(data.suffix(2)) {
    case "ML": return .dispensed(infused: infused, withdrawn: withdrawn)
    case "UL":
      return .dispensed(
        infused: Fixed(thousandths: infused.thousandths / 1000),
        withdrawn: Fixed(thousandths: withdrawn.thousandths / 1000))
    default: return nil
    }
  }

  /// `60.00MH`: M or U for mL or uL, M or H for a minute or an hour.
  private static func rate(_ data: ArraySlice<UInt8>) -> Content? {
    guard data.count > 2, let number = DecimalText.number(data.dropLast(2)) else { return nil }
    switch Ascii.text(data.suffix(2)) {
    case "MH": return .rate(number)
    case "MM": return .rate(Fixed(thousandths: number.thousandths * 60))
    case "UH": return .rate(Fixed(thousandths: number.thousandths / 1000))
    case "UM": return .rate(Fixed(thousandths: number.thousandths * 60 / 1000))
    default: return nil
    }
  }

  /// `35.00ML`, or `UL`.
  private static func target(_ data: ArraySlice<UInt8>) -> Content? {
    guard data.count > 2, let number = DecimalText.number(data.dropLast(2)) else { return nil }
    switch Ascii.text(data.suffix(2)) {
    case "ML": return .target(number)
    case "UL": return .target(Fixed(thousandths: number.thousandths / 1000))
    default: return nil
    }
  }

  /// As the pump sends it.
  public var bytes: [UInt8] {
    let letter =
      switch state {
      case .alarm(let alarm): "A?" + Ascii.text([alarm.rawValue])
      default: Self.letters.first { $0.1 == state }.map { Ascii.text([$0.0]) } ?? ""
      }
    let data =
      switch content {
      case .nothing: ""
      case .dispensed(let infused, let withdrawn): "I\(infused)W\(withdrawn)ML"
      case .rate(let rate): "\(rate)MH"
      case .target(let volume): "\(volume)ML"
      case .refused(let text), .other(let text): text
      }
    let address = String(("0" + String(address)).suffix(2))
    return [Ascii.startOfText] + Array("\(address)\(letter)\(data)".utf8) + [Ascii.endOfText]
  }
}
