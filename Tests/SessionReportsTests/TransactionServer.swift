import JSONLines

/// A FHIR server as far as a transaction goes (hl7.org/fhir/R4/http.html#trules): each entry is created, or
/// put in the place of the one resource that its query finds; then every reference within the bundle is that
/// resource's address. More than one found, or a reference to nothing, and nothing at all is done.
///
/// It takes the place of a real one: no server that is a Debian or Python package takes a transaction
/// (fhirsnake 1.1 reads files, dfhir 0.1 is of R5 and knows no Bundle that is posted).
struct TransactionServer {
  enum Refusal: Error, Hashable {
    case noRequest(String)
    case several(String)
    case twice(String)
    case dangling(String)
  }
  /// By `Type/id`.
  private(set) var stored: [String: JSONObject] = [:]
  private(set) var created = 0
  private(set) var changed = 0
  private var nextID = 1

  mutating func post(_ bytes: [UInt8]) throws {
    var next = self
    try next.take(bytes)
    self = next
  }

  private mutating func take(_ bytes: [UInt8]) throws {
    let entries = try JSONParser.parse(bytes).object?["entry"]?.array?.compactMap(\.object) ?? []
    var addresses: [String: String] = [:]
    for entry in entries {
      let address = try address(of: entry)
      if addresses.values.contains(address) { throw Refusal.twice(address) }
      addresses[entry["fullUrl"]?.string ?? ""] = address
    }
    for entry in entries {
      guard let address = addresses[entry["fullUrl"]?.string ?? ""],
        let body = try resolved(entry["resource"] ?? .null, addresses).object
      else { continue }
      guard let before = stored[address] else {
        stored[address] = body
        created += 1
        continue
      }
      // A conditional create leaves what is there.
      guard entry["request"]?.object?["method"]?.string == "PUT", before != body else { continue }
      stored[address] = body
      changed += 1
    }
  }

  private mutating func address(of entry: JSONObject) throws -> String {
    guard let request = entry["request"]?.object, let url = request["url"]?.string,
      let method = request["method"]?.string
    else { throw Refusal.noRequest(entry["fullUrl"]?.string ?? "") }
    let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
    let query = method == "PUT" ? parts.dropFirst().first : request["ifNoneExist"]?.string
    guard let query else {
      if method == "PUT" { return url }
      return fresh(parts[0])
    }
    let found = matches(query, type: parts[0])
    if found.count > 1 { throw Refusal.several(url) }
    return found.first ?? fresh(parts[0])
  }

  private mutating func fresh(_ type: String) -> String {
    defer { nextID += 1 }
    return "\(type)/\(nextID)"
  }

  /// `identifier=system|value`.
  private func matches(_ query: String, type: String) -> [String] {
    let wanted = query.split(separator: "=", maxSplits: 1).last?.split(separator: "|").map(String.init) ?? []
    return stored.filter { address, body in
      address.hasPrefix("\(type)/")
        && (body["identifier"]?.array ?? []).contains { identifier in
          [identifier.object?["system"]?.string, identifier.object?["value"]?.string] == wanted
        }
    }.map(\.key)
  }

  private func resolved(_ value: JSONValue, _ addresses: [String: String]) throws -> JSONValue {
    switch value {
    case .array(let items): return .array(try items.map { try resolved($0, addresses) })
    case .object(let object):
      return .object(
        JSONObject(
          try object.members.map { member in
            guard member.key == "reference", let url = member.value.string else {
              return .init(member.key, try resolved(member.value, addresses))
            }
            guard let address = addresses[url] else { throw Refusal.dangling(url) }
            return .init(member.key, .string(address))
          }))
    case .null, .bool, .fixed, .double, .string: return value
    }
  }
}
