import InfusionCore
import Quantities

extension YamlMapping<Configuration> {
  /// The questions before a patient goes, by name.
  static var dischargeKey: YamlKey<Configuration> {
    YamlKey(
      "discharge", \.discharge,
      .named(
        \.name, mapping: .criterion, fresh: DischargeCriterion(name: ""),
        shipped: DischargeCriterion.shipped.map(\.name)))
  }

  /// Refuses a criterion on a scale that nobody can record, since it would never be met.
  static func checkDischarge(
    _ configuration: Configuration, _ places: YamlPlaces, _ problems: inout Problems
  ) {
    for criterion in configuration.discharge {
      guard let scale = criterion.scale, configuration.clinic.scale(named: scale) == nil else { continue }
      problems.add(
        .unknownScale(scale), at: places.place(of: "discharge"), path: "discharge.\(criterion.name)")
    }
  }
}

extension YamlMapping<DischargeCriterion> {
  fileprivate static var criterion: YamlMapping {
    let bound = YamlCodec.number(-1000...1000)
    let distance = YamlCodec.positive(upTo: 200)
    let age = YamlCodec.minutes(.positive(upTo: 1440))
    return YamlMapping(
      keys: [
        YamlKey("scale", \.scale, YamlCodec.text.or("none", initial: "")) { $0.scale == nil },
        YamlKey("vital", \.vital, YamlCodec<Vital>.word().or("none", initial: .sys)) { $0.vital == nil },
        YamlKey("at_least", \.atLeast, bound.or("off", initial: 0)) { $0.atLeast == nil },
        YamlKey("at_most", \.atMost, bound.or("off", initial: 0)) { $0.atMost == nil },
        YamlKey("within", \.within, distance.or("off", initial: 0)) { $0.within == nil },
        YamlKey("within_percent", \.withinPercent, distance.or("off", initial: 0)) {
          $0.withinPercent == nil
        },
        YamlKey("below_baseline", \.belowBaseline, distance.or("off", initial: 0)) {
          $0.belowBaseline == nil
        },
        YamlKey("usual_at_most", \.usualMost, bound.or("off", initial: 0)) { $0.ceiling == nil },
        YamlKey("above_baseline", \.aboveBaseline, distance.or("off", initial: 0)) { $0.ceiling == nil },
        YamlKey("not_older_than_min", \.notOlderThan, age.or("off", initial: .zero)) {
          $0.notOlderThan == nil
        },
      ],
      check: { criterion, places, problems in
        guard !criterion.isConsistent else { return }
        problems.add(.criterionUnclear, at: places.mapping.place, path: places.mapping.path)
      }, isWrittenInLine: true)
  }
}

extension DischargeCriterion {
  /// At most the larger of this and the baseline with `above_baseline`.
  fileprivate var usualMost: Fixed? {
    get { ceiling?.usual }
    set { ceiling = newValue.map { Ceiling(usual: $0, above: ceiling?.above ?? 0) } }
  }

  fileprivate var aboveBaseline: Fixed? {
    get { ceiling?.above }
    set { ceiling = newValue.map { Ceiling(usual: ceiling?.usual ?? 0, above: $0) } }
  }
}
