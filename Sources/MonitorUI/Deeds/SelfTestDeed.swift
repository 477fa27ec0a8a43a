import InfusionCore
import Quantities

/// Sound, disk, clock and devices are tried before a patient depends on them: one key for the sound that was
/// played, and what the machine finds stands above it. A start does not wait for it.
struct SelfTestDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("T", "self-test", "try sound, disk, clock", isRare: true)
  static let action: ActionName? = .selfTest

  /// A burst was played.
  let isPlayed: Bool
  init?(for session: SessionView) { isPlayed = false }
  private init() { isPlayed = true }

  var title: String { "Self-test" }

  func lines(_ talk: Talk) -> [String] {
    isPlayed
      ? ["Disk: \(disk(talk)).", "Clock: \(clock(talk)).", "Devices: \(devices(talk))."] : []
  }

  func step(_ talk: Talk) -> Step {
    guard isPlayed else { return .done([.tryMachine], then: SelfTestDeed()) }
    let question = Question("heard", "An alarm was sounded: heard? (y/n)", .yesNo)
    let hasSound = talk.session.sound != .working("")
    if hasSound, talk["heard"] == nil { return .ask(question) }
    let sound: TriedSound = hasSound ? talk["heard"] == "y" ? .heard : .unheard : .none
    let action = Action.selfTest(
      SelfTestAction(sound: sound, disk: disk(talk), clock: clock(talk), devices: devices(talk)))
    return talk.missing(action, otherwise: question) ?? .done([talk.effect(action)])
  }

  /// Every entry of the record is a synced write, and room is looked after with each.
  private func disk(_ talk: Talk) -> String {
    switch talk.session.record {
    case .recording: "written and synced, room enough"
    case .lowSpace: "LITTLE ROOM"
    case .notRecording(let why): "NOT WRITTEN: \(why)"
    }
  }

  private func clock(_ talk: Talk) -> String {
    switch talk.model.clockIsSynchronised {
    case true?: "set by the network"
    case false?: "NOT set by the network: compare it with a watch"
    case nil: "nobody says who sets it: compare it with a watch"
    }
  }

  private func devices(_ talk: Talk) -> String {
    let devices = talk.session.devices
    guard !devices.isEmpty else { return "none" }
    return devices.map { "\($0.name) \($0.isHeard ? "heard" : "NOT HEARD")" }.joined(separator: ", ")
  }

  static func confirmation(of action: SelfTestAction, in session: SessionView) -> String {
    "self-test: \(action.sound == .unheard ? "SOUND NOT HEARD: turn it up, or another output" : "noted")"
  }
}
