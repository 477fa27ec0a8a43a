import Quantities

/// The results of one message, and which of several of one vital is taken.
///
/// - The same observation again (its code and its sub-identifier) takes the place of the first, also where it
///   now says that there is none. Without a sub-identifier only what is taken back (D, W) is gone; a status X
///   in another place wipes nothing.
/// - Of different observations of one vital the one with the better code counts, then the first: a second
///   temperature does not erase the first.
/// - A cuff's figures come from one dialect and one measurement.
struct HL7Selection {
  private var observations: [HL7Observation] = []
  private var pumpFigures: Set<CodedFigure> = []
  private var hasSeveralPumps = false

  mutating func add(_ observation: HL7Observation) {
    if CodedFigure.ofPumps.contains(observation.vital), !pumpFigures.insert(observation.vital).inserted {
      hasSeveralPumps = true
    }
    guard let place = observations.firstIndex(where: { $0.isReplaced(by: observation) }) else {
      observations.append(observation)
      return
    }
    observations[place] = observation
  }

  /// A pulse of unknown origin counts as the finger's only if a finger gives a saturation too.
  private func isRead(_ observation: HL7Observation) -> Bool {
    if CodedFigure.ofPumps.contains(observation.vital) { return !hasSeveralPumps }
    return !observation.isOfUnsaidOrigin || hasSaturation
  }

  private var hasSaturation: Bool { observations.contains { $0.vital == .spo2 && $0.figure != .missing } }

  /// What is taken of a vital.
  func choice(_ vital: CodedFigure) -> HL7Observation? {
    let candidates = observations.filter { $0.vital == vital && isRead($0) }
    let given = candidates.filter { $0.figure != .missing }
    return given.enumerated().min { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }?.element
      ?? candidates.first
  }

  /// What was understood and is still not taken.
  var unread: [Unread] {
    observations.filter { !isRead($0) }.compactMap { observation in
      guard case .value(let value) = observation.figure else { return nil }
      let why: Unread.Why = observation.vital == .pulse ? .pulseOfUnsaidOrigin : .severalPumps
      return Unread(code: observation.code, value: "\(value)", why: why)
    }
  }

  /// The instants of everything but the cuff. A time that they share with the cuff is the message's, not the
  /// measurement's.
  var streamedInstants: [MeasurementInstant] {
    observations.filter { !CodedFigure.ofCuffs.contains($0.vital) }.compactMap(\.instant)
  }
}

extension HL7Observation {
  fileprivate func isReplaced(by later: HL7Observation) -> Bool {
    guard vital == later.vital, code == later.code, subID == later.subID else { return false }
    if later.status == .takenBack { return true }
    // A missing value without a reason does not replace one that is there.
    if later.figure == .missing, later.status == .given, figure != .missing { return false }
    if !subID.isEmpty { return true }
    guard let instant, let theirs = later.instant, later.figure != .missing else { return false }
    return theirs > instant
  }
}

// MARK: - The cuff

extension HL7Selection {
  /// The pressures that belong together: complete ones before a mean alone, the latest of several.
  var cuff: HL7Cuff? {
    let dialects = observations.filter { CodedFigure.ofCuffs.contains($0.vital) }.map(\.dialect)
    var seen: Set<CodeTerm.Dialect> = []
    let cuffs = dialects.filter { seen.insert($0).inserted }.compactMap(cuff)
    let complete = cuffs.filter(\.isComplete)
    return complete.enumerated().max { a, b in
      (a.element.instant?.milliseconds ?? .min, b.offset) < (
        b.element.instant?.milliseconds ?? .min, a.offset
      )
    }?.element ?? cuffs.first
  }

  private func cuff(in dialect: CodeTerm.Dialect) -> HL7Cuff? {
    func figure(_ vital: CodedFigure) -> HL7Observation? {
      let found = observations.filter { $0.vital == vital && $0.dialect == dialect }
      return found.first { $0.figure != .missing } ?? found.first
    }
    let parts = CodedFigure.ofCuffs.compactMap(figure)
    // Figures of different instants are those of different measurements.
    guard Set(parts.compactMap(\.instant)).count <= 1 else { return nil }
    return HL7Cuff(
      sys: figure(.sys)?.figure, dia: figure(.dia)?.figure, map: figure(.map)?.figure,
      instant: parts.compactMap(\.instant).first, isDoubtful: parts.contains(where: \.isDoubtful))
  }
}

/// A cuff's result in a message. Nil is what the message does not name.
struct HL7Cuff: Hashable, Sendable {
  var sys: Reported?
  var dia: Reported?
  var map: Reported?
  /// When it was measured, where the message says so and means it: a time that the message gives to
  /// everything is not one.
  var instant: MeasurementInstant?
  /// OBX-14, whatever it means.
  var stamp: MeasurementInstant?
  var isDoubtful = false

  init(
    sys: Reported?, dia: Reported?, map: Reported?, instant: MeasurementInstant? = nil,
    isDoubtful: Bool = false
  ) {
    self.sys = sys
    self.dia = dia
    self.map = map
    self.instant = instant
    stamp = instant
    self.isDoubtful = isDoubtful
  }

  fileprivate var isComplete: Bool {
    if case .value = sys, case .value = dia { true } else { false }
  }
}
