import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct VitalsReplayTests {
  /// A vitals file and the same data as records must give the same readings at the same times.
  @Test func aFileSaysWhatTheSameRecordsSay() throws {
    let file = try VitalsFile(
      csv: ascii(
        "time_s,hr_bpm,spo2_pct,nibp_sys_mmhg,nibp_dia_mmhg,"
          + "nibp_map_mmhg,resp_rpm,pump_rate_ml_h,pump_volume_ml\n"
          + "0,72,98,,,,,,\n1,73,,120,80,,14,,\n2,,,,,,,,\n3,,,,,88,,52.5,1.25\n"))
    let records = "@0 hr=72 spo2=98\n@1 hr=73 sys=120 dia=80 rr=14\n@2\n@3 map=88 rate=52.5 vol=1.25\n"
    let fromFile = file.effects(source: SourceID("line"))
    let fromRecords = try effects(ofFile: ascii(records), "line")
    #expect(fromFile.count == fromRecords.count)
    for (one, other) in zip(fromFile, fromRecords) { #expect(one.withoutStatus == other.withoutStatus) }
  }

  @Test func aNoteIsAnAnnotation() throws {
    let file = try VitalsFile(csv: ascii("time_s,hr_bpm,note\n4,60,\"turned, left\"\n5,,moved\n"))
    #expect(
      file.effects() == [
        .input(.reading(Reading(source: .csv, hr: .value(60))), at: .seconds(4)),
        .input(.annotation("turned, left", source: .csv), at: .seconds(4)),
        .input(.annotation("moved", source: .csv), at: .seconds(5)),
      ])
  }
}

extension DriverEffect {
  fileprivate var withoutStatus: DriverEffect {
    guard case .input(.reading(var reading), let time) = self else { return self }
    reading.status = nil
    return .input(.reading(reading), at: time)
  }
}
