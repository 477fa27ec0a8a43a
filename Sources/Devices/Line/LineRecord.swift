public import Quantities

/// One record of the line protocol, checked as a whole. A member is nil if the line did not have it.
public struct LineRecord: Hashable, Sendable {
  /// The sender's own time.
  public var time: SessionTime?
  /// Heart or pulse rate, /min.
  public var hr: Reported?
  /// Oxygen saturation, %.
  public var spo2: Reported?
  /// Perfusion index, %.
  public var pi: Reported?
  /// Respiratory rate, /min.
  public var rr: Reported?
  /// End-tidal CO2, mmHg.
  public var etco2: Reported?
  /// Temperature, Cel.
  public var temp: Reported?
  public var cuff: LineCuff?
  /// The sender's number for the cuff measurement.
  public var nid: Int?
  public var pump: LinePump?
  /// The sender's line counter, which wraps at 65536.
  public var seq: Int?
  public var status: LineStatus?
  /// The keys on the line that this program does not know.
  public var unknown: [Unread] = []

  public init() {}
}

/// A cuff's result, mmHg.
public enum LineCuff: Hashable, Sendable {
  case pressure(sys: Fixed, dia: Fixed, map: Fixed?)
  case meanOnly(Fixed)
  /// `sys=- dia=-`
  case failed
}

/// What a pump reports. A member is nil if the line did not have it, or had `-`.
public struct LinePump: Hashable, Sendable {
  public var state: LinePumpState?
  /// mL/h
  public var rate: Fixed?
  /// mL since the pump's own zero.
  public var volume: Fixed?

  public init(state: LinePumpState? = nil, rate: Fixed? = nil, volume: Fixed? = nil) {
    self.state = state
    self.rate = rate
    self.volume = volume
  }
}

/// The pump's state, as it is written.
public enum LinePumpState: String, CaseIterable, Hashable, Sendable {
  case running, paused, stopped, kvo, occluded, empty, air
}

/// The sensor's state, as it is written.
public enum LineStatus: String, CaseIterable, Hashable, Sendable {
  case ok, off, searching, lowperfusion, artifact, error
}
