import Quantities

/// Typed access to an action's fields; every failure names the key, its value and what is accepted.
struct FieldReader {
  private let action: ActionName
  private let fields: [ActionFields.Field]

  init(_ action: ActionName, _ fields: [ActionFields.Field]) throws(ActionError) {
    self.action = action
    self.fields = fields
    var seen: Set<String> = []
    for field in fields {
      guard action.key(field.key) != nil || action.takesFurtherKeys else {
        throw .unknownKey(action: action, key: field.key)
      }
      guard seen.insert(field.key).inserted else { throw .duplicateKey(action: action, key: field.key) }
      try check(field)
    }
    for key in action.keys where key.isRequired && !seen.contains(key.name) {
      throw .missingKey(action: action, key: key.name)
    }
  }

  private func form(_ key: String) -> ValueForm { action.key(key)?.form ?? .text }

  private func check(_ field: ActionFields.Field) throws(ActionError) {
    let form = form(field.key)
    switch (form == .bare, field.value) {
    case (true, nil), (false, .some): break
    case (true, let value?): throw bad(field.key, value)
    case (false, nil): throw .missingValue(action: action, key: field.key, accepted: form)
    }
  }

  private func bad(_ key: String, _ value: String, _ form: ValueForm? = nil) -> ActionError {
    .badValue(action: action, key: key, value: value, accepted: form ?? self.form(key))
  }
}

// MARK: - What is there

extension FieldReader {
  func has(_ key: String) -> Bool { fields.contains { $0.key == key } }

  private func raw(_ key: String) -> String? {
    guard let field = fields.first(where: { $0.key == key }) else { return nil }
    return field.value
  }

  /// Throws for the first of `keys` that stands beside `other`.
  func refuse(_ keys: [String], besides other: String) throws(ActionError) {
    for key in keys where has(key) { throw .clash(action: action, key: other, other: key) }
  }

  private func present<Value>(_ value: Value?, _ key: String) throws(ActionError) -> Value {
    guard let value else { throw .missingKey(action: action, key: key) }
    return value
  }
}

// MARK: - Typed values

extension FieldReader {
  func optionalText(_ key: String) throws(ActionError) -> String? {
    guard let text = raw(key) else { return nil }
    let isAccepted = if case .words(let words) = form(key) { words.contains(text) } else { !text.isEmpty }
    guard isAccepted else { throw bad(key, text) }
    return text
  }

  func text(_ key: String) throws(ActionError) -> String { try present(try optionalText(key), key) }

  /// A value of an enum whose raw values are the accepted words.
  func word<Word: RawRepresentable<String>>(_ key: String) throws(ActionError) -> Word {
    let text = try text(key)
    guard let word = Word(rawValue: text) else { throw bad(key, text) }
    return word
  }

  func whole(_ key: String) throws(ActionError) -> Int {
    let text = try present(raw(key), key)
    guard case .whole(let range) = form(key), let value = Self.whole(text), range.contains(value) else {
      throw bad(key, text)
    }
    return value
  }

  func optionalDecimal(_ key: String, in narrower: ClosedRange<Fixed>? = nil) throws(ActionError) -> Fixed? {
    guard let text = raw(key) else { return nil }
    guard case .decimal(let widest) = form(key), let value = Fixed(text), (narrower ?? widest).contains(value)
    else {
      throw bad(key, text, narrower.map { .decimal($0) })
    }
    return value
  }

  func decimal(_ key: String) throws(ActionError) -> Fixed { try present(try optionalDecimal(key), key) }

  func optionalQuantity<Kind: Quantity>(_ key: String) throws(ActionError) -> Kind? {
    guard let text = raw(key) else { return nil }
    guard case .quantity(let range) = form(key), let value = Self.number(text),
      (range.lowerBound.doubleValue...range.upperBound.doubleValue).contains(value)
    else { throw bad(key, text) }
    return Kind(value)
  }

  func quantity<Kind: Quantity>(_ key: String) throws(ActionError) -> Kind {
    try present(try optionalQuantity(key), key)
  }

  func optionalTime(_ key: String) throws(ActionError) -> SessionTime? {
    guard let text = raw(key) else { return nil }
    guard let seconds = Fixed(text), seconds >= 0 else { throw bad(key, text) }
    return SessionTime(milliseconds: Int64(seconds.thousandths))
  }

  func optionalAlarm(_ key: String) throws(ActionError) -> AlarmID? {
    guard let text = raw(key) else { return nil }
    guard let alarm = AlarmID(text) else { throw bad(key, text) }
    return alarm
  }

  /// Names between commas; none where the key is absent.
  func names(_ key: String) throws(ActionError) -> [String] {
    guard let text = raw(key) else { return [] }
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty }) else { throw bad(key, text) }
    return names
  }

  /// Each part once; none where the key is absent.
  func parts(_ key: String) throws(ActionError) -> [PartScore] {
    guard let text = raw(key) else { return [] }
    guard let parts = PartScore.read(text) else { throw bad(key, text) }
    return parts
  }

  /// The fields of an amendment besides the entry's number.
  func amendment() throws(ActionError) -> [AmendedField] {
    let amended = fields.filter { action.key($0.key) == nil }
    guard !amended.isEmpty else { throw .missingOneOf(action: action, keys: []) }
    return amended.map { AmendedField(key: $0.key, value: $0.value ?? "") }
  }

  static func whole(_ text: String) -> Int? {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  /// A plain decimal. The negative exponent is for what `Double` itself writes below a ten-thousandth.
  private static func number(_ text: String) -> Double? {
    let parts = text.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    guard let mantissa = parts.first, Fixed(mantissa) != nil else { return nil }
    if parts.count == 2 { guard let exponent = whole(String(parts[1])), exponent < 0 else { return nil } }
    return Double(text)
  }
}
