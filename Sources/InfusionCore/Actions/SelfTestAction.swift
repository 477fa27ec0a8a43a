/// What was found when sound, disk, clock and devices were tried before a session. Only a person can say
/// whether a sound was heard; the rest is what the machine knew then.
///
/// It decides nothing: a start never waits for it.
public struct SelfTestAction: OperatorAction {
  public static let name = ActionName.selfTest
  public static let deed = "a self-test"
  public static let phases: Set<Phase> = [.preparation]
  public static let schema: [ActionField<SelfTestAction>] = [
    .required("sound", .word, \.sound), .optional("disk", .text, \.disk),
    .optional("clock", .text, \.clock), .optional("devices", .text, \.devices),
  ]

  public var sound = TriedSound.unheard
  public var disk: String?
  public var clock: String?
  public var devices: String?

  public init() {}
  public init(sound: TriedSound, disk: String? = nil, clock: String? = nil, devices: String? = nil) {
    self.sound = sound
    self.disk = disk
    self.clock = clock
    self.devices = devices
  }

  public var action: Action { .selfTest(self) }

  /// Who says that it was heard is named.
  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    session.initialsRefusal(by)
  }

  public func perform(in session: inout Session, by: String?) {}
}

/// What a person said of the test sound.
public enum TriedSound: String, CaseIterable, Hashable, Sendable {
  case heard, unheard
  /// There is no sound output here.
  case none
}

extension SelfTestAction {
  /// `sound heard; disk: on disk; clock: set by the network; nonin-df2 heard`.
  public var words: String {
    let heard =
      switch sound {
      case .heard: "sound heard"
      case .unheard: "SOUND NOT HEARD"
      case .none: "no sound output"
      }
    let rest = [disk.map { "disk: \($0)" }, clock.map { "clock: \($0)" }, devices].compactMap { $0 }
    return ([heard] + rest).joined(separator: "; ")
  }
}
