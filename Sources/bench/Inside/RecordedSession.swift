import InfusionCore
import Quantities
import SessionRecord

/// A session of 90 minutes at 1 Hz, recorded by the program itself from `line` records and a script.
struct RecordedSession {
  let folder: String
  let bytes: [UInt8]
  let header: SessionHeader
  let entries: [JournalEntry]

  var inputs: [(time: SessionTime, input: Input)] {
    entries.compactMap { entry in
      if case .input(let input) = entry.content { (entry.time, input) } else { nil }
    }
  }

  static func make(_ program: Program, _ workplace: Workplace) -> RecordedSession? {
    let sessions = workplace.file("recorded")
    if !FileBytes.isThere(sessions) {
      let records = workplace.write("records.txt", lines.joined())
      let script = workplace.write("script.txt", script)
      guard
        program.run([
          "monitor", "--headless", "--clock", "source", "--device", "line@file:\(records)", "--script",
          script,
          "--patient", "P", "--weight", "70", "--plan", "trd-40", "--sessions", sessions, "--new",
        ]) != nil
      else { return nil }
    }
    return only(under: sessions)
  }

  /// The only session there.
  static func only(under sessions: String) -> RecordedSession? { folder(under: sessions).flatMap(read) }

  static let seconds = 5400

  /// Heart rate and saturation every second and a cuff every ten minutes, with two short desaturations.
  private static let lines = (0..<seconds).map { second in
    let isLow = (1800..<1860).contains(second) || (3000..<3040).contains(second)
    let wave = (second * 7) % 11
    let cuff = second % 600 == 30 ? " sys=\(122 + wave) dia=\(76 + wave / 2) map=\(91 + wave / 2)" : ""
    return
      "@\(second) hr=\(68 + wave) spo2=\(isLow ? 86 : 96 + wave % 3) pi=\(2 + wave % 2).\(wave % 10)\(cuff)\n"
  }

  private static let script = """
    @60 checklist item=fasting answer=met
    @200 baseline
    @240 start override="a measurement"
    @2640 stop reason="dose complete"
    @3540 check
    @4500 check
    @5390 close reason="a measurement"
    """

  /// The only session folder there: it holds a journal.
  private static func folder(under path: String) -> String? {
    if FileBytes.isThere(path + "/journal.jsonl") { return path }
    return ProcessCost.names(in: path).lazy.compactMap { folder(under: path + "/" + $0) }.first
  }

  private static func read(_ folder: String) -> RecordedSession? {
    guard let bytes = FileBytes.read(folder + "/journal.jsonl") else { return nil }
    var reader = JournalReader(bytes)
    guard let header = reader.header else { return nil }
    var entries: [JournalEntry] = []
    while let entry = reader.next() { entries.append(entry) }
    return RecordedSession(folder: folder, bytes: bytes, header: header, entries: entries)
  }
}
