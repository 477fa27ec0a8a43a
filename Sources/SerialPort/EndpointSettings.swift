import SerialSettings

// The `?baud=9600&parity=none` behind a serial path.

extension Endpoint {
  static func serial(_ text: String) throws(EndpointError) -> Endpoint {
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, !path.isEmpty else { throw .missingPath(scheme: "serial") }
    var overrides = LineSettings.Overrides()
    guard parts.count == 2 else { return .serial(path: String(path), overrides) }
    for pair in parts[1].split(separator: "&", omittingEmptySubsequences: false) {
      try overrides.set(pair)
    }
    return .serial(path: String(path), overrides)
  }
}

extension LineSettings.Overrides {
  fileprivate mutating func set(_ pair: Substring) throws(EndpointError) {
    let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let key = parts.first ?? ""
    let value = parts.count == 2 ? parts[1] : ""
    switch key {
    case "baud": try Self.fill(&baud, key, value, LineSettings.Baud.allCases)
    case "data": try Self.fill(&dataBits, key, value, LineSettings.DataBits.allCases)
    case "parity": try Self.fill(&parity, key, value, LineSettings.Parity.allCases)
    case "stop": try Self.fill(&stopBits, key, value, LineSettings.StopBits.allCases)
    case "flow": try Self.fill(&flow, key, value, LineSettings.Flow.allCases)
    default: throw .unknownSetting(key)
    }
  }

  private static func fill<Setting: RawRepresentable>(
    _ slot: inout Setting?, _ key: String, _ value: String, _ cases: [Setting]
  ) throws(EndpointError) {
    if slot != nil { throw .repeatedSetting(key) }
    guard let match = cases.first(where: { "\($0.rawValue)" == value }) else {
      throw .badValue(setting: key, value: value, allowed: cases.map { "\($0.rawValue)" })
    }
    slot = match
  }
}
