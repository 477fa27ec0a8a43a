import Quantities

/// What each device says of itself, in the order of preference.
public struct DeviceWatch: Hashable, Sendable {
  public struct Device: Hashable, Sendable {
    public let source: SourceDescription
    public internal(set) var status: SensorStatus?
    public internal(set) var loss: LinkLoss?
  }
  public private(set) var devices: [Device]

  init(_ sources: [SourceDescription]) { devices = sources.map { Device(source: $0) } }

  public subscript(source: SourceID) -> Device? { devices.first { $0.source.id == source } }

  /// Who gives a value: the place in the order of preference, and the usual time between readings.
  struct Giver {
    var source: SourceID
    var rank: Int
    var interval: TimeSpan
  }

  mutating func giver(_ source: SourceID) -> Giver {
    let rank = rank(of: source)
    return Giver(source: source, rank: rank, interval: devices[rank].source.nominalInterval)
  }

  /// The place of a source in the order of preference. One that was not announced comes last.
  mutating func rank(of source: SourceID) -> Int {
    if let index = devices.firstIndex(where: { $0.source.id == source }) { return index }
    devices.append(Device(source: SourceDescription(id: source)))
    return devices.count - 1
  }

  /// Returns whether that changed anything.
  mutating func set(_ status: SensorStatus, of source: SourceID) -> Bool {
    let index = rank(of: source)
    guard devices[index].status != status else { return false }
    devices[index].status = status
    return true
  }

  mutating func set(_ loss: LinkLoss?, of source: SourceID) { devices[rank(of: source)].loss = loss }
}
