import InfusionCore
import Quantities
import SessionRecord

// The channel of the pump, a message a minute from the start of the infusion to its end.
//
// Terms and their numbers: IHE Patient Care Device TF-2 and TF-3, the point-of-care infusion verification and
// infusion pump event profiles, with the numbers of ISO/IEEE 11073-10101. The pump's own name for its drug is
// not known: name and strength are the plan's.

extension HL7Messages {
  /// When the channel says its last word; nil where nothing was infused. A dose may be settled, and a pump
  /// may count on, long after the end.
  var pumpEnd: SessionTime? {
    guard let start = digest.infusionStart else { return nil }
    return max(start, digest.infusionEnd ?? digest.length, digest.course.lastChange ?? start)
  }

  /// As it stood last in that minute.
  func pumpMessage(in minute: Int) -> Message? {
    guard let start = digest.infusionStart, let end = pumpEnd,
      minute >= Self.minute(start), minute <= Self.minute(end)
    else { return nil }
    let last = SessionTime.minutes(Int64(minute) + 1) + .milliseconds(-1)
    guard let sample = digest.course.sample(at: min(last, end)), sample.at >= start else { return nil }
    let observations = figures(of: sample).map { kind, value in
      Observation(
        kind: kind, value: value, at: max(sample.at, .minutes(Int64(minute))),
        status: status(of: sample, in: minute),
        isDoubtful: sample.dose.isEstimated && kind.code.contains("_DELIV_"))
    }
    return Message(device: .pump, observations: observations)
  }

  private func figures(of sample: DoseCourse.Sample) -> [(Kind, Value)] {
    let rate = sample.rate.fixed
    let state = rate > 0 ? "pump-delivery-status-delivering" : "pump-delivery-status-not-delivering"
    var figures: [(Kind, Value)] = [
      (kind("158005^MDC_DEV_PUMP_CURRENT_DELIVERY_STATUS", 1, ""), .word(state)),
      (kind("157784^MDC_FLOW_FLUID_PUMP", 2, "265266^MDC_DIM_MILLI_L_PER_HR^MDC"), .number(rate)),
      (
        kind("157993^MDC_VOL_FLUID_DELIV_TOTAL", 3, "263762^MDC_DIM_MILLI_L^MDC"),
        .number(sample.dose.volume.fixed)
      ),
      (
        kind("158001^MDC_DOSE_DRUG_DELIV_TOTAL", 4, Self.milligrams),
        .number(sample.dose.delivered.fixed)
      ),
      (kind("184514^MDC_DRUG_NAME_LABEL", 5, ""), .text("ketamine")),
    ]
    if let strength = digest.plan?.concentration {
      let unit = "264306^MDC_DIM_MILLI_G_PER_ML^MDC"
      figures.append((kind("157760^MDC_CONC_DRUG", 6, unit), .number(strength.fixed)))
    }
    return figures
  }

  private func kind(_ code: String, _ metric: Int, _ unit: String) -> Kind {
    Kind(code: "\(code)^MDC", place: "1.1.1.\(metric)", unit: unit)
  }

  /// A pump's figure is raw, and one by the set rate is a person's. If a person settled the dose in that
  /// minute, the figure corrects what was told before.
  private func status(of sample: DoseCourse.Sample, in minute: Int) -> Status {
    let isSettled = digest.marks.contains { mark in
      guard case .action(.dose) = mark.what else { return false }
      return Self.minute(mark.at) == minute
    }
    if isSettled { return .corrected }
    return sample.dose.basis == .set ? .final : .raw
  }
}
