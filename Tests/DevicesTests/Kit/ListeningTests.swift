import Devices
import InfusionCore
import Quantities
import Testing

private func result(_ patient: String?, _ bed: String?, hr: Int, more: [String] = []) -> [UInt8] {
  let who = [patient.map { "PID|||\($0)" }, bed.map { "PV1||O|\($0)" }].compactMap { $0 }
  return hl7(results: who + ["OBX|1|NM|8867-4||\(hr)|/min|||||F"] + more)
}

private func cuff(_ sys: Int) -> [String] {
  ["OBX|2|NM|8480-6||\(sys)|mmHg|||||F", "OBX|3|NM|8462-4||70|mmHg|||||F"]
}

/// Several senders at one port, as a source tells of them.
private struct Ward {
  private var driver: any DeviceDriver
  private(set) var story: [String] = []
  private(set) var answers: [String] = []

  init(
    _ kind: DeviceKind = .hl7, _ asked: Addressee = Addressee(), standingStatus: SensorStatus? = nil
  ) {
    driver = kind.driver(
      DriverOptions(
        source: SourceID(kind.name), addressee: asked, listens: true, standingStatus: standingStatus))
    take(driver.opened(at: .start))
  }

  mutating func call(_ caller: Int, from address: String = "192.0.2.7", at time: SessionTime = .start) {
    take(driver.called(by: Caller(caller), from: address, at: time))
  }

  mutating func say(_ caller: Int, _ bytes: [UInt8], at time: SessionTime = .start) {
    take(driver.received(bytes[...], from: Caller(caller), at: time))
  }

  mutating func leave(_ caller: Int, at time: SessionTime = .start) { driver.left(Caller(caller), at: time) }
  mutating func accept(_ who: SourceIdentity) { driver.bind(to: who) }
  mutating func crowd() { take(driver.crowded(at: .start)) }
  mutating func pass(to time: SessionTime) { take(driver.advance(to: time)) }

  var passedOver: [String: Int] { driver.passedOver }
  var counters: WireCounters { driver.counters }
  var unread: [String] { driver.unread.entries.map { "\($0.unread.code) \($0.count)" } }

  private mutating func take(_ effects: [DriverEffect]) {
    for effect in effects {
      switch effect {
      case .answer(let frame, let caller):
        let text = String(decoding: frame.bytes, as: UTF8.self)
        let msa = text.split(separator: "\r").first { $0.hasPrefix("MSA") } ?? ""
        answers.append("\(caller.number) \(msa)")
      case .hangUp(let caller): story.append("hang up on \(caller.number)")
      case .input(.identity(_, let who), _): story.append("\(who.patient ?? "-") at \(who.bed ?? "-")")
      case .input(.reading(let reading), _):
        var words = reading.hl7Words
        if case .measured(let cuff) = reading.nibp, cuff.ageIsUnknown { words += " of unknown age" }
        story.append(words)
      case .input(.annotation(let text, _), _): story.append(text)
      case .input(.conduct(_, .garbled), _): story.append("garbled")
      case .input(.conduct(_, .floods), _): story.append("floods")
      case .input(.conduct(_, .follows), _): story.append("follows")
      case .input(.link(_, .lost(let loss)), _): story.append("lost: \(loss.sentence)")
      case .input(.link(_, .connected), _): story.append("connected")
      case .input, .send, .time: story.append("?")
      }
    }
  }
}

@Suite struct ListeningTests {
  @Test func eachIsAnsweredApart() {
    var ward = Ward()
    ward.call(1)
    ward.call(2)
    ward.say(1, result("P-1", "BED1", hr: 72))
    ward.say(2, result("P-1", "BED1", hr: 73))
    #expect(ward.story == ["connected", "P-1 at BED1", "hr 72", "hr 73"])
    #expect(ward.answers == ["1 MSA|AA|7", "2 MSA|AA|7"])
  }

  /// A half message of one is not ended by another.
  @Test func whatTheySayIsNotMixed() {
    var ward = Ward()
    ward.call(1)
    ward.call(2)
    let message = result("P-1", "BED1", hr: 72)
    ward.say(1, Array(message.prefix(60)))
    ward.say(2, result("P-1", "BED1", hr: 81))
    ward.say(1, Array(message.dropFirst(60)))
    #expect(ward.story == ["connected", "P-1 at BED1", "hr 81", "hr 72"])
  }

  /// The neighbour's monitor, set to our port: named and counted, never read, and no alarm of it.
  @Test func anotherBedBesideTheOneThatSpeaksIsToldApart() {
    var ward = Ward()
    ward.call(1)
    ward.call(2)
    ward.say(1, result("P-1", "BED1", hr: 72))
    ward.say(2, result("P-9", "BED7", hr: 131), at: .seconds(1))
    ward.say(1, result("P-1", "BED1", hr: 73), at: .seconds(5))
    ward.say(2, result("P-9", "BED7", hr: 132), at: .seconds(6))
    #expect(
      ward.story == [
        "connected", "P-1 at BED1", "hr 72", "passed over: results of bed BED7, patient P-9", "hr 73",
      ])
    #expect(ward.passedOver == ["bed BED7, patient P-9": 2])
    #expect(ward.answers.last == "2 MSA|AA|7|for another bed or patient: not read")
  }

  /// After the first sender is gone or silent, the next one that speaks is what is at the source, and anybody
  /// who looks sees that it is another.
  @Test(arguments: [true, false]) func theNextOneTakesThePlaceOfOneThatIsGone(leaves: Bool) {
    var ward = Ward()
    ward.call(1)
    ward.call(2)
    ward.say(1, result("P-1", "BED1", hr: 72))
    if leaves { ward.leave(1) }
    ward.say(2, result("P-9", "BED7", hr: 131), at: leaves ? .seconds(1) : .seconds(26))
    #expect(ward.story.suffix(2) == ["P-9 at BED7", "hr 131"])
  }

  /// A stranger who spoke meanwhile does not keep the patient's own monitor out.
  @Test func theOneThatTheSourceIsBoundToSpeaksAgainBesideAStranger() {
    var ward = Ward()
    for caller in 1...3 { ward.call(caller) }
    ward.say(1, result("P-1", "BED1", hr: 72))
    ward.leave(1, at: .seconds(1))
    ward.say(2, result("P-9", "BED7", hr: 131), at: .seconds(2))
    ward.say(3, result("P-1", "BED1", hr: 75), at: .seconds(3))
    ward.say(2, result("P-9", "BED7", hr: 132), at: .seconds(4))
    ward.say(3, result("P-1", "BED1", hr: 76), at: .seconds(5))
    #expect(
      ward.story == [
        "connected", "P-1 at BED1", "hr 72", "P-9 at BED7", "hr 131", "P-1 at BED1", "hr 75",
        "passed over: results of bed BED7, patient P-9", "hr 76",
      ])
  }

  /// Somebody has said that the other one is right.
  @Test func whomTheSessionAcceptedIsTheOneThatSpeaks() {
    var ward = Ward()
    for caller in 1...3 { ward.call(caller) }
    ward.say(1, result("P-1", "BED1", hr: 72))
    ward.leave(1, at: .seconds(1))
    ward.say(2, result("P-9", "BED7", hr: 131), at: .seconds(2))
    ward.accept(SourceIdentity(bed: "BED7", patient: "P-9"))
    ward.say(3, result("P-1", "BED1", hr: 75), at: .seconds(3))
    ward.say(2, result("P-9", "BED7", hr: 132), at: .seconds(4))
    #expect(ward.story.suffix(2) == ["passed over: results of bed BED1, patient P-1", "hr 132"])
  }

  /// A sender without a name cannot be distinguished from another while one speaks.
  @Test func aCallerThatNamesNobodyIsNotReadBesideOneThatSpeaks() {
    var ward = Ward()
    for caller in 1...2 { ward.call(caller) }
    ward.say(1, result(nil, nil, hr: 72))
    ward.say(2, result(nil, nil, hr: 131))
    #expect(ward.story == ["connected", "hr 72", "passed over: results of nobody who is named"])
  }

  @Test func whoseMessagesAreMeantHoldsForAll() {
    var ward = Ward(.hl7, Addressee(bed: "BED7"))
    for caller in 1...2 { ward.call(caller) }
    ward.say(1, result("P-1", "BED1", hr: 72))
    ward.say(2, result("P-9", "ICU^12^BED7", hr: 81))
    ward.say(1, result("P-1", "BED1", hr: 73))
    #expect(
      ward.story == [
        "connected", "passed over: results of bed BED1, patient P-1", "P-9 at ICU^12^BED7", "hr 81",
      ])
    #expect(ward.passedOver == ["bed BED1, patient P-1": 2])
  }

  /// Mindray's monitors say once a connection who it is.
  @Test func whoWasNamedLastOnALineIsMeantByWhatNamesNobody() {
    var ward = Ward(.hl7, Addressee(bed: "Bed5"))
    ward.call(1)
    ward.say(1, result(nil, nil, hr: 60))
    ward.say(
      1, hl7(["MSH|^~\\&|||||||ORU^R01|103|P|2.3.1|", "PID|||M15", "PV1||I|^^ICU&Bed5&3232241659&0&0"]))
    ward.say(1, hl7(["MSH|^~\\&|||||||ORU^R01|204|P|2.3.1|", "OBX||NM|101^HR|2101|61||||||F"]))
    #expect(
      ward.story == [
        "connected", "passed over: results of nobody who is named", "M15 at ICU&Bed5&3232241659&0&0", "hr 61",
      ])
  }

  /// Comen writes the bed as the second part of a part.
  @Test func aBedInPartsIsWhatIsWrittenOfIt() {
    var ward = Ward(.hl7, Addressee(bed: "24"))
    ward.call(1)
    ward.say(1, hl7(results: ["PV1||I|^^&24", "OBX|1|NM|8867-4||72|/min|||||F"]))
    #expect(ward.story == ["connected", "- at 24", "hr 72"])
  }

  /// A sender that calls anew for each message goes on where it was, and is not another one each time.
  @Test func aCallForEachMessageIsOneSender() {
    var ward = Ward()
    for (caller, sys) in [(1, 120), (2, 120), (3, 131)] {
      let time = SessionTime.seconds(Int64(10 * caller))
      ward.call(caller, at: time)
      ward.say(caller, result("P-1", "BED1", hr: 70 + caller, more: cuff(sys)), at: time)
      ward.leave(caller, at: time)
    }
    #expect(
      ward.story == [
        "connected", "P-1 at BED1", "hr 71 bp 120/70/ of unknown age", "hr 72", "hr 73 bp 131/70/",
      ])
  }

  @Test func halfAMessageBeforeAHangUpIsNoPartOfTheNext() {
    var ward = Ward()
    let message = result("P-1", "BED1", hr: 72)
    ward.call(1)
    ward.say(1, Array(message.dropLast(20)))
    ward.leave(1)
    ward.call(2)
    ward.say(2, Array(message.suffix(20)))
    #expect(ward.story == ["connected"])
  }

  @Test func nobodyCallsAndThenNobodySpeaks() {
    var ward = Ward()
    ward.pass(to: .seconds(24))
    #expect(ward.story == ["connected"])
    ward.pass(to: .seconds(25))
    ward.call(1, at: .seconds(30))
    ward.say(1, result(nil, nil, hr: 72), at: .seconds(30))
    ward.pass(to: .seconds(60))
    #expect(
      ward.story == ["connected", "lost: nobody has called", "connected", "hr 72", "lost: silent for 25 s"])
  }

  @Test func whoSpeaksSomethingElseIsHungUpOnAndDisturbsNobody() {
    var ward = Ward()
    ward.call(1)
    ward.call(2, from: "192.0.2.66")
    ward.say(1, result("P-1", "BED1", hr: 72))
    ward.say(2, ascii("GET / HTTP/1.1\r\nHost: monitor\r\nUser-Agent: somebody who looks around\r\n\r\n"))
    ward.say(2, result("P-1", "BED1", hr: 20))
    ward.say(1, result("P-1", "BED1", hr: 73))
    #expect(
      ward.story == [
        "connected", "P-1 at BED1", "hr 72", "what 192.0.2.66 sends does not follow hl7: hung up",
        "hang up on 2",
        "hr 73",
      ])
  }

  @Test func aloneItMakesTheSourceGarbledUntilOthersFollowTheKind() {
    var ward = Ward()
    ward.call(1)
    ward.say(1, [0x0B] + [UInt8](repeating: 0x41, count: 70_000))
    ward.call(2, at: .seconds(10))
    for second in [10, 20, 30, 40, 50] as [Int64] {
      ward.say(2, result("P-1", "BED1", hr: 72), at: .seconds(second))
    }
    #expect(
      ward.story == [
        "connected", "what 192.0.2.7 sends does not follow hl7: hung up", "garbled", "hang up on 1",
        "P-1 at BED1",
        "hr 72", "hr 72", "hr 72", "follows", "hr 72", "hr 72",
      ])
  }

  @Test func aCrowdIsSaidOnce() {
    var ward = Ward()
    for _ in 1...3 { ward.crowd() }
    #expect(ward.story.dropFirst() == ["more callers at once than there is room for: some are turned away"])
  }

  @Test func whatIsNotUnderstoodIsCountedOverAllCalls() {
    var ward = Ward()
    for caller in 1...40 {
      ward.call(caller, from: "192.0.2.\(caller)")
      ward.say(caller, result("P-1", "BED1", hr: 72, more: ["OBX|2|NM|4711||1|/min|||||F"]))
      ward.leave(caller)
    }
    #expect(ward.unread == ["4711 40"])
    #expect(ward.story.count { $0.hasPrefix("4711") } == 1)
    #expect(ward.counters.goodFrames == 40)
  }

  /// A bridge that speaks lines may call, too: one at a time.
  @Test func aBridgeThatCalls() {
    var ward = Ward(.line)
    ward.call(1)
    ward.say(1, ascii("hr=72 spo2=97\n"))
    ward.call(2)
    ward.say(2, ascii("hr=99 spo2=80\n"))
    #expect(ward.story == ["connected", "hr 72 spo2 97 ok", "passed over: results of nobody who is named"])
    ward.leave(1)
    ward.say(2, ascii("hr=74\n"))
    #expect(ward.story.last == "hr 74 ok")
  }

  /// A sensor's state from before a restart holds for the first sender that calls again, and for nobody else.
  @Test func aSensorThatWasOffBeforeARestart() {
    var ward = Ward(.line, standingStatus: .off)
    ward.call(1)
    ward.say(1, ascii("hr=72 spo2=97\n"))
    #expect(ward.story.last?.hasSuffix(" off") == true)
    ward.leave(1)
    ward.call(2, from: "192.0.2.8")
    ward.say(2, ascii("hr=74\n"))
    #expect(ward.story.last == "hr 74 ok")
  }
}
