public import ChairBeacon
import Glibc
import SystemClocks

/// A broker that is called again and again: a connection after the other, a second between them.
///
///     link.tend(at: now)                 // calls, if it is time to
///     for news in link.news(at: now) { ... }
///     link.say(message)
public final class BrokerLink {
  private let access: BrokerAccess
  private let role: BrokerRole
  private var connection: BrokerConnection?
  private var callAt: Int64 = 0
  /// Whether the broker answers now.
  public private(set) var isConnected = false
  /// Why it is not connected, as of the last attempt.
  public private(set) var trouble: BrokerFailure?

  static let callsEvery: Int64 = 1000

  public init(_ access: BrokerAccess, _ role: BrokerRole) {
    self.access = access
    self.role = role
  }

  /// Throws if there is no library to speak with. Call it before anything begins.
  public static func findLibrary() throws(BrokerFailure) { _ = try MosquittoLibrary() }

  /// Readable when there is news; -1 while there is no connection.
  public var descriptor: Int32 { connection?.changed.descriptor ?? -1 }

  /// When it must be tended, milliseconds of its caller's clock.
  public var due: Int64? { connection == nil ? callAt : nil }

  public func tend(at now: Int64) {
    guard connection == nil, now >= callAt else { return }
    callAt = now + Self.callsEvery
    connection = BrokerConnection(access, role)
  }

  public func news(at now: Int64) -> [BrokerNews] {
    guard let connection else { return [] }
    let news = connection.popNews()
    for one in news {
      switch one {
      case .connected:
        isConnected = true
        trouble = nil
      case .message: break
      case .ended(let failure):
        isConnected = false
        trouble = failure
        callAt = now + Self.callsEvery
        self.connection = nil
      }
    }
    return news
  }

  public func say(_ message: BrokerMessage) { connection?.say(message) }

  /// Goodbye to the broker, which then says no last will. The thread ends by itself.
  public func end() { connection?.end() }

  deinit { connection?.end() }
}
