import ChairBeacon
import InfusionCore
import InstructorUI
import MonitorUI
import Quantities
import Testing
import TextScreen

@Suite("What an instructor types, and what the drill tells")
struct InstructorModelTests {
  private var model = InstructorModel(size: Size(columns: 80, rows: 24))

  private func type(_ text: String, into model: inout InstructorModel) -> InstructorModel.Effect? {
    for key in text { _ = model.update(.character(key)) }
    return model.update(.enter)
  }

  @Test("every line of the drill is read as it was written")
  func linesAndBack() {
    for truth in [Drills.calm, Drills.closed, Drills.troubled] {
      #expect(DeskLine(truth.line) == .truth(truth))
    }
    #expect(DeskLine(Drills.seenClosed.line) == .chair(Drills.seenClosed))
    let answer = DeskAnswer("the airway closes", isRefusal: false)
    #expect(DeskLine(answer.line) == .answer(answer))
    #expect(DeskLine(BeaconLine.farewell(of: "drill")) == .farewell)
    #expect(DeskLine(Array("{\"kind\":\"weather\"}".utf8)) == .other)
    #expect(DeskLine(Array("nonsense".utf8)) == nil)
  }

  @Test("a line goes to the drill; one that is no order stays to be mended")
  func typed() {
    var model = model
    #expect(type("set spo2=84", into: &model) == .say("set spo2=84"))
    #expect(model.entry.text.isEmpty)
    #expect(type("set spo=84", into: &model) == nil)
    #expect(model.answer?.isRefusal == true)
    #expect(model.entry.text == "set spo=84")
  }

  @Test("space on an empty line freezes what goes on, and lets go on what is frozen")
  func space() {
    var model = model
    model.hear(.truth(Drills.calm))
    #expect(model.update(.character(" ")) == .say("freeze"))
    var frozen = Drills.calm
    frozen.isFrozen = true
    model.hear(.truth(frozen))
    #expect(model.update(.character(" ")) == .say("go"))
    _ = model.update(.character("s"))
    #expect(model.update(.character(" ")) == nil, "within a line it is a space")
  }

  @Test(
    "Tab completes as far as it is one thing",
    arguments: [
      ("fre", "freeze"), ("set spo", "set spo2="), ("airw", "airway "), ("airway lev", "airway level="),
      ("inject prob", "inject probe-off "), ("pump st", "pump state="), ("zz", "zz"),
    ])
  func tab(typed: String, completed: String) {
    var model = model
    for key in typed { _ = model.update(.character(key)) }
    _ = model.update(.tab)
    #expect(model.entry.text == completed)
  }

  /// Before, the next line stood behind the one that was refused.
  @Test("what was refused is mended by a key of editing, and typed over by a letter")
  func refusedLine() {
    var model = model
    _ = type("set spo=84", into: &model)
    #expect(model.entry.text == "set spo=84" && model.answer?.isRefusal == true)
    var mended = model
    _ = mended.update(.backspace)
    _ = mended.update(.character("2"))
    #expect(mended.entry.text == "set spo=82")
    #expect(type("freeze", into: &model) == .say("freeze"))
  }

  /// Before, such a line was gone, and its reason stood below an empty prompt.
  @Test("a line that the drill refuses comes back, one that it does not is done")
  func refusedThere() {
    var model = model
    model.hear(.truth(Drills.calm))
    #expect(type("again 99", into: &model) == .say("again 99"))
    model.hear(.answer(DeskAnswer("minute 99:00 has not come yet", isRefusal: true)))
    #expect(model.entry.text == "again 99")
    #expect(type("freeze", into: &model) == .say("freeze"), "and is typed over by a letter")
    model.hear(.answer(DeskAnswer("frozen: time stands still until go")))
    #expect(model.entry.text.isEmpty)
    // What was not typed does not come back, and nothing that is being typed is lost.
    _ = model.update(.character(" "))
    model.hear(.answer(DeskAnswer("it is frozen already", isRefusal: true)))
    #expect(model.entry.text.isEmpty)
    _ = type("again 98", into: &model)
    _ = model.update(.character("g"))
    model.hear(.answer(DeskAnswer("minute 98:00 has not come yet", isRefusal: true)))
    #expect(model.entry.text == "g")
  }

  /// Before, it vanished without a word.
  @Test(
    "when the drill is over, a line stays and is told why it does nothing", arguments: ["set spo2=70", "go"])
  func afterTheEnd(line: String) {
    var model = model
    model.hear(.truth(Drills.calm))
    model.hear(.farewell)
    #expect(type(line, into: &model) == nil)
    #expect(model.entry.text == line)
    #expect(model.answer?.words == "the drill is over: nothing more is done to it, q leaves")
    #expect(model.answer?.isRefusal == true)
    #expect(type("q", into: &model) == .leave)
  }

  @Test("a line that was on its way when the drill ended comes back")
  func onItsWay() {
    var model = model
    model.hear(.truth(Drills.calm))
    _ = type("say I feel odd", into: &model)
    model.hear(.farewell)
    model.lose()
    #expect(model.link == .over)
    #expect(model.entry.text == "say I feel odd" && model.answer?.isRefusal == true)
  }

  /// Before, the console said that the drill was over while its keeper started it again.
  @Test("a drill whose program died does not answer, and is told when it is here again")
  func lost() {
    var model = model
    model.hear(.truth(Drills.calm))
    model.lose()
    #expect(instructorView(model).plainText.contains("THE DRILL DOES NOT ANSWER"))
    #expect(type("go", into: &model) == nil)
    #expect(model.entry.text == "go" && model.answer?.isRefusal == true)
    var frozen = Drills.calm
    frozen.isFrozen = true
    model.hear(.truth(frozen))
    #expect(model.answer == DeskAnswer("the drill is here again, and frozen until go"))
    #expect(instructorView(model).plainText.contains(" FROZEN "))
    #expect(type("go", into: &model) == .say("go"))
  }

  @Test("the arrows bring earlier lines back, Esc empties the line, and q leaves")
  func keys() {
    var model = model
    _ = type("freeze", into: &model)
    _ = type("go", into: &model)
    _ = model.update(.up)
    _ = model.update(.up)
    #expect(model.entry.text == "freeze")
    _ = model.update(.escape)
    #expect(model.entry.text.isEmpty)
    #expect(type("q", into: &model) == .leave)
  }

  @Test("as lines: what came, who did what, and how it stands when asked")
  func asLines() {
    var lines = InstructorLines()
    #expect(lines.hear(.truth(Drills.calm)) == ["listening to desaturation, seed 7"])
    #expect(lines.hear(.chair(Drills.seenClosed)) == [])
    #expect(
      lines.hear(.truth(Drills.closed)) == [
        "31:30 came: airway level=0.82 onset=1min lasts=25min by-drug=no", "30:50 trainee: ack",
      ])
    #expect(
      lines.state == [
        "31:30 minute 27:30 INFUSING  SpO2 79 (on screen 84)  HR 101 (was 92)  129/80 (128/79)  RR 4  "
          + "sedation 0.64  172 ng/mL  typed 154 kg, truly 70  sys set to 190  airway 0.82  nausea 0.1  SpO2 84 < 85  line lost",
        "to come in 10:50: say ...", "hoped for: airway-opened CALLS for 1:20",
      ])
    #expect(lines.hear(.answer(DeskAnswer("no such minute", isRefusal: true))) == ["refused: no such minute"])
  }

  /// Before, the lines left out how long a condition has to hold.
  @Test("what the seed drew stands with the range that it is from")
  func drawn() {
    var truth = Drills.calm
    (truth.coming[0].after, truth.coming[0].drawnFrom) = (.seconds(862), "6..22 min")
    #expect(DeskLine(truth.line) == .truth(truth))
    let when = "when infusing and effect > 150 ng/mL, 14:22 long, drawn from 6..22 min"
    var model = InstructorModel(size: Size(columns: 120, rows: 40))
    model.hear(.truth(truth))
    #expect(instructorView(model).plainText.contains(when))
    var lines = InstructorLines()
    _ = lines.hear(.truth(truth))
    #expect(lines.state[1] == "to come \(when): airway level=0.82 onset=1min lasts=25min by-drug=no")
    truth.coming[0].dueIn = .seconds(200)
    _ = lines.hear(.truth(truth))
    #expect(lines.state[1] == "to come in 3:20: airway level=0.82 onset=1min lasts=25min by-drug=no")
  }

  /// Before, of two equal events only the last was shown, and one that its `unless` kept away was said to
  /// have come.
  @Test("as lines: what came of each event, and what did not come")
  func whatCameOfEach() {
    var truth = Drills.calm
    truth.coming = [TimeSpan.zero, .seconds(150)].map { after in
      ToldEvent(what: "cuff-measure", when: "alarm hr.low", unless: nil, after: after, dueIn: nil)
    }
    truth.coming.append(
      ToldEvent(what: "vomit", when: "always", unless: "stopped", after: .minutes(20), dueIn: .seconds(1)))
    var lines = InstructorLines()
    _ = lines.hear(.truth(truth))
    truth.coming[1].dueIn = .seconds(149)
    truth.coming.removeFirst()
    #expect(lines.hear(.truth(truth)) == ["19:10 came: cuff-measure"])
    truth.coming[0].dueIn = .seconds(148)
    var kept = truth.coming.removeLast()
    kept.dueIn = nil
    truth.prevented = [kept]
    #expect(DeskLine(truth.line) == .truth(truth))
    #expect(lines.hear(.truth(truth)) == ["19:10 did not come, since stopped: vomit"])
  }
}
