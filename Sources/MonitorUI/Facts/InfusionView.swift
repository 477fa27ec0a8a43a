public import InfusionCore
public import Phrases
public import Quantities

/// The infusion's figures, each in the unit it is spoken in.
public struct InfusionView: Hashable, Sendable {
  public var delivered: Milligrams
  public var deliveredPerKilogram: MilligramsPerKilogram
  public var volume: Millilitres
  /// What flows now, as far as it is known; what is set is `setRate`.
  public var rate: MillilitresPerHour
  public var setRate: MillilitresPerHour
  public var perKilogramHour: MilligramsPerKilogramHour
  public var elapsed: TimeSpan
  /// From the start to the planned end at the present rate; nil while nothing flows.
  public var planned: TimeSpan?
  public var remaining: TimeSpan?
  /// How long the planned end has passed; nil before it.
  public var overrun: TimeSpan?
  public var isEstimated: Bool
  /// The order is in by the set rate, and no pump counted it.
  public var isUpTo = false
  /// What decides the dose, and what it may be at least and at most; both are the volume where it is sure.
  public var basis = DoseBasis.set
  public var low = Millilitres.zero
  public var high = Millilitres.zero
  public var lowDose = Milligrams.zero
  public var highDose = Milligrams.zero
  /// A pump that can be heard says that something flows.
  public var isPumpRunning = false
  /// A pump was listened to, and its present state is not known.
  public var isPumpSilent = false
  /// What the pump says of itself; nil if no pump is listened to and the figures are set by hand.
  public var pump: Phrase?
  /// What the pump will still deliver; nil where it does not say.
  public var vtbi: VTBIView?

  public init(
    delivered: Milligrams, deliveredPerKilogram: MilligramsPerKilogram, volume: Millilitres,
    rate: MillilitresPerHour, setRate: MillilitresPerHour, perKilogramHour: MilligramsPerKilogramHour,
    elapsed: TimeSpan, planned: TimeSpan?, remaining: TimeSpan?, overrun: TimeSpan?, isEstimated: Bool,
    pump: Phrase?, vtbi: VTBIView? = nil
  ) {
    self.delivered = delivered
    self.deliveredPerKilogram = deliveredPerKilogram
    self.volume = volume
    self.rate = rate
    self.setRate = setRate
    self.perKilogramHour = perKilogramHour
    self.elapsed = elapsed
    self.planned = planned
    self.remaining = remaining
    self.overrun = overrun
    self.isEstimated = isEstimated
    self.pump = pump
    self.vtbi = vtbi
  }
}

extension InfusionView {
  /// Before the dose, wherever it stands: `up to `, `~`.
  var sureness: Phrase { Self.sureness(isUpTo: isUpTo, isEstimated: isEstimated) }

  static func sureness(isUpTo: Bool, isEstimated: Bool) -> Phrase {
    let about = Phrase(verbatim: isEstimated ? "~" : "")
    return isUpTo ? "up to " + about : about
  }
}

/// The pump's own volume to be infused, and what the order still has, where they differ.
public struct VTBIView: Hashable, Sendable {
  /// `12.3 mL`, or `off`.
  public var pump: Phrase
  /// Nil while they agree, or nothing is ordered.
  public var stillOrdered: String?

  public init(pump: Phrase, stillOrdered: String? = nil) {
    self.pump = pump
    self.stillOrdered = stillOrdered
  }
}

/// The watch after the infusion.
public struct ObservationView: Hashable, Sendable {
  public var counted: TimeSpan
  public var target: TimeSpan
  public var isComplete: Bool
  /// Why the window does not move on, in words; nil while it counts.
  public var heldUpBy: Phrase?

  public init(counted: TimeSpan, target: TimeSpan, isComplete: Bool, heldUpBy: Phrase? = nil) {
    self.counted = counted
    self.target = target
    self.isComplete = isComplete
    self.heldUpBy = heldUpBy
  }

  public var left: TimeSpan { max(.zero, target - counted) }
}
