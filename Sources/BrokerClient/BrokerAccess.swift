public import ChairBeacon

/// Where a broker is, and how to get in.
public struct BrokerAccess: Sendable {
  public var address: BrokerAddress
  /// A file of the authority that the broker's certificate is signed by; nil: those that the system trusts.
  public var authority: String?
  public var login: BrokerLogin?

  public init(address: BrokerAddress, authority: String? = nil, login: BrokerLogin? = nil) {
    self.address = address
    self.authority = authority
    self.login = login
  }

  static let systemAuthorities = "/etc/ssl/certs"
}

/// Who connects, and what for.
public struct BrokerRole: Sendable {
  /// No two clients of a broker have one name: the second would throw out the first.
  public var client: String
  /// What the broker says when the connection is gone without a farewell.
  public var will: BrokerMessage?
  public var filters: [String]

  public init(client: String, will: BrokerMessage? = nil, filters: [String]) {
    self.client = client
    self.will = will
    self.filters = filters
  }
}

/// What came of a connection to a broker.
public enum BrokerNews: Hashable, Sendable {
  /// The broker answers, and the subscriptions were sent.
  case connected
  case message(BrokerMessage)
  case ended(BrokerFailure)
}
