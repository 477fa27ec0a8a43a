import InfusionCore
import Phrases
import Quantities
import TextScreen

/// A vital in words, for a place that has no tile: its number with its age, or that there is none.
///
/// It is said in the longest way that fits. No way says a number without its age, because on a small screen
/// nothing else tells how old it is.
struct BriefVital {
  /// The longest first.
  let ways: [[Span]]
  /// Where not even the shortest of them fits: that there is no number, without the age of the last one.
  var withoutAge: [[Span]] = []

  /// Nil where no way fits.
  func fitting(_ columns: Int) -> [Span]? { (ways + withoutAge).first { $0.columns <= columns } }

  /// The shortest that tells the age, where that fits.
  func shortest(_ columns: Int) -> [Span]? {
    let shortest = ways.last.map { [$0] } ?? []
    return (shortest + withoutAge).first { $0.columns <= columns }
  }
}

extension Painter {
  /// The three vitals in the order of the tiles.
  var briefVitals: [BriefVital] { [brief(session.hr), brief(session.spo2), briefCuff] }

  private func brief(_ readout: Readout) -> BriefVital {
    let name = say(readout.vital.name)
    let tile = tile(readout)
    switch readout.state {
    case .fresh(let number):
      let digits = Span(tile.digits, tile.digitStyle)
      let narrow = readout.vital == .spo2 ? [digits, Span("%", .dim)] : [Span(name, .label), digits]
      return BriefVital(ways: [
        [Span("\(name) ", .label), digits, Span(" \(age(number.at))", .plain)],
        narrow + [Span(" \(briefAge(number.at))", .plain)],
      ])
    case .stale(let last):
      return old(name, "\(last.value)", last.at)
    case .withdrawn: return BriefVital(ways: absent(name, [span(" no value", .caution)]))
    case .absent: return BriefVital(ways: absent(name))
    }
  }

  private var briefCuff: BriefVital {
    let cuff = session.cuff
    switch cuff.state {
    case .fresh(let number):
      let digits = Span(cuff.text, cuffTile.digitStyle)
      let failed = cuff.hasFailed ? [span(", try FAILED", .caution)] : []
      let old = span(" \(age(number.at)) ago", .plain)
      let brief = Span(" \(briefAge(number.at))", .plain)
      return BriefVital(ways: [
        [span("NIBP ", .label), digits, old] + failed, [span("NIBP ", .label), digits, brief],
        [digits, brief],
      ])
    case .stale(let last), .withdrawn(let last):
      return old("NIBP", cuff.text, last.at)
    case .absent: return BriefVital(ways: absent("NIBP"))
    }
  }

  private func absent(_ name: String, _ more: [Span]...) -> [[Span]] {
    let nothing = [Span("\(name) ", .label), Span("--", .stale)]
    return more.map { nothing + $0 } + [nothing, [Span("\(name)--", .stale)]]
  }

  /// `HR -- OLD: 97, 28 s ago`, at the shortest `HR OLD 97 28s`: dashes alone would hide what it was.
  private func old(_ name: String, _ value: String, _ time: SessionTime) -> BriefVital {
    let brief = old(value, time)
    let dashes = [Span("\(name) ", .label), Span("--", .stale)]
    let long = span(" OLD: \(value), \(age(time)) ago", .caution)
    return BriefVital(
      ways: [dashes + [long], dashes + [Span(" ")] + brief, [Span("\(name) ", .label)] + brief],
      withoutAge: [[Span("\(name) ", .label), span("OLD", .caution)]] + absent(name))
  }

  /// `7s`, `3:12`.
  private func briefAge(_ time: SessionTime) -> String { age(time).filter { $0 != " " } }

  /// The vitals packed into rows, as long as they are all said at once that way, else as short as can be.
  /// What fits in no row is left out, and nothing is cut.
  func packedVitals(in size: Size) -> [[Span]] {
    let long = packed(briefVitals.compactMap { $0.fitting(size.columns) }, columns: size.columns)
    guard long.count > size.rows else { return long }
    return packed(briefVitals.compactMap { $0.shortest(size.columns) }, columns: size.columns)
  }

  private func packed(_ vitals: [[Span]], columns: Int) -> [[Span]] {
    vitals.reduce(into: []) { rows, vital in
      if let last = rows.last, last.columns + 2 + vital.columns <= columns {
        rows[rows.count - 1] = last + [Span("  ")] + vital
      } else {
        rows.append(vital)
      }
    }
  }
}

/// Things that take turns where there is no room for all of them at once.
extension Painter {
  /// The rows that are shown now, of those that need more room than there is.
  func turn(of rows: [[Span]], room: Int) -> ArraySlice<[Span]> {
    guard room > 0, !rows.isEmpty else { return [] }
    let page = turn(of: (rows.count + room - 1) / room)
    return rows.dropFirst(page * room).prefix(room)
  }

  /// Which turn of how many is shown, `2/3`, at the right end of a row that has room for it.
  mutating func paintTurn(_ page: Int, of pages: Int, beside shown: [[Span]], in area: Rect) {
    guard pages > 1 else { return }
    let mark = Span(" \(page + 1)/\(pages) ", .caution)
    let free = shown.indices.last { shown[$0].columns + mark.columns <= area.columns }
    guard let free else { return }
    screen.putRight([mark], row: area.row + free, in: area)
  }

  /// Which of so many pages is shown now.
  func turn(of pages: Int) -> Int { turn(of: pages, since: model.turnsFrom) }

  /// The same of pages whose first was shown at an instant of the clock.
  func turn(of pages: Int, since: Int64) -> Int { Int(max(0, now - since) / Flash.page) % max(pages, 1) }
}
