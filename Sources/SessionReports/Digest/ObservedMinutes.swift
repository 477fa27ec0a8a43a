import InfusionCore
public import Quantities

/// The watch after an infusion, minute by minute from its own beginning: the last heart rate and the lowest
/// saturation. That is all a summary tells of it, and a whole day fits.
public struct ObservedMinutes: Hashable, Sendable {
  /// A value of a minute, and whether its source doubted it.
  public struct Value: Hashable, Sendable {
    public var value: Fixed
    public var isDoubtful: Bool
  }
  private struct Minute: Hashable, Sendable {
    /// In thousandths.
    var lastHR: Int32?
    var lowestSpO2: Int32?
    /// The last one.
    var isHRDoubtful = false
    /// Any of them.
    var isSpO2Doubtful = false
  }
  private let origin: SessionTime
  private var minutes = MinuteColumn<Minute>()

  init(from origin: SessionTime) { self.origin = origin }

  mutating func add(_ value: VitalValue, of vital: Vital) {
    let number = Int((value.at - origin).milliseconds / 60_000)
    guard value.at >= origin, MinuteColumn<Minute>.bounds.contains(number) else { return }
    var minute = minutes[number] ?? Minute()
    let figure = Int32(clamping: value.value.thousandths)
    let isDoubtful = value.quality == .doubtful
    switch vital {
    case .hr: (minute.lastHR, minute.isHRDoubtful) = (figure, isDoubtful)
    case .spo2:
      minute.lowestSpO2 = min(minute.lowestSpO2 ?? figure, figure)
      minute.isSpO2Doubtful = minute.isSpO2Doubtful || isDoubtful
    case .rr, .sys, .dia, .map: return
    }
    minutes[number] = minute
  }

  public func lastHR(minute: Int) -> Value? {
    guard let minute = minutes[minute], let figure = minute.lastHR else { return nil }
    return Value(value: Fixed(thousandths: Int(figure)), isDoubtful: minute.isHRDoubtful)
  }

  public func lowestSpO2(minute: Int) -> Value? {
    guard let minute = minutes[minute], let figure = minute.lowestSpO2 else { return nil }
    return Value(value: Fixed(thousandths: Int(figure)), isDoubtful: minute.isSpO2Doubtful)
  }
}
