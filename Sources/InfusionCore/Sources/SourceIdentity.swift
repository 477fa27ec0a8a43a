/// What is at a source, as far as it can be told: the adapter, the device's own number, the bed and the
/// patient that its messages name. What is nil is not known, and contradicts nothing.
public struct SourceIdentity: Hashable, Sendable {
  /// The adapter's USB serial number, or the place it is plugged into.
  public var adapter: String?
  /// The device's serial number in its own words.
  public var serial: String?
  public var bed: String?
  public var patient: String?

  public init(adapter: String? = nil, serial: String? = nil, bed: String? = nil, patient: String? = nil) {
    self.adapter = adapter
    self.serial = serial
    self.bed = bed
    self.patient = patient
  }

  public var isUnknown: Bool { self == SourceIdentity() }

  /// Whether nothing that both know differs.
  public func agrees(with other: SourceIdentity) -> Bool {
    func agree(_ mine: String?, _ theirs: String?) -> Bool { mine == nil || theirs == nil || mine == theirs }
    return agree(adapter, other.adapter) && agree(serial, other.serial) && agree(bed, other.bed)
      && agree(patient, other.patient)
  }

  /// What is known of either. A member that was nil and is now known completes the binding; it does not
  /// change it.
  public func filled(from other: SourceIdentity) -> SourceIdentity {
    SourceIdentity(
      adapter: adapter ?? other.adapter, serial: serial ?? other.serial, bed: bed ?? other.bed,
      patient: patient ?? other.patient)
  }
}

/// Whether what comes from a source follows the kind that it was named, and in what flood.
public enum SourceConduct: Hashable, Sendable {
  case follows
  /// Bytes that do not follow the kind; the kind they look like, where one does.
  case garbled(looksLike: String?)
  /// Too many readings a second: they are thinned.
  case floods

  public var isGarbled: Bool { if case .garbled = self { true } else { false } }
}
