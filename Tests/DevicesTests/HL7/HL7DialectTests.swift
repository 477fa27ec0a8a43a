import Devices
import Testing

/// Messages of our own making in the ways that monitors and gateways write them, and the readings they mean.
@Suite struct HL7DialectTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let results: [String]
    let reading: String
    var unread: [String] = []
    var testDescription: String { name }

    init(_ name: String, _ results: [String], _ reading: String, unread: [String] = []) {
      (self.name, self.results, self.reading, self.unread) = (name, results, reading, unread)
    }
  }

  private static let dialects = [
    Case(
      "LOINC",
      [
        "OBX|1|NM|8867-4^Heart rate^LN||72|/min|||||F", "OBX|2|NM|59408-5^SpO2^LN||98|%|||||F",
        "OBX|3|NM|9279-1^Respiratory rate^LN||14|{breaths}/min|||||F",
        "OBX|4|NM|8310-5^Body temperature^LN||36.8|Cel|||||F",
        "OBX|5|NM|8480-6^Systolic BP^LN||138|mmHg|||||F", "OBX|6|NM|8462-4^Diastolic BP^LN||86|mm[Hg]|||||F",
        "OBX|7|NM|8478-0^Mean arterial pressure^LN||103|mm[Hg]|||||F",
      ], "hr 72 spo2 98 rr 14 temp 36.8 bp 138/86/103"),
    Case(
      "MDC by number and name",
      [
        "OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X",
        "OBX|2|NM|147842^MDC_ECG_HEART_RATE^MDC|1.7.4.147842|87|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R",
        "OBX|3|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1.150456|97|262688^MDC_DIM_PERCENT^MDC|||||R",
        "OBX|4|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1.0.1.1|128|266016^MDC_DIM_MMHG^MDC|||||R",
        "OBX|5|NM|150022^MDC_PRESS_BLD_NONINV_DIA^MDC|1.0.1.2|77|266016^MDC_DIM_MMHG^MDC|||||R",
      ], "hr 87 spo2 97 bp 128/77/"),
    Case(
      "MDC without its text parts", ["OBX|1|NM|147842||66|264864|||||F", "OBX|2|NM|150456||99|262688|||||F"],
      "hr 66 spo2 99"),
    Case(
      "MDC by name alone",
      [
        "OBX|1|NM|MDC_ECG_HEART_RATE^Heart Rate^MDC||72|/min|||||F",
        "OBX|2|NM|MDC_AWAY_CO2_ET^EtCO2^MDC||35|mmHg|||||F",
      ], "hr 72 etco2 35"),
    Case(
      "a name that is known under a number that is not",
      ["OBX|1|NM|150457^MDC_PULS_OXIM_PULS_RATE^MDC|1.6.1.2|76|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R"],
      "hr 76"),
    Case(
      "a code of the house with the standard's beside it",
      ["OBX|1|NM|PULS^Puls^L^8867-4^Heart rate^LN||71|/min|||||F"], "hr 71"),
    Case(
      "Mindray's gateway",
      [
        "OBX|1|NM|151578^MDC_TTHOR_RESP_RATE^MDC|1.7.1.151578|20|264928^MDC_DIM_RESP_PER_MIN^MDC|||||R",
        "OBX|2|NM|151708^MDC_CONC_AWAY_CO2_ET^MDC|1.8.1.151708|38|266016^MDC_DIM_MMHG^MDC|||||R",
        "OBX|3|NM|150344^MDC_TEMP^MDC|1.2.1.150344|98.4|266560^MDC_DIM_FAHR^MDC|||||R",
        "OBX|4|NM|150344^MDC_TEMP^MDC|1.2.2.150344|99.5|266560^MDC_DIM_FAHR^MDC|||||R",
        "OBX|5|NM|150488^MDC_BLD_PERF_INDEX^MDC|1.3.1.150488|3.06|262688^MDC_DIM_PERCENT^MDC|||||R",
        "OBX|6|NM|364^MNDRY_BLD_PULS_RATE_ART_ABP^99MNDRY|1.1.1.364|61|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R",
      ], "rr 20 pi 3.06 etco2 38 temp 36.9",
      unread: ["364 = 61 not understood (MNDRY_BLD_PULS_RATE_ART_ABP)"]),
    Case(
      "Mindray's gateway: the ECG's rate before the cardiac output module's",
      [
        "OBX|1|NM|147842^MDC_ECG_CARD_BEAT_RATE^MDC|1.6.3.147842|60|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R",
        "OBX|2|NM|147842^MDC_ECG_HEART_RATE^MDC|1.7.4.147842|87|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R",
      ], "hr 87"),
    Case(
      "Mindray's monitors, -100 for none",
      [
        "OBX||NM|101^HR|2101|60||||||F", "OBX||NM|105^ST-I|2101|-100.00||||||F",
        "OBX||NM|151^RR|2102|-100||||||F",
        "OBX||NM|160^SpO2|2103|98||||||F", "OBX||NM|161^PR|2103|61||||||F",
        "OBX||NM|200^T1|2104|37.00||||||F",
        "OBX||NM|201^T2|2104|37.20||||||F",
        "OBX||NM|171^Dia|2105|80||||||F||APERIODIC|20260726115500",
        "OBX||NM|172^Mean|2105|93||||||F||APERIODIC|20260726115500",
        "OBX||NM|170^Sys|2105|120||||||F||APERIODIC|20260726115500",
        "OBX||NM|173^NIBP_PR|2105|66||||||F||APERIODIC|20260726115500", "OBX||NM|500^Sys|2116|131||||||F",
      ], "hr 60 spo2 98 rr - temp 37 bp 120/80/93",
      unread: [
        "105 = -100.00 not understood (ST-I)",
        "173 = 66 not understood (NIBP_PR: a cuff's own pulse is no heart rate)",
        "500 = 131 not understood (Sys)",
      ]),
    Case(
      "Mindray's numbers with units",
      [
        "OBX|1|NM|101^HR||82|bpm|||||F", "OBX|2|NM|170^Sys||130|mmHg|||||F",
        "OBX|3|NM|171^Dia||85|mmHg|||||F",
      ],
      "hr 82 bp 130/85/"),
    Case(
      "Mindray's numbers without their names are anybody's", ["OBX|1|NM|101||82|bpm|||||F"], "",
      unread: ["101 = 82 not understood"]),
    Case(
      "Comen",
      [
        "OBX||NM|150301^MDC_PRESS_CUFF_SYS^MDC|1.1.9.150301|120|266016^MDC_DIM_MMHG^MDC|90^160||||F|||20260726120459+0000",
        "OBX||NM|150303^MDC_PRESS_CUFF_MEAN^MDC|1.1.9.150303|90|266016^MDC_DIM_MMHG^MDC|60^110||||F|||20260726120459+0000",
        "OBX||NM|150302^MDC_PRESS_CUFF_DIA^MDC|1.1.9.150302|80|266016^MDC_DIM_MMHG^MDC|50^90||||F|||20260726120459+0000",
        "OBX||NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1.150456|98|262688^MDC_DIM_PERCENT^MDC|85^100||||F|||20260726120459+0000",
        "OBX||NM|149522^MDC_PULS_RATE^MDC|1.0.0.149522|60|264864^MDC_DIM_BEAT_PER_MIN^MDC|50^120||||F|||20260726120459+0000",
        "OBX||NM|2279^COMEN_PAIN_LEVEL^99COMEN||Other||||||F", "OBX||ST|2275^COMEN_HANDLER^99COMEN||||||||F",
        "OBX||NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.6.1|8388607|262688^MDC_DIM_PERCENT^MDC|||||X",
      ], "hr 60 spo2 98 bp 120/80/90", unread: ["2279 = Other not understood (COMEN_PAIN_LEVEL)"]),
    Case(
      "Comen's pulse without a finger may be the cuff's",
      [
        "OBX||NM|150301^MDC_PRESS_CUFF_SYS^MDC|1.1.9|120|mmHg|||||F",
        "OBX||NM|150302^MDC_PRESS_CUFF_DIA^MDC|1.1.9|80|mmHg|||||F",
        "OBX||NM|149522^MDC_PULS_RATE^MDC|1.0.0|60|bpm|||||F",
      ], "bp 120/80/",
      unread: ["149522 = 60 not understood (whether the cuff's or the finger's is not said)"]),
    Case(
      "a pulse in an arterial line is a pulse",
      ["OBX|1|NM|149522^MDC_BLD_PULS_RATE_INV^MDC|1.13.1.4|72|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R"], "hr 72"
    ),
    Case(
      "Edan",
      [
        "OBX|1|NM|131072^ECG_HR^EHC||75|bpm|||||F", "OBX|2|NM|327680^SPO2_SPO2^EHC||96|%|||||F",
        "OBX|3|NM|393216^NIBP_SYS^EHC||118|mmHg|||||F", "OBX|4|NM|393217^NIBP_DIA^EHC||74|mmHg|||||F",
        "OBX|5|NM|393218^NIBP_MEAN^EHC||89|mmHg|||||F", "OBX|6|NM|393219^NIBP_PR^EHC||99|bpm|||||F",
        "OBX|7|NM|458752^TEMP_T1^EHC||36.6|Cel|||||F",
      ], "hr 75 spo2 96 temp 36.6 bp 118/74/89",
      unread: ["393219 = 99 not understood (NIBP_PR: a cuff's own pulse is no heart rate)"]),
    Case(
      "Philips",
      [
        "OBX||NM|0002-4182^HR^MDIL|0|80|0004-0aa0^bpm^MDIL|50-120||||F",
        "OBX||NM|0002-4bb8^SpO2^MDIL|0|97|0004-0220^%^MDIL|||||F",
        "OBX||NM|0002-500a^RR^MDIL|0|16|0004-0ae0^rpm^MDIL|8-30||||F",
        "OBX||NM|0002-4a05^NBPs^MDIL|0|121|0004-0f20^mmHg^MDIL|||||F",
        "OBX||NM|0002-4a06^NBPd^MDIL|0|69|0004-0f20^mmHg^MDIL|||||F",
        "OBX||NM|0002-4a15^ABPs^MDIL|0|133|0004-0f20^mmHg^MDIL|||||F",
        "OBX||NM|0002-4b60^Tcore^MDIL|0|37.1|0004-17a0^\u{B0}C^MDIL|||||F",
        "OBX||NM|0002-f0e5^Pulse (NBP)^MDIL|0|90|0004-0aa0^bpm^MDIL|||||F",
        "OBX||NM|0002-50b0^CO2et^MDIL|0|5|0004-0f03^kPa^MDIL|||||F",
        "OBX||ST|0402-f8f5^sMode^MDIL|0|MONITORING||||||F",
      ], "hr 80 spo2 97 rr 16 etco2 38 temp 37.1 bp 121/69/",
      unread: [
        "0002-4a15 = 133 not understood (ABPs)",
        "0002-f0e5 = 90 not understood (Pulse (NBP): a cuff's own pulse is no heart rate)",
        "0402-f8f5 = MONITORING not understood (sMode)",
      ]),
  ]

  @Test(arguments: dialects) func aDialect(_ one: Case) throws {
    let heard = try HL7Heard(hl7(results: one.results))
    #expect(heard.reading == one.reading)
    #expect(heard.unread == one.unread)
  }

  private static let contradictions = [
    Case(
      "an arterial line under the code of a cuff",
      [
        "OBX|1|NM|150021^MDC_PRESS_BLD_ART_SYS^MDC|1.1.1|132|266016^MDC_DIM_MMHG^MDC|||||F",
        "OBX|2|NM|150022^ART_DIA^MDC|1.1.1|71|266016^MDC_DIM_MMHG^MDC|||||F",
      ], "",
      unread: [
        "150021 = 132 not understood (MDC_PRESS_BLD_ART_SYS: the name is not that of the code)",
        "150022 = 71 not understood (ART_DIA: the name is not that of the code)",
      ]),
    Case(
      "carbon dioxide under the code of oxygen",
      ["OBX|4|NM|150456^MDC_CO2_ET^MDC|1.7.1.1|35|266016^MDC_DIM_MMHG^MDC|||||R"], "",
      unread: ["150456 = 35 not understood (MDC_CO2_ET: the name is not that of the code)"]),
    Case(
      "the mean under the code of the systolic", ["OBX|1|NM|8480-6^Mean pressure^LN||90|mmHg|||||F"], "",
      unread: ["8480-6 = 90 not understood (Mean pressure: the name is not that of the code)"]),
    Case(
      "a cuff's pulse under the code of the heart rate", ["OBX|1|NM|8867-4^NIBP pulse^LN||90|/min|||||F"], "",
      unread: ["8867-4 = 90 not understood (NIBP pulse: the name is not that of the code)"]),
    Case(
      "two codes that part", ["OBX|1|NM|8867-4^Rate^LN^9279-1^Rate^LN||16|/min|||||F"], "",
      unread: ["8867-4 = 16 not understood (Rate: the name is not that of the code)"]),
    Case(
      "a pressure of any kind is a cuff's only by its name",
      [
        "OBX|1|NM|150017^MDC_PRESS_BLD_SYS^MDC|1.1.1|132|mmHg|||||F",
        "OBX|2|NM|150017^MDC_PRESS_BLD_NONINV_SYS^MDC|1.1.2|120|mmHg|||||F",
        "OBX|3|NM|150018^MDC_PRESS_BLD_NONINV_DIA^MDC|1.1.2|70|mmHg|||||F",
      ], "bp 120/70/", unread: ["150017 = 132 not understood (MDC_PRESS_BLD_SYS)"]),
    Case(
      "what is certainly the same in other words",
      [
        "OBX|1|NM|8480-6^Systolic (non-invasive)^LN||120|mmHg|||||F",
        "OBX|2|NM|8462-4^NIBP diastolic^LN||80|mmHg|||||F",
        "OBX|3|NM|59408-5^Oxygen saturation in Arterial blood by Pulse oximetry^LN||98|%|||||F",
      ], "spo2 98 bp 120/80/"),
  ]

  @Test(arguments: contradictions) func aCodeAndItsName(_ one: Case) throws {
    let heard = try HL7Heard(hl7(results: one.results))
    #expect(heard.reading == one.reading)
    #expect(heard.unread == one.unread)
  }

  private static let units = [
    Case("degF", ["OBX|1|NM|8310-5^T^LN||98.6|[degF]|||||F"], "temp 37"),
    Case("F and its sign", ["OBX|1|NM|8310-5^T^LN||101.3|\u{B0}F|||||F"], "temp 38.5"),
    Case(
      "a temperature without a unit is none", ["OBX|1|NM|8310-5^T^LN||37.1||||||F"], "",
      unread: ["8310-5 = 37.1 not understood (T: without a unit)"]),
    Case(
      "kPa",
      [
        "OBX|1|NM|8480-6||16.0|kPa|||||F", "OBX|2|NM|8462-4||10.5|kPa|||||F",
        "OBX|3|NM|19891-1||5.0|265987^MDC_DIM_KILO_PASCAL^MDC|||||F",
      ], "etco2 38 bp 120/79/"),
    Case(
      "a unit of something else", ["OBX|1|NM|19889-5^EtCO2^LN||5.1|%|||||F"], "",
      unread: ["19889-5 = 5.1 not understood (EtCO2: unit '%')"]),
    Case(
      "a unit that nobody knows", ["OBX|1|NM|8867-4^HR^LN||1.2|Hz|||||F"], "",
      unread: ["8867-4 = 1.2 not understood (HR: unit 'Hz')"]),
    Case(
      "a unit whose name is not its code's",
      ["OBX|1|NM|150344^MDC_TEMP^MDC||98|268192^MDC_DIM_FAHR^MDC|||||F"],
      "", unread: ["150344 = 98 not understood (MDC_TEMP: unit '268192^MDC_DIM_FAHR^MDC')"]),
    Case(
      "/min and bpm are one thing",
      ["OBX|1|NM|8867-4||72|bpm|||||F", "OBX|2|NM|9279-1||15|264672^MDC_DIM_PER_MIN^MDC|||||F"], "hr 72 rr 15"
    ),
    Case(
      "what is no number, and one that no living being has",
      ["OBX|1|NM|8867-4^HR^LN||7x2|/min|||||F", "OBX|2|NM|59408-5^SpO2^LN||104|%|||||F"], "",
      unread: [
        "8867-4 = 7x2 not understood (HR: no number)", "59408-5 = 104 not understood (SpO2: out of range)",
      ]),
    Case("dashes are none", ["OBX|1|NM|8867-4^HR^LN||---|/min|||||F"], "hr -"),
    Case("a structured number", ["OBX|1|SN|8867-4^HR^LN||^72|/min|||||F"], "hr 72"),
  ]

  @Test(arguments: units) func aUnit(_ one: Case) throws {
    let heard = try HL7Heard(hl7(results: one.results))
    #expect(heard.reading == one.reading)
    #expect(heard.unread == one.unread)
  }

  private static let statuses = [
    Case(
      "an X elsewhere wipes nothing",
      [
        "OBX|1|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1.150456|98|%|||||F",
        "OBX|2|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.6.1|8388607|%|||||X",
      ], "spo2 98"),
    Case(
      "an X of the same observation does",
      ["OBX|1|NM|59408-5^SpO2^LN|1.3.1|98|%|||||F", "OBX|2|NM|59408-5^SpO2^LN|1.3.1||%|||||X"], "spo2 -"),
    Case(
      "an X without a place wipes nothing",
      ["OBX|1|NM|59408-5^SpO2^LN||98|%|||||F", "OBX|2|NM|59408-5^SpO2^LN|||%|||||X"], "spo2 98"),
    Case(
      "an X before is not the last word",
      ["OBX|1|NM|59408-5^SpO2^LN|1||%|||||X", "OBX|2|NM|59408-5^SpO2^LN|2|97|%|||||R"], "spo2 97"),
    Case(
      "taken back", ["OBX|1|NM|8867-4^HR^LN||72|/min|||||F", "OBX|2|NM|8867-4^HR^LN||72|/min|||||D"], "hr -"),
    Case(
      "corrected", ["OBX|1|NM|8867-4^HR^LN|1|172|/min|||||F", "OBX|2|NM|8867-4^HR^LN|1|72|/min|||||C"],
      "hr 72"),
    Case("preliminary is a result", ["OBX|1|NM|8867-4^HR^LN||72|/min|||||P"], "hr 72"),
    Case("W, N, I and O are none", ["OBX|1|NM|8867-4^HR^LN||72|/min|||||W"], "hr -"),
    Case(
      "a second temperature does not erase the first",
      ["OBX|1|NM|8310-5^T^LN||36.8|Cel|||||F", "OBX|2|NM|8310-5^T^LN||33.1|Cel|||||F"], "temp 36.8"),
    Case(
      "a sentinel takes nothing away",
      [
        "OBX|1|NM|170^Sys|2105|120||||||F", "OBX|2|NM|171^Dia|2105|80||||||F",
        "OBX|3|NM|170^Sys|2105|-100||||||F",
      ],
      "bp 120/80/"),
    Case(
      "pressures of two instants are of two measurements",
      [
        "OBX|1|NM|8480-6||120|mmHg|||||F|||20260726115000", "OBX|2|NM|8462-4||80|mmHg|||||F|||20260726114000",
      ], ""),
    Case("a mean alone", ["OBX|1|NM|8478-0||91|mmHg|||||F"], "bp //91"),
    Case(
      "questionable, and a demonstration",
      ["OBX|1|NM|8867-4^HR^LN||72|/min||QUES|||F", "OBX|2|NM|59408-5^SpO2^LN||98|%||N~DEMO|||R"],
      "hr 72? spo2 98? artifact"),
    Case("invalid", ["OBX|1|NM|8867-4^HR^LN||72|/min||INV|||F"], "hr -"),
  ]

  @Test(arguments: statuses) func aStatus(_ one: Case) throws {
    #expect(try HL7Heard(hl7(results: one.results)).reading == one.reading)
  }

  @Test func aDemonstrationsMarkEndsWithIt() throws {
    let stream = ["DEMO", "", ""].flatMap { hl7(results: ["OBX|1|NM|8867-4^HR^LN||72|/min||\($0)|||F"]) }
    #expect(try HL7Heard(stream).readings == ["hr 72? artifact", "hr 72 ok", "hr 72"])
  }

  @Test func aMessageForTrainingIsMarkedToo() throws {
    let heard = try HL7Heard(
      hl7(results: ["OBX|1|NM|8867-4^HR^LN||72|/min|||||F"], header: "MSH|^~\\&|M||||||ORU^R01|7|T|2.6"))
    #expect(heard.reading == "hr 72? artifact")
  }
}
