import BeaconSockets
import ChairBeacon
import Glibc
import InfusionCore
import InstructorUI
import PatientSimulator
public import Quantities
public import SessionJournal
public import SessionRecord

/// A drill's end of the line to its instructor: orders come in, and once a second the truth goes out. It
/// outlives a station, since a drill that is taken again is another session of the same instructor.
public final class InstructorLine {
  private let port: InstructorPort
  /// What trainee and instructor did, for the console.
  private var deeds: [ToldDeed] = []
  private var nextAt: Int64 = .min
  private var hasNews = false
  /// How many consoles there were when they were last told of one another.
  private var knownConsoles = 0
  /// Since when no console listens, ms of the machine; nil while one does.
  private(set) var aloneSince: Int64?

  private static let every: Int64 = 1000

  /// Nil where no socket can be had.
  public init?(chair: String, in archive: SessionArchive) {
    let name = InstructorFolder.name(ofChair: ChairFileName.encoded(chair))
    guard let port = InstructorPort(folder: archive.chairsFolder, name: name) else { return nil }
    self.port = port
  }

  /// What `chairside instruct` is told.
  public var path: String { port.path }

  func join(_ set: inout PollSet) {
    for (descriptor, wantsToWrite) in port.descriptors {
      set.add(.instructor, descriptor, Int16(POLLIN) | (wantsToWrite ? Int16(POLLOUT) : 0))
    }
  }

  /// Something that was typed, and who typed it.
  struct Request {
    let caller: Int
    let order: InstructorOrder
  }

  /// What has come; lines that are no orders are answered at once.
  func requests() -> [Request] {
    let lines = port.lines()
    tellOfConsoles()
    return lines.compactMap { caller, line in
      do throws(InstructorOrder.Problem) {
        return Request(caller: caller, order: try InstructorOrder(String(decoding: line, as: UTF8.self)))
      } catch {
        port.answer(caller, DeskAnswer(error.sentence, isRefusal: true).line)
        return nil
      }
    }
  }

  /// Tells the consoles how many they are, because each of them may type.
  private func tellOfConsoles() {
    let count = port.callerCount
    defer { knownConsoles = count }
    guard count != knownConsoles, max(count, knownConsoles) > 1 else { return }
    let words =
      count == 1
      ? "the other console has left: this one is alone"
      : "\(count) consoles listen to this drill, and each of them may type"
    port.say(DeskLine.notice(saying: words))
  }

  func answer(_ request: Request, _ answer: DeskAnswer) { port.answer(request.caller, answer.line) }

  func remember(_ deed: ToldDeed) {
    deeds = deeds.suffix(ToldTruth.deedsMost - 1) + [deed]
    hasNews = true
  }

  /// Lists what was done before a resumed drill's program ended.
  public func recall(_ entries: some Sequence<JournalEntry>) {
    deeds = ToldDeed.all(in: entries).suffix(ToldTruth.deedsMost)
    hasNews = true
  }

  /// Lists what was done before the time at which a drill that is taken again begins.
  public func recall(_ segments: [SegmentBytes], until end: SessionTime) {
    let entries = sequence(state: JournalReader(segments, checksHashes: false)) { $0.next() }
    recall(entries.prefix { $0.time <= end })
  }

  /// Drops what was done after the time at which a drill that is taken again begins.
  func forget(after time: SessionTime) {
    deeds.removeAll { $0.at > time }
    // The other session has a clock of its own.
    (nextAt, aloneSince) = (.min, nil)
  }

  /// When it speaks next, ms of the machine.
  var due: Int64 { hasNews ? .min : nextAt }

  /// Speaks, if that is due and somebody listens.
  func speak(
    at now: Int64, _ truth: @autoclosure () -> DrillTruth, of drill: DrillSetting, isFrozen: Bool,
    _ chair: @autoclosure () -> ChairState
  ) {
    guard due <= now else { return }
    nextAt = (now / Self.every + 1) * Self.every
    hasNews = false
    guard port.hasCallers else {
      aloneSince = aloneSince ?? now
      return
    }
    aloneSince = nil
    tellOfConsoles()
    let told = ToldTruth(
      truth(), scenario: drill.scenario, seed: String(drill.seed), isFrozen: isFrozen, deeds: deeds)
    port.say(told.line + chair().line)
  }

  /// The drill is over.
  public func leave(chair: String) {
    port.say(BeaconLine.farewell(of: chair))
    port.close()
  }
}
