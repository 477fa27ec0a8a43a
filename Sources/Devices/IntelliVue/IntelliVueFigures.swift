import Quantities

/// What the numerics of an answer come to. A term is what HL7 gateways write as `0002-4bb8`, and its unit as
/// `0004-0220`: so the same tables say what it is, which of several is taken, and in which range it may lie.
struct IntelliVueFigures {
  /// Of those that the monitor has; `missing` where it has no figure now.
  private(set) var vitals: [CodedFigure: Figure] = [:]
  private(set) var cuff: IntelliVueCuff?
  private(set) var unread: [Unread] = []
  /// What the monitor says of its own alarms, by the figure's name on its screen.
  private(set) var alarms: [(name: String, state: IntelliVueState)] = []

  struct Figure {
    let reported: Reported
    let isDoubtful: Bool
    fileprivate let rank: Int
  }

  init(_ objects: [IntelliVueObject]) {
    for object in objects { add(object) }
  }

  private mutating func add(_ object: IntelliVueObject) {
    let (label, instant) = (object.label, object.instant)
    var pressures = IntelliVueCuff(instant: instant)
    for value in object.values {
      alarms.append((label.isEmpty ? value.code : label, value.state))
      switch value.read {
      case .figure(let vital, let reported, let rank):
        if CodedFigure.ofCuffs.contains(vital) {
          pressures.add(vital, reported, value.state)
        } else {
          add(vital, Figure(reported: reported, isDoubtful: value.isDoubtful, rank: rank))
        }
      case .unread(let why): note(value, label, why)
      }
    }
    guard !pressures.isEmpty else { return }
    if cuff == nil { cuff = pressures }
    if pressures.state.isDoubtful, case .value(let sys) = pressures.sys {
      unread.append(Unread(code: "4A05", name: label, value: "\(sys)", why: .questionable))
    }
  }

  /// Of several of one vital the better term counts, then the first that has a figure.
  private mutating func add(_ vital: CodedFigure, _ figure: Figure) {
    guard let known = vitals[vital], known.reported != .missing else {
      vitals[vital] = figure
      return
    }
    if figure.reported != .missing, figure.rank < known.rank { vitals[vital] = figure }
  }

  /// A value that is missing now needs no remark.
  private mutating func note(_ value: IntelliVueValue, _ label: String, _ why: Unread.Why) {
    guard case .value(let figure) = value.figure, !value.state.isNone else { return }
    unread.append(Unread(code: value.code, name: label, value: "\(figure)", why: why))
  }
}

/// A cuff's pressures, as one object has them, and everything that is said of any of them.
struct IntelliVueCuff {
  var sys = Reported.missing
  var dia = Reported.missing
  var map = Reported.missing
  var state: IntelliVueState = []
  var instant: MeasurementInstant?
  fileprivate var isEmpty = true

  fileprivate init(instant: MeasurementInstant?) { self.instant = instant }

  fileprivate mutating func add(_ vital: CodedFigure, _ figure: Reported, _ told: IntelliVueState) {
    isEmpty = false
    state.formUnion(told)
    switch vital {
    case .sys: sys = figure
    case .dia: dia = figure
    case .map: map = figure
    case .hr, .pulse, .spo2, .rr, .temp, .etco2, .pi, .pumpRate, .pumpVolume, .pumpRemaining: break
    }
  }
}

extension IntelliVueObject {
  fileprivate var values: [IntelliVueValue] {
    attributes.flatMap { attribute -> [IntelliVueValue] in
      if case .values(let values) = attribute { values } else { [] }
    }
  }
  fileprivate var label: String {
    attributes.lazy.compactMap { if case .label(let text) = $0 { text } else { nil } }.first ?? ""
  }
  fileprivate var instant: MeasurementInstant? {
    attributes.lazy.compactMap { if case .time(let time) = $0 { time?.instant } else { nil } }.first
  }
}

extension IntelliVueValue {
  enum Reading {
    case figure(CodedFigure, Reported, rank: Int)
    case unread(Unread.Why)
  }

  var isDoubtful: Bool { state.isDoubtful && !state.isNone && figure != .missing }

  fileprivate var code: String { Self.hex(term) }

  fileprivate var read: Reading {
    switch CodeTerm.find(ObservationCode(code: "0002-\(code)", name: "", system: "MDIL")) {
    case .term(let term):
      switch term.meaning {
      case .vital(let vital): return read(vital, term.rank)
      case .pulseOfCuff: return .unread(.pulseOfCuff)
      case .pulseOfUnsaidOrigin: return .unread(.pulseOfUnsaidOrigin)
      }
    case .contradiction, .unknown: return .unread(.unknown)
    }
  }

  /// Pumps beside a monitor belong to another kind: nobody said that one of them is at this chair.
  private func read(_ vital: CodedFigure, _ rank: Int) -> Reading {
    if CodedFigure.ofPumps.contains(vital) { return .unread(.unknown) }
    guard case .value(let number) = figure, !state.isNone else { return .figure(vital, .missing, rank: rank) }
    guard let converted = unit(of: vital)?.convert(number, to: vital.unit) else {
      return .unread(.unit("0004-\(Self.hex(unit))"))
    }
    guard vital.accepted.contains(converted) else { return .unread(.outOfRange) }
    let isNone = converted == 0 && Self.ofFinger.contains(vital)
    return .figure(vital, isNone ? .missing : .value(converted), rank: rank)
  }

  /// An oximeter that finds no pulse has nothing to measure.
  private static let ofFinger: [CodedFigure] = [.spo2, .pulse]

  /// A perfusion index is sent without a unit.
  private func unit(of vital: CodedFigure) -> CodeUnit? {
    vital == .pi && unit == Self.noUnit ? .percent : CodeUnit.inPhilipsForm("0004-\(Self.hex(unit))")
  }

  private static let noUnit: UInt16 = 0x0200

  private static func hex(_ number: UInt16) -> String {
    Ascii.text([number >> 8, number & 0xFF].flatMap { Ascii.upperHex(UInt8($0)) })
  }
}
