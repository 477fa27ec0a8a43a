/// Where alarms are to be heard.
public enum SoundChoice: Hashable, Sendable {
  case none
  /// The terminal's own; see `BellPattern`.
  case bell
  /// PCM through ALSA; the device is a name of ALSA's configuration, `default` unless a clinic says
  /// otherwise.
  case alsa(device: String)

  /// `none`, `bell`, `alsa` or `alsa:DEVICE`; nil for anything else.
  public init?(_ text: String) {
    switch text {
    case "none": self = .none
    case "bell": self = .bell
    case "alsa": self = .alsa(device: "default")
    default:
      let device = text.dropFirst(5)
      guard text.hasPrefix("alsa:"), !device.isEmpty else { return nil }
      self = .alsa(device: String(device))
    }
  }
}

extension SoundChoice: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: "none"
    case .bell: "bell"
    case .alsa(let device): "alsa:\(device)"
    }
  }
}

/// Whether alarms can be heard.
public enum SoundReport: Hashable, Sendable {
  case working
  case failing(SoundFailure)
}

/// Why a sound output does not work.
public enum SoundFailure: Error, Hashable, Sendable {
  /// ALSA's library is not installed; the loader's words.
  case libraryMissing(String)
  /// ALSA's words about its device.
  case deviceFailed(device: String, String)
  /// A burst was begun and is long overdue: the device takes sound and does not play it.
  case stuck(device: String)
  /// The terminal takes no bytes.
  case bellUnheard
  /// The system has no descriptor or thread left.
  case noThread
}
