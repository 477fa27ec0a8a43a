/// What the session took of one reading: the values that are in force from it on, and the pump that is
/// listened to.
///
/// It is not in the record, because the record's readings give it again; tables, trends and minutes are made
/// of it, so that none of them decides for itself whose value counts.
public struct HeardReading: Hashable, Sendable {
  public var source: SourceID
  /// Those of the streamed vitals that this reading gave and that are in force.
  public var spo2: VitalValue?
  public var hr: VitalValue?
  public var rr: VitalValue?
  /// Of the pump that is listened to.
  public var pump: PumpReport?

  init(source: SourceID) { self.source = source }

  public subscript(vital: Vital) -> VitalValue? {
    switch vital {
    case .spo2: spo2
    case .hr: hr
    case .rr: rr
    case .sys, .dia, .map: nil
    }
  }

  mutating func set(_ value: VitalValue, of vital: Vital) {
    switch vital {
    case .spo2: spo2 = value
    case .hr: hr = value
    case .rr: rr = value
    case .sys, .dia, .map: break
    }
  }
}
