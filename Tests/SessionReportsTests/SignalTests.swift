import Foundation
import InfusionCore
import Quantities
import SessionRecord
import Testing

@testable import SessionReports

/// A session as signals of one value a second, and the two files that carry them to other programs.
@Suite struct SignalTests {
  /// Two minutes: a reading a second but for seconds 30 to 39, one pressure, an infusion from 60 s on.
  private static let recorded = Result {
    try RecordedSession(
      script:
        "@60 start override=\"no baseline wanted\" by=KM\n@90 symptom name=nausea severity=1 by=KM\n",
      until: 119
    ) { second in
      if (30...39).contains(second) { return [] }
      let nibp = second == 20 ? Course.pressure(128, 79) : nil
      return [Course.reading(spo2: 97, hr: 72, nibp: nibp, isDoubtful: second == 50)]
    }
  }
  private static func table(damage: String? = nil) throws -> SignalTable {
    let session = try recorded.get()
    return try SignalTable(session.audit.vitals, of: session.digest, damage: damage)
  }

  private static func values(_ column: SignalColumn) throws -> [Fixed?] {
    try table().signals.first { $0.column == column }?.values ?? []
  }

  @Test func aValueStandsWhereItCameAndNowhereElse() throws {
    let spo2 = try Self.values(.spo2)
    #expect(spo2.count == 120 && spo2[29] == 97 && spo2[40] == 97)
    #expect(spo2[30...39].allSatisfy { $0 == nil })
    let sys = try Self.values(.sys)
    #expect(sys[20] == 128 && sys.count { $0 != nil } == 1)
  }

  @Test func theInfusionGoesOnWhereNothingIsMeasuredAndDoubtIsASignal() throws {
    let infused = try Self.values(.infused)
    #expect(infused[59] == nil && infused[119] != nil)
    #expect(try Self.values(.doubt).enumerated().filter { $0.element == 1 }.map(\.offset) == [50])
  }

  /// What nobody measured is no signal.
  @Test func aColumnWithoutAValueIsLeftOut() throws {
    let columns = try Self.table().signals.map(\.column)
    #expect(columns == [.spo2, .hr, .sys, .dia, .map, .rate, .infused, .doubt])
  }

  @Test(arguments: [(0, 10), (327_674, 10), (327_675, 100), (3_276_749, 100), (3_276_750, 1000)])
  func itsStepIsTheFinestThatFits(largest: Int, step: Int) {
    let signal = SignalTable.Signal(.rate, [nil, Fixed(thousandths: largest)])
    #expect(signal.step.thousandths == step)
  }

  /// A garbled time of a damaged record claims years.
  @Test func aTableThatClaimsYearsIsRefused() throws {
    let session = try Self.recorded.get()
    let table = Array("time_s,hr_bpm\n1,72\n100000000,72\n".utf8)
    #expect(throws: SignalTable.TooLong(seconds: 100_000_000)) {
      try SignalTable(table, of: session.digest)
    }
  }

  // MARK: EDF+

  private static func ascii(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespaces)
  }

  @Test func theHeaderOfAnEDFFileSaysWhenWhoAndWhat() throws {
    let bytes = EDFFile(try Self.table()).bytes
    #expect(Self.ascii(bytes[8..<88]) == "P7 X X X")
    #expect(Self.ascii(bytes[88..<168]) == "Startdate 17-OCT-2026 2026-10-17T073000Z_2_a1b2c3 X chairside")
    #expect(Self.ascii(bytes[168..<184]) == "17.10.2609.30.00")
    #expect(Self.ascii(bytes[184..<192]) == "2560" && Self.ascii(bytes[192..<236]) == "EDF+C")
    #expect(Self.ascii(bytes[236..<244]) == "4" && Self.ascii(bytes[244..<252]) == "30")
    let damaged = EDFFile(try Self.table(damage: "entry 7: hash")).bytes
    #expect(Self.ascii(damaged[88..<168]).hasSuffix("DAMAGED"))
  }

  @Test func `a patient's letters are those that the format knows`() throws {
    var plan = SessionPlan.fixture
    plan.patient = "Žižek & Söhne 患"
    let session = try RecordedSession(plan, until: 90)
    let table = try SignalTable(session.audit.vitals, of: session.digest)
    #expect(Self.ascii(EDFFile(table).bytes[8..<88]) == "Zizek_&_Sohne__ X X X")
  }

  /// SpO2 in hundredths of a percent, and -1 where there was none.
  @Test func theFirstRecordsOfAnEDFFileHoldTheSamples() throws {
    let bytes = EDFFile(try Self.table()).bytes
    let record = (bytes.count - 2560) / 4
    let first = bytes[2560..<2620]
    #expect(Array(first) == (0..<30).flatMap { _ in [0xE4, 0x25] as [UInt8] })
    let second = bytes[(2560 + record)..<(2560 + record + 22)]
    #expect(Array(second) == (0..<10).flatMap { _ in [0xFF, 0xFF] as [UInt8] } + [0xE4, 0x25])
    let text = String(decoding: bytes[(2560 + record * 3)...], as: UTF8.self)
    #expect(text.contains("+90\u{14}\u{14}\0+90\u{14}symptom: nausea"))
  }

  // MARK: WFDB

  @Test(arguments: ["", "a b", "a.b", "P/1", "ü"])
  func aRecordsNameIsAWord(name: String) throws {
    #expect(WFDBRecord(try Self.table(), name: name) == nil)
  }

  @Test func theHeaderOfARecordNamesEachSignal() throws {
    let record = try #require(WFDBRecord(try Self.table(), name: "night-1"))
    let lines = String(decoding: record.files[0].bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "night-1 8 1 120 09:30:00 17/10/2026")
    #expect(lines[1].hasPrefix("night-1.dat 16 100(0)/% 16 0 9700 ") && lines[1].hasSuffix(" 0 SpO2"))
    #expect(lines.contains("# patient: P7"))
    #expect(record.files[1].bytes.count == 120 * 8 * 2)
    #expect(record.files[2].bytes.suffix(2) == [0, 0])
  }

  // MARK: As others read them

  @Test(
    .enabled("no python3 with wfdb and pyedflib on the PATH: not read by others", { Readers.python != nil }))
  func `wfdb and pyedflib read what was written`() throws {
    let python = try #require(Readers.python)
    let table = try Self.table()
    let record = try #require(WFDBRecord(table, name: "night"))
    let end = try inScratchFolder { folder in
      for file in record.files {
        try Data(file.bytes).write(to: folder.appending(path: "night\(file.suffix)"))
      }
      try Data(EDFFile(table).bytes).write(to: folder.appending(path: "night.edf"))
      return try python.run(["-c", Readers.script], in: folder)
    }
    #expect(end.complaints == "")
    let moments = table.moments.map { "\($0.at.milliseconds / 1000) \($0.text)" }
    let notes = ["1 Preparation"] + moments.dropFirst()
    let read = end.output.split(separator: "\n").map(String.init)
    let signals = "SpO2,HR,NIBP sys,NIBP dia,NIBP mean,Infusion rate,Infused,Doubtful"
    #expect(read == [signals, "97 nan 128", signals, "97 128"] + notes + moments)
  }
}

/// PhysioNet's and EDFlib's own readers.
private enum Readers {
  static let python = InstalledProgram.withPackage("wfdb, pyedflib")

  static let script = """
    import wfdb, pyedflib
    record = wfdb.rdrecord("night")
    print(",".join(record.sig_name))
    p = record.p_signal
    print(f"{p[29][0]:g} {p[30][0]:g} {p[20][2]:g}")
    edf = pyedflib.EdfReader("night.edf")
    print(",".join(edf.getSignalLabels()))
    print(f"{edf.readSignal(0)[29]:g} {edf.readSignal(2)[20]:g}")
    notes = wfdb.rdann("night", "atr")
    for at, text in zip(notes.sample, notes.aux_note): print(at, text.rstrip(chr(0)))
    for at, _, text in zip(*edf.readAnnotations()): print(f"{int(at)} {text}")
    """
}
