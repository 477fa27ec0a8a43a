import InfusionCore
import SessionReports

/// The list, as it is narrowed down, and the row that is chosen.
struct SessionList: Hashable, Sendable {
  /// Places among all rows, in their order.
  private(set) var shown: [Int] = []
  private(set) var showsAll: Bool
  /// A search looks in what a row shows.
  private var showsOffset: Bool
  /// What a row must contain; empty for every row.
  private(set) var wanted = ""
  /// The rows that a question means; nil while none was asked.
  private var meant: Set<Int>?
  /// The place of the chosen row among those that are shown.
  private(set) var cursor = 0

  /// Begins at the newest session, which is the one that is mostly meant.
  init(_ rows: [SessionRow], showsAll: Bool, showsOffset: Bool) {
    self.showsAll = showsAll
    self.showsOffset = showsOffset
    narrow(rows)
    cursor = max(0, shown.count - 1)
  }

  /// The chosen row's place among all rows.
  var chosen: Int? { shown.indices.contains(cursor) ? shown[cursor] : nil }

  mutating func move(by steps: Int) { cursor = min(max(cursor + steps, 0), max(shown.count - 1, 0)) }

  mutating func want(_ text: String, in rows: [SessionRow]) {
    (wanted, meant) = (text, nil)
    narrow(rows)
  }

  /// The rows that answer the question.
  mutating func want(_ places: Set<Int>, in rows: [SessionRow]) {
    meant = places
    narrow(rows)
  }

  mutating func toggleAll(in rows: [SessionRow]) {
    showsAll.toggle()
    narrow(rows)
  }

  /// All rows were replaced by others.
  mutating func renew(_ rows: [SessionRow], choosing name: String?, showsOffset: Bool) {
    self.showsOffset = showsOffset
    // The earlier answer was about the old rows.
    if meant != nil { (wanted, meant) = ("", nil) }
    narrow(rows)
    guard let place = shown.firstIndex(where: { rows[$0].name == name }) else { return }
    cursor = place
  }

  /// The chosen session stays chosen as long as it is shown.
  private mutating func narrow(_ rows: [SessionRow]) {
    let before = chosen
    let words = wanted.lowercased().split(separator: " ")
    shown = rows.indices.filter { index in
      let row = rows[index]
      guard showsAll || row.origin ?? .live == .live else { return false }
      if let meant { return meant.contains(index) }
      // Without words to find, thousands of rows need not be written out.
      if words.isEmpty { return true }
      let line = ListRow(row, showsOffset: showsOffset).text.lowercased()
      return words.allSatisfy { line.contains($0) }
    }
    cursor = before.flatMap { shown.firstIndex(of: $0) } ?? max(0, shown.count - 1)
  }
}
