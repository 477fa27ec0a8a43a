public import InfusionCore
public import Quantities
public import SessionRecord

/// The same inputs under two configurations: how many alarms each gives, and which of the recorded ones would
/// have come later or not at all.
///
/// Operator actions are inputs like any other: an acknowledgement of an alarm that does not come is simply
/// refused.
public struct WhatIf: Hashable, Sendable {
  /// One alarm, as it was and as it would have been.
  public struct Row: Hashable, Sendable {
    public var id: AlarmID
    public var before: Column
    public var after: Column
  }
  /// One configuration's side of a row.
  public struct Column: Hashable, Sendable {
    public var count = 0
    public var standing = TimeSpan.zero
  }
  /// A recorded medium or high alarm that the other configuration tells later, or lower, or not at all.
  public struct Change: Hashable, Sendable {
    /// In which way an alarm would have been worse.
    public enum What: Hashable, Sendable {
      case later(by: TimeSpan)
      case lower(AlarmPriority)
      case missing
    }
    /// The session, where there are several.
    public var session: String
    public var alarm: AlarmEpisode
    public var what: What
    /// What a person said later of the pressure that raised it.
    public var pressure: RaisingPressure?
  }
  public private(set) var rows: [Row] = []
  public private(set) var changes: [Change] = []
  /// How long was watched, in all sessions together.
  public private(set) var watched = TimeSpan.zero
  public private(set) var sessions = 0
  /// Recorded alarms that a pressure raised which was corrected or struck later.
  public private(set) var raisedByCorrected = 0
  /// What the other side tells and the record does not.
  public private(set) var other = Other()

  /// What else the second column differs by.
  public struct Other: Hashable, Sendable {
    public var hasOwnConfiguration = false
    /// Nil for the rules of the record.
    public var rulesVersion: Int?
  }

  public init() {}
}

extension WhatIf {
  /// One session's comparison.
  ///
  /// - Parameters:
  ///   - other: the configuration of the other side; nil for the record's.
  ///   - rulesVersion: the rules that decide on the other side; nil for those of the record.
  public static func table(
    _ session: String, inputs: [StampedInput], until end: SessionTime,
    under recorded: SessionPlan, and other: Configuration?, rulesVersion: Int? = nil
  ) -> WhatIf {
    var changed = recorded
    changed.configuration = other ?? recorded.configuration
    changed.rulesVersion = rulesVersion ?? recorded.rulesVersion
    let (before, chart) = alarms(of: recorded, inputs, until: end)
    let after = alarms(of: changed, inputs, until: end).alarms
    var table = WhatIf()
    table.other = Other(hasOwnConfiguration: other != nil, rulesVersion: rulesVersion)
    table.sessions = 1
    table.watched = end.sinceStart
    for alarm in before { table.add(alarm, \.before, until: end) }
    for alarm in after { table.add(alarm, \.after, until: end) }
    table.raisedByCorrected = before.count { chart.raisingPressure(of: $0) != nil }
    table.changes = before.filter { $0.priority >= .medium }.compactMap { alarm in
      Self.change(of: alarm, in: after).map {
        Change(session: session, alarm: alarm, what: $0, pressure: chart.raisingPressure(of: alarm))
      }
    }
    return table
  }

  /// The comparison of a session as it was recorded; nil without a header that can be read.
  public static func table(
    _ session: String, _ segments: [SegmentBytes], under other: Configuration?, rulesVersion: Int? = nil
  ) -> WhatIf? {
    var reader = JournalReader(segments, checksHashes: false)
    guard let recorded = reader.header?.plan else { return nil }
    var inputs: [StampedInput] = []
    while let entry = reader.next() {
      if case .input(let input) = entry.content {
        inputs.append(StampedInput(input, at: entry.time, entry: entry.number))
      }
    }
    return table(
      session, inputs: inputs, until: reader.lastTime, under: recorded, and: other,
      rulesVersion: rulesVersion)
  }

  /// Adds another session's comparison.
  public mutating func add(_ other: WhatIf) {
    self.other = other.other
    sessions += other.sessions
    raisedByCorrected += other.raisedByCorrected
    watched += other.watched
    changes += other.changes
    for row in other.rows {
      change(row.id) {
        $0.before.add(row.before)
        $0.after.add(row.after)
      }
    }
  }

  /// The alarms that a session tells of these inputs, and its chart in the end.
  private static func alarms(
    of plan: SessionPlan, _ inputs: [StampedInput], until end: SessionTime
  ) -> (alarms: [AlarmEpisode], chart: Chart) {
    var session = Session(plan: plan)
    var log = AlarmLog()
    for event in session.begin() { log.take(event) }
    for stamped in inputs {
      guard let input = stamped.input else { continue }
      let step = session.receive(input, at: stamped.time, entry: stamped.entry ?? 0)
      for event in step.events { log.take(event) }
      if let heard = session.heard { log.follow(heard) }
    }
    for event in session.advance(to: end) { log.take(event) }
    return (log.episodes, session.chart)
  }

  /// What became of a recorded alarm: the one of the same id that stood while it stood.
  private static func change(of alarm: AlarmEpisode, in after: [AlarmEpisode]) -> Change.What? {
    let match = after.first { $0.id == alarm.id && alarm.overlaps($0) }
    guard let match else { return .missing }
    if match.priority < alarm.priority { return .lower(match.priority) }
    return match.raisedAt > alarm.raisedAt ? .later(by: match.raisedAt - alarm.raisedAt) : nil
  }

  private mutating func add(
    _ alarm: AlarmEpisode, _ side: WritableKeyPath<Row, Column>, until end: SessionTime
  ) {
    let standing = (alarm.endedAt ?? end) - alarm.raisedAt
    change(alarm.id) { $0[keyPath: side].add(Column(count: 1, standing: standing)) }
  }

  private mutating func change(_ id: AlarmID, _ body: (inout Row) -> Void) {
    let index = rows.firstIndex { $0.id == id } ?? rows.endIndex
    if index == rows.endIndex { rows.append(Row(id: id, before: Column(), after: Column())) }
    body(&rows[index])
  }
}

extension WhatIf.Column {
  fileprivate mutating func add(_ other: WhatIf.Column) {
    count += other.count
    standing += other.standing
  }
}

extension AlarmEpisode {
  /// Whether both stood at some instant, their ends included.
  fileprivate func overlaps(_ other: AlarmEpisode) -> Bool {
    (endedAt.map { other.raisedAt <= $0 } ?? true) && (other.endedAt.map { raisedAt <= $0 } ?? true)
  }
}

extension AlarmLog {
  /// Counts a reading towards how far alarms went, as far as the session counted it.
  fileprivate mutating func follow(_ heard: HeardReading) {
    for vital in [Vital.spo2, .hr, .rr] {
      if let value = heard[vital] { take(value.value, of: vital) }
    }
  }
}
