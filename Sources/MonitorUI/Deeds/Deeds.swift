import InfusionCore

/// Everything that a person can do at the screen, in the order of the help page. If two have one key, it does
/// the first that is available.
enum Deeds {
  static let all: [any Deed.Type] = [
    AcknowledgeDeed.self, SilenceDeed.self, SoundOnDeed.self, HoldDeed.self, StartDeed.self,
    BaselineDeed.self,
    ChecklistDeed.self, SelfTestDeed.self, PauseDeed.self, ResumeDeed.self, StopDeed.self, RateDeed.self,
    BolusDeed.self,
    DoseDeed.self, CheckDeed.self, ExtendDeed.self, AwayDeed.self, BackDeed.self, DischargeDeed.self,
    PressureDeed.self, WithoutPressureDeed.self, SymptomDeed.self, ScoreDeed.self, MedicineDeed.self,
    DrawnDeed.self, WastedDeed.self, MeasureDeed.self, CuffDeed.self, NoteDeed.self, CorrectDeed.self,
    AcceptDeed.self, ConfirmDeed.self,
    InitialsDeed.self,
    CommandDeed.self, LeaveDeed.self,
  ]

  /// The keys that the footer offers first in each phase; the others are on the help page.
  static let footer: [Phase: String] = [
    .preparation: "SBkbrnTliaq", .infusing: "pebsmuncgrolta", .paused: "pebsmuncgrolta",
    .observing: "dcbsmugnxwlta", .ready: "dcbsmugnxwlta", .closed: "q",
  ]
}
