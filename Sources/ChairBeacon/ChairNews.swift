/// What a chair tells, whichever way it came here. A tile of the wall uses nothing else.
public struct ChairNews: Hashable, Sendable {
  public var place: ChairPlace
  public var chair: String
  public var word: Word

  /// What is told of the chair.
  public enum Word: Hashable, Sendable {
    case state(ChairState)
    /// The same of an unknown age: a broker has kept it.
    case keptState(ChairState)
    /// Something happened; events are counted.
    case event(number: Int)
    /// Events up to this number have been told.
    case told(number: Int)
    /// The session was ended or left on purpose.
    case farewell
    /// Its publisher is gone without a farewell.
    case unreachable
  }

  public init(place: ChairPlace, chair: String, _ word: Word) {
    self.place = place
    self.chair = chair
    self.word = word
  }

  /// A line of a chair of this machine; nil for what a later version tells. An event does not name its
  /// chair: the socket does.
  public init?(_ line: BeaconLine, from chair: String) {
    switch line {
    case .state(let state): self.init(place: .here, chair: state.chair, .state(state))
    case .farewell(let chair): self.init(place: .here, chair: chair, .farewell)
    case .event(let number): self.init(place: .here, chair: chair, .event(number: number))
    case .other: return nil
    }
  }
}

/// From where a chair is told: two chairs of one name are two by this.
public struct ChairPlace: Hashable, Sendable {
  /// Nil for a chair of this machine.
  public var site: String?
  /// Which process tells of it; nil on this machine, where a chair's lock lets only one speak.
  public var publisher: String?

  public static let here = ChairPlace(site: nil, publisher: nil)

  public init(site: String?, publisher: String?) {
    self.site = site
    self.publisher = publisher
  }
}
