/// The oxygen in the lungs, from what breathing brings and the body uses, and the saturation it gives.
///
/// One well-mixed store. Alveolar ventilation of 4.2 L/min, 250 mL/min used, a factor 0.863 between standard
/// and body conditions, water vapour of 47 mmHg: textbook physiology (the alveolar ventilation equation).
/// The store, 3.5 L, stands for lungs and blood: without breath the saturation is below 90 % within a
/// minute, after oxygen within some minutes.
struct LungStore: Hashable, Sendable {
  /// mmHg
  private(set) var alveolar = LungStore.ofRest

  static let ofRest = 98.0
  private static let dryPressure = 713.0
  private static let ventilation = 4.2
  private static let use = 0.863 * 250
  private static let litres = 3.5
  /// Below this pressure the body takes no more oxygen.
  private static let least = 12.0

  /// Breathes for one second at a share of the usual ventilation.
  mutating func step(ventilation share: Double, inspired: Double) {
    let brought = Self.ventilation * max(0, share) * (Self.dryPressure * inspired - alveolar)
    let used = Self.use * alveolar / (alveolar + 4) * (1 + 4 / Self.ofRest)
    alveolar = max(Self.least, alveolar + (brought - used) / Self.litres / 60)
  }

  /// %, by Severinghaus' curve (J Appl Physiol 1979;46:599).
  var saturation: Double { Self.saturation(at: alveolar) }

  static func saturation(at pressure: Double) -> Double {
    100 / (23_400 / (pressure * pressure * pressure + 150 * pressure) + 1)
  }
}
