/// What a monitor tells of one of its objects: a numeric, or its patient.
public struct IntelliVueObject: Hashable, Sendable {
  /// The monitor's own number for it.
  public var handle: UInt16
  /// Those that are read.
  public var attributes: [IntelliVueAttribute]

  public init(handle: UInt16, _ attributes: [IntelliVueAttribute]) {
    self.handle = handle
    self.attributes = attributes
  }
}

/// One attribute of an object, as far as it is read.
public enum IntelliVueAttribute: Hashable, Sendable {
  /// Of a numeric; several of what is measured together, as a cuff's three pressures.
  case values([IntelliVueValue])
  /// When it was measured; nil where the monitor's clock says nothing.
  case time(IntelliVueTime?)
  /// As it stands on the monitor's screen, in its language.
  case label(String)
  case bed(String)
  case patientID(String)
}

/// One figure, with what the monitor thinks of it.
public struct IntelliVueValue: Hashable, Sendable {
  /// What it is: a term of ISO/IEEE 11073-10101, partition 2.
  public var term: UInt16
  public var state: IntelliVueState
  /// Of the same standard, partition 4.
  public var unit: UInt16
  public var figure: Reported

  public init(_ term: UInt16, _ figure: Reported, unit: UInt16, state: IntelliVueState = []) {
    self.term = term
    self.state = state
    self.unit = unit
    self.figure = figure
  }
}

/// How good a figure is. It is the patient's, and as good as any, when nothing of the upper byte is set.
public struct IntelliVueState: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let invalid = IntelliVueState(rawValue: 0x8000)
  public static let questionable = IntelliVueState(rawValue: 0x4000)
  public static let unavailable = IntelliVueState(rawValue: 0x2000)
  public static let calibration = IntelliVueState(rawValue: 0x1000)
  public static let test = IntelliVueState(rawValue: 0x0800)
  public static let demonstration = IntelliVueState(rawValue: 0x0400)
  /// A cuff that has its systolic pressure and not yet the others.
  public static let early = IntelliVueState(rawValue: 0x0040)
  public static let measuring = IntelliVueState(rawValue: 0x0020)
  /// The monitor's own alarm of it is on, or was switched off there: no word about how good the figure is.
  public static let inAlarm = IntelliVueState(rawValue: 0x0002)
  public static let alarmOff = IntelliVueState(rawValue: 0x0001)

  /// The monitor has no figure, whatever the value field holds.
  var isNone: Bool { !isDisjoint(with: [.invalid, .unavailable]) }
  /// The upper byte without those two, also its bits that nobody has explained.
  var isDoubtful: Bool { rawValue & 0xFF00 & ~Self([.invalid, .unavailable]).rawValue != 0 }
  var isMeasuring: Bool { !isDisjoint(with: [.early, .measuring]) }
}

/// On the monitor's own clock.
public struct IntelliVueTime: Hashable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int
  public var hour: Int
  public var minute: Int
  public var second: Int

  public init(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute, self.second) = (hour, minute, second)
  }
}

// MARK: - On the wire

/// The attributes that are read; all others are passed over.
private enum Code {
  static let value: UInt16 = 0x0950
  static let values: UInt16 = 0x094B
  static let time: UInt16 = 0x0990
  static let label: UInt16 = 0x0927
  static let bed: UInt16 = 0x091E
  static let patientID: UInt16 = 0x095A
}

extension IntelliVueObject {
  init(_ reader: inout IntelliVueReader) throws(IntelliVueMisfit) {
    handle = try reader.word()
    attributes = try IntelliVueAttribute.list(&reader)
  }

  var bytes: [UInt8] {
    IntelliVueBytes.word(handle) + IntelliVueBytes.list(attributes.map(\.bytes))
  }
}

extension IntelliVueAttribute {
  static func list(_ reader: inout IntelliVueReader) throws(IntelliVueMisfit) -> [IntelliVueAttribute] {
    let all = try reader.list { attribute throws(IntelliVueMisfit) in
      try Self.read(try attribute.word(), try attribute.part())
    }
    return all.compactMap { $0 }
  }

  private static func read(
    _ code: UInt16, _ content: IntelliVueReader
  ) throws(IntelliVueMisfit) -> IntelliVueAttribute? {
    var content = content
    switch code {
    case Code.value: return .values([try IntelliVueValue(&content)])
    case Code.values:
      return .values(
        try content.list { value throws(IntelliVueMisfit) in try IntelliVueValue(&value) })
    case Code.time: return .time(IntelliVueTime(bcd: try content.bytes(IntelliVueTime.length)))
    case Code.label: return .label(try content.text())
    case Code.bed: return .bed(try content.text())
    case Code.patientID: return .patientID(try content.text())
    default: return nil
    }
  }

  var bytes: [UInt8] {
    let (code, content): (UInt16, [UInt8]) =
      switch self {
      case .values(let values) where values.count == 1: (Code.value, values[0].bytes)
      case .values(let values): (Code.values, IntelliVueBytes.list(values.map(\.bytes)))
      case .time(let time): (Code.time, time?.bcd ?? IntelliVueTime.none)
      case .label(let text): (Code.label, IntelliVueBytes.text(text))
      case .bed(let text): (Code.bed, IntelliVueBytes.text(text))
      case .patientID(let text): (Code.patientID, IntelliVueBytes.text(text))
      }
    return IntelliVueBytes.word(code) + IntelliVueBytes.sized(content)
  }
}

extension IntelliVueValue {
  init(_ reader: inout IntelliVueReader) throws(IntelliVueMisfit) {
    term = try reader.word()
    state = IntelliVueState(rawValue: try reader.word())
    unit = try reader.word()
    figure = Reported(float: try reader.long())
  }

  var bytes: [UInt8] {
    [term, state.rawValue, unit].flatMap { IntelliVueBytes.word($0) } + IntelliVueBytes.long(figure.float)
  }
}

extension IntelliVueTime {
  static let length = 8
  /// What a monitor sends that has no time.
  static let none = [UInt8](repeating: 0xFF, count: length)

  /// Two decimal digits a byte: century, year, month, day, hour, minute, second, and a part of a second that
  /// is always zero. Nil if a byte is not two decimal digits.
  init?(bcd bytes: ArraySlice<UInt8>) {
    guard bytes.allSatisfy({ $0 >> 4 <= 9 && $0 & 0x0F <= 9 }), bytes.count == Self.length else { return nil }
    let numbers = bytes.map { Int($0 >> 4) * 10 + Int($0 & 0x0F) }
    self.init(
      year: numbers[0] * 100 + numbers[1], month: numbers[2], day: numbers[3], hour: numbers[4],
      minute: numbers[5], second: numbers[6])
  }

  var bcd: [UInt8] {
    [year / 100, year % 100, month, day, hour, minute, second, 0].map {
      UInt8(($0 / 10 % 10) << 4 | ($0 % 10))
    }
  }

  /// Nil unless it is a date.
  var instant: MeasurementInstant? {
    MeasurementInstant(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }
}
