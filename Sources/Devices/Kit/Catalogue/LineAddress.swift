/// Which device on a line is meant, where several can be: `?address=3`, or `?address=none` for one that
/// stands alone and has no address.
public enum LineAddress: Hashable, Sendable, CustomStringConvertible {
  case alone
  case number(Int)

  /// What can be asked for.
  public static let all = [LineAddress.alone] + (1...9).map(LineAddress.number)

  /// As on the command line.
  public init?(_ text: some StringProtocol) {
    guard let address = Self.all.first(where: { $0.description == text }) else { return nil }
    self = address
  }

  public var description: String {
    switch self {
    case .alone: "none"
    case .number(let number): "\(number)"
    }
  }
}
