/// Bytes that may be written to a device. Only this file can make one, so nothing else can be sent.
public struct HarmlessFrame: Hashable, Sendable {
  /// What it asks of the device.
  public let purpose: String
  public let bytes: [UInt8]

  fileprivate init(_ purpose: String, _ bytes: [UInt8]) {
    self.purpose = purpose
    self.bytes = bytes
  }
}

/// Everything that is ever written to any device: nothing here inflates a cuff, starts, stops or changes a
/// pump, or erases a memory. A kind that is not named here is only listened to, except `hl7`, whose messages
/// are acknowledged.
public enum WriteAllowList {
  public static let byKind: [DeviceKind: [HarmlessFrame]] = [
    .contecV7: [contecStart, contecKeepAlive],
    .sunTech: [sunTechLastResult, sunTechCuffPressure],
    .pm6750: pm6750Switches,
    .par: [parStatus],
    .dri: [driDisplayedValues],
    .dinamap: [dinamapOximeter, dinamapPulse, dinamapCuff],
    .accutorr3: [accutorrPrompt, accutorrPatient],
    .intelliVue: intelliVueFrames(on: .serial),
    .intelliVueLAN: intelliVueFrames(on: .network),
    .asena: [asenaInfusion, asenaAlarm, asenaVTBI],
    .ne1000: [ne1000Dispensed, ne1000Rate, ne1000Target],
    .fresenius: freseniusFrames,
    .bcc: [bccAlive, bccGetAll, bccAliveStuffed, bccGetAllStuffed, bccReceived],
  ]

  static let contecStart = HarmlessFrame("start sending real-time data", ContecV7Command.startRealTime.bytes)
  static let contecKeepAlive = HarmlessFrame("still listening", ContecV7Command.keepAlive.bytes)
  static let sunTechLastResult = HarmlessFrame("tell the last result", SunTechQuestion.lastResult.bytes)
  static let sunTechCuffPressure = HarmlessFrame("tell the cuff pressure", SunTechQuestion.cuffPressure.bytes)
  static let pm6750Switches = [
    HarmlessFrame("send ECG figures", PM6750Switch.ecg.bytes),
    HarmlessFrame("send oximeter figures", PM6750Switch.oximeter.bytes),
    HarmlessFrame("send temperatures", PM6750Switch.temperature.bytes),
  ]
  static let parStatus = HarmlessFrame("tell the state", ParQuestion.status.bytes)
  static let driDisplayedValues = HarmlessFrame("send the displayed values", DRIRequest.displayedValues.bytes)
  static let dinamapOximeter = HarmlessFrame("tell the saturation", DinamapQuestion.oximeter.bytes)
  static let dinamapPulse = HarmlessFrame("tell the pulse", DinamapQuestion.pulse.bytes)
  static let dinamapCuff = HarmlessFrame("tell the cuff's state and result", DinamapQuestion.cuff.bytes)
  static let accutorrPrompt = HarmlessFrame("show the prompt", AccutorrQuestion.prompt.bytes)
  static let accutorrPatient = HarmlessFrame("tell the patient's values", AccutorrQuestion.patient.bytes)
  static let asenaInfusion = HarmlessFrame("tell the infusion's state", AsenaQuestion.infusion.bytes)
  static let asenaAlarm = HarmlessFrame("tell the alarm", AsenaQuestion.alarm.bytes)
  static let asenaVTBI = HarmlessFrame("tell the volume to be infused", AsenaQuestion.vtbi.bytes)
  static let ne1000Dispensed = HarmlessFrame("tell the volume", NE1000Question.dispensed.bytes)
  static let ne1000Rate = HarmlessFrame("tell the rate", NE1000Question.rate.bytes)
  static let ne1000Target = HarmlessFrame("tell the volume to be dispensed", NE1000Question.target.bytes)
  static let freseniusPresent = fresenius(.present, to: .alone)
  static let freseniusReceived = fresenius(.received, to: .alone)
  static let bccAlive = HarmlessFrame("present", BCCWord.alive.bytes)
  static let bccGetAll = HarmlessFrame("tell all values", BCCWord.getAll.bytes)
  static let bccAliveStuffed = HarmlessFrame("present, stuffed", BCCWord.alive.stuffedBytes)
  static let bccGetAllStuffed = HarmlessFrame("tell all values, stuffed", BCCWord.getAll.stuffedBytes)
  static let bccReceived = HarmlessFrame("received", BCCWord.received.bytes)

  /// Each question to each address, the greeting of the rack, and the link's own two bytes.
  private static let freseniusFrames =
    LineAddress.all.flatMap { address in
      [.connect, .rateAndVolume, .troubles].map { fresenius($0, to: address) }
    } + [fresenius(.connect, to: .base), freseniusPresent, freseniusReceived]

  static func fresenius(_ word: FreseniusWord, to address: LineAddress) -> HarmlessFrame {
    let purpose =
      switch word {
      case .connect: "open the conversation"
      case .rateAndVolume: "tell rate and volume"
      case .troubles: "tell alarms and errors"
      case .present: "present"
      case .received: "received"
      }
    return HarmlessFrame(purpose, word.bytes(to: address))
  }

  /// A monitor that presents itself is told that it was heard, by the number it gave: 1 in all recordings.
  private static func intelliVueFrames(on link: IntelliVueLink) -> [HarmlessFrame] {
    [
      .release, .releaseGranted, .associate, .createdHeard(invocation: 1), .ask(.numerics), .ask(.patient),
    ].map { intelliVue($0, on: link) }
  }

  static func intelliVue(_ word: IntelliVueWord, on link: IntelliVueLink) -> HarmlessFrame {
    let purpose =
      switch word {
      case .release: "end the association"
      case .releaseGranted: "the association is ended"
      case .associate: "associate"
      case .createdHeard: "heard which monitor it is"
      case .ask(.numerics): "tell the numerics"
      case .ask(.patient): "tell the patient"
      }
    return HarmlessFrame(purpose, word.bytes(on: link))
  }

  /// The one frame that cannot be listed: it tells an HL7 sender what became of its message. Empty if the
  /// sender wants no answer.
  static func acknowledgements(of message: HL7Message, wasMeant: Bool = true) -> [HarmlessFrame] {
    let bytes = HL7Acknowledgement(to: message, wasMeant: wasMeant).bytes
    return bytes.isEmpty ? [] : [HarmlessFrame("received", bytes)]
  }
}
