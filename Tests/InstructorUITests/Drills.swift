import ChairBeacon
import InfusionCore
import InstructorUI
import Quantities

/// Drills as they stand on the consoles of these tests.
enum Drills {
  /// Nothing has happened yet, and the airway is still to close.
  static var calm: ToldTruth {
    var truth = ToldTruth()
    (truth.scenario, truth.seed) = ("desaturation", "7")
    (truth.time, truth.minute, truth.phase) = (.seconds(1150), .seconds(910), .infusing)
    (truth.spo2, truth.hr, truth.sys, truth.dia, truth.rr) = (98, 76, 129, 80, 14)
    (truth.effect, truth.plasma) = (141, 158)
    (truth.sedation, truth.breath) = (Fixed(thousandths: 120), Fixed(thousandths: 960))
    (truth.delivered, truth.deliveredPerWeight) = (Fixed(thousandths: 13_300), Fixed(thousandths: 190))
    (truth.weight, truth.concentration) = (70, 1)
    (truth.typedWeight, truth.typedConcentration) = (70, 1)
    truth.coming = [
      ToldEvent(
        what: "airway level=0.82 onset=1min lasts=25min by-drug=no", when: "infusing and effect > 150 ng/mL",
        unless: nil, after: .minutes(5), dueIn: nil),
      ToldEvent(
        what: "say ...", when: "always", unless: "stopped", after: .minutes(30), dueIn: .seconds(650)),
    ]
    truth.objectives = [
      ToldObjective(id: "airway-opened", result: "missed", calledAgo: nil, at: nil),
      ToldObjective(id: "saturation-back", result: "missed", calledAgo: nil, at: nil),
      ToldObjective(id: "treatment-given", result: "met", calledAgo: nil, at: .seconds(240)),
      ToldObjective(id: "carried-through", result: "missed", calledAgo: nil, at: nil),
      ToldObjective(id: "no-harmful-act", result: "met", calledAgo: nil, at: nil),
      ToldObjective(id: "unharmed", result: "met", calledAgo: nil, at: nil),
    ]
    truth.done = [ToldDeed(at: .seconds(240), words: "start", isInstructors: false)]
    return truth
  }

  /// The airway has closed, and the trainee's numbers lag behind.
  static var closed: ToldTruth {
    var truth = calm
    (truth.time, truth.minute) = (.seconds(1890), .seconds(1650))
    (truth.spo2, truth.hr, truth.rr, truth.effect) = (79, 101, 4, 172)
    (truth.sedation, truth.breath) = (Fixed(thousandths: 640), Fixed(thousandths: 180))
    (truth.typedWeight, truth.harm) = (154, .seconds(70))
    truth.troubles = [
      ToldTrouble(name: "airway", level: Fixed(thousandths: 820)),
      ToldTrouble(name: "nausea", level: Fixed(thousandths: 100)),
    ]
    truth.imposed = [ToldTrouble(name: "sys", level: 190)]
    truth.coming.removeFirst()
    truth.objectives[0] = ToldObjective(
      id: "airway-opened", result: "missed", calledAgo: .seconds(80), at: nil)
    truth.done += [
      ToldDeed(at: .seconds(1700), words: "set nausea=0.1", isInstructors: true),
      ToldDeed(at: .seconds(1850), words: "ack", isInstructors: false),
    ]
    return truth
  }

  /// As much as an instructor can set and break at once.
  static var troubled: ToldTruth {
    var truth = closed
    truth.imposed = [
      ToldTrouble(name: "hr", level: 150), ToldTrouble(name: "spo2", level: 80),
      ToldTrouble(name: "sys", level: 200), ToldTrouble(name: "dia", level: 110),
      ToldTrouble(name: "rr", level: 5),
    ]
    truth.troubles = [
      ToldTrouble(name: "anxiety", level: Fixed(thousandths: 800)),
      ToldTrouble(name: "nausea", level: Fixed(thousandths: 700)),
    ]
    truth.faults = [
      ToldFault(what: "probe off", left: .seconds(32)), ToldFault(what: "cuff fails", left: .seconds(60)),
      ToldFault(what: "pump occluded", left: .seconds(45), isHeard: false),
    ]
    truth.done.append(
      ToldDeed(
        at: .seconds(1880),
        words: "set sys=200 dia=110 hr=150 spo2=80 rr=5 nausea=0.7 anxiety=0.8 vagus=0.1 sedation=0.2",
        isInstructors: true))
    return truth
  }

  /// The same, while most of the scenario is still to come.
  static var crowded: ToldTruth {
    var truth = troubled
    truth.coming =
      calm.coming + [
        ToldEvent(
          what: "vomit", when: "nausea > 0.6", unless: nil, after: .minutes(2), dueIn: nil),
        ToldEvent(
          what: "cuff-measure", when: "done pause", unless: nil, after: .minutes(5), dueIn: .seconds(200)),
      ]
    return truth
  }

  static var seenCalm: ChairState {
    var state = ChairState()
    (state.chair, state.phase, state.clock) = ("drill", .infusing, "10:42:07")
    state.spo2 = .fresh(98, age: .seconds(1))
    state.hr = .fresh(76, age: .seconds(1))
    state.pressure = ToldPressure(sys: 128, dia: 79, map: 95, isFresh: true, age: .seconds(250))
    return state
  }

  static var seenClosed: ChairState {
    var state = seenCalm
    state.spo2 = .fresh(84, age: .seconds(2))
    state.hr = .old(92, age: .seconds(14))
    state.alarms = [
      ToldAlarm(id: "spo2.low", priority: .high, text: "SpO2 84 < 85", age: .seconds(12)),
      ToldAlarm(
        id: "line.lost", priority: .low, text: "line lost", age: .seconds(90), isAcknowledged: true,
        acknowledgedBy: "KM"),
    ]
    return state
  }
}
