import InfusionCore

/// Whose messages are meant at a source that carries those of many: `?bed=BED7`, `?patient=P-0142`. What is
/// nil is not asked.
public struct Addressee: Hashable, Sendable {
  public var bed: String?
  public var patient: String?
  /// Nobody is meant, not even a message that names nobody.
  var isNobody = false

  static var nobody: Addressee {
    var nobody = Addressee()
    nobody.isNobody = true
    return nobody
  }

  public init(bed: String? = nil, patient: String? = nil) {
    self.bed = bed
    self.patient = patient
  }

  /// Whether a message is meant. It is not if it fails to name something that is asked for.
  func isMeant(by identity: SourceIdentity) -> Bool {
    if isNobody { return false }
    let isBed = bed.map { asked in identity.bed.map { Self.names($0, asked) } ?? false } ?? true
    return isBed && (patient == nil || patient == identity.patient)
  }

  /// `BED7` is also the bed of `ICU^12^BED7` and of `ICU&BED7&3232241659`.
  private static func names(_ place: String, _ asked: String) -> Bool {
    place == asked || place.split { $0 == "^" || $0 == "&" }.contains { $0 == asked }
  }
}
