import Devices
import Glibc
import InfusionCore
import Quantities
import Testing

/// Recordings that are no part of this repository: their folder is named by CHAIRSIDE_DATA, and without it
/// these are skipped.
private let recordings: String? = getenv("CHAIRSIDE_DATA").map { String(cString: $0) }

private func recording(_ name: String) throws -> [UInt8] {
  let file = try #require(fopen("\(recordings ?? "")/\(name)", "rb"), "no \(name) in CHAIRSIDE_DATA")
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
  return bytes
}

@Suite(.enabled(if: recordings != nil, "CHAIRSIDE_DATA names no folder of recordings"))
struct RecordedDataTests {
  @Test func sevenFramesOfAContec() throws {
    let found = try effects(ofFile: recording("captures/headrotor.realtime.bin"), "contec-v7")
    #expect(found.readings.map(\.hr) == [.value(65)])
    #expect(found.readings.map(\.spo2) == [.value(97)])
    #expect(found.lastTime == ms(100))
  }

  /// Twenty-seven messages, the first of them cut; the cuff's result is the same in all, so it is reported
  /// once.
  @Test func anIvy450C() throws {
    var decoder = AnsarBDecoder()
    let bytes = try recording("captures/Ivy450C.1.data")
    #expect(decoder.messages(in: bytes).count == 27)
    #expect(decoder.counters.badFrames == 0)
    let found = try effects(ofFile: bytes, "ansarb").readings
    #expect(found.compactMap(\.nibp).count == 1)
    #expect(found.allSatisfy { $0.spo2 == .value(100) && $0.hr == .value(80) && $0.rr != nil })
  }

  @Test(arguments: [
    ("sed_cath_long_P017", 11016), ("sed_cath_probeoff_P051", 4155), ("sed_cath_desat_P095", 5163),
    ("icu_nibp_s00001a", 240),
    ("icu_nibp_s00001b", 240), ("icu_chart_propofol_216185", 20), ("icu_chart_htn_270154", 12),
    ("icu_chart_hypo_226055", 19),
    ("or_abp_wt26", 1220),
  ])
  func everyVitalsFile(name: String, rows: Int) throws {
    let file = try VitalsFile(csv: recording("vitals/\(name).csv"))
    #expect(file.rows.count == rows)
    #expect(file.unknownColumns.isEmpty)
  }
}
