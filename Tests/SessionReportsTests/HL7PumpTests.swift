import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

/// The pump's channel in HL7: a message a minute, with the figures that everything else tells.
@Suite struct HL7PumpTests {
  private static func messages(_ session: RecordedSession) -> [[[String]]] {
    let text = String(decoding: HL7Messages(session.digest).bytes, as: UTF8.self)
    var messages: [[[String]]] = []
    for segment in text.split(separator: "\r") {
      let fields = segment.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      if fields[0] == "MSH" { messages.append([]) }
      messages[messages.count - 1].append(fields)
    }
    return messages.filter { $0[2][4].hasPrefix("69985^MDC_DEV_PUMP_INFUS_MDS") }
  }

  private static func value(_ term: String, in message: [[String]]) -> [String]? {
    message.first { $0[0] == "OBX" && $0[3].contains(term) }
  }

  private static let script = """
    @90 start override="just a test" by=KM
    @900 pause reason="a rest" by=KM
    @1020 resume by=KM
    @1500 dose volume_ml=20 reason="read from the syringe" second=RT by=KM
    @1800 stop reason="enough of it" by=KM

    """

  @Test func `a minute each from the start to the stop, and nothing before or behind`() throws {
    let messages = try Self.messages(RecordedSession(script: Self.script, until: 2400))
    #expect(messages.count == 30, "minutes 1 to 30")
    let first = try #require(messages.first)
    #expect(first.filter { $0[0] == "OBX" }.prefix(3).map { $0[4] } == ["1.0.0.0", "1.1.0.0", "1.1.1.0"])
    #expect(Self.value("MDC_FLOW_FLUID_PUMP", in: first)?[5] == "52.5")
    #expect(Self.value("MDC_FLOW_FLUID_PUMP", in: first)?[6] == "265266^MDC_DIM_MILLI_L_PER_HR^MDC")
    #expect(Self.value("MDC_DRUG_NAME_LABEL", in: first)?[5] == "ketamine")
    #expect(Self.value("MDC_CONC_DRUG", in: first)?[5] == "1")
  }

  @Test func `a pause does not deliver, and the total stands`() throws {
    let messages = try Self.messages(RecordedSession(script: Self.script, until: 2400))
    let paused = messages[15]
    #expect(Self.value("DELIVERY_STATUS", in: paused)?[5] == "^pump-delivery-status-not-delivering")
    #expect(Self.value("MDC_FLOW_FLUID_PUMP", in: paused)?[5] == "0")
    #expect(Self.value("MDC_DOSE_DRUG_DELIV_TOTAL", in: paused)?[5] == "11.813")
    #expect(Self.value("DELIVERY_STATUS", in: messages[20])?[5] == "^pump-delivery-status-delivering")
  }

  @Test func `the set rate is a person's word, and what a person settled corrects it`() throws {
    let messages = try Self.messages(RecordedSession(script: Self.script, until: 2400))
    let statuses = messages.map { Self.value("MDC_DOSE_DRUG_DELIV_TOTAL", in: $0)?[11] ?? "" }
    #expect(Set(statuses) == ["F", "C"])
    #expect(statuses.enumerated().filter { $0.element == "C" }.map(\.offset) == [24], "minute 25")
    #expect(Self.value("MDC_VOL_FLUID_DELIV_TOTAL", in: messages[24])?[5] == "20.438")
  }

  /// After the stop a person may enter what was really given, and a pump may count on.
  @Test(arguments: [
    "", "@2000 dose volume_ml=31 reason=\"read from the syringe\" second=RT by=KM\n",
    "@2000 dose volume_ml=12 reason=\"read from the syringe\" second=RT by=KM\n",
  ])
  func `the last total is what the record tells`(later: String) throws {
    let session = try RecordedSession(script: Self.script + later, until: 2400)
    let last = try #require(Self.messages(session).last)
    #expect(
      Self.value("MDC_DOSE_DRUG_DELIV_TOTAL", in: last)?[5]
        == session.digest.delivered?.delivered.fixed.description)
    #expect(Self.messages(try RecordedSession(until: 300)).isEmpty, "nothing was infused")
  }
}
