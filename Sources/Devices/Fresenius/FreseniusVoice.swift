import InfusionCore
import Quantities

/// Simulates a Fresenius pump behind its Base: it wants a conversation opened, asks every 3 s whether anybody
/// is there, and ends the conversation when nobody says so. Of its state it tells rate and volume.
struct FreseniusVoice: ListeningVoice {
  let framesPerMinute: Int64 = 20
  /// What it hears: the words that are meant for it, and that its base is greeted.
  enum Heard: Sendable {
    case own(FreseniusWord)
    case toBase
  }
  var ear: HostEar<Heard>
  private let address: LineAddress
  private var isConnected = false
  private var unanswered = 0

  /// Enquiries that nobody answers until it gives up.
  private static let patience = 3

  init(at address: LineAddress) {
    self.address = address
    let own = FreseniusWord.allCases.map(Heard.own)
    ear = HostEar(address == .alone ? own : own + [.toBase]) { heard in
      switch heard {
      case .own(let word): word.bytes(to: address)
      case .toBase: FreseniusWord.connect.bytes(to: .base)
      }
    }
  }

  var isStreaming: Bool { isConnected }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    isConnected = unanswered < Self.patience
    unanswered += 1
    return isConnected ? FreseniusMessage.enquiry.bytes : []
  }

  mutating func answer(_ heard: Heard, _ signals: BedsideSignals) -> [UInt8] {
    switch heard {
    case .toBase:
      return FreseniusMessage.acknowledged.bytes + FreseniusReport(from: .base).bytes
    case .own(let word): return answer(word, signals)
    }
  }

  private mutating func answer(_ word: FreseniusWord, _ signals: BedsideSignals) -> [UInt8] {
    switch word {
    case .connect:
      (isConnected, unanswered) = (true, 0)
      return said(FreseniusReport(from: address))
    case .rateAndVolume:
      let pump = signals.pump
      return said(FreseniusReport(from: address, rate: pump.rate.fixed, volume: pump.volume.fixed))
    case .troubles:
      return said(FreseniusReport(from: address, alarm: Self.alarm(signals.pump.state), error: "0"))
    case .present:
      unanswered = 0
      return []
    case .received: return []
    }
  }

  /// We do not know which bit means what; the reader only looks whether one is set.
  private static func alarm(_ state: PumpState) -> String {
    switch state {
    case .running, .paused, .stopped, .kvo: "0"
    case .occluded, .empty, .air: "1"
    }
  }

  /// The block came; and an answer, which is "wrong" where no conversation was opened.
  private func said(_ report: FreseniusReport) -> [UInt8] {
    let report = isConnected ? report : FreseniusReport(from: address, state: FreseniusReport.notUnderstood)
    return FreseniusMessage.acknowledged.bytes + FreseniusMessage.report(report).bytes
  }
}
