public import InfusionCore
import Quantities
import SessionRecord

// The scales against their first totals, and what was given in all.

extension PatientSeries {
  /// The scales of all sessions, in the order in which each was taken first.
  public var scales: [Scale] {
    rows.flatMap(\.scales).map(\.scale).reduce(into: []) { known, scale in
      if !known.contains(where: { $0.name == scale.name }) { known.append(scale) }
    }
  }

  var scaleLines: [String] {
    guard !scales.isEmpty else { return [] }
    return ["", "SCALES, session by session, and the last total against the first"]
      + scales.map { scale in
        let told = totals(of: scale).map { "\($0.row.began.date) \($0.taken.words)" }
        let head = "\(scale.label) (\(scale.least) to \(scale.most))".onOneLine
        return
          "  \(pad(head, 20))\(told.joined(separator: ", "))\(verdict(of: scale).map { ": \($0)" } ?? "")"
      }
  }

  /// The sessions in which it was scored.
  public func totals(of scale: Scale) -> [(row: Row, taken: ScaleTotals)] {
    rows.compactMap { row in
      row.scales.first { $0.scale.name == scale.name }.map { (row, $0) }
    }
  }

  /// `fallen by 57.9 %: response, no remission (at most 4)`; nil if there is only one session, or if the
  /// scale judges no change.
  public func verdict(of scale: Scale) -> String? {
    guard scale.judgesChange, totals(of: scale).count > 1,
      let row = rows.last(where: { $0.scales.contains { $0.scale.name == scale.name } }),
      let change = zip(row.scales, row.changes).first(where: { $0.0.scale.name == scale.name })
    else { return nil }
    return change.1.words(by: change.0.scale)
  }

  /// What was infused in each month, and in all up to then.
  var monthLines: [String] {
    let given = rows.filter { $0.delivered != nil }
    guard given.count > 1 else { return [] }
    let months = given.map { String($0.began.date.prefix(7)) }
    let each = months.indices.filter { months.firstIndex(of: months[$0]) == $0 }.map { first in
      let those = given.indices.filter { months[$0] == months[first] }.map { given[$0] }
      let sum = those.compactMap(\.delivered).reduce(Milligrams.zero, +)
      let soFar = those.last?.deliveredSum ?? sum
      let mark = those.contains { !$0.doseMark.isEmpty } ? "~" : ""
      let count = "\(those.count) \(those.count == 1 ? "session" : "sessions")"
      return "  \(months[first])  \(padLeft(mark + sum.text(places: 1), 10)) in \(count)"
        + ", \(soFar.text(places: 1)) so far"
    }
    return ["", "DOSE, month by month"] + each
  }
}

extension ScaleChange {
  fileprivate func words(by scale: Scale) -> String {
    let fall = fallenPercent.map { $0 < 0 ? "risen by \(0 - $0) %" : "fallen by \($0) %" }
    let response = isResponse.map { $0 ? "response" : "no response" }
    let remission = isRemission.map { isOne in
      "\(isOne ? "remission" : "no remission") (at most \(scale.remissionAtMost ?? 0))"
    }
    return [fall, response, remission].compactMap { $0 }.joined(separator: ", ")
  }
}
