import InfusionCore
import MonitorUI
import Quantities
import Testing
import TextScreen

/// The actions among effects.
func actions(_ effects: [Effect]) -> [Action] {
  effects.compactMap { if case .action(let action, _) = $0 { action } else { nil } }
}

/// Each row: a chair in some state, the keys that are typed, and the actions that the session gets.
@Suite("Keys to actions")
struct KeyScripts {
  struct Script: Sendable, CustomTestStringConvertible {
    var name: String
    var scene: @Sendable () -> Scene
    var keys: String
    var actions: [Action]
    var testDescription: String { name }
  }

  private static let unknown: @Sendable () -> Scene = {
    var scene = Scene(patient: nil, weight: nil, plan: nil)
    scene.run(.seconds(3))
    return scene
  }
  private static let prepared: @Sendable () -> Scene = { Scene.prepared() }
  private static let infusing: @Sendable () -> Scene = { Scene.infusing() }
  private static let observing: @Sendable () -> Scene = { Scene.observing() }

  private static let endedEarly: @Sendable () -> Scene = {
    var scene = Scene.infusing()
    scene.act(.stop(reason: "complete"))
    scene.run(.seconds(20))
    return scene
  }
  private static let pausedWithTheOrderIn: @Sendable () -> Scene = {
    var scene = Scene.infusing()
    scene.run(.minutes(28))
    scene.act(.pause(reason: "blood pressure"))
    scene.run(.seconds(20))
    return scene
  }

  private static func minutesAgo(_ minutes: Int64, of scene: Scene) -> SessionTime {
    SessionTime(milliseconds: scene.session.now.milliseconds - minutes * 60_000)
  }

  /// The actions of a start at which everything was asked.
  private static func asked(_ weight: Double, _ reason: String? = nil) -> [Action] {
    [
      .setup(patient: "P-7", weight: .init(weight), plan: "trd-40", reason: reason),
      .setup(concentration: .init(1)), .start(override: nil),
    ]
  }

  @Test(
    "state, keys, actions",
    arguments: [
      Script(
        name: "pause, the first reason", scene: infusing, keys: "p1",
        actions: [.pause(reason: "side effect")]),
      Script(
        name: "a reason is chosen or typed: Enter alone is none", scene: infusing, keys: "p\n", actions: []),
      Script(
        name: "pause, a digit", scene: infusing, keys: "p2", actions: [.pause(reason: "blood pressure")]),
      Script(
        name: "pause, words of one's own", scene: infusing, keys: "pfire drill\n",
        actions: [.pause(reason: "fire drill")]),
      Script(
        name: "end needs a reason and a yes", scene: infusing, keys: "e1y",
        actions: [.stop(reason: "complete")]),
      Script(
        name: "a slip beside y and n is no answer", scene: infusing, keys: "e1gy",
        actions: [.stop(reason: "complete")]),
      Script(name: "end, no", scene: infusing, keys: "e1n", actions: []),
      Script(name: "end, Enter alone does not", scene: infusing, keys: "e\n\n", actions: []),
      Script(
        name: "a check: a digit a scale, where a digit can be no other", scene: infusing, keys: "c53",
        actions: [.score(scale: "moaas", value: 5), .score(scale: "nausea", value: 3), .check()]),
      Script(
        name: "a one of ten waits for Enter", scene: infusing, keys: "c51\n",
        actions: [.score(scale: "moaas", value: 5), .score(scale: "nausea", value: 1), .check()]),
      Script(
        name: "a ten does not", scene: infusing, keys: "c510",
        actions: [.score(scale: "moaas", value: 5), .score(scale: "nausea", value: 10), .check()]),
      Script(
        name: "a scale that is skipped is named", scene: observing, keys: "c5s0",
        actions: [
          .score(scale: "moaas", value: 5), .score(scale: "dissociation", value: 0),
          .check(without: ["nausea"]),
        ]),
      Script(
        name: "what a scale does not have is asked again", scene: infusing, keys: "c7x\n40",
        actions: [.score(scale: "moaas", value: 4), .score(scale: "nausea", value: 0), .check()]),
      Script(
        name: "a check without scores is asked for", scene: prepared, keys: "cy", actions: [.check()]),
      Script(name: "and not recorded by one key", scene: prepared, keys: "cn", actions: []),
      Script(
        name: "a single score, part by part", scene: observing, keys: "g222122",
        actions: [
          .score(
            scale: "aldrete", value: 9,
            parts: [
              PartScore("activity", 2), PartScore("respiration", 2), PartScore("circulation", 1),
              PartScore("consciousness", 2), PartScore("oxygen", 2),
            ])
        ]),
      Script(name: "a scale skipped in the midst of its parts", scene: observing, keys: "g22s", actions: []),
      Script(
        name: "a total that is typed", scene: observing, keys: "g612\n",
        actions: [.score(scale: "cadss", value: 12)]),
      Script(
        name: "a scale of the illness, behind its line", scene: observing, keys: "g7119\n",
        actions: [.score(scale: "phq9", value: 19)]),
      Script(
        name: "blood pressure", scene: infusing, keys: "b128/79\n",
        actions: [.bloodPressure(sys: 128, dia: 79, map: nil)]),
      Script(
        name: "an unusual blood pressure is asked for", scene: infusing, keys: "b210/79\ny",
        actions: [.bloodPressure(sys: 210, dia: 79, map: nil)]),
      Script(
        name: "an unusual blood pressure typed anew", scene: infusing, keys: "b210/79\nn128 79\n",
        actions: [.bloodPressure(sys: 128, dia: 79, map: nil)]),
      Script(name: "no blood pressure", scene: infusing, keys: "b79/128\n", actions: []),
      Script(
        name: "symptom by two keys and Enter", scene: infusing, keys: "s9\n",
        actions: [.symptom(name: "dissociation", severity: 1, at: nil)]),
      Script(
        name: "one digit settles a list of more than nine, too", scene: infusing, keys: "s12\n",
        actions: [.symptom(name: "nausea", severity: 2, at: nil)]),
      Script(
        name: "so that a one and a one are what they seem to be", scene: infusing, keys: "s11\n",
        actions: [.symptom(name: "nausea", severity: 1, at: nil)]),
      Script(
        name: "the 0 shows the next ones, then the first again", scene: infusing, keys: "s02\ns001\n",
        actions: [
          .symptom(name: "anxiety", severity: 1, at: nil), .symptom(name: "nausea", severity: 1, at: nil),
        ]),
      Script(
        name: "a number that the list does not have is none of it", scene: infusing, keys: "s09\n\n",
        actions: []),
      Script(
        name: "the eleventh, by the beginning of its word", scene: infusing, keys: "sanx\n\t\n\n",
        actions: [.symptom(name: "anxiety", severity: 1, at: nil)]),
      Script(
        name: "medicine", scene: infusing, keys: "m18 mg\n\n",
        actions: [.medication(name: "ondansetron", dose: "8 mg", route: "IV")]),
      Script(
        name: "medicine as the clinic usually gives it", scene: infusing, keys: "m1\n\n",
        actions: [.medication(name: "ondansetron", dose: "4 mg", route: "IV")]),
      Script(
        name: "a medicine of five minutes ago", scene: infusing, keys: "m\t5\n1\n\n",
        actions: [
          .medication(
            name: "ondansetron", dose: "4 mg", route: "IV", at: Self.minutesAgo(5, of: infusing()))
        ]),
      Script(
        name: "a symptom of two minutes ago", scene: infusing, keys: "s\t2\n9\n",
        actions: [.symptom(name: "dissociation", severity: 1, at: Self.minutesAgo(2, of: infusing()))]),
      Script(
        name: "a measure by its digit", scene: infusing, keys: "u5",
        actions: [.intervention(name: "position")]),
      Script(
        name: "oxygen with its flow", scene: infusing, keys: "u42\n",
        actions: [.intervention(InterventionAction(name: "oxygen", flow: "2 L/min"))]),
      Script(
        name: "or in words, or without", scene: infusing, keys: "u4mask, 15 L/min\nu4\n",
        actions: [
          .intervention(InterventionAction(name: "oxygen", flow: "mask, 15 L/min")),
          .intervention(name: "oxygen"),
        ]),
      Script(
        name: "a medicine that is a measure leads there, with its time", scene: infusing, keys: "m\t5\n72\n",
        actions: [
          .intervention(
            InterventionAction(name: "oxygen", flow: "2 L/min", at: Self.minutesAgo(5, of: infusing())))
        ]),
      Script(
        name: "a measure in words of one's own", scene: infusing, keys: "umusic off\n\n",
        actions: [.intervention(name: "music off")]),
      Script(
        name: "the rate is reduced by telling the rate", scene: infusing, keys: "u140\ny",
        actions: [.rate(.init(40), reason: nil)]),
      Script(
        name: "a pause is told as a pause", scene: infusing, keys: "u21",
        actions: [.pause(reason: "side effect")]),
      Script(name: "an end needs its reason and its yes", scene: infusing, keys: "u3\n", actions: []),
      Script(name: "nothing is paused that does not run", scene: observing, keys: "u2", actions: []),
      Script(
        name: "words that the list does not have are asked about once", scene: infusing, keys: "umusic off\n",
        actions: []),
      Script(
        name: "a note of five minutes ago", scene: infusing, keys: "n\t5\nfelt warm\n",
        actions: [.note("felt warm", at: Self.minutesAgo(5, of: infusing()))]),
      Script(
        name: "a score of three minutes ago", scene: observing, keys: "g\t3\n15",
        actions: [.score(scale: "moaas", value: 5, at: Self.minutesAgo(3, of: observing()))]),
      Script(
        name: "Backspace goes from a rate back to the measure that opened it", scene: infusing,
        keys: "u1\u{8}4\n", actions: [.intervention(name: "oxygen")]),
      Script(
        name: "and from a second question back to the reason", scene: infusing, keys: "r20\n2\u{8}1y",
        actions: [.rate(.init(20), reason: "side effect")]),
      Script(
        name: "a note that was typed before Tab is kept", scene: infusing, keys: "nfelt warm\t5\n\n",
        actions: [.note("felt warm", at: Self.minutesAgo(5, of: infusing()))]),
      Script(
        name: "and so is a dose", scene: infusing, keys: "m18 mg\t5\n\n\n",
        actions: [
          .medication(
            name: "ondansetron", dose: "8 mg", route: "IV", at: Self.minutesAgo(5, of: infusing()))
        ]),
      Script(name: "note", scene: infusing, keys: "nfeels warm\n", actions: [.note("feels warm")]),
      Script(name: "rate", scene: infusing, keys: "r40\ny", actions: [.rate(.init(40), reason: nil)]),
      Script(name: "a rate is not changed by Enter", scene: infusing, keys: "r40\n\n", actions: []),
      Script(name: "nor against a no", scene: infusing, keys: "r40\nn", actions: []),
      Script(
        name: "a rate above the soft limit asks why", scene: infusing, keys: "r75\n3y",
        actions: [.rate(.init(75), reason: "ordered by clinician")]),
      Script(
        name: "a rate below half of the plan's asks why", scene: infusing, keys: "r20\n1y",
        actions: [.rate(.init(20), reason: "side effect")]),
      Script(
        name: "a rate above the hard limit is not taken", scene: infusing, keys: "r200\n3y", actions: []),
      Script(
        name: "a bolus wants a reason, and is confirmed", scene: infusing, keys: "o5\n1y",
        actions: [.bolus(.init(5), reason: "ordered by clinician")]),
      Script(name: "a bolus, no", scene: infusing, keys: "o5\n1n", actions: []),
      Script(
        name: "a bolus above the hard limit is not taken", scene: infusing, keys: "o500\n1y", actions: []),
      Script(
        name: "a pressure that cannot be had", scene: infusing, keys: "N15\n2",
        actions: [
          .withoutPressure(WithoutPressureAction(minutes: 15, reason: "cuff does not measure"))
        ]),
      Script(
        name: "nobody goes without a pressure for an hour", scene: infusing, keys: "N60\n1", actions: []),
      Script(
        name: "what was given: a volume that can be", scene: infusing, keys: "D10.95\n1AB\ny",
        actions: [
          .dose(DoseAction(.init(Fixed(thousandths: 10_950)), reason: "read at the pump", second: "AB"))
        ]),
      Script(
        name: "longer observation", scene: observing, keys: "x15\n1",
        actions: [.extend(minutes: 15, reason: "drowsy")]),
      Script(name: "away", scene: observing, keys: "w\n1", actions: [.away(minutes: 10, reason: "toilet")]),
      Script(
        name: "away, and back before the time", scene: observing, keys: "w\n1w",
        actions: [.away(minutes: 10, reason: "toilet"), .back]),
      Script(
        name: "discharge before the window is complete needs a reason", scene: observing,
        keys: "dyordered by Dr Lee\ny",
        actions: [.discharge(escort: true, override: "ordered by Dr Lee")]),
      Script(
        name: "the infusion was ended by mistake, and the pump with it", scene: endedEarly, keys: "p1ny",
        actions: [.resume(ResumeAction(reason: "stopped by mistake", ranOn: false))]),
      Script(
        name: "infused again though all of the order is in: why, and a yes", scene: observing, keys: "p1ny",
        actions: [.resume(ResumeAction(reason: "ordered by clinician", ranOn: false))]),
      Script(
        name: "against a no it is not", scene: observing, keys: "p1nn", actions: []),
      Script(
        name: "nor is a pause ended so without a reason", scene: pausedWithTheOrderIn, keys: "py", actions: []
      ),
      Script(
        name: "but with one", scene: pausedWithTheOrderIn, keys: "p2y",
        actions: [.resume(reason: "less was given than is counted")]),
      Script(
        name: "the present rate is none that changes", scene: infusing, keys: "r\n\u{8}\u{8}\u{8}\u{8}u1\n",
        actions: []),
      Script(
        name: "start: the bag, then yes", scene: prepared, keys: "S\ny",
        actions: [.setup(concentration: .init(1)), .start(override: nil)]),
      Script(
        name: "start: another bag is typed twice, with a reason", scene: prepared, keys: "S2\n2\n1y",
        actions: [
          .setup(concentration: .init(2), reason: "prepared so by the pharmacy"), .start(override: nil),
        ]),
      Script(
        name: "two bags that differ are typed anew", scene: prepared, keys: "S2\n20\n1\ny",
        actions: [.setup(concentration: .init(1)), .start(override: nil)]),
      Script(name: "a bag of 52.5 mg/mL is not taken", scene: prepared, keys: "S52.5\n52.5\n1y", actions: []),
      Script(
        name: "the rate that the pump reads, within the start", scene: prepared, keys: "S\n\t52.4\ny",
        actions: [
          .setup(concentration: .init(1)), .rate(.init(Fixed(thousandths: 52_400)), reason: nil),
          .start(override: nil),
        ]),
      Script(
        name: "start asks what is missing, the weight twice", scene: unknown,
        keys: "SP-7\n" + "70\n70\n1" + "\ny",
        actions: asked(70)),
      Script(
        name: "Backspace goes back to the answer before", scene: unknown,
        keys: "SP-8\n\u{8}P-7\n" + "70\n71\u{8}\u{8}\u{8}80\n80\n1" + "\ny",
        actions: asked(80)),
      Script(
        name: "a yes of habit is no beginning of a reason", scene: infusing, keys: "py\nMAOI checked\n",
        actions: [.pause(reason: "MAOI checked")]),
      Script(
        name: "words that are nearly a choice are asked about, and kept", scene: infusing, keys: "snau\n\n\n",
        actions: [.symptom(name: "nau", severity: 1, at: nil)]),
      Script(name: "initials are letters", scene: infusing, keys: "ix1!\n", actions: []),
      Script(
        name: "what was refused is not in the way of the next answer", scene: unknown,
        keys: "SP-7\n" + "700\n70\n70\n1" + "\ny",
        actions: asked(70)),
      Script(
        name: "two weights that differ are typed anew", scene: unknown,
        keys: "SP-7\n" + "70\n71\n" + "71\n71\n1" + "\ny",
        actions: asked(71)),
      Script(
        name: "an unusual weight wants a reason", scene: unknown,
        keys: "SP-7\n" + "150\n150\n" + "11" + "\ny",
        actions: asked(150, "weighed now")),
      Script(name: "a weight of 700 kg is not taken", scene: unknown, keys: "SP-7\n700\n", actions: []),
      Script(name: "baseline", scene: prepared, keys: "B", actions: [.baseline()]),
      Script(name: "pause is not possible in preparation", scene: prepared, keys: "p\n", actions: []),
      Script(
        name: "a command by its name", scene: infusing, keys: ":score scale=moaas value=4\n",
        actions: [.score(scale: "moaas", value: 4)]),
      Script(name: "a mistake in a command", scene: infusing, keys: ":puase reason=x\n", actions: []),
    ])
  func script(_ script: Script) {
    var scene = script.scene()
    #expect(actions(scene.typeSigned(script.keys)) == script.actions)
  }
}
