import Quantities

/// One block of the B. Braun Space protocol (BCC): `SOH len STX bed>text ETX|ETB chk EOT`, length and
/// checksum in five digits.
///
/// The text holds time, address, parameter and value, parted by RS; only what is asked of a pump is kept.
public struct BCCBlock: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    /// Which pump of the stack.
    public var address: String
    public var parameter: BCCParameter
    /// `_NV` and `_NA` are none.
    public var figure: Reported

    public init(address: String, parameter: BCCParameter, figure: Reported) {
      self.address = address
      self.parameter = parameter
      self.figure = figure
    }
  }

  public var values: [Value]
  /// An ETB ends a block that is not the last.
  public var isLast: Bool

  public init(values: [Value], isLast: Bool = true) {
    self.values = values
    self.isLast = isLast
  }
}

public enum BCCParameter: String, CaseIterable, Hashable, Sendable {
  /// Present rate, mL/h.
  case rate = "INRT"
  /// Volume infused, mL.
  case volume = "INVI"
}

extension BCCBlock {
  init?(text: ArraySlice<UInt8>, isLast: Bool) {
    guard let mark = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let tokens = text[(mark + 1)...].split(separator: BCCPacket.separator, omittingEmptySubsequences: false)
    self.init(values: [], isLast: isLast)
    for index in tokens.indices.dropFirst().dropLast() {
      guard let parameter = BCCParameter(rawValue: Ascii.text(tokens[index])) else { continue }
      let value = tokens[index + 1]
      let number = DecimalText.number(value)
      guard number != nil || value.starts(with: "_N".utf8) else { return nil }
      let figure = number.map { (0...10_000).contains($0) ? Reported.value($0) : .missing } ?? .missing
      values.append(Value(address: Ascii.text(tokens[index - 1]), parameter: parameter, figure: figure))
    }
  }

  /// As the pump's rack sends it.
  public var bytes: [UInt8] {
    let records = values.map { value in
      let figure =
        switch value.figure {
        case .value(let number): "\(number)"
        case .missing: "_NV"
        }
      return ["0", value.address, value.parameter.rawValue, figure].joined(separator: "\u{1E}")
    }
    return BCCPacket.bytes("1/1/1>" + records.joined(separator: "\u{1E}"), isLast: isLast)
  }
}
