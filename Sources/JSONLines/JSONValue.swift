public import Quantities

/// Any JSON value. Members keep their order, so that what is not understood can be written again as it came.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number of at most three decimals, exact.
  case fixed(Fixed)
  /// Any other number.
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// An object's members in the order in which they were written.
public struct JSONObject: Hashable, Sendable {
  /// A key with its value.
  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
  public var members: [Member]

  public init(_ members: [Member] = []) { self.members = members }

  /// The value of the first member of that name. Setting it replaces it in its place, or appends; nil removes
  /// it.
  public subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      let place = members.firstIndex { $0.key == key }
      switch (place, newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil): members.remove(at: place)
      case (nil, let value?): members.append(Member(key, value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member($0.0, $0.1) }
  }
}

extension JSONValue {
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }
  public var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
  public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
  public var isNull: Bool { self == .null }

  /// A number of at most three decimals; nil for any other, so that nothing is rounded unseen.
  public var fixed: Fixed? { if case .fixed(let number) = self { number } else { nil } }

  public var double: Double? {
    switch self {
    case .fixed(let number): number.doubleValue
    case .double(let number): number
    case .null, .bool, .string, .array, .object: nil
    }
  }

  /// A whole number.
  public var integer: Int? {
    guard let fixed, fixed.thousandths % 1000 == 0 else { return nil }
    return fixed.thousandths / 1000
  }

  /// A quantity with all of its digits: exact thousandths where they tell it exactly, else binary.
  public static func number(_ value: Double) -> JSONValue {
    guard value.magnitude < 1e12 else { return value.isFinite ? .double(value) : .null }
    let fixed = Fixed(rounding: value)
    return fixed.doubleValue == value ? .fixed(fixed) : .double(value)
  }
}
