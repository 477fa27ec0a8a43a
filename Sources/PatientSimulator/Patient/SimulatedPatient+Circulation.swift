import InfusionCore
import Pharmacokinetics
import Quantities

// From the drug, the breath and the troubles to pulse and pressure.

extension SimulatedPatient {
  /// - Parameter fall: how far the saturation is from that of ordinary breathing, percentage points; hardly
  ///   ever above 0.
  func signsNow(_ fall: Double) -> VitalSigns {
    let rest = traits.rest
    let saturation = min(100, rest.spo2 + fall)
    var signs = driven(rest, hypoxia: Hypoxia(saturation))
    treat(&signs)
    signs.spo2 = saturation
    signs.rr = breaths(rest.rr)
    // Drift and noise come last, so that a figure at its bound does not stand still either.
    return possible(wandering(bounded(signs)))
  }

  /// Pulse and pressure as the drug, fear, want of oxygen, retching and the vagus drive them.
  private func driven(_ rest: VitalSigns, hypoxia: Hypoxia) -> VitalSigns {
    let answer = DrugRise.fraction(at: state.effect)
    let stress = 1.1 * state.anxiety + (isVomiting ? 0.7 : 0)
    var signs = rest
    signs.hr += rise.hr.value * answer + 50 * stress + hypoxia.pulse
    signs.sys += rise.sys.value * answer + 30 * stress + 18 * hypoxia.drive
    signs.dia += rise.dia.value * answer + 15 * stress + 9 * hypoxia.drive
    return signs
  }

  private func treat(_ signs: inout VitalSigns) {
    let given = cabinet.effect
    // What lowers a pressure takes away only from the part above an ordinary one.
    signs.sys -= given.pressureRelief * max(0, signs.sys - 108)
    signs.dia -= given.pressureRelief * max(0, signs.dia - 68)
    let vagus = level(.vagus) * (1 - given.vagusOpposed)
    signs.hr -= vagus * max(0, signs.hr - 28)
    signs.sys -= 32 * vagus
    signs.dia -= 20 * vagus
    signs.hr += given.pulse
    signs.sys += given.sys
    signs.dia += 0.55 * given.sys
  }

  /// The breaths a minute. Ketamine takes at most a tenth (EC50 500 ng/mL, BioGears' ketamine); what stops
  /// breath takes the rest.
  private func breaths(_ rest: Double) -> Double {
    let byDrug = 1 - 0.10 * state.effect.value / (500 + state.effect.value)
    return rest * byDrug * min(1, state.ventilation * 1.6) + 7 * state.anxiety
  }

  private func wandering(_ signs: VitalSigns) -> VitalSigns {
    VitalSigns(
      hr: told(.hr, signs.hr + wander.hrDrift.value) + wander.hrBeat.value,
      sys: told(.sys, signs.sys + wander.sysDrift.value),
      dia: told(.dia, signs.dia + 0.6 * wander.sysDrift.value),
      spo2: told(.spo2, signs.spo2 + wander.spo2Drift.value) + wander.spo2Beat.value,
      rr: told(.rr, signs.rr) + wander.breath.value, perfusion: traits.rest.perfusion)
  }

  /// Keeps figures within what a body can have, whatever was given.
  private func bounded(_ signs: VitalSigns) -> VitalSigns {
    let sys = min(260, max(45, signs.sys))
    return VitalSigns(
      hr: min(220, max(28, signs.hr)), sys: sys, dia: min(sys - 16, max(20, signs.dia)),
      spo2: min(100, max(22, signs.spo2)), rr: min(55, max(0, signs.rr)), perfusion: signs.perfusion)
  }

  /// Keeps figures within what noise and an imposed episode may reach.
  private func possible(_ signs: VitalSigns) -> VitalSigns {
    VitalSigns(
      hr: max(20, signs.hr), sys: signs.sys, dia: min(signs.dia, signs.sys - 10), spo2: min(100, signs.spo2),
      rr: max(0, signs.rr), perfusion: signs.perfusion)
  }

  private func told(_ vital: SimulatedVital, _ value: Double) -> Double {
    episodes.reduce(value) { $1.vital == vital ? $1.applied(to: $0) : $0 }
  }
}

/// What want of oxygen does to pulse and pressure: first both rise; far down, the pulse falls.
private struct Hypoxia {
  /// 0 above 92 %, 1 at 70 % and below.
  let drive: Double
  /// /min
  let pulse: Double

  init(_ saturation: Double) {
    drive = min(1, max(0, (92 - saturation) / 22))
    pulse = 26 * drive - 2.2 * max(0, 58 - saturation)
  }
}

extension Help {
  /// Whether the help ends an imposed episode: only one that moves the vital the other way than the help
  /// does.
  func ends(_ episode: Episode, from signs: VitalSigns) -> Bool {
    let isLow = episode.target < episode.restValue
    switch (self, episode.vital) {
    case (.oxygen(let litres), .spo2): return litres > 0 && isLow
    case (.measure(.stimulation), .spo2), (.measure(.jawSupport), .spo2), (.measure(.position), .spo2),
      (.measure(.stimulation), .rr), (.measure(.jawSupport), .rr):
      return isLow
    case (.medicine(let medicine, let milligrams, _), let vital):
      guard milligrams >= medicine.usualMilligrams / 2 else { return false }
      switch vital {
      case .hr: return isLow ? medicine.effect.opposesVagus > 0 : medicine.effect.calms > 0
      case .sys, .dia:
        return isLow ? medicine.effect.raisesSys > 0 : medicine.effect.relievesPressure > 0
      case .spo2, .rr: return false
      }
    case (.oxygen, _), (.measure, _): return false
    }
  }
}
