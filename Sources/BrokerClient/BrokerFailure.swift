/// Why a broker cannot be heard, with what the library or the system says of it.
public enum BrokerFailure: Error, Hashable, Sendable {
  case libraryMissing(String)
  /// The host has no address, nobody listens there, or TLS does not trust it.
  case unreachable(String)
  /// It answers, and does not let us in.
  case refused(String)
  /// The connection ended.
  case lost(String)

  public var sentence: String {
    switch self {
    case .libraryMissing(let why): "libmosquitto is not installed (\(why))"
    case .unreachable(let why): "not reached: \(why)"
    case .refused(let why): "does not let us in: \(why)"
    case .lost(let why): "connection lost: \(why)"
    }
  }
}
