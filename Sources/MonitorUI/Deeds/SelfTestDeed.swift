import InfusionCore
import Phrases
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

  var title: Phrase { "Self-test" }

  func lines(_ talk: Talk) -> [Phrase] {
    guard isPlayed else { return [] }
    let before = talk.model.soundCheck.map { said -> Phrase in "Sound check before this session: \(said)." }
    return ["Disk: \(disk(talk)).", "Clock: \(clock(talk)).", "Devices: \(devices(talk))."]
      + [before].compactMap { $0 }
  }

  func step(_ talk: Talk) -> Step {
    guard isPlayed else { return .done([.tryMachine], then: SelfTestDeed()) }
    let question = Question("heard", "An alarm was sounded: heard? (y/n)", .yesNo)
    let hasSound = talk.session.sound != .working("")
    if hasSound, talk["heard"] == nil { return .ask(question) }
    let sound: TriedSound = hasSound ? talk["heard"] == "y" ? .heard : .unheard : .none
    let action = Action.selfTest(
      SelfTestAction(
        sound: sound, disk: disk(talk).english, clock: clock(talk).english,
        devices: devices(talk).english))
    return talk.missing(action, otherwise: question) ?? .done([talk.effect(action)])
  }

  /// Every entry of the record is a synced write, and room is looked after with each.
  private func disk(_ talk: Talk) -> Phrase {
    switch talk.session.record {
    case .recording, .sealed: "written and synced, room enough"
    case .lowSpace: "LITTLE ROOM"
    case .notRecording(let why): "NOT WRITTEN: \(why)"
    }
  }

  private func clock(_ talk: Talk) -> Phrase {
    switch talk.model.clockIsSynchronised {
    case true?: "set by the network"
    case false?: "NOT set by the network: compare it with a watch"
    case nil: "nobody says who sets it: compare it with a watch"
    }
  }

  private func devices(_ talk: Talk) -> Phrase {
    let devices = talk.session.devices
    guard !devices.isEmpty else { return "none" }
    return devices.map { device -> Phrase in
      device.isHeard ? "\(device.name) heard" : "\(device.name) \(device.trouble ?? "nothing heard yet")"
    }.joined(separator: ", ")
  }

  static func confirmation(of action: SelfTestAction, in session: SessionView) -> Phrase {
    action.sound == .unheard
      ? "self-test: SOUND NOT HEARD: turn it up, or another output" : "self-test: noted"
  }
}
