import ChairBeacon
import InfusionCore
import Quantities

extension ChairNews {
  /// A chair of this machine tells its state.
  static func state(_ state: ChairState) -> ChairNews { here(state.chair, .state(state)) }

  static func here(_ chair: String, _ word: Word) -> ChairNews {
    ChairNews(place: .here, chair: chair, word)
  }

  /// A chair that a broker tells of.
  static func far(
    _ chair: String, _ word: Word, site: String = "ward", publisher: String = "aa11"
  ) -> ChairNews {
    ChairNews(place: ChairPlace(site: site, publisher: publisher), chair: chair, word)
  }
}

/// The chairs on the walls of these tests.
enum Chairs {
  static func calm(_ chair: String, patient: String = "P-0142") -> ChairState {
    var state = ChairState()
    state.chair = chair
    state.patient = patient
    state.phase = .infusing
    state.clock = "10:42:07"
    state.spo2 = .fresh(98, age: .seconds(1))
    state.hr = .fresh(72, age: .seconds(1))
    state.rr = .fresh(14, age: .seconds(2))
    state.pressure = ToldPressure(sys: 128, dia: 79, map: 95, isFresh: true, age: .minutes(4))
    state.dose = ToldDose(
      delivered: Milligrams(12.4), ordered: Milligrams(35), isEstimated: false, rate: .init(52.5))
    state.elapsed = .minutes(14)
    state.planned = .minutes(40)
    return state
  }

  static func low(_ chair: String) -> ChairState {
    var state = calm(chair, patient: "P-0177")
    state.spo2 = .fresh(82, age: .seconds(1))
    state.alarms = [alarm("spo2.low", .high, "SpO2 82 < 85")]
    return state
  }

  static func answered(_ chair: String) -> ChairState {
    var state = calm(chair, patient: "P-0008")
    state.alarms = [
      ToldAlarm(
        id: "sys.high", priority: .medium, text: "sys 164 > 160", age: .seconds(40), isAcknowledged: true,
        acknowledgedBy: "KM")
    ]
    return state
  }

  static func observing(_ chair: String) -> ChairState {
    var state = calm(chair, patient: "P-0031")
    state.phase = .observing
    state.elapsed = .minutes(12)
    state.planned = .minutes(30)
    state.spo2 = .old(97, age: .seconds(14))
    state.pressure = ToldPressure(sys: 131, dia: 84, map: nil, isFresh: false, age: .minutes(26))
    state.alarms = [alarm("spo2.novalue", .medium, "SpO2: no value, was 97")]
    return state
  }

  static func alarm(_ id: String, _ priority: AlarmPriority, _ text: String) -> ToldAlarm {
    ToldAlarm(id: id, priority: priority, text: text, age: .seconds(12))
  }
}
