public import Pharmacokinetics
public import Quantities

/// A patient who answers to what is really given: pulse and pressures follow the predicted effect-site
/// concentration, over slow drift and noise, and whatever the scenario makes happen.
///
/// A pure function of the seed, the doses and the events, in steps of one second.
public struct SimulatedPatient: Sendable {
  public private(set) var signs: VitalSigns
  /// The second that `signs` belongs to.
  public private(set) var now: SessionTime

  private var traits: PatientTraits
  private var drug: Prediction
  private var drugTime = SessionTime.start
  private var rate = MilligramsPerHour.zero
  private var rise: (sys: Ramp, dia: Ramp, hr: Ramp)
  private var episodes: [Episode] = []
  private var wander = PatientWander()
  private var chance: SplitMix64

  public init(traits: PatientTraits, weight: Kilograms, noise: SplitMix64, model: CompartmentModel = .domino)
  {
    self.traits = traits
    signs = traits.rest
    now = .start
    drug = Prediction(model: model, weight: weight)
    rise = (Ramp(traits.rise.sys), Ramp(traits.rise.dia), Ramp(traits.rise.hr))
    chance = noise
  }

  public var effect: NanogramsPerMillilitre { drug.effect }
  public var plasma: NanogramsPerMillilitre { drug.plasma }

  /// What flows into the vein from `time` on.
  public mutating func infuse(_ rate: MilligramsPerHour, from time: SessionTime) {
    advanceDrug(to: time)
    self.rate = rate
  }

  public mutating func bolus(_ dose: Milligrams, at time: SessionTime) {
    advanceDrug(to: time)
    drug.bolus(dose)
  }

  public mutating func receive(_ help: Intervention) {
    for index in episodes.indices where help.relieves.contains(episodes[index].vital) {
      episodes[index].relieve()
    }
    guard help == .antihypertensive else { return }
    change(rise: rise.sys.value / 4, rise.dia.value / 4, nil, seconds: 300)
  }

  /// Lets one second pass.
  public mutating func step(to second: SessionTime) {
    now = second
    advanceDrug(to: second)
    wander.step(&chance)
    rise.sys.step()
    rise.dia.step()
    rise.hr.step()
    for index in episodes.indices { episodes[index].step() }
    episodes.removeAll(where: \.isOver)
    signs = signsNow()
  }

  private mutating func advanceDrug(to time: SessionTime) {
    guard time > drugTime else { return }
    drug.advance(by: time - drugTime, rate: rate)
    drugTime = time
  }
}

extension SimulatedPatient {
  /// New resting values, from the next second on; nil ones stay.
  mutating func rest(_ change: RestingValues) {
    traits.rest.hr = change.hr?.doubleValue ?? traits.rest.hr
    traits.rest.sys = change.sys?.doubleValue ?? traits.rest.sys
    traits.rest.dia = change.dia?.doubleValue ?? traits.rest.dia
    traits.rest.spo2 = change.spo2?.doubleValue ?? traits.rest.spo2
    traits.rest.rr = change.rr?.doubleValue ?? traits.rest.rr
  }

  /// From now on the drug raises pulse and pressures by so much at the reference concentration; nil ones
  /// stay.
  mutating func change(rise sys: Double?, _ dia: Double?, _ hr: Double?, seconds: Double) {
    if let sys { rise.sys.go(to: sys, seconds: seconds) }
    if let dia { rise.dia.go(to: dia, seconds: seconds) }
    if let hr { rise.hr.go(to: hr, seconds: seconds) }
  }

  mutating func begin(_ episode: Episode) { episodes.append(episode) }

  private func signsNow() -> VitalSigns {
    let answer = DrugRise.fraction(at: drug.effect)
    let breathing = 1 - 0.10 * drug.effect.value / (500 + drug.effect.value)
    let rest = traits.rest
    return VitalSigns(
      hr: told(.hr, rest.hr + rise.hr.value * answer + wander.hrDrift.value) + wander.hrBeat.value,
      sys: told(.sys, rest.sys + rise.sys.value * answer + wander.sysDrift.value),
      dia: told(.dia, rest.dia + rise.dia.value * answer + 0.6 * wander.sysDrift.value),
      spo2: min(100, told(.spo2, rest.spo2 + wander.spo2Drift.value) + wander.spo2Beat.value),
      rr: max(0, told(.rr, rest.rr * breathing) + wander.breath.value),
      perfusion: rest.perfusion)
  }

  private func told(_ vital: SimulatedVital, _ value: Double) -> Double {
    episodes.reduce(value) { $1.vital == vital ? $1.applied(to: $0) : $0 }
  }
}

/// The drift over minutes and the noise from beat to beat of one patient. Widths and bounds are our own
/// choice.
private struct PatientWander: Hashable, Sendable {
  var hrDrift = Wander(deviation: 2, seconds: 240, bound: 4)
  var hrBeat = Wander(deviation: 1.4, seconds: 5, bound: 4)
  var sysDrift = Wander(deviation: 2, seconds: 420, bound: 4)
  var spo2Drift = Wander(deviation: 0.35, seconds: 180, bound: 0.8)
  var spo2Beat = Wander(deviation: 0.25, seconds: 8, bound: 0.7)
  var breath = Wander(deviation: 0.6, seconds: 12, bound: 1.5)

  mutating func step(_ chance: inout SplitMix64) {
    hrDrift.step(&chance)
    hrBeat.step(&chance)
    sysDrift.step(&chance)
    spo2Drift.step(&chance)
    spo2Beat.step(&chance)
    breath.step(&chance)
  }
}
