public import InfusionCore
import JSONLines
import Quantities

/// The totals of one scale in one session, in the order in which they were taken; at least one.
public struct ScaleTotals: Hashable, Sendable {
  public var scale: Scale
  public var totals: [Int]

  /// The total that a series uses.
  var first: Int { totals[0] }
  public var last: Int { totals[totals.count - 1] }

  /// `19`, or `3 to 5` of several.
  public var words: String {
    let (least, most) = (totals.min() ?? first, totals.max() ?? first)
    return least == most ? "\(least)" : "\(least) to \(most)"
  }
}

extension SeriesFacts {
  /// By scale, in the order in which each was taken first.
  var scaleTotals: [ScaleTotals] {
    var found: [ScaleTotals] = []
    for score in taken {
      if let index = found.firstIndex(where: { $0.scale.name == score.scale }) {
        found[index].totals.append(score.total)
      } else {
        found.append(ScaleTotals(scale: scale(named: score.scale), totals: [score.total]))
      }
    }
    return found
  }

  /// A scale that the clinic does not describe has only its name, and judges nothing.
  private func scale(named name: String) -> Scale {
    (ownScales + Scale.shipped).first { $0.name == name }
      ?? Scale(name: name, title: name, source: "", least: 0, most: 0)
  }

  /// A total that was written down late stands at the time when it was taken.
  private var taken: [(scale: String, total: Int)] {
    let scores = marks.scores.compactMap { mark -> (scale: String, total: Int, at: Fixed)? in
      guard let mark = mark.object, let scale = mark["scale"]?.string, let total = mark["value"]?.integer
      else { return nil }
      return (scale, total, (mark["at"] ?? mark["t"])?.fixed ?? 0)
    }
    return scores.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map { ($0.element.scale, $0.element.total) }
  }
}

extension SessionDigest {
  /// Scored scales that differ from the shipped ones.
  var ownScales: [Scale] {
    var found: [Scale] = []
    for mark in chart.standingMarks {
      guard case .action(.score(let score)) = mark.what, let scale = scale(score.scale)?.asJudged,
        !Scale.shipped.contains(where: { $0.asJudged == scale }), !found.contains(scale)
      else { continue }
      found.append(scale)
    }
    return found
  }
}

// MARK: - As the ledger keeps them

extension Scale {
  /// What a series needs of it: without what its values and items mean.
  fileprivate var asJudged: Scale {
    Scale(
      name: name, title: title, source: "", least: least, most: most, passing: passing,
      responsePercent: responsePercent, remissionAtMost: remissionAtMost)
  }

  var seriesJSON: JSONObject {
    var object: JSONObject = [
      "name": .string(name), "title": .string(title), "least": .count(least), "most": .count(most),
    ]
    object["passing"] = passing.map(JSONValue.count)
    object["response_percent"] = responsePercent.map(JSONValue.count)
    object["remission_at_most"] = remissionAtMost.map(JSONValue.count)
    return object
  }

  init?(series object: JSONObject) {
    guard let name = object["name"]?.string, let title = object["title"]?.string,
      let least = object["least"]?.integer, let most = object["most"]?.integer
    else { return nil }
    self.init(
      name: name, title: title, source: "", least: least, most: most, passing: object["passing"]?.integer,
      responsePercent: object["response_percent"]?.integer,
      remissionAtMost: object["remission_at_most"]?.integer)
  }
}
