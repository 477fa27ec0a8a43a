import Quantities

extension HL7Message {
  /// As a gateway sends it: LOINC codes, UCUM units, and status X where there is no figure.
  ///
  /// - Parameter time: of the message, by the sender's own clock: `20260102101500`.
  public func bytes(at time: String) -> [UInt8] {
    let known = HL7Vital.allCases.filter { figures[$0] != nil }
    let results = known.enumerated().map { index, vital in result(index + 1, of: vital) }
    return MLLP.bytes(
      [
        "MSH|^~\\&|MONITOR||CHAIRSIDE||\(time)||ORU^R01^ORU_R01|\(controlID)|P|2.6",
        "OBR|1|||VITALS|||\(time)",
      ] + results)
  }

  private func result(_ number: Int, of vital: HL7Vital) -> String {
    let figure =
      switch figures[vital] {
      case .value(let value): "\(value)"
      case .missing, nil: ""
      }
    let unit = vital.units.first { !$0.isEmpty } ?? ""
    let measured = vital.isOfTheCuff ? cuffTime ?? "" : ""
    let status = figure.isEmpty ? "X" : "F"
    return "OBX|\(number)|NM|\(vital.codes[0])^\(vital)^LN||\(figure)|\(unit)|||||\(status)|||\(measured)"
  }
}

extension HL7Vital {
  fileprivate var isOfTheCuff: Bool { self == .sys || self == .dia || self == .map }
}
