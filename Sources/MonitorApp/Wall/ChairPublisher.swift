public import BrokerClient
import ChairBeacon
import Glibc
import InfusionCore
public import ProcessSignals
public import SessionJournal
import SystemClocks

/// Tells a broker how the chairs of this machine stand: a process beside the stations, which need nothing of
/// it. A chair that listens is told whether the broker has its words.
///
/// Each chair has a connection of its own, because a connection has one last will, and so that a broker can
/// let a chair write of itself alone.
public final class ChairPublisher {
  /// Where a chair is published, as what, and how much of it.
  public struct Setting: Sendable {
    public var access: BrokerAccess
    public var site: String
    /// Distinguishes this process from another that publishes a chair of the same name.
    public var publisher: String
    public var leavesOutPatient: Bool

    public init(access: BrokerAccess, site: String, publisher: String, leavesOutPatient: Bool) {
      self.access = access
      self.site = site
      self.publisher = publisher
      self.leavesOutPatient = leavesOutPatient
    }
  }

  private let setting: Setting
  private var calls: ChairCalls
  private let stop: StopRequest
  private var chairs: [String: PublishedLink] = [:]
  /// When the chairs are told the next time.
  private var tellAt: Int64 = .min
  /// Where a person reads what went wrong.
  private let complain: (String) -> Void

  private static let turnMilliseconds: Int64 = 1000
  /// How long the last messages may take to go out at the end.
  private static let farewellMilliseconds: Int64 = 1000

  public init(
    _ setting: Setting, archive: SessionArchive, stop: StopRequest, complain: @escaping (String) -> Void
  ) {
    self.setting = setting
    calls = ChairCalls(folder: archive.chairsFolder)
    self.stop = stop
    self.complain = complain
  }

  private var now: Int64 { SystemClock.bootMilliseconds }

  /// Until it is asked to stop.
  public func run() {
    while !stop.isMade {
      turn()
      wait()
    }
    leave()
  }

  private func turn() {
    let now = now
    for said in calls.readLines(at: now) { hear(said) }
    for chair in chairs.values { chair.tend(at: now, complain) }
    guard now >= tellAt else { return }
    tellAt = now + Self.turnMilliseconds
    for (call, chair) in chairs where chair.listens { tell(call, chair.publication) }
  }

  /// Does not wait for a chair that does not take it at once: it is told again a second later.
  private func tell(_ call: String, _ publication: Publication) {
    _ = calls.say(PublisherWord(publication).line, to: call)
  }

  private func hear(_ said: ChairCalls.Said) {
    if let chair = chairs[said.call] { return chair.hear(said.line) }
    // Events that come before the chair's first state are contained in that state.
    guard
      let chair = PublishedChair(
        said.line, site: setting.site, publisher: setting.publisher,
        leavesOutPatient: setting.leavesOutPatient)
    else { return }
    chairs[said.call] = PublishedLink(chair, setting.access)
  }

  private func wait() {
    var set = PollSet()
    set.add(.signals, stop.fd)
    let descriptors = calls.descriptors + chairs.values.map(\.descriptor)
    for (index, descriptor) in descriptors.enumerated() { set.add(.device(index), descriptor) }
    let next = chairs.values.compactMap(\.due).min() ?? .max
    _ = set.wait(milliseconds: min(Self.turnMilliseconds, max(0, next - now)))
  }

  /// Tells listeners that nobody publishes any more, before the connections end.
  private func leave() {
    for (call, chair) in chairs {
      if chair.listens { tell(call, .ended) }
      chair.leave()
    }
    let end = now + Self.farewellMilliseconds
    while chairs.values.contains(where: \.isConnected), now < end {
      var set = PollSet()
      for (index, chair) in chairs.values.enumerated() { set.add(.device(index), chair.descriptor) }
      _ = set.wait(milliseconds: end - now)
      for chair in chairs.values { chair.drain(at: now) }
    }
  }
}

/// A chair and its connection.
private final class PublishedLink {
  private var chair: PublishedChair
  private let link: BrokerLink
  private var told: BrokerFailure?
  private var rivals: Set<String> = []

  init(_ chair: PublishedChair, _ access: BrokerAccess) {
    self.chair = chair
    link = BrokerLink(
      access, BrokerRole(client: chair.client, will: chair.will, filters: [chair.ownTopic]))
  }

  var descriptor: Int32 { link.descriptor }
  var isConnected: Bool { link.isConnected }
  var listens: Bool { chair.listens }

  /// Whether the broker has the chair's words, as the chair is told.
  var publication: Publication {
    if link.isConnected { return .standing }
    switch link.trouble {
    case .refused: return .failing(.refused)
    case .lost: return .failing(.lost)
    case .unreachable, .libraryMissing, nil: return .failing(.unreachable)
    }
  }

  var due: Int64? { [link.due, chair.due].compactMap(\.self).min() }

  func hear(_ line: [UInt8]) { chair.hear(line) }

  func tend(at now: Int64, _ complain: (String) -> Void) {
    link.tend(at: now)
    for news in link.news(at: now) {
      switch news {
      case .connected:
        if told != nil { complain("chair \(chair.chair) is published again") }
        told = nil
        chair.connected(at: now)
      case .ended(let failure):
        chair.disconnected()
        if told != failure {
          complain("chair \(chair.chair) is not published: the broker \(failure.sentence)")
        }
        told = failure
      case .message(let message): lookForRival(message, complain)
      }
    }
    for message in chair.messages(at: now) { link.say(message) }
  }

  /// Two machines whose chairs have one name: each is told of the other.
  private func lookForRival(_ message: BrokerMessage, _ complain: (String) -> Void) {
    guard message.topic == chair.ownTopic, let publisher = BrokerPayload.publisherOnline(message),
      publisher != chair.publisher, rivals.insert(publisher).inserted
    else { return }
    complain("chair \(chair.chair) of \(chair.site) is published by another machine, too (\(publisher))")
  }

  func leave() {
    link.say(chair.goodbye)
    link.end()
  }

  func drain(at now: Int64) { _ = link.news(at: now) }
}
