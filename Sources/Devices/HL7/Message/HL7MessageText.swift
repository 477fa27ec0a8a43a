extension HL7Message {
  /// As a gateway sends it: LOINC codes, UCUM units, and status X where there is no figure.
  ///
  /// - Parameters:
  ///   - time: of the message, by the sender's own clock: `20260102101500`.
  ///   - cuffTime: when the cuff measured.
  public func bytes(at time: String, cuffTime: String? = nil) -> [UInt8] {
    let known = CodedFigure.allCases.filter { figures[$0] != nil }
    let results = known.enumerated().map { index, vital in result(index + 1, of: vital, cuffTime) }
    let who = [patient.map { "PID|||\($0)" }, bed.map { "PV1||O|\($0)" }].compactMap { $0 }
    return MLLP.bytes(
      [
        "MSH|^~\\&|MONITOR||CHAIRSIDE||\(time)||ORU^R01^ORU_R01|\(header.controlID)|P|2.6"
      ] + who + ["OBR|1|||VITALS|||\(time)"] + results)
  }

  private func result(_ number: Int, of vital: CodedFigure, _ cuffTime: String?) -> String {
    let figure =
      switch figures[vital] {
      case .value(let value): "\(value)"
      case .missing, nil: ""
      }
    let measured = CodedFigure.ofCuffs.contains(vital) ? cuffTime ?? "" : ""
    let status = figure.isEmpty ? "X" : "F"
    let (code, system, unit) = vital.asSent
    return "OBX|\(number)|NM|\(code)^\(vital)^\(system)||\(figure)|\(unit)|||||\(status)|||\(measured)"
  }
}

extension CodedFigure {
  fileprivate var asSent: (code: String, system: String, unit: String) {
    switch self {
    case .hr: ("8867-4", "LN", "/min")
    case .pulse: ("8889-8", "LN", "/min")
    case .spo2: ("59408-5", "LN", "%")
    case .rr: ("9279-1", "LN", "/min")
    case .sys: ("8480-6", "LN", "mm[Hg]")
    case .dia: ("8462-4", "LN", "mm[Hg]")
    case .map: ("8478-0", "LN", "mm[Hg]")
    case .temp: ("8310-5", "LN", "Cel")
    case .etco2: ("19891-1", "LN", "mm[Hg]")
    case .pi: ("150488", "MDC", "%")
    case .pumpRate: ("157784", "MDC", "mL/h")
    case .pumpVolume: ("157993", "MDC", "mL")
    case .pumpRemaining: ("157872", "MDC", "mL")
    }
  }
}
