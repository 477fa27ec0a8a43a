import InfusionCore
import Quantities

extension YamlMapping<Configuration> {
  /// Scales, pick lists and rules.
  static var clinicKeys: [YamlKey<Configuration>] {
    let words = YamlCodec<[String]>.list(of: .text, initial: "")
    return [
      YamlKey("scales", \.clinic.scales, scales), YamlKey("symptoms", \.clinic.symptoms, words),
      YamlKey("medicines", \.clinic.medicines, medicines),
      YamlKey("interventions", \.clinic.interventions, words),
      YamlKey("hold_rules", \.clinic.holdRules, holdRules),
    ]
  }

  private static var scales: YamlCodec<[Scale]> {
    .named(
      \.name, mapping: .scale, fresh: Scale(name: "", title: "", source: "", least: 0, most: 10),
      shipped: Scale.shipped.map(\.name))
  }

  private static var medicines: YamlCodec<[Medicine]> {
    .named(\.name, mapping: .medicine, fresh: Medicine(name: ""), shipped: Medicine.shipped.map(\.name))
  }

  private static var holdRules: YamlCodec<[HoldRule]> {
    let fresh = HoldRule(
      name: "", isOn: true, vital: .sys, side: .high, bound: 0, times: 1, apart: .zero, advice: .tell)
    return .named(\.name, mapping: .holdRule, fresh: fresh, shipped: HoldRule.shipped.map(\.name))
  }
}

extension YamlMapping<Medicine> {
  fileprivate static var medicine: YamlMapping {
    let suggestion = YamlCodec.text.or("none", initial: "")
    return YamlMapping(
      keys: [YamlKey("dose", \.dose, suggestion), YamlKey("route", \.route, suggestion)],
      isWrittenInLine: true)
  }
}

extension YamlMapping<Scale> {
  fileprivate static var scale: YamlMapping {
    let value = YamlCodec.whole(-1000...1000)
    let percent = YamlCodec.whole(1...100).or("none", initial: 50)
    return YamlMapping(
      keys: [
        YamlKey("title", \.title, .text), YamlKey("source", \.source, .text),
        YamlKey("least", \.least, value),
        YamlKey("most", \.most, value), YamlKey("passing", \.passing, value.or("none", initial: 0)),
        YamlKey("response_percent", \.responsePercent, percent) { $0.responsePercent == nil },
        YamlKey("remission_at_most", \.remissionAtMost, value.or("none", initial: 0)) {
          $0.remissionAtMost == nil
        },
        YamlKey("anchors", \.anchors, .anchors) { $0.anchors.isEmpty },
        YamlKey("parts", \.parts, parts) { $0.parts.isEmpty },
      ],
      check: { scale, places, problems in
        for (key, text) in [("title", scale.title), ("source", scale.source)] where text.isEmpty {
          problems.add(.missingKey(key), at: places.mapping.place, path: places.mapping.path)
        }
        guard !scale.isConsistent else { return }
        let place = places.place(of: "least", "most", "passing", "remission_at_most", "anchors", "parts")
        problems.add(.scaleOutOfRange(scale.range), at: place, path: places.mapping.path)
      })
  }

  private static var parts: YamlCodec<[ScalePart]> {
    .named(\.name, mapping: .scalePart, fresh: ScalePart(name: "", title: "", anchors: [:]), shipped: [])
  }
}

extension YamlMapping<ScalePart> {
  fileprivate static var scalePart: YamlMapping {
    YamlMapping(
      keys: [YamlKey("title", \.title, .text), YamlKey("anchors", \.anchors, .anchors)],
      check: { part, places, problems in
        for (key, isMissing) in [("title", part.title.isEmpty), ("anchors", part.anchors.isEmpty)]
        where isMissing {
          problems.add(.missingKey(key), at: places.mapping.place, path: places.mapping.path)
        }
      })
  }
}

extension YamlCodec<[Int: String]> {
  /// What each value of a scale means, as a whole: `{ 0: none, 10: worst }`.
  fileprivate static var anchors: YamlCodec {
    let number = YamlCodec<Int>.whole(-1000...1000)
    return YamlCodec(accepted: .mapping) { node, _, problems in
      guard case .mapping(let entries) = node.kind else {
        problems.refuse(node, .mapping)
        return nil
      }
      var anchors: [Int: String] = [:]
      for entry in entries {
        let key = YamlNode(kind: .scalar(entry.key, isPlain: true), place: entry.place, path: node.path)
        guard let value = number.read(key, 0, &problems) else { continue }
        if let text = YamlCodec<String>.text.read(entry.value, "", &problems) { anchors[value] = text }
      }
      return anchors
    } write: { anchors in
      .block(anchors.keys.sorted(by: >).map { .init(key: "\($0)", value: .text(anchors[$0] ?? "")) })
    }
  }
}

extension YamlMapping<HoldRule> {
  fileprivate static var holdRule: YamlMapping {
    YamlMapping(
      keys: [
        YamlKey("on", \.isOn, .flag), YamlKey("vital", \.vital, .word()), YamlKey("side", \.side, .word()),
        YamlKey("bound", \.bound, .positive(upTo: 350)), YamlKey("times", \.times, .whole(1...100)),
        YamlKey("apart_min", \.apart, .minutes(.number(0...1440))), YamlKey("advice", \.advice, .word()),
      ],
      check: { rule, places, problems in
        guard rule.bound == 0 else { return }
        problems.add(.missingKey("bound"), at: places.mapping.place, path: places.mapping.path)
      }, isWrittenInLine: true)
  }
}
