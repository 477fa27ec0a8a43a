extension ResumeReason {
  public var sentence: String {
    switch self {
    case .stopped: "the monitor was stopped"
    case .machineStarted(let isConfirmed):
      "the machine was off or started again"
        + (isConfirmed ? "; the time since was confirmed at the screen" : "")
    case .handedOver: "handed over from another terminal"
    case .died(let death): "the monitor ended by \(death)"
    case .diedThrice(let death): "the monitor ended three times in a minute, the last time by \(death)"
    }
  }
}
