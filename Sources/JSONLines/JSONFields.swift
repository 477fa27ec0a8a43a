public import Quantities

/// Key and value in one go: how entries are written.
extension JSONWriter {
  public mutating func field(_ key: String, _ text: String) {
    self.key(key)
    string(text)
  }

  public mutating func field(_ key: String, orNull text: String?) {
    self.key(key)
    if let text { string(text) } else { null() }
  }

  public mutating func field(_ key: String, ifAny text: String?) {
    if let text { field(key, text) }
  }

  public mutating func field(_ key: String, _ number: Int) {
    self.key(key)
    integer(number)
  }

  public mutating func field(_ key: String, _ number: Fixed) {
    self.key(key)
    fixed(number)
  }

  public mutating func field(_ key: String, orNull number: Fixed?) {
    self.key(key)
    if let number { fixed(number) } else { null() }
  }

  public mutating func field(_ key: String, _ truth: Bool) {
    self.key(key)
    bool(truth)
  }

  public mutating func field(_ key: String, ifTrue truth: Bool) {
    if truth { field(key, true) }
  }

  public mutating func field(_ key: String, _ time: SessionTime) {
    field(key, Fixed(thousandths: Int(time.milliseconds)))
  }

  public mutating func field(_ key: String, _ span: TimeSpan) {
    field(key, Fixed(thousandths: Int(span.milliseconds)))
  }

  public mutating func field(_ key: String, orNull span: TimeSpan?) {
    field(key, orNull: span.map { Fixed(thousandths: Int($0.milliseconds)) })
  }

  /// A quantity that went into the session: with all of its digits.
  public mutating func field(_ key: String, exactly quantity: some Quantity) {
    self.key(key)
    value(.number(quantity.value))
  }

  /// A quantity that the session computed: to three decimals.
  public mutating func field(_ key: String, rounded quantity: (some Quantity)?) {
    field(key, orNull: quantity?.fixed)
  }

  public mutating func field(_ key: String, _ texts: [String]) {
    self.key(key)
    beginArray()
    for text in texts { string(text) }
    endArray()
  }

  public mutating func field(_ key: String, ifAny texts: [String]) {
    if !texts.isEmpty { field(key, texts) }
  }
}
