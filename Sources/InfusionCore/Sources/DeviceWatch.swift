import Quantities

/// What each source says of itself and what it is, in the order of preference.
public struct DeviceWatch: Hashable, Sendable {
  /// One source, and what is known of it.
  public struct Device: Hashable, Sendable {
    public let source: SourceDescription
    public fileprivate(set) var status: SensorStatus?
    /// A sensor status that holds until the source says another; nil if its status held for one reading only.
    public fileprivate(set) var standingStatus: SensorStatus?
    public fileprivate(set) var loss: LinkLoss?
    public fileprivate(set) var conduct = SourceConduct.follows
    /// What the session began with at this source, and what is there now.
    public fileprivate(set) var bound: SourceIdentity? { didSet { compareIdentity() } }
    public fileprivate(set) var present = SourceIdentity() { didSet { compareIdentity() } }
    /// Something else is there than the session began with: no reading of it is used.
    public private(set) var isForeign = false
    private(set) var isBound = false
    fileprivate var sameness = Sameness()

    fileprivate init(_ source: SourceDescription) { self.source = source }

    private mutating func compareIdentity() {
      isBound = bound != nil
      isForeign = bound.map { !$0.agrees(with: present) } ?? false
    }

    /// The kind that its bytes look like, where they do not follow the one that was named.
    public var likeness: String? { if case .garbled(let kind) = conduct { kind } else { nil } }
    public var isUsed: Bool { !isForeign && !conduct.isGarbled }
  }
  public private(set) var devices: [Device]

  init(_ sources: [SourceDescription]) { devices = sources.map(Device.init) }

  public subscript(source: SourceID) -> Device? { devices.first { $0.source.id == source } }

  /// Who gives a value: the place in the order of preference, and the usual time between readings.
  struct Giver {
    var source: SourceID
    var rank: Int
    var interval: TimeSpan
    /// What it says now is marked as an artefact.
    var isArtifact: Bool
    var isUsed: Bool
  }

  mutating func giver(_ source: SourceID) -> Giver {
    let rank = rank(of: source)
    return Giver(
      source: source, rank: rank, interval: devices[rank].source.nominalInterval,
      isArtifact: devices[rank].status == .artifact, isUsed: devices[rank].isUsed)
  }

  /// The place of a source in the order of preference. One that was not announced comes last.
  private mutating func rank(of source: SourceID) -> Int {
    for place in devices.indices where devices[place].source.id == source { return place }
    devices.append(Device(SourceDescription(id: source)))
    return devices.count - 1
  }

  /// Returns whether that changed anything.
  mutating func set(_ status: SensorStatus, stands: Bool, of source: SourceID) -> Bool {
    let index = rank(of: source)
    devices[index].standingStatus = stands ? status : nil
    guard devices[index].status != status else { return false }
    devices[index].status = status
    return true
  }

  mutating func set(_ loss: LinkLoss?, of source: SourceID) { devices[rank(of: source)].loss = loss }
  mutating func set(_ conduct: SourceConduct, of source: SourceID) {
    devices[rank(of: source)].conduct = conduct
  }
}

// MARK: - Identity

extension DeviceWatch {
  /// Learns what is at a source. Before it is bound, and where nothing contradicts, it is bound to that.
  /// Returns whether that changed what it is bound to.
  mutating func identify(_ source: SourceID, as identity: SourceIdentity) -> Bool {
    let index = rank(of: source)
    let before = devices[index].present
    devices[index].present = before.agrees(with: identity) ? identity.filled(from: before) : identity
    guard let bound = devices[index].bound else { return false }
    guard bound.agrees(with: devices[index].present) else { return false }
    devices[index].bound = bound.filled(from: devices[index].present)
    return devices[index].bound != bound
  }

  /// At its first good reading a source is bound to what it is. Returns that, if it is news.
  mutating func bind(_ giver: Giver) -> SourceIdentity? {
    if devices[giver.rank].isBound { return nil }
    let identity = devices[giver.rank].present
    devices[giver.rank].bound = identity
    return identity.isUnknown ? nil : identity
  }

  /// A person accepts what is there now. What another device said before no longer counts for it.
  mutating func accept(_ source: SourceID) {
    let index = rank(of: source)
    devices[index].standingStatus = nil
    devices[index].bound = devices[index].present
  }
}

// MARK: - A source that repeats itself

extension DeviceWatch {
  /// What an oximeter says of a patient; nil where it says nothing.
  struct Figures: Hashable, Sendable {
    var hr: Fixed?
    var spo2: Fixed?
    var pi: Fixed?
  }

  /// The same figures again and again, to the digit: living values do not do that.
  struct Sameness: Hashable, Sendable {
    private var figures = Figures()
    private(set) var since: SessionTime?

    /// - Parameter isWhole: it lacks none of what it is to give. Another reading begins no run; it ends one
    ///   if what it does give is another figure.
    mutating func hear(_ heard: Figures, isWhole: Bool, at now: SessionTime) {
      let next = Figures(
        hr: heard.hr ?? figures.hr, spo2: heard.spo2 ?? figures.spo2, pi: heard.pi ?? figures.pi)
      if next != figures { since = nil }
      if isWhole { since = since ?? now }
      figures = next
    }

    mutating func end() { self = Sameness() }
  }

  func isRepeating(_ giver: Giver) -> Bool { devices[giver.rank].sameness.since != nil }

  /// Returns whether the source was repeating itself before.
  mutating func hear(_ figures: Figures, isWhole: Bool, from giver: Giver, at now: SessionTime) -> Bool {
    let wasRun = isRepeating(giver)
    devices[giver.rank].sameness.hear(figures, isWhole: isWhole, at: now)
    return wasRun
  }

  mutating func endSameness(of source: SourceID) { devices[rank(of: source)].sameness.end() }
}

extension DeviceWatch {
  /// When the source at a place is told of, because it repeats itself for so long.
  func unvaryingDeadline(at place: Int, after span: TimeSpan) -> SessionTime? {
    guard let since = devices[place].sameness.since else { return nil }
    return since + (devices[place].source.unvaryingAfter ?? span)
  }

  /// Whether a source cannot be heard.
  func isLost(_ source: SourceID) -> Bool { place(of: source).map { devices[$0].loss != nil } ?? false }
  func isUsed(_ source: SourceID) -> Bool { place(of: source).map { devices[$0].isUsed } ?? true }

  /// The place of a source, if it has one.
  func place(of source: SourceID) -> Int? { devices.firstIndex { $0.source.id == source } }
}

// MARK: - What is wrong with a source

extension DeviceWatch {
  /// Whether anything is wrong now, whatever the time.
  func isTroubled(at place: Int) -> Bool {
    if devices[place].loss != nil || devices[place].isForeign { return true }
    if case .follows = devices[place].conduct {} else { return true }
    switch devices[place].status {
    case .ok, .searching, nil: return false
    case .off, .lowPerfusion, .artifact, .error: return true
    }
  }

  /// The priority of a condition now; nil if it does not hold. `unvarying` is not among them, because it
  /// depends on time.
  func priority(of condition: DeviceCondition, at place: Int, in phase: Phase) -> AlarmPriority? {
    switch condition {
    case .lost: devices[place].loss == nil ? nil : .medium
    case .sensorOff: devices[place].status == .off ? .low : nil
    case .lowPerfusion: devices[place].status == .lowPerfusion ? .low : nil
    case .artifact: devices[place].status == .artifact ? .low : nil
    case .fault: devices[place].status == .error ? .medium : nil
    case .garbled: devices[place].conduct.isGarbled ? .medium : nil
    case .identity: devices[place].isForeign ? (phase == .infusing ? .high : .medium) : nil
    case .flood: devices[place].conduct == .floods ? .low : nil
    case .unvarying: nil
    }
  }
}
