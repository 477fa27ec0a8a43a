import InfusionCore
import Quantities

extension CuffResult {
  /// Nil unless the figures are a pressure.
  init?(sys: Reported, dia: Reported, map: Reported) {
    guard case .value(let sys) = sys, case .value(let dia) = dia, sys > dia, dia > 0 else { return nil }
    guard case .value(let map) = map, map > 0 else {
      self = .measured(.pressure(sys: sys, dia: dia))
      return
    }
    self = .measured(.pressure(sys: sys, dia: dia, map: map))
  }

  /// A result in whole mmHg; nil unless the figures are a pressure.
  init?(sys: Int, dia: Int, map: Int) {
    guard dia > 0, sys > dia, sys <= 350 else { return nil }
    self = .measured(
      .pressure(sys: Fixed(sys), dia: Fixed(dia), map: (1...350).contains(map) ? Fixed(map) : nil))
  }
}
