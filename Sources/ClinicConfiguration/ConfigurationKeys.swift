import InfusionCore
import Phrases
import Quantities

extension YamlMapping<Configuration> {
  /// The whole file, key by key.
  static var configuration: YamlMapping {
    let keys: [YamlKey<Configuration>] = [
      YamlKey("limits", \.vitalSettings, limits),
      YamlKey("audio_pause_s", \.audioPause, .seconds(.number(1...600))),
      YamlKey("reminder_s", \.reminder, .seconds(.number(10...3600))),
      YamlKey("escalate_after_s", \.escalateAfter, .seconds(.number(10...600))),
      YamlKey("quiet", \.isQuiet, .flag), YamlKey("language", \.language, language),
      YamlKey("hears_wall", \.hearsWall, .flag),
      YamlKey("unvarying_after_s", \.unvaryingAfter, .seconds(.number(60...3600))),
      YamlKey("latching", \.latching, latching),
      YamlKey("plans", \.plans, plans),
      YamlKey("checklist", \.checklist, checklist), dischargeKey,
      YamlKey("second_person", \.secondPerson, secondPerson),
    ]
    return YamlMapping(keys: keys + clinicKeys) { configuration, places, problems in
      checkDischarge(configuration, places, &problems)
      checkScalesOfChecks(configuration, places, &problems)
    }
  }

  private static var limits: YamlCodec<VitalTable> {
    let keys = Vital.allCases.map { vital in
      YamlKey<VitalTable>(vital.rawValue, \.[vital], YamlMapping<VitalSettings>.limits(of: vital).codec)
    }
    return YamlMapping<VitalTable>(keys: keys).codec
  }

  private static var language: YamlCodec<Language> {
    .scalar(
      .words(Language.all.map(\.code)), parse: { node in node.plain.flatMap { Language(code: $0) } },
      write: \.code)
  }

  private static var latching: YamlCodec<Set<AlarmID>> {
    .set(of: .alarm, initial: .nibpFailed) { $0.sorted { $0.description < $1.description } }
  }

  private static var secondPerson: YamlCodec<Set<TwoPersonDeed>> {
    .set(of: .word(), initial: .start) { deeds in TwoPersonDeed.allCases.filter(deeds.contains) }
  }

  private static var plans: YamlCodec<[Plan]> {
    .named(
      \.name, mapping: .plan, fresh: Plan(name: "", dose: nil, duration: nil, concentration: nil),
      shipped: Configuration.shipped.plans.map(\.name))
  }

  private static var checklist: YamlCodec<[ChecklistItem]> {
    .named(
      \.name, mapping: .checklistItem,
      fresh: ChecklistItem(name: "", text: "", stage: .start, isRequired: true),
      shipped: Configuration.shipped.checklist.map(\.name))
  }
}

extension YamlMapping<ChecklistItem> {
  fileprivate static var checklistItem: YamlMapping {
    YamlMapping(
      keys: [
        YamlKey("text", \.text, .text), YamlKey("stage", \.stage, .word()),
        YamlKey("required", \.isRequired, .flag),
      ],
      check: { item, places, problems in
        guard item.text.isEmpty && places.given["text"] == nil else { return }
        problems.add(.missingKey("text"), at: places.mapping.place, path: places.mapping.path)
      }, isWrittenInLine: true)
  }
}

/// Limits and bounds side by side, as they are in the file.
struct VitalTable {
  fileprivate var limits: [Vital: VitalLimits]
  fileprivate var bounds: [Vital: LimitBounds]
  fileprivate var judgesMeasuredMean: Bool

  fileprivate subscript(vital: Vital) -> VitalSettings {
    get {
      VitalSettings(
        vital: vital, limits: limits[vital] ?? .shipped(vital), bounds: bounds[vital] ?? .shipped(vital),
        ownsLimits: vital == .map ? judgesMeasuredMean : true)
    }
    set {
      limits[vital] = newValue.limits
      bounds[vital] = newValue.bounds
      if vital == .map { judgesMeasuredMean = newValue.ownsLimits }
    }
  }
}

extension Configuration {
  fileprivate var vitalSettings: VitalTable {
    get { VitalTable(limits: limits, bounds: bounds, judgesMeasuredMean: judgesMeasuredMean) }
    set {
      judgesMeasuredMean = newValue.judgesMeasuredMean
      limits = newValue.limits
      bounds = newValue.bounds
    }
  }
}
