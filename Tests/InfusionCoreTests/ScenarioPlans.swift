import InfusionCore
import Quantities

extension SessionPlan {
  /// 0.5 mg/kg for 70 kg in 40 min: 35 mg, 35 mL, 52.5 mL/h.
  static let fixture = SessionPlan(
    weight: Kilograms(70), plan: "trd-40", sources: [SourceDescription(id: SourceID("line"))])

  /// A pulse oximeter that is preferred, and a second one.
  static let twoOximeters = SessionPlan(
    weight: Kilograms(70), plan: "trd-40",
    sources: [SourceDescription(id: SourceID("line")), SourceDescription(id: SourceID("line-2"))])

  /// Neither cuff nor checks are due, and nothing is required: what is tested stands alone.
  static let quiet = fixture {
    $0.nibpInterval = [:]
    $0.checkInterval = [:]
    $0.required = []
  }

  /// Two minutes of observation, a minute more after a high alarm, nothing due.
  static let shortWatch = fixture {
    $0.nibpInterval = [:]
    $0.checkInterval = [:]
    $0.required = []
    $0.observation = .minutes(2)
    $0.extendAfterHigh = .minutes(1)
  }

  static let esketamine = SessionPlan(
    weight: Kilograms(70), plan: "esketamine-120", sources: [SourceDescription(id: SourceID("line"))])

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
