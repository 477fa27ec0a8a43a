import SessionJournal
import SessionRecord

extension StationKey {
  /// The key by which this station seals, made if there is none yet. Nil if no place is given for it, or if
  /// it cannot be read or made: then the reason is printed, and the session is recorded without it.
  static var ofThisStation: StationKey? {
    guard let path = Environment.process.stationKey else { return nil }
    do throws(SystemError) { return try StationKeyFile(path: path).readOrMake() } catch {
      complain("\(error): sessions are sealed without a signature")
      return nil
    }
  }
}

extension PublicKey {
  /// The key that was named on the command line, by its digits or by a file with them.
  static func named(_ text: String) throws(Failure) -> PublicKey {
    if let key = PublicKey(text) { return key }
    guard WholeFile.exists(text) else {
      throw Failure(.usage, "\(text): neither a key of 64 hex digits nor a file with one")
    }
    let words = String(decoding: try WholeFile.read(text), as: UTF8.self)
    guard let key = PublicKey(words) else { throw Failure(.badInput, "\(text): no key of 64 hex digits") }
    return key
  }
}
