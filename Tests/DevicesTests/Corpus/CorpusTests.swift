import Devices
import Glibc
import InfusionCore
import Testing

/// The conformance corpus, `Fixtures/devices`: all of it, whoever added a case.
@Suite struct CorpusTests {
  private static let folder =
    #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined() + "/Fixtures/devices"

  /// The names of the cases, sorted.
  private static let cases: [String] = {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".case") { names.append(name) }
    }
    return names.sorted()
  }()

  @Test(arguments: cases)
  func whatItSaysIsRead(name: String) throws {
    let faults: [CorpusFault]
    do {
      faults = CorpusRun(try CorpusCase(try Self.text(of: name))).faults
    } catch let fault as CorpusFault {
      faults = [fault]
    }
    for fault in faults { Issue.record("Fixtures/devices/\(name), \(fault)") }
  }

  @Test func thereIsACaseOfEveryKind() throws {
    let kinds = try Set(Self.cases.map { try CorpusCase(try Self.text(of: $0)).kind })
    #expect(Set(DeviceKind.all).subtracting(kinds).isEmpty)
  }

  /// What is wrong with a case is said with the line that is wrong.
  @Test(arguments: [
    ("kind nellcor\nfrom a page\nhex 8G\n", CorpusFault(line: 3, what: "'8G' is no byte")),
    (
      "kind nellcor\nhex 80\n",
      CorpusFault(line: 1, what: "a case says its 'kind' and where the fact is 'from'")
    ),
    ("kind nellcor\nfrom a page\n", CorpusFault(line: 3, what: "no bytes")),
    (
      "kind nellcor\nfrom a page\nhex 80\nread spo2=97\n",
      CorpusFault(line: 4, what: "'read' is no word of a case")
    ),
    (
      "kind plx\nfrom a page\nnotify 2A5 00\n",
      CorpusFault(line: 3, what: "'2A5' names no characteristic")
    ),
    ("kind nellcor\nfrom a page\nat noon\n", CorpusFault(line: 3, what: "'noon' is no time in seconds")),
  ])
  func aCaseThatCannotBeUnderstood(text: String, fault: CorpusFault) {
    #expect(throws: fault) { try CorpusCase(text) }
  }

  /// The test fails if the driver reads something else, more, or nothing.
  @Test(arguments: [
    ("reads status=ok spo2=95 hr=74", "line 4: it reads hr=74 spo2=96 status=ok"),
    ("reads nothing", "line 4: it reads hr=74 spo2=96 status=ok"),
    ("", "line 3: it also reads hr=74 spo2=96 status=ok"),
    ("reads hr=74 spo2=96 status=ok\nreads hr=75", "line 5: it reads nothing"),
    ("reads hr=74 spo2=96 status=ok\ntells garbled", "line 5: it tells nothing"),
  ])
  func aWrongCaseIsFound(expectation: String, fault: String) throws {
    let text = "kind nonin-df8\nfrom a page\nhex x3 80 4A 60 00\n" + expectation
    #expect(CorpusRun(try CorpusCase(text)).faults.map(\.description) == [fault])
  }

  private static func text(of name: String) throws -> String {
    let file = try #require(fopen("\(folder)/\(name)", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
