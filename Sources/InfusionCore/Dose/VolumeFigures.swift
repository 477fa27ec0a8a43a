public import Quantities

/// What was delivered, as the engine decided it at one instant.
public struct VolumeFigures: Hashable, Sendable {
  public let basis: DoseBasis
  public let volume: Millilitres
  public let isEstimated: Bool
  /// Sure means `low` = `volume` = `high`.
  public let low: Millilitres
  public let high: Millilitres

  public init(
    basis: DoseBasis, volume: Millilitres, isEstimated: Bool = false, low: Millilitres? = nil,
    high: Millilitres? = nil
  ) {
    self.basis = basis
    self.volume = volume
    self.isEstimated = isEstimated
    self.low = low ?? volume
    self.high = high ?? volume
  }
}

/// One `dose` event that is to be told.
public struct DoseNews: Hashable, Sendable {
  public let at: SessionTime
  public let figures: VolumeFigures
}

/// A delivered volume with the least and the most that it can have been.
struct DoseBounds: Hashable, Sendable {
  var volume = Millilitres.zero
  var low = Millilitres.zero
  var high = Millilitres.zero

  static let zero = DoseBounds()

  /// Far below what any pump shows; above what adding binary fractions in another order makes.
  static let grain = Millilitres(1e-9)

  var isSure: Bool { high - low <= Self.grain }

  mutating func addSure(_ amount: Millilitres) {
    low = low + amount
    addReckoned(amount)
  }

  /// Adds to the figure and to the most, but not to the least.
  mutating func addReckoned(_ amount: Millilitres) {
    volume = volume + amount
    high = high + amount
  }
}
