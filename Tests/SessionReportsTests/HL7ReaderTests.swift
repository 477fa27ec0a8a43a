import Foundation
import SessionReports
import Testing

/// The messages as another program's parser takes them, by the grammar of the standard's own tables.
@Suite struct HL7ReaderTests {
  private static let python = InstalledProgram.withPackage("hl7apy")

  @Test(.enabled("no python3 with hl7apy on the PATH: not parsed", { python != nil }))
  func `every message is a whole ORU of version 2·6`() throws {
    let script = """
      @90 start override="just a test" by=KM
      @120 bp sys=142 dia=88 by=KM
      @240 amend n=5 sys=124 by=KM
      @300 pause reason="a rest" by=KM
      @360 resume by=KM

      """
    let session = try RecordedSession(script: script, until: 480)
    let text = String(decoding: HL7Messages(session.digest).bytes, as: UTF8.self)
    let count = text.components(separatedBy: "MSH|").count - 1
    let read = try Self.parse(text)
    #expect(read.complaints == "")
    #expect(read.output == "\(count) ORU^R01^ORU_R01 2.6\n")
    // The parser finds a message without a required field.
    let code = "|69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|"
    #expect(try Self.parse(text.replacingOccurrences(of: code, with: "||")).complaints.contains("OBX_3"))
  }

  private static func parse(_ text: String) throws -> InstalledProgram.End {
    try inScratchFolder { folder in
      try Data(text.utf8).write(to: folder.appending(path: "messages.hl7"))
      return try #require(python).run(["-c", script], in: folder)
    }
  }

  private static let script = """
    from hl7apy.parser import parse_message
    from hl7apy.consts import VALIDATION_LEVEL
    text = open("messages.hl7", newline="").read()
    kinds = []
    for message in text.split("MSH|")[1:]:
        read = parse_message("MSH|" + message, validation_level=VALIDATION_LEVEL.STRICT)
        read.validate()
        kinds.append(read.msh.msh_9.to_er7() + " " + read.version)
    print(len(kinds), *sorted(set(kinds)))
    """
}
