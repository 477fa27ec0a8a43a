/// The medicines in a patient's body, each on its way in, acting, or leaving.
struct MedicineCabinet: Hashable, Sendable {
  /// How many usual doses of each are on their way in, and how many act.
  private var waiting: [Double] = Array(repeating: 0, count: Medicine.all.count)
  private var acting: [Double] = Array(repeating: 0, count: Medicine.all.count)
  /// How much longer a dose into a muscle or the stomach takes to act.
  private static let slowWay = 8.0
  private var isInUse = false
  private var slowness: [Double] = Array(repeating: 1, count: Medicine.all.count)

  mutating func give(_ medicine: Medicine, milligrams: Double, isIntravenous: Bool) {
    guard let index = Medicine.all.firstIndex(of: medicine) else { return }
    isInUse = true
    waiting[index] += milligrams / medicine.usualMilligrams
    slowness[index] = isIntravenous ? 1 : Self.slowWay
  }

  mutating func step() {
    guard isInUse else { return }
    for (index, medicine) in Medicine.all.enumerated() where waiting[index] + acting[index] > 0 {
      let arriving = waiting[index] / (medicine.onsetSeconds * slowness[index])
      waiting[index] -= arriving
      acting[index] += arriving - acting[index] / medicine.lastingSeconds
    }
  }

  /// The effect of all of them together.
  var effect: CabinetEffect {
    var sum = CabinetEffect()
    guard isInUse else { return sum }
    var benzodiazepine = 1.0
    for (index, medicine) in Medicine.all.enumerated() {
      benzodiazepine *= 1 - Self.share(medicine.effect.undoesBenzodiazepine, acting[index])
    }
    for (index, medicine) in Medicine.all.enumerated() where acting[index] > 0 {
      let left = medicine.effect.isBenzodiazepine ? benzodiazepine : 1
      sum.add(medicine.effect, doses: acting[index] * left)
    }
    return sum
  }

  /// The share of an effect for so many usual doses: `atUsual` for one, nearing 1 with more.
  static func share(_ atUsual: Double, _ doses: Double) -> Double {
    guard atUsual > 0 else { return 0 }
    return doses / (doses + (1 - atUsual) / atUsual)
  }
}

/// The sum of what acts.
struct CabinetEffect: Hashable, Sendable {
  /// Shares, 0 to 1.
  private(set) var pressureRelief = 0.0
  private(set) var vagusOpposed = 0.0
  private(set) var calm = 0.0
  private(set) var nauseaSettled = 0.0
  /// The odds of being asleep, and of not breathing.
  private(set) var sedation = 0.0
  private(set) var breathing = 0.0
  /// Added, in mmHg and /min.
  private(set) var sys = 0.0
  private(set) var pulse = 0.0

  /// Adds a medicine's effect. One usual dose gives half of the most that it can give.
  mutating func add(_ effect: MedicineEffect, doses: Double) {
    let saturated = 2 * doses / (doses + 1)
    let excess = min(20, max(0, doses - 3))
    Self.join(&pressureRelief, MedicineCabinet.share(effect.relievesPressure, doses))
    Self.join(&vagusOpposed, MedicineCabinet.share(effect.opposesVagus, doses))
    Self.join(&calm, MedicineCabinet.share(effect.calms, doses))
    Self.join(&nauseaSettled, MedicineCabinet.share(effect.settlesNausea, doses))
    sedation += effect.sedates * doses * doses
    breathing += effect.depressesBreathing * doses * doses
    sys += effect.raisesSys * saturated + effect.excessSys * excess
    pulse += effect.raisesPulse * saturated + effect.excessPulse * excess
  }

  private static func join(_ share: inout Double, _ other: Double) { share += (1 - share) * other }
}
