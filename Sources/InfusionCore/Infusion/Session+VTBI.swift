public import Quantities

/// What the pump will still deliver, beside what is still ordered.
public struct VTBICheck: Hashable, Sendable {
  /// As the pump has it.
  public var pump: VolumeToBeInfused
  /// What of the order is not in yet, never below zero; nil without an order, or when the infusion is over.
  public var stillOrdered: Millilitres?

  /// Differences up to this come from rounding and from how long ago the pump was asked: half a millilitre,
  /// or 2 % of the order.
  static let leastTolerance = Millilitres(0.5)
  static let tolerance = 0.02

  let orderedVolume: Millilitres?

  /// Whether the pump would stop by itself at another volume than the order's. One without a limit of its own
  /// is no disagreement: somebody stops it.
  public var differs: Bool {
    guard case .volume(let pump) = pump, let stillOrdered, let orderedVolume else { return false }
    let tolerated = max(Self.leastTolerance.value, orderedVolume.value * Self.tolerance)
    return abs(pump.value - stillOrdered.value) > tolerated
  }
}

extension Session {
  /// Nil unless a pump that tells its VTBI can be heard: an old VTBI says nothing about now.
  public var vtbiCheck: VTBICheck? {
    guard let vtbi = pump.vtbi, let source = pump.source, devices[source]?.loss == nil else { return nil }
    return VTBICheck(pump: vtbi, stillOrdered: stillOrdered, orderedVolume: order?.volume)
  }

  private var stillOrdered: Millilitres? {
    switch phase {
    case .preparation: order?.volume
    case .infusing, .paused:
      infusion.map { max(.zero, $0.order.volume - $0.volume(at: now)) }
    case .observing, .ready, .closed: nil
    }
  }
}
