import InfusionCore
import Quantities

// Codecs for single words and numbers.

extension YamlCodec<Fixed> {
  static func number(_ range: ClosedRange<Fixed>) -> YamlCodec {
    .scalar(
      .number(range), parse: { $0.number.flatMap { range.contains($0) ? $0 : nil } }, write: \.description)
  }

  static func positive(upTo most: Fixed) -> YamlCodec {
    .scalar(
      .positive(upTo: most), parse: { $0.number.flatMap { $0 > 0 && $0 <= most ? $0 : nil } },
      write: \.description)
  }
}

extension YamlCodec<TimeSpan> {
  /// Seconds, to the millisecond.
  static func seconds(_ codec: YamlCodec<Fixed>) -> YamlCodec {
    codec.map {
      .milliseconds(Int64($0.thousandths))
    } _: {
      Fixed(thousandths: Int($0.milliseconds))
    }
  }

  /// Minutes; a thousandth of one is 60 ms.
  static func minutes(_ codec: YamlCodec<Fixed>) -> YamlCodec {
    codec.map {
      .milliseconds(Int64($0.thousandths) * 60)
    } _: {
      Fixed(thousandths: Int($0.milliseconds / 60))
    }
  }
}

extension YamlCodec where Value: Quantity {
  static func quantity(_ codec: YamlCodec<Fixed>) -> YamlCodec {
    codec.map {
      Value($0)
    } _: {
      $0.fixed
    }
  }
}

extension YamlCodec<Bool> {
  static var flag: YamlCodec {
    .scalar(.flag, parse: { ["true": true, "false": false][$0.plain] }, write: { $0 ? "true" : "false" })
  }
}

extension YamlCodec<Int> {
  static func whole(_ range: ClosedRange<Int>) -> YamlCodec {
    .scalar(
      .whole(range),
      parse: { node in
        guard let value = node.number, value.thousandths % 1000 == 0 else { return nil }
        return range.contains(value.thousandths / 1000) ? value.thousandths / 1000 : nil
      }, write: { "\($0)" })
  }
}

extension YamlCodec<String> {
  /// Any text that is not empty, quoted or not.
  static var text: YamlCodec {
    YamlCodec(accepted: .text) { node, _, problems in
      if case .scalar(let text, _) = node.kind, !text.isEmpty { return text }
      problems.refuse(node, .text)
      return nil
    } write: {
      .text($0)
    }
  }
}

extension YamlCodec<AlarmID> {
  static var alarm: YamlCodec { .scalar(.alarm, parse: { AlarmID($0.plain ?? "") }, write: \.description) }
}

extension YamlCodec where Value: RawRepresentable<String> & CaseIterable {
  /// One of an enum's words, or one of some of them.
  static func word(_ values: [Value] = Array(Value.allCases)) -> YamlCodec {
    .scalar(
      .words(values.map(\.rawValue)), parse: { node in values.first { $0.rawValue == node.plain } },
      write: \.rawValue)
  }
}

extension YamlNode {
  /// A decimal with at most three places; nil for any other text.
  var number: Fixed? { isTooFine ? nil : plain.flatMap { Fixed($0) } }

  /// Whether it is a decimal with more than three places.
  var isTooFine: Bool {
    guard let text = plain, Fixed(text) != nil else { return false }
    return (text.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0) > 3
  }
}

extension [String: Bool] {
  fileprivate subscript(key: String?) -> Bool? { key.flatMap { self[$0] } }
}
