import Devices
import InfusionCore
import Quantities
import Testing

private let header = CaptureHeader(
  kind: "nonin-df2", source: "nonin-df2-2", line: "9600 8N1", program: "1.0")
private let firstLine =
  "chairside-capture 1 kind=nonin-df2 source=nonin-df2-2 line=\"9600 8N1\" program=1.0\n"

private let story: [(CaptureEntry, String)] = [
  (CaptureEntry(.adapter("0403:6001 serial A5"), at: ms(0)), "@0 adapter 0403:6001 serial A5"),
  (CaptureEntry(.opened, at: ms(0)), "@0 opened"),
  (CaptureEntry(.sent([0x7D, 0x81]), at: ms(3)), "@0.003 > 7D 81"),
  (CaptureEntry(.received([0x01, 0x81, 0x43, 0x00, 0xC5]), at: ms(12_345)), "@12.345 01 81 43 00 C5"),
  (CaptureEntry(.damaged(count: 7), at: ms(12_345)), "@12.345 damaged 7"),
  (CaptureEntry(.lost(.vanished), at: ms(13_000)), "@13 lost vanished"),
  (CaptureEntry(.lost(.other("Input/output error")), at: ms(13_000)), "@13 lost other Input/output error"),
  (CaptureEntry(.omitted(count: 4096), at: ms(13_500)), "@13.5 omitted 4096"),
  (CaptureEntry(.called(from: "192.0.2.7"), of: Caller(3), at: ms(14_000)), "@14 caller 3 called 192.0.2.7"),
  (CaptureEntry(.received([0x0B, 0x4D]), of: Caller(3), at: ms(14_001)), "@14.001 caller 3 0B 4D"),
  (CaptureEntry(.sent([0x0B, 0x06]), of: Caller(3), at: ms(14_001)), "@14.001 caller 3 > 0B 06"),
  (CaptureEntry(.closed, of: Caller(3), at: ms(14_002)), "@14.002 caller 3 closed"),
  (CaptureEntry(.crowded, at: ms(14_003)), "@14.003 crowded"),
  (CaptureEntry(.closed, at: ms(3_600_000)), "@3600 closed"),
]

private func read(_ text: String) throws(CaptureError) -> [CaptureEntry] {
  var reader = try CaptureReader(ascii(text))
  var entries: [CaptureEntry] = []
  while let entry = try reader.next() { entries.append(entry) }
  return entries
}

private func fault(_ text: String) -> CaptureError? {
  do throws(CaptureError) {
    _ = try read(text)
    return nil
  } catch { return error }
}

@Suite struct CaptureTests {
  @Test func theHeaderSaysWhatWasOnTheOtherEnd() throws {
    #expect(CaptureText.header(header) == ascii(firstLine))
    #expect(try CaptureReader(ascii(firstLine)).header == header)
  }

  @Test(arguments: [LineAddress.alone, .number(3)])
  func theHeaderSaysWhoWasAsked(address: LineAddress) throws {
    var asked = header
    asked.address = address
    let line = firstLine.replacing("\n", with: " address=\(address)\n")
    #expect(CaptureText.header(asked) == ascii(line))
    #expect(try CaptureReader(ascii(line)).header == asked)
  }

  @Test(arguments: story)
  func anEntryIsALineThatPeopleCanRead(entry: CaptureEntry, line: String) throws {
    #expect(CaptureText.lines(entry) == ascii(line + "\n"))
    #expect(try read(firstLine + line + "\n") == [entry])
  }

  @Test(arguments: [
    LinkLoss.missing, .forbidden, .vanished, .endOfInput, .busy(by: nil), .busy(by: .chair("2")),
    .busy(by: .program("minicom (process 812)")), .otherAdapter, .alikeAdapters,
    .other("Device or resource busy"),
  ])
  func everyLossOfAPortComesBack(loss: LinkLoss) throws {
    let entry = CaptureEntry(.lost(loss), at: ms(1))
    #expect(try read(firstLine + String(decoding: CaptureText.lines(entry), as: UTF8.self)) == [entry])
  }

  /// Where a read ended decides when garbage and silence are told, so it must not get lost.
  @Test func aLongReadIsContinuedAndStaysOneRead() throws {
    let reads = [25, 24, 1, 500].map { count in
      CaptureEntry(.received((0..<count).map { UInt8(truncatingIfNeeded: $0) }), at: ms(5))
    }
    let text = String(decoding: reads.flatMap(CaptureText.lines), as: UTF8.self)
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count < 80 })
    #expect(try read(firstLine + text) == reads)
  }

  @Test func remarksEmptyLinesAndTheLineEndsOfAMailDoNotMatter() throws {
    let text = (firstLine + "# probe off here\n\n@1 FF 0a\n+ 0B\n@2 closed\n").replacing("\n", with: "\r\n")
    #expect(
      try read(text) == [
        CaptureEntry(.received([0xFF, 0x0A, 0x0B]), at: .seconds(1)), CaptureEntry(.closed, at: .seconds(2)),
      ])
  }

  @Test func whatAPowerCutLeftUnfinishedIsNotThere() throws {
    #expect(try read(firstLine + "@1 FF\n@2 01 8") == [CaptureEntry(.received([0xFF]), at: .seconds(1))])
    #expect(try read("chairside-capture 1 kind=line") == [])
  }

  @Test(arguments: [
    ("@0 hr=72\n", 1, CaptureError.Fault.notACapture),
    ("chairside-capture 2 kind=line\n", 1, .unknownVersion("2")),
    ("chairside-capture 1 source=line\n", 1, .missingField("kind")),
    ("chairside-capture 1 kind=line loose\n", 1, .badField("loose")),
    ("chairside-capture 1 kind=fresenius address=12\n", 1, .badField("address=12")),
    (firstLine + "@1 FF\n@0.999 FF\n", 3, .timeBackwards(from: .seconds(1), to: ms(999))),
    (firstLine + "@8640000 FF\n@8640000.001 FF\n", 3, .timeBeyond(ms(8_640_000_001))),
    (firstLine + "@now FF\n", 2, .notATime("now")), (firstLine + "@-1 FF\n", 2, .notATime("-1")),
    (firstLine + "@1 FF 0G\n", 2, .notUnderstood("0G")),
    (firstLine + "@1 FF\n+ 123\n", 3, .notUnderstood("123")),
    (firstLine + "@1 opened twice\n", 2, .notUnderstood("opened twice")),
    (firstLine + "@1 lost patience\n", 2, .notUnderstood("lost patience")),
    (firstLine + "@1 damaged many\n", 2, .notUnderstood("damaged many")),
    (firstLine + "@1\n", 2, .notUnderstood("")), (firstLine + "FF\n", 2, .notUnderstood("FF")),
    (firstLine + "@1 opened\n\n+ FF\n", 4, .continuesNothing),
  ])
  func whatIsWrongIsSaidWithItsLine(text: String, line: Int, what: CaptureError.Fault) {
    let found = fault(text)
    #expect(found?.line == line)
    #expect(found?.fault == what)
  }

  @Test(arguments: [
    ("chairside-capture 1", true), ("chairside-captur", false), ("@0 hr=72\n", false), ("", false),
  ])
  func aCaptureIsRecognisedByItsBeginning(beginning: String, isOne: Bool) {
    #expect(CaptureReader.recognises(ascii(beginning)) == isOne)
  }
}
