import InfusionCore
import Quantities

/// The limits of one vital, with the bounds that a session cannot cross.
struct VitalSettings {
  var vital: Vital
  var limits: VitalLimits
  var bounds: LimitBounds
  /// Whether the clinic has set a limit of the vital. For the mean this decides whether measured means are
  /// judged (`Configuration.judgesMeasuredMean`), so its shipped limits are not written out.
  var ownsLimits: Bool
}

extension YamlMapping<VitalSettings> {
  static func limits(of vital: Vital) -> YamlMapping {
    let limit = YamlCodec.number(vital.acceptedRange).or("off", initial: 0)
    let delay = YamlCodec.seconds(.number(0...600))
    var keys: [YamlKey<VitalSettings>] = [
      limitKey("extreme_low", \.limits.extremeLow, limit), limitKey("low", \.limits.low, limit),
      limitKey("high", \.limits.high, limit), limitKey("extreme_high", \.limits.extremeHigh, limit),
      YamlKey("low_floor", \.bounds.lowFloor, limit), YamlKey("high_ceiling", \.bounds.highCeiling, limit),
      YamlKey("onset_delay_s", \.limits.onsetDelay, delay),
      YamlKey("extreme_onset_delay_s", \.limits.extremeOnsetDelay, delay),
      YamlKey("clear_band", \.limits.clearBand, .number(0...100)),
      YamlKey("clear_delay_s", \.limits.clearDelay, delay),
    ]
    keys += vital.isCuff ? cuffKeys : streamKeys(upTo: vital == .rr ? 600 : 30)
    return YamlMapping(keys: keys, check: checkLimits, isWrittenInLine: true)
  }

  private static func limitKey(
    _ name: String, _ member: WritableKeyPath<VitalSettings, Fixed?>, _ codec: YamlCodec<Fixed?>
  ) -> YamlKey<VitalSettings> {
    YamlKey(
      member: YamlMember(name, codec.accepted),
      presence: { $0.vital == .map && !$0.ownsLimits ? .meaningful : .written },
      read: { node, settings, problems in
        guard let value = codec.read(node, settings[keyPath: member], &problems) else { return }
        settings[keyPath: member] = value
        settings.ownsLimits = true
      }, write: { codec.write($0[keyPath: member]) })
  }

  /// Keys of a cuff; without a time to forget a value, it follows its interval.
  private static var cuffKeys: [YamlKey<VitalSettings>] {
    let stale = YamlCodec.seconds(.positive(upTo: 14400))
    return [YamlKey("stale_after_s", \.limits.staleAfter, stale.or("auto", initial: .zero))]
  }

  /// - Parameter longestStale: in seconds, since an older pulse or saturation says nothing about the present.
  private static func streamKeys(upTo longestStale: Fixed) -> [YamlKey<VitalSettings>] {
    [
      YamlKey("stale_after_s", \.limits.stale, .seconds(.positive(upTo: longestStale))),
      YamlKey("loss_delay_s", \.limits.loss, .seconds(.number(0...600))),
    ]
  }

  private static func checkLimits(_ settings: VitalSettings, _ places: YamlPlaces, _ problems: inout Problems)
  {
    for (lower, upper) in settings.limits.pairsOutOfOrder {
      problems.add(
        .limitOrder(lower: lower, upper: upper), at: places.place(of: lower.key, upper.key),
        path: places.mapping.path)
    }
    for (key, onset) in settings.limits.onsetsBelowClearDelay {
      problems.add(
        .clearDelayAboveOnset(settings.limits.clearDelay, key: key, onset: onset),
        at: places.place(of: "clear_delay_s", key), path: places.mapping.path)
    }
    for limit in settings.limitsNeverCleared {
      problems.add(
        .neverCleared(
          limit, clearBand: settings.limits.clearBand, accepted: settings.vital.acceptedRange),
        at: places.place(of: "clear_band", limit.key), path: places.mapping.path)
    }
    for (limit, bound) in settings.limitsBeyondBounds {
      problems.add(
        .limitBeyondBound(limit, bound: bound), at: places.place(of: limit.key, bound.key),
        path: places.mapping.path)
    }
  }
}

extension VitalLimits {
  /// Zero stands for nil, which only a cuff can have; a streamed vital always has these two.
  fileprivate var stale: TimeSpan {
    get { staleAfter ?? .zero }
    set { staleAfter = newValue }
  }

  fileprivate var loss: TimeSpan {
    get { lossDelay ?? .zero }
    set { lossDelay = newValue }
  }

  /// Onset delays shorter than the clear delay. A delay of zero is not among them.
  fileprivate var onsetsBelowClearDelay: [(key: String, onset: TimeSpan)] {
    [("onset_delay_s", onsetDelay), ("extreme_onset_delay_s", extremeOnsetDelay)]
      .filter { $0.1 > .zero && clearDelay > $0.1 }
  }

  typealias Named = ConfigurationError.NamedLimit

  /// Neighbours that do not ascend. An ordinary limit may equal its extreme; a low one never meets a high
  /// one.
  fileprivate var pairsOutOfOrder: [(Named, Named)] {
    let lows = [extremeLow.map { Named("extreme_low", $0) }, low.map { Named("low", $0) }].compactMap { $0 }
    let highs = [high.map { Named("high", $0) }, extremeHigh.map { Named("extreme_high", $0) }].compactMap {
      $0
    }
    var wrong = [lows, highs].filter { $0.count == 2 && $0[0].value > $0[1].value }.map { ($0[0], $0[1]) }
    if let lowest = lows.last, let highest = highs.first, lowest.value >= highest.value {
      wrong.append((lowest, highest))
    }
    return wrong
  }
}

extension VitalSettings {
  /// Limits with a clear band so wide that no value can be back inside.
  fileprivate var limitsNeverCleared: [VitalLimits.Named] {
    let (range, band) = (vital.acceptedRange, limits.clearBand)
    let lows = [("extreme_low", limits.extremeLow), ("low", limits.low)].filter { _, limit in
      limit.map { $0 + band > range.upperBound } ?? false
    }
    let highs = [("high", limits.high), ("extreme_high", limits.extremeHigh)].filter { _, limit in
      limit.map { $0 - band < range.lowerBound } ?? false
    }
    return (lows + highs).compactMap { key, limit in limit.map { .init(key, $0) } }
  }

  fileprivate var limitsBeyondBounds: [(VitalLimits.Named, VitalLimits.Named)] {
    var wrong: [(VitalLimits.Named, VitalLimits.Named)] = []
    if let low = limits.low, let floor = bounds.lowFloor, low < floor {
      wrong.append((.init("low", low), .init("low_floor", floor)))
    }
    if let high = limits.high, let ceiling = bounds.highCeiling, high > ceiling {
      wrong.append((.init("high", high), .init("high_ceiling", ceiling)))
    }
    return wrong
  }
}
