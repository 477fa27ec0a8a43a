public import Devices
public import InfusionCore
public import Quantities

/// One thing that happens in a scenario, and when.
public struct ScenarioEvent: Hashable, Sendable {
  public var time: ScenarioTime
  public var what: Happening

  public init(_ time: ScenarioTime, _ what: Happening) {
    self.time = time
    self.what = what
  }
}

/// A time counted from the session's beginning, or from what the operator does. It happens at the first whole
/// second at or after it; one that counts from an infusion that never starts does not happen.
public struct ScenarioTime: Hashable, Sendable {
  public enum Anchor: String, CaseIterable, Hashable, Sendable {
    case session
    /// The first `start`.
    case infusion
    /// The last `stop`.
    case stop
  }
  public var anchor: Anchor
  public var offset: TimeSpan

  public init(_ anchor: Anchor, _ offset: TimeSpan) {
    self.anchor = anchor
    self.offset = offset
  }

  public static func session(_ seconds: Int64) -> ScenarioTime { .init(.session, .seconds(seconds)) }
  public static func infusion(_ seconds: Int64) -> ScenarioTime { .init(.infusion, .seconds(seconds)) }
  public static func stop(_ seconds: Int64) -> ScenarioTime { .init(.stop, .seconds(seconds)) }
}

/// What can happen to the patient, to a sensor, or to a cable.
public enum Happening: Hashable, Sendable {
  case rest(RestingValues)
  /// The answer to the drug becomes this much (mmHg and /min, at the end of 0.5 mg/kg over 40 min); nil ones
  /// stay.
  case response(sys: Fixed?, dia: Fixed?, hr: Fixed?, over: TimeSpan)
  /// One vital goes to a value, stays, and comes back; help that fits brings it back sooner.
  case episode(SimulatedVital, to: Fixed, onset: TimeSpan, hold: TimeSpan, recovery: TimeSpan)
  case probeOff(TimeSpan)
  case lowPerfusion(TimeSpan)
  case motion(TimeSpan)
  /// A cuff cycle begins; its result stands 25 s later.
  case cuffMeasure
  case cuffFails(TimeSpan)
  /// Random bytes in place of frames.
  case garbage(DeviceRole, TimeSpan)
  /// The cable is out: the port hangs up, and comes back.
  case unplug(DeviceRole, TimeSpan)
  /// The pump is in this state until the span is over, whatever the session is in.
  case pump(PumpState, TimeSpan)
}

/// Resting values that a scenario sets; nil ones stay the patient's own.
public struct RestingValues: Hashable, Sendable {
  public var hr: Fixed?
  public var sys: Fixed?
  public var dia: Fixed?
  public var spo2: Fixed?
  public var rr: Fixed?

  public init(hr: Fixed? = nil, sys: Fixed? = nil, dia: Fixed? = nil, spo2: Fixed? = nil, rr: Fixed? = nil) {
    self.hr = hr
    self.sys = sys
    self.dia = dia
    self.spo2 = spo2
    self.rr = rr
  }
}
