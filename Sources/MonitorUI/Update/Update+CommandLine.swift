import InfusionCore
import OperatorLanguage
import Phrases
import Quantities
import TextScreen

/// Commands of the screen itself, in addition to the actions of the session.
enum ScreenCommand: String, CaseIterable {
  case saveDisplay = "save-display"
  case palette
  case quit
}

extension Model {
  /// Runs a line: an action by its name, or one of the screen's own commands. A line with a mistake stays.
  mutating func run(commandLine line: String) -> [Effect] {
    let words = line.split(separator: " ", maxSplits: 1)
    let rest = words.count > 1 ? String(words[1]) : ""
    switch words.first.flatMap({ ScreenCommand(rawValue: String($0)) }) {
    case .saveDisplay:
      return rest.isEmpty ? fail("save-display needs a file") : done([.saveDisplay(path: rest)])
    case .palette:
      guard let palette = Palette(rawValue: rest) else {
        return fail(Phrase(verbatim: "palette: \(Palette.allCases.map(\.rawValue).joined(separator: ", "))"))
      }
      display.palette = palette
      return done([])
    case .quit:
      prompt = nil
      return open(LeaveDeed())
    case nil: return runAction(line)
    }
  }

  private mutating func runAction(_ line: String) -> [Effect] {
    if case .replay = mode { return fail("this is a replay") }
    do throws(LineError) {
      let parsed = try OperatorLine.parse(line)
      // The word acknowledges what the key would: the alarms that this screen has shown.
      if parsed.action == .acknowledge(nil), let deed = AcknowledgeDeed(for: session) {
        guard AcknowledgeDeed.isAvailable(in: session) else {
          return fail("there is no alarm to acknowledge")
        }
        initials = parsed.by ?? initials
        return open(deed)
      }
      // And what the key would ask before it is done, the word asks, too.
      if parsed.action == .resume(reason: nil), session.phase == .paused,
        let deed = ResumeDeed(for: session)
      {
        initials = parsed.by ?? initials
        return open(deed)
      }
      if let deed = askedFirst(parsed.action, by: parsed.by) { return open(deed) }
      if let why = changesNothing(parsed.action) { return fail(why) }
      if let meant = misspelt(parsed.action), prompt?.meant?.words != line {
        prompt?.meant = (line, nil)
        return fail("did you mean \(Phrase(word: meant))? Enter keeps your words")
      }
      let by = parsed.by ?? initials
      typed = (parsed.action, by)
      return done([.action(parsed.action, by: by)])
    } catch { return fail(error.phrase) }
  }

  /// The question before an action that the session would accept and nothing takes back; nil if there is
  /// none.
  private func askedFirst(_ action: Action, by: String?) -> (any Deed)? {
    guard session.refusal(of: action, by: by ?? initials) == nil else { return nil }
    return TypedDeed.asking(action, by: by, in: session)
  }

  /// The name that a measure or a medicine was perhaps meant to have; nil if it is known, or like none. A key
  /// would have asked, too: a record takes any words, but a simulated patient answers only to its own.
  private func misspelt(_ action: Action) -> String? {
    let name: String
    if case .intervention(let done) = action {
      name = done.measure
    } else if case .medication(let given) = action {
      name = given.medicine
    } else {
      return nil
    }
    let known = session.knownMeasures + session.knownMedicines
    guard !known.contains(where: { $0.lowercased() == name.lowercased() }) else { return nil }
    return Spelling.nearest(to: name.lowercased(), among: known)
  }

  /// Why an action would leave everything as it is; nil if it would not.
  private func changesNothing(_ action: Action) -> Phrase? {
    guard case .rate(let rate) = action, rate.rate.fixed == session.presentRate?.fixed else { return nil }
    return "it is \(rate.rate.text()) already: nothing to record"
  }

  /// Opens again the question that was open before, such as who the patient is.
  private mutating func done(_ effects: [Effect]) -> [Effect] {
    prompt = prompt?.behind.last
    return effects
  }

  private mutating func fail(_ sentence: Phrase) -> [Effect] {
    prompt?.error = sentence
    return []
  }

  /// The names in this session, for completion.
  var offers: OperatorLine.Offers {
    var offers = OperatorLine.Offers()
    offers[.symptom, "name"] = session.symptoms
    offers[.score, "scale"] = session.scales.map(\.name)
    offers[.check, "without"] = session.scalesOfCheck.map(\.name)
    offers[.medication, "name"] = session.knownMedicines
    offers[.intervention, "name"] = session.knownMeasures
    offers[.medication, "route"] = MedicineDeed.routes.map(\.english)
    offers[.setup, "plan"] = session.planNames
    offers[.hold, "rule"] = session.holds.map(\.rule.name)
    offers[.acknowledge, "id"] = session.alarms.map(\.id.description)
    offers[.checklist, "item"] = session.checklist.map(\.item.name)
    offers[.accept, "device"] = session.foreignSources.map(\.device)
    return offers
  }
}

extension SessionView {
  /// The clinic's names first, then those that only a simulated patient answers to.
  fileprivate var knownMeasures: [String] {
    interventions + patientMeasures.filter { !interventions.contains($0) }
  }

  fileprivate var knownMedicines: [String] {
    let listed = medicines.map(\.name)
    return listed + patientMedicines.filter { !listed.contains($0) }
  }
}

extension Prompt {
  /// Completes the last word as far as it is certain, and offers the ways to go on.
  mutating func complete(offering names: OperatorLine.Offers) {
    let line = entry.text
    let own = line.contains(" ") ? [] : ScreenCommand.allCases.map(\.rawValue).filter { $0.hasPrefix(line) }
    let words = OperatorLine.completions(for: line, offering: names) + own
    guard let first = words.first else { return }
    let sure = words.dropFirst().reduce(first) { Self.commonStart($0, $1) }
    let head = line.lastIndex(of: " ").map { String(line[...$0]) } ?? ""
    let gap = words.count == 1 && !sure.hasSuffix("=") ? " " : ""
    entry = LineEntry(head + sure + gap)
    offers = words.count > 1 ? words : []
  }

  private static func commonStart(_ a: String, _ b: String) -> String {
    String(zip(a, b).prefix { $0 == $1 }.map(\.0))
  }
}
