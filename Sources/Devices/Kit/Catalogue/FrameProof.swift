/// What shows that bytes are a frame of this kind, and not another device's bytes that happen to look like
/// one.
public enum FrameProof: Hashable, Sendable {
  /// A checksum: each good frame is used.
  case checksum
  /// Its form alone. A short form fits other bytes now and then, so readings are used from the third good
  /// frame in a row on.
  case form
  /// The form of a whole record in words: every record with a value is a reading (`line`, `hl7`).
  case record
}
