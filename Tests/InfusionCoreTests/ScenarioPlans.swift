import InfusionCore
import Quantities

extension SessionPlan {
  /// 0.5 mg/kg for 70 kg in 40 min: 35 mg, 35 mL, 52.5 mL/h.
  ///
  /// The tables' patients keep the same figures for as long as a table needs, so the alarm about unvarying
  /// figures is off.
  static let fixture = living { $0.unvaryingAfter = .minutes(100_000) }

  /// The plan as it is shipped, with the alarm about figures that never change.
  static let shipped = living { _ in }

  private static func living(_ change: (inout Configuration) -> Void) -> SessionPlan {
    SessionPlan(weight: Kilograms(70), plan: "trd-40", sources: [SourceDescription(id: SourceID("line"))])
      .configured(change)
  }

  /// A pulse oximeter that is preferred, and a second one.
  static let twoOximeters = fixture.from([
    SourceDescription(id: SourceID("line")), SourceDescription(id: SourceID("line-2")),
  ])

  /// Neither cuff nor checks are due, nothing is required, and nothing is asked before the patient goes, so
  /// that a table tests one thing alone.
  static let quiet = fixture {
    $0.nibpInterval = [:]
    $0.checkInterval = [:]
    $0.required = []
  }.configured { $0.discharge = [] }

  /// Two minutes of observation, a minute more after a high alarm, nothing due.
  static let shortWatch = quiet.ordering {
    $0.observation = .minutes(2)
    $0.extendAfterHigh = .minutes(1)
  }

  static let esketamine = fixture.named("esketamine-120")

  func from(_ sources: [SourceDescription]) -> SessionPlan {
    var plan = self
    plan.sources = sources
    return plan
  }

  func named(_ name: String) -> SessionPlan {
    var plan = self
    plan.plan = name
    return plan
  }

  /// No plan is chosen yet.
  var unplanned: SessionPlan {
    var plan = self
    plan.plan = nil
    return plan
  }

  /// As a session of the first version of the rules.
  var byFirstRules: SessionPlan {
    var plan = self
    plan.rulesVersion = RulesVersion.first
    return plan
  }

  /// As a session of the last version of the rules before the contracts' second, with what was shipped then:
  /// no limits of the mean, and no criteria of discharge.
  var byRulesOfBefore: SessionPlan {
    var plan = configured {
      if $0.limits[.map] == .shipped(.map) {
        $0.limits[.map]?.extremeLow = nil
        $0.limits[.map]?.low = nil
        $0.limits[.map]?.high = nil
      }
      if $0.discharge == DischargeCriterion.shipped { $0.discharge = [] }
    }
    plan.rulesVersion = RulesVersion.second - 1
    return plan
  }

  /// The fixture with its plan changed.
  static func fixture(_ change: (inout Plan) -> Void) -> SessionPlan {
    SessionPlan.fixture.ordering(change)
  }

  func ordering(_ change: (inout Plan) -> Void) -> SessionPlan {
    configured { configuration in
      for index in configuration.plans.indices { change(&configuration.plans[index]) }
    }
  }

  func configured(_ change: (inout Configuration) -> Void) -> SessionPlan {
    var plan = self
    change(&plan.configuration)
    return plan
  }
}
