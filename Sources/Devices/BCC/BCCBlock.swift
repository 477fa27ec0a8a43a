import Quantities

/// One block of the B. Braun Space protocol (BCC): `SOH len STX bed>text ETX|ETB chk EOT`, length and
/// checksum in five digits.
///
/// The text holds records of time, address, parameter and value; only what is asked of a pump is kept.
public struct BCCBlock: Hashable, Sendable {
  /// One parameter of one pump.
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

extension BCCBlock {
  /// Records of time, address, parameter and value, parted by commas; RS stands between records. A text that
  /// parts the four by RS as well is read as the same.
  init?(text: ArraySlice<UInt8>, isLast: Bool) {
    guard let mark = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    self.init(values: [], isLast: isLast)
    var records: [[ArraySlice<UInt8>]] = []
    let parts = text[(mark + 1)...].split(separator: BCCPacket.separator, omittingEmptySubsequences: false)
    for part in parts {
      let fields = part.split(separator: UInt8(ascii: ","), maxSplits: 3, omittingEmptySubsequences: false)
      if fields.count == 4 { records.append(fields) }
    }
    if records.isEmpty, parts.count.isMultiple(of: 4) {
      records = stride(from: 0, to: parts.count, by: 4).map { Array(parts[$0..<$0 + 4]) }
    }
    for record in records {
      guard let parameter = BCCParameter(rawValue: Ascii.text(record[2])) else { continue }
      guard let figure = Self.figure(record[3], of: parameter) else { return nil }
      values.append(Value(address: Ascii.text(record[1]), parameter: parameter, figure: figure))
    }
  }

  /// Nil unless it is a number or the protocol's own "none". A decimal comma counts as a point.
  private static func figure(_ text: ArraySlice<UInt8>, of parameter: BCCParameter) -> Reported? {
    if text.isEmpty || text.starts(with: "_N".utf8) { return .missing }
    let point = UInt8(ascii: ".")
    let number = DecimalText.number(text.map { $0 == UInt8(ascii: ",") ? point : $0 }[...])
    // A flag that is not a number still counts as set, so that a fault is never told as well.
    if parameter.isFlag { return .value(number ?? 1) }
    return number.map { (0...10_000).contains($0) ? Reported.value($0) : .missing }
  }

  /// As the pump's rack sends it.
  public var bytes: [UInt8] {
    let records = values.map { value in
      let figure =
        switch value.figure {
        case .value(let number): "\(number)"
        case .missing: "_NV"
        }
      return ["0", value.address, value.parameter.rawValue, figure].joined(separator: ",")
    }
    return BCCPacket.bytes("1/1/1>" + records.joined(separator: "\u{1E}"), isLast: isLast)
  }
}
