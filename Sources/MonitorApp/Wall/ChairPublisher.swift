public import BrokerClient
import ChairBeacon
import Glibc
public import ProcessSignals
public import SessionJournal
import SystemClocks

/// Tells a broker how the chairs of this machine stand: a process beside the stations, which know nothing
/// of it.
///
/// Each chair has a connection of its own, because a connection has one last will, and so that a broker can
/// let a chair write of itself alone.
public final class ChairPublisher {
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
  /// Where a person reads what went wrong.
  private let complain: (String) -> Void

  private static let turnMilliseconds: Int64 = 1000
  /// What is still to be sent at the end gets so long.
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
    for said in calls.hear(at: now) { hear(said) }
    for chair in chairs.values { chair.tend(at: now, complain) }
  }

  private func hear(_ said: ChairCalls.Said) {
    if let chair = chairs[said.call] { return chair.hear(said.line) }
    // What it says before it has told how it stands is in that state.
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

  /// Whoever listens is told that nobody publishes any more, before the connections end.
  private func leave() {
    for chair in chairs.values { chair.leave() }
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
