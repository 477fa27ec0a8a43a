import InfusionCore
import Quantities

/// One drill of a cohort: who did it, when, and what came of it.
public struct DoneDrill: Hashable, Sendable {
  /// The session's id.
  public var session: String
  public var began: WallTime
  /// Initials; empty where nobody signed.
  public var trainee: String
  public var result: DrillResult

  public init(session: String, began: WallTime, trainee: String, result: DrillResult) {
    self.session = session
    self.began = began
    self.trainee = trainee
    self.result = result
  }
}

/// The scores of many drills as a flat file: a row for each objective of each drill, for a spreadsheet.
public enum CohortTable {
  public static let columns = [
    "session", "began", "trainee", "scenario", "seed", "rubric", "passed", "harm_min", "objective", "result",
    "at_s",
  ]

  public static func bytes(_ drills: [DoneDrill]) -> [UInt8] {
    var rows = CSVRows()
    rows.header(columns)
    for drill in drills {
      for objective in drill.result.objectives { add(objective, of: drill, to: &rows) }
    }
    return rows.bytes
  }

  private static func add(
    _ objective: DrillResult.Objective, of drill: DoneDrill, to rows: inout CSVRows
  ) {
    let setting = drill.result.setting
    rows.cell(drill.session)
    rows.cell(drill.began)
    rows.cell(drill.trainee)
    rows.cell(setting.scenario)
    rows.cell(String(setting.seed))
    rows.cell(Fixed(setting.rubric))
    rows.cell(drill.result.passed ? "yes" : "no")
    rows.cell(drill.result.harmMinutes)
    rows.cell(objective.id)
    rows.cell(objective.telling)
    rows.cell(objective.at.map { Fixed(thousandths: Int($0.milliseconds)) })
    rows.endRow()
  }
}
