import InfusionCore
import JSONLines
import Quantities
public import SessionRecord

/// A minute that a question means, in a few lines: whose and when, what was measured and given, what
/// happened.
///
///     FoundMinute.all(query, in: digest).flatMap { $0.lines(own: offset) }
public struct FoundMinute {
  private let digest: SessionDigest
  private let figures: MinuteFigures
  private let told: [SessionTimeline.Entry]

  /// - Parameter digest: by the minutes of its infusion, so that minute 31 is that of the infusion.
  public static func all(_ query: SessionQuery, in digest: SessionDigest) -> [FoundMinute] {
    let (timeline, facts) = (SessionTimeline(digest), LedgerFacts(digest))
    let last = max(0, digest.minute(of: digest.length))
    return (0...last).compactMap { minute in
      let entries = timeline.entries(in: digest.span(ofMinute: minute))
      guard query.matches(SessionMoment(digest, minute, entries, facts: facts)) else { return nil }
      let figures = MinuteFigures(digest, minute: minute)
      return FoundMinute(digest: digest, figures: figures, told: timeline.told(of: figures.span))
    }
  }

  private var begin: SessionTime { figures.span.lowerBound }
  private var wall: WallTime { digest.wall(at: begin) }
  private var sinceStart: TimeSpan? { digest.infusionStart.map { begin - $0 } }
}

// MARK: - As text

extension FoundMinute {
  /// - Parameter own: the reader's offset from UTC at an instant, minutes.
  public func lines(own: (WallTime) -> Int) -> [String] {
    let isTold = !digest.clockOffsets.isOne || ClockOffsets.mustBeTold([wall], own: own)
    let minute = sinceStart.map { "infusion \($0.clock)" } ?? "session \(begin.sinceStart.clock)"
    let head = [
      (digest.patient ?? "-").onOneLine, "\(wall.dateAndTime)\(isTold ? wall.offsetText : "")", minute,
      (digest.planName ?? "-").onOneLine, SessionRow.shortID(of: digest.header.session),
    ]
    let rows = [measured, given] + told.map { "\(digest.wall(at: $0.at).timeOfDay)  \($0.text)" }
    return [head.joined(separator: "  ")] + rows.map { "  \($0)" }
  }

  private var measured: String {
    let streamed = figures.streamed.map { each in
      let range = each.range.map { " (\($0.lowest) to \($0.highest)\($0.isDoubtful ? "?" : ""))" } ?? ""
      return "\(each.vital.label) \(each.value?.value.description ?? "--")\(range)"
    }
    return (streamed + [pressure]).joined(separator: "  ")
  }

  private var pressure: String {
    guard let found = figures.pressure else { return "NIBP --" }
    let when = found.age.map { "\($0.clock) before" } ?? "at \(digest.wall(at: found.entry.at).timeOfDay)"
    let hand = found.entry.isByHand ? " by hand" : ""
    let doubt = found.entry.measurement.isDoubtful ? "?" : ""
    return "NIBP \(found.sys)/\(found.dia)\(doubt) \(when)\(hand)\(digest.correctionWords(found.entry))"
  }

  private var given: String {
    guard let sample = figures.dose else { return "nothing infused yet" }
    let order = digest.order.map { " of \($0.dose.text(places: 2))" } ?? ""
    let perKilogram = sample.dose.deliveredPerKilogram.map { "  \($0.text())" } ?? ""
    let sureness = sample.dose.isEstimated ? "  estimated" : ""
    return "\(sample.dose.delivered.text(places: 2))\(order)\(perKilogram)  \(sample.rate.text())\(sureness)"
  }
}

// MARK: - As JSON

extension FoundMinute {
  /// One object on one line.
  public var json: String {
    var writer = JSONWriter()
    writer.value(.object(whose + values + dose))
    return String(decoding: writer.bytes.harmlessJSON, as: UTF8.self)
  }

  private var whose: JSONObject {
    [
      "session": .string(digest.header.session), "patient": .text(digest.patient),
      "plan": .text(digest.planName), "at": .string(wall.description), "t": .time(begin),
      "infusion_min": sinceStart.map { .count(Int($0.milliseconds / 60_000)) } ?? .null,
    ]
  }

  private var values: JSONObject {
    let streamed = figures.streamed.map { each in
      var object: JSONObject = [
        "value": .number(each.value?.value), "lowest": .number(each.range?.lowest),
        "highest": .number(each.range?.highest),
      ]
      if each.range?.isDoubtful == true { object["doubtful"] = .bool(true) }
      return JSONObject.Member(each.vital.rawValue, .object(object))
    }
    return JSONObject(streamed) + pressureFields
  }

  /// Under the names that the report's pressures have.
  private var pressureFields: JSONObject {
    let found = figures.pressure
    var object: JSONObject = [
      "sys": .number(found?.sys), "dia": .number(found?.dia),
      "pressure_t": found.map { .time($0.entry.at) } ?? .null,
      "by_hand": found.map { .bool($0.entry.isByHand) } ?? .null,
    ]
    if found?.entry.measurement.isDoubtful == true { object["doubtful"] = .bool(true) }
    object["corrected"] = found?.entry.correction.map { .object($0.json(from: $0.first.json)) }
    return object
  }

  private var dose: JSONObject {
    [
      "delivered_mg": .number(figures.dose?.dose.delivered.fixed),
      "rate_ml_h": .number(figures.dose?.rate.fixed),
      "estimated": figures.dose.map { .bool($0.dose.isEstimated) } ?? .null,
      "told": .array(told.map { ["t": .time($0.at), "text": .string($0.text)] }),
    ]
  }
}
