public import Devices
import Quantities
public import SerialPort

// What is wrong with an input, in sentences.

extension EndpointError {
  public var sentence: String {
    switch self {
    case .empty: "the place is empty"
    case .unknownScheme(let scheme):
      "'\(scheme):' is no place; a path, -, file:, pty:, tcp:, udp:, listen: or ble: is"
    case .missingPath(let scheme): "no path behind '\(scheme):'"
    case .badAddress(let address): "'\(address)' is not HOST:PORT"
    case .badListeningAddress(let address):
      "'\(address)' is neither PORT nor ADDRESS:PORT, with an address of this machine in figures"
    case .badBluetoothAddress(let address):
      "'\(address)' is no Bluetooth address, six pairs of digits as in C0:FF:EE:00:12:34"
    case .unknownSetting(let setting):
      "'\(setting)' is no line setting; baud, data, parity, stop and flow are"
    case .repeatedSetting(let setting): "'\(setting)' is set twice"
    case .badValue(let setting, let value, let allowed):
      "\(setting) '\(value)' is not one of \(allowed.joined(separator: ", "))"
    }
  }
}

extension RecordingFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let endpoint): "\(endpoint): no such file or port"
    case .forbidden(let endpoint): "\(endpoint): not allowed to read it"
    case .unreachable(let endpoint, let why): "\(endpoint): \(why)"
    case .broken(let endpoint, let why, let count):
      "\(endpoint): \(why); what follows byte \(count) is lost, and the session stays open"
    }
  }
}

extension BadLine {
  /// `file:morning.txt, line 3: not read: hr 400 is outside 0 to 350; 2 more bad lines were not read`.
  ///
  /// - Parameter count: of all bad lines, with this one.
  func sentence(_ endpoint: Endpoint, of count: Int) -> String {
    let more =
      switch count - 1 {
      case ...0: ""
      case 1: "; 1 more bad line was not read"
      case let more: "; \(more) more bad lines were not read"
      }
    return "\(endpoint), line \(line): not read: \(fault.sentence)\(more)"
  }
}

extension LineFault {
  fileprivate var sentence: String {
    switch self {
    case .tooLong(let bytes): "\(bytes) bytes, and \(LineDecoder.longestLine) are the most"
    case .badByte(let byte, let offset): "byte \(offset + 1) is \(byte), and no character of the protocol"
    case .badChecksum(let expected, let found):
      "its checksum is '\(found.shortened)', and \(Self.hex(expected)) would be right"
    case .notAField(let text): "'\(text.shortened)' is not KEY=VALUE"
    case .noField: "nothing stands in it"
    case .duplicateKey(let key): "\(key.shortened) stands in it twice"
    case .notANumber(let key, let text): "\(key) '\(text.shortened)' is no number"
    case .outOfRange(let key, let text): "\(key) \(text.shortened) is out of its range"
    case .unknownWord(let key, let text): "\(key) has no '\(text.shortened)'"
    case .badTime(let text): "'@\(text.shortened)' is no time in seconds"
    case .timeBackwards(let from, let to): "time goes backwards, from \(Self.at(from)) to \(Self.at(to))"
    case .timeJumped(let from, let to): "\(Self.at(to)) is more than a day after \(Self.at(from))"
    case .timeBeyond(let time): "\(Self.at(time)) is later than any session lasts"
    case .timeMissing: "it has no time such as @60"
    case .halfAPressure: "one of sys and dia without the other"
    case .systolicNotAboveDiastolic: "the systolic is not above the diastolic"
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private static func at(_ milliseconds: Int64) -> String { "@\(Fixed(thousandths: Int(milliseconds)))" }
}

extension String {
  /// Of what was sent so much as is needed to find it.
  fileprivate var shortened: String { count > 40 ? "\(prefix(40))..." : self }
}

extension CaptureFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .otherKind(let path, let found, let asked): "\(path): a capture of \(found), not of \(asked)"
    case .damaged(let path, let error): "\(path), line \(error.line): \(error.fault.sentence)"
    case .unreadable(let path, let words): "\(path): \(words)"
    }
  }
}

extension CaptureError.Fault {
  fileprivate var sentence: String {
    switch self {
    case .notACapture: "no capture"
    case .unknownVersion(let version): "a capture of version '\(version)'; this program reads version 1"
    case .missingField(let name): "the header does not say its \(name)"
    case .badField(let word): "'\(word)' is not NAME=VALUE"
    case .notATime(let text): "'@\(text)' is no time in seconds"
    case .timeBackwards(let from, let to):
      "time goes backwards, from \(from.inSeconds) to \(to.inSeconds) s"
    case .timeBeyond(let time): "\(time.inSeconds) s is later than any session lasts"
    case .notUnderstood(let text): "'\(text)' is neither bytes nor a word of a capture"
    case .continuesNothing: "a '+' that continues no bytes"
    }
  }
}

extension SessionTime {
  fileprivate var inSeconds: Fixed { Fixed(thousandths: Int(milliseconds)) }
}

extension VitalsFileError {
  /// `vitals.csv, line 12, column 3 (spo2_pct): 'abc' is no number`.
  public func sentence(file: String) -> String {
    let name = columnName.map { " (\($0))" } ?? ""
    let place = column.map { ", column \($0)\(name)" } ?? ""
    return "\(file), line \(line)\(place): \(fault.sentence)"
  }
}

extension VitalsFileError.Fault {
  fileprivate var sentence: String {
    switch self {
    case .empty: "no header row"
    case .notUTF8: "not UTF-8 text"
    case .timeColumnMissing: "the header has no time_s"
    case .duplicateColumn: "this column is there twice"
    case .unendedQuote: "a quoted cell that never ends"
    case .strayQuote: "a quote in the middle of a cell"
    case .tooManyCells(let found, let expected): "\(found) cells where the header has \(expected)"
    case .timeMissing: "no time"
    case .notANumber(let text): "'\(text)' is no number"
    case .outOfRange(let text, let accepted):
      "'\(text)' is outside \(accepted.lowerBound) to \(accepted.upperBound)"
    case .timeBackwards(let from, let to):
      "time goes backwards, from \(from.inSeconds) to \(to.inSeconds) s"
    case .timeBeyond(let time): "\(time.inSeconds) s is later than any session lasts"
    case .systolicWithoutDiastolic: "a systolic without a diastolic"
    case .diastolicWithoutSystolic: "a diastolic without a systolic"
    case .systolicNotAboveDiastolic: "the systolic is not above the diastolic"
    }
  }
}
