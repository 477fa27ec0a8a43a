import Devices
import InfusionCore
import Quantities
import SerialSettings
import Testing

@testable import PatientSimulator

/// The command line names the wrong kind for a device. None of its bytes becomes a reading, and an alarm
/// tells of the mistake.
@Suite struct CrossKindTests {
  /// Pairs in which the one kind's bytes are also the other's. Every other kind has a mark, a length or words
  /// that the others do not have. An IntelliVue's messages are the same on both of its ways, with a frame
  /// around them or without; which way a port is, its name says.
  private static let compatible: Set<[DeviceKind]> = [[.intelliVue, .intelliVueLAN]]

  /// Where both kinds have the same line settings, the alarm names the kind that is there.
  @Test(arguments: DeviceKind.all)
  func noOtherKindTakesItsWordsForReadings(speaker: DeviceKind) throws {
    let speech = try Speech(of: speaker)
    #expect(!speech.pieces.isEmpty)
    for listener in DeviceKind.all
    where listener != speaker && !Self.compatible.contains([speaker, listener]) {
      let heard = Hearing(speech, by: listener)
      #expect(heard.used.isEmpty, "\(speaker) under \(listener): \(heard.used)")
      #expect(heard.isTold, "\(speaker) under \(listener): not a word")
      if let loss = heard.lastLoss, listener.line.bits == speaker.line.bits, !speaker.isOnNetwork {
        #expect(loss == .noFrames(line: listener.line.description, looksLike: speaker.name))
      }
      guard heard.hadTime, listener.line.bits == speaker.line.bits, !speaker.isOnNetwork else { continue }
      #expect(heard.likeness == speaker.name, "\(speaker) under \(listener)")
    }
  }

  /// Packets of data formats 2 and 7 hold stretches that have the form of format 8: one byte with bit 7 and
  /// three without.
  @Test(arguments: [DeviceKind.noninDF2, .noninDF7])
  func aPatientAtSaturation72IsNotSeenAsAnother(speaker: DeviceKind) throws {
    let speech = try Speech(
      of: speaker, scenario: "@0 rest spo2=72\n@0 episode vital=spo2 to=72 onset=1 hold=300 recovery=1",
      seconds: 60)
    let heard = Hearing(speech, by: .noninDF8)
    #expect(heard.all.isEmpty)
    #expect(heard.likeness == speaker.name)
  }
}

/// What a device says to a host of its own kind, with the times.
private struct Speech {
  private(set) var pieces: [(time: SessionTime, bytes: [UInt8])] = []

  init(of kind: DeviceKind, scenario: String = "@1 cuff-measure", seconds: Int64 = 24) throws {
    var station = SimulatedBedside(
      seed: 11, scenario: try Scenario(name: "test", text: scenario), specs: [SimulatedDeviceSpec(kind)])
    var host = kind.driver(source: SourceID(kind.name))
    station.follow(phase: .infusing, rate: PracticeCable.rate, concentration: .init(1), at: .start)
    var effects = host.opened(at: .start)
    for tick in 1...(20 * seconds) {
      let now = SessionTime(milliseconds: 50 * tick)
      effects += host.advance(to: now)
      for case .send(let frame) in effects { station.received(frame.bytes, device: 0, at: now) }
      effects = []
      for sent in station.advance(to: now) {
        guard case .bytes(let bytes) = sent.content else { continue }
        pieces.append((now, bytes))
        effects += host.received(bytes[...], at: now)
      }
    }
  }
}

/// What a driver of another kind makes of it.
private struct Hearing {
  /// Readings with a figure that a session would use, from 3 s after the first byte on.
  private(set) var used: [Reading] = []
  /// All of them.
  private(set) var all: [Reading] = []
  private(set) var isTold = false
  /// Whether it was found garbled early enough to be compared with other kinds.
  private(set) var hadTime = false
  /// Why no frame came, where none came for ten seconds to the end.
  var lastLoss: LinkLoss? { lostSince.map { end - $0 >= .seconds(10) } ?? false ? loss : nil }
  private var loss: LinkLoss?
  private var lostSince: SessionTime?
  private let end: SessionTime
  /// The last word about what it looks like.
  private(set) var likeness: String?

  init(_ speech: Speech, by kind: DeviceKind) {
    var driver = kind.driver(source: SourceID(kind.name))
    let patience = (speech.pieces.first?.time ?? .start) + TimeSpan.seconds(3)
    end = speech.pieces.last?.time ?? .start
    var isGarbled = false
    var effects = driver.opened(at: .start)
    for piece in speech.pieces {
      effects += driver.advance(to: piece.time) + driver.received(piece.bytes[...], at: piece.time)
      for case .input(let input, let time) in effects {
        switch input {
        case .reading(let reading) where reading.hasFigure && !isGarbled:
          all.append(reading)
          if time > patience { used.append(reading) }
        case .conduct(_, .garbled(let looksLike)):
          (isGarbled, isTold, likeness) = (true, true, looksLike ?? likeness)
          hadTime = hadTime || end - time >= .seconds(10)
        case .conduct: isGarbled = false
        case .link(_, .lost(.noFrames(let line, let looksLike))):
          (isTold, loss, lostSince) = (true, .noFrames(line: line, looksLike: looksLike), lostSince ?? time)
        case .link(_, .connected): lostSince = nil
        default: break
        }
      }
      effects = []
    }
  }
}

extension Reading {
  fileprivate var hasFigure: Bool {
    let figures = [spo2, hr, rr, etco2, temp].compactMap { $0?.number }
    if case .measured = nibp { return true }
    return !figures.isEmpty || pump != nil
  }
}
