import BeaconSockets
import ChairBeacon
import Glibc
import InfusionCore
import InstructorUI
import PatientSimulator
import Quantities
public import SessionJournal
import SessionRecord

/// A drill's end of the line to its instructor: orders come in, and once a second the truth goes out. It
/// outlives a station, since a drill that is taken again is another session of the same instructor.
public final class InstructorLine {
  private let port: InstructorPort
  /// What trainee and instructor did, for the console.
  private var deeds: [ToldDeed] = []
  private var nextAt: Int64 = .min
  private var hasNews = false

  private static let every: Int64 = 1000

  /// Nil where no socket can be had.
  public init?(chair: String, in archive: SessionArchive) {
    let name = InstructorFolder.name(ofChair: SessionArchive.sanitized(chair))
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
    port.lines().compactMap { caller, line in
      do throws(InstructorOrder.Problem) {
        return Request(caller: caller, order: try InstructorOrder(String(decoding: line, as: UTF8.self)))
      } catch {
        port.answer(caller, DeskAnswer(error.sentence, isRefusal: true).line)
        return nil
      }
    }
  }

  func answer(_ request: Request, _ answer: DeskAnswer) { port.answer(request.caller, answer.line) }

  func remember(_ deed: ToldDeed) {
    deeds = deeds.suffix(ToldTruth.deedsMost - 1) + [deed]
    hasNews = true
  }

  /// Of a drill that is taken again: what was done behind its beginning was not done.
  func forget(after time: SessionTime) { deeds.removeAll { $0.at > time } }

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
    guard port.hasCallers else { return }
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
