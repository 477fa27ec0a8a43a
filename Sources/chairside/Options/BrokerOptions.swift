import ArgumentParser
import BrokerClient
import ChairBeacon

/// Where a broker is, and how to get in.
struct BrokerOptions: ParsableArguments {
  @Option(help: "The broker, as mqtts://HOST[:PORT]; mqtt:// is plain text.") var broker: String?
  @Option(help: "The authority that signed the broker's certificate (default: those the system trusts).")
  var ca: String?
  @Option(help: "A file of mode 0600 with the user's name and the password, a line each.") var login: String?
  @Flag(help: "Allow plain text to another machine: everybody on the way reads it.") var insecure = false

  /// Nil without a broker.
  var access: BrokerAccess? {
    get throws(Failure) {
      guard let broker else {
        guard ca == nil, login == nil, !insecure else {
          throw Failure(.usage, "--ca, --login and --insecure are for a --broker")
        }
        return nil
      }
      let address = try Self.address(broker)
      guard address.isEncrypted || address.isLoopback || insecure else {
        throw Failure(
          .usage, "\(address) is plain text to another machine: use mqtts://, or say --insecure")
      }
      guard address.isEncrypted || ca == nil else {
        throw Failure(.usage, "--ca is for mqtts://, and \(address) is plain text")
      }
      let access = BrokerAccess(
        address: address, authority: try checkedAuthority, login: try checkedLogin)
      do { try BrokerLink.findLibrary() } catch { throw Failure(.inputOutput, error.sentence) }
      return access
    }
  }

  private static func address(_ text: String) throws(Failure) -> BrokerAddress {
    do { return try BrokerAddress(text) } catch { throw Failure(.usage, error.sentence) }
  }

  private var checkedAuthority: String? {
    get throws(Failure) {
      guard let ca else { return nil }
      _ = try WholeFile.read(ca)
      return ca
    }
  }

  private var checkedLogin: BrokerLogin? {
    get throws(Failure) {
      guard let login else { return nil }
      do { return try BrokerLogin(file: login) } catch {
        throw Failure(error.isAboutFile ? .noInput : .badInput, error.sentence)
      }
    }
  }
}

extension BrokerLoginError {
  fileprivate var isAboutFile: Bool {
    switch self {
    case .unreadable, .noFile: true
    case .open, .twoLines: false
    }
  }
}

/// The name of this process at the broker, which chance makes unlike any other.
enum PublisherName {
  static func new() -> String {
    let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz")
    return String((0..<8).map { _ in digits[Int.random(in: 0..<digits.count)] })
  }
}
