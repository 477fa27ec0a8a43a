public import Quantities

/// The name of a source in one session: a device's kind (`nonin-df2`), `KIND-2` for the second of a kind,
/// `manual`, `csv`.
public struct SourceID: Hashable, Sendable, CustomStringConvertible {
  public let name: String
  public init(_ name: String) { self.name = name }
  public var description: String { name }

  /// What a person typed in by hand.
  public static let manual = SourceID("manual")
}

/// One value of a reading as its source gave it.
public enum Sample: Hashable, Sendable {
  case value(Fixed, Quality = .good)
  /// The source said that it has none (`-`, sensor off).
  case noValue
}

/// How far a value can be trusted. A doubtful one is used, and marked `?` wherever it is shown.
public enum Quality: Hashable, Sendable {
  case good, doubtful
}

/// The state of a device's sensor, in the words of the line protocol.
public enum SensorStatus: String, CaseIterable, Hashable, Sendable {
  case ok, off, searching
  case lowPerfusion = "lowperfusion"
  case artifact, error
}

/// What a cuff reported.
public enum CuffResult: Hashable, Sendable {
  case measured(CuffMeasurement)
  /// A measurement failed; the last good one keeps its age.
  case failed(number: Int? = nil)

  /// The sender's number of the measurement: the same number again is the same measurement repeated.
  public var number: Int? {
    switch self {
    case .measured(let measurement): measurement.number
    case .failed(let number): number
    }
  }

  /// The same result, marked as doubted or not doubted by its source.
  public func doubtful(_ isDoubtful: Bool) -> CuffResult {
    guard case .measured(var measurement) = self else { return self }
    measurement.isDoubtful = isDoubtful
    return .measured(measurement)
  }
}

/// One measurement of blood pressure, mmHg.
public struct CuffMeasurement: Hashable, Sendable {
  /// Both nil for a mean-only measurement.
  public var sys: Fixed?
  public var dia: Fixed?
  public var map: Fixed?
  /// The mean was computed from sys and dia: shown so, and it never alarms.
  public var mapIsDerived: Bool
  /// The sender's number of the measurement: the same number again is the same measurement repeated.
  public var number: Int?
  /// It was on the device before we connected: it may be another patient's. Shown, never baseline, never an
  /// alarm.
  public var ageIsUnknown: Bool
  /// The source itself doubted it: used, and marked `?` wherever it is shown.
  public var isDoubtful: Bool

  public init(
    sys: Fixed?, dia: Fixed?, map: Fixed?, mapIsDerived: Bool = false, number: Int? = nil,
    ageIsUnknown: Bool = false, isDoubtful: Bool = false
  ) {
    self.sys = sys
    self.dia = dia
    self.map = map
    self.mapIsDerived = mapIsDerived
    self.number = number
    self.ageIsUnknown = ageIsUnknown
    self.isDoubtful = isDoubtful
  }

  /// A pressure with its mean: the one that was measured, or else dia + (sys - dia)/3, rounded and marked as
  /// derived.
  public static func pressure(sys: Fixed, dia: Fixed, map: Fixed? = nil, number: Int? = nil)
    -> CuffMeasurement
  {
    let third = Fixed(thousandths: (sys - dia).thousandths / 3)
    let mean = map ?? (dia + third).rounded(places: 0)
    return CuffMeasurement(sys: sys, dia: dia, map: mean, mapIsDerived: map == nil, number: number)
  }
}

/// What a pump reports; nil where it says nothing.
public struct PumpReport: Hashable, Sendable {
  public var state: PumpState?
  public var rate: MillilitresPerHour?
  /// Volume infused as the pump counts it.
  public var volume: Millilitres?
  /// What it is set to deliver before it stops by itself.
  public var vtbi: VolumeToBeInfused?

  public init(
    state: PumpState? = nil, rate: MillilitresPerHour? = nil, volume: Millilitres? = nil,
    vtbi: VolumeToBeInfused? = nil
  ) {
    self.state = state
    self.rate = rate
    self.volume = volume
    self.vtbi = vtbi
  }
}

/// VTBI, as pumps call it: the volume after which the pump stops by itself.
public enum VolumeToBeInfused: Hashable, Sendable {
  /// What is still to go, mL.
  case volume(Millilitres)
  /// None is set: it goes on until somebody stops it, or nothing is left.
  case unlimited
}

/// What a pump says that it does.
public enum PumpState: String, CaseIterable, Hashable, Sendable {
  case running, paused, stopped
  /// Keeping the vein open at a trickle after the volume to be infused is in.
  case kvo
  case occluded, empty, air
}

/// What one source said at one instant. A nil member says nothing: the previous value lives on until it is
/// lost.
public struct Reading: Hashable, Sendable {
  public var source: SourceID
  public var status: SensorStatus?
  /// The status stood alone, and holds for what comes until the source says another: a session that is taken
  /// up again goes on under it.
  public var statusStands = false
  public var spo2: Sample?
  public var hr: Sample?
  public var rr: Sample?
  /// Perfusion index, %. Shown only.
  public var pi: Sample?
  /// End-tidal CO2, mmHg. Shown only.
  public var etco2: Sample?
  /// Temperature, Cel. Shown only.
  public var temp: Sample?
  public var nibp: CuffResult?
  public var pump: PumpReport?

  public init(
    source: SourceID, status: SensorStatus? = nil, spo2: Sample? = nil, hr: Sample? = nil, rr: Sample? = nil,
    pi: Sample? = nil, etco2: Sample? = nil, temp: Sample? = nil, nibp: CuffResult? = nil,
    pump: PumpReport? = nil
  ) {
    self.source = source
    self.status = status
    self.spo2 = spo2
    self.hr = hr
    self.rr = rr
    self.pi = pi
    self.etco2 = etco2
    self.temp = temp
    self.nibp = nibp
    self.pump = pump
  }
}
