/// One patient's drift over minutes and noise from beat to beat. Widths and bounds are our own choice.
struct PatientWander: Hashable, Sendable {
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

/// How far the drug raises pulse and pressures; a scenario may change that gradually.
struct DrugRiseRamps: Hashable, Sendable {
  private(set) var sys: Ramp
  private(set) var dia: Ramp
  private(set) var hr: Ramp

  init(_ rise: DrugRise) {
    sys = Ramp(rise.sys)
    dia = Ramp(rise.dia)
    hr = Ramp(rise.hr)
  }

  /// Leaves as they are those that are nil.
  mutating func change(_ sys: Double?, _ dia: Double?, _ hr: Double?, seconds: Double) {
    if let sys { self.sys.go(to: sys, seconds: seconds) }
    if let dia { self.dia.go(to: dia, seconds: seconds) }
    if let hr { self.hr.go(to: hr, seconds: seconds) }
  }

  mutating func step() {
    sys.step()
    dia.step()
    hr.step()
  }
}
