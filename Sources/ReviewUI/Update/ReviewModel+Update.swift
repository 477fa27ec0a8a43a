import MonitorUI
import Quantities
import SessionReports
public import TextScreen

extension ReviewModel {
  /// Takes a key; returns what the reader wants from outside, if anything.
  public mutating func update(_ key: Key) -> ReviewEffect? {
    message = nil
    if key == .control("c") { return .leave }
    if key == .control("l") { return .repaint }
    if question != nil { return answer(key) }
    if page == .help {
      page = pageBeforeHelp
      return nil
    }
    if key == .character("?") {
      (pageBeforeHelp, page) = (page, .help)
      return nil
    }
    switch page {
    case .list: return onList(key)
    case .session(let tab): return onSession(key, tab)
    case .series: return onSeries(key)
    case .help: return nil
    }
  }

  /// Shows the session that was asked for; nil if it cannot be read.
  public mutating func show(_ session: OpenedSession?) {
    guard let session else {
      message = "no header that can be read; chairside verify says more"
      return
    }
    opened = session
    page = .session(.chart)
  }

  public mutating func show(_ found: OpenedSeries) {
    series = found
    page = .series
  }

  private mutating func askForSeries(of patient: String?) -> ReviewEffect? {
    guard let patient else {
      message = "the session names no patient"
      return nil
    }
    return .openSeries(patient: patient)
  }
}

// MARK: - The list

extension ReviewModel {
  private mutating func onList(_ key: Key) -> ReviewEffect? {
    switch key {
    case .enter, .right: return list.chosen.map(ReviewEffect.open)
    case .character("s"): return askForSeries(of: list.chosen.flatMap { rows[$0].patient })
    case .character("q"): return .leave
    case .character("a"): list.toggleAll(in: rows)
    case .character("/"): question = ReviewQuestion(kind: .find, entry: .offering(list.wanted))
    case .escape: list.want("", in: rows)
    default: list.move(by: key.steps(page: layout.body.rows, all: list.shown.count))
    }
    return nil
  }
}

// MARK: - One session

extension ReviewModel {
  private mutating func onSession(_ key: Key, _ tab: SessionTab) -> ReviewEffect? {
    switch key {
    case .escape, .character("q"): page = series == nil ? .list : .series
    case .character("s"): return askForSeries(of: opened?.digest.patient)
    case .tab:
      page = .session(SessionTab(rawValue: (tab.rawValue + 1) % SessionTab.allCases.count) ?? .chart)
    case .character(let digit) where SessionTab(digit: digit) != nil:
      page = .session(SessionTab(digit: digit) ?? tab)
    case .character("/"):
      question = ReviewQuestion(kind: .search, entry: .offering(opened?.search?.text ?? ""))
    case .character("n"), .character("N"): goOn(on: tab, forward: key == .character("n"))
    default:
      if tab == .chart { return onChart(key) }
      let room = layout.body.size
      opened?.scroll(tab, by: key, in: room)
    }
    return nil
  }

  private mutating func onChart(_ key: Key) -> ReviewEffect? {
    switch key {
    case .left: opened?.moveCursor(by: -1)
    case .right: opened?.moveCursor(by: 1)
    case .up: opened?.moveCursor(by: -10)
    case .down: opened?.moveCursor(by: 10)
    case .character("g"): question = ReviewQuestion(kind: .minute, entry: LineEntry())
    default:
      let all = opened?.lastMinute ?? 0
      opened?.moveCursor(by: key.steps(page: 10, all: all))
    }
    return nil
  }
}

// MARK: - A series

extension ReviewModel {
  private mutating func onSeries(_ key: Key) -> ReviewEffect? {
    switch key {
    case .escape, .character("q"):
      series = nil
      page = .list
    case .character("c"): series?.compareNext()
    case .character("t"): series?.compared = nil
    default:
      let room = layout.body.rows
      series?.scroll(by: key, room: room)
    }
    return nil
  }
}

// MARK: - The bottom line

extension ReviewModel {
  private mutating func answer(_ key: Key) -> ReviewEffect? {
    guard var asked = question else { return nil }
    switch key {
    case .enter:
      question = nil
      return finish(asked.kind, asked.entry.text)
    case .escape:
      question = nil
      if asked.kind == .find { list.want("", in: rows) }
      if asked.kind == .search { opened?.search = nil }
    default:
      guard asked.entry.edit(with: key) else { return nil }
      question = asked
      // The list follows the words while they are typed; a question is answered when it is whole.
      if asked.kind == .find { list.want(asked.entry.text.isQuestion ? "" : asked.entry.text, in: rows) }
    }
    return nil
  }

  private mutating func finish(_ kind: ReviewQuestion.Kind, _ text: String) -> ReviewEffect? {
    switch kind {
    case .minute: goTo(text)
    case .search: search(for: text)
    case .find:
      guard text.isQuestion else { return nil }
      do throws(QueryError) {
        let query = try SessionQuery(text)
        list.want(text, in: rows)
        return .ask(query)
      } catch { message = error.description }
    }
    return nil
  }

  private mutating func goTo(_ text: String) {
    guard let minute = Int(text), abs(minute) <= 100_000 else {
      message = "\(text.isEmpty ? "nothing" : text) is no minute"
      return
    }
    opened?.goTo(minute: minute)
  }
}

// MARK: - Within a session

extension ReviewModel {
  /// Nothing typed seeks nothing.
  private mutating func search(for text: String) {
    guard !text.isEmpty, case .session(let tab) = page else {
      opened?.search = nil
      return
    }
    do throws(QueryError) {
      opened?.search = SessionSearch(text: text, query: try SessionQuery(text))
      let room = layout.body.size
      if opened?.goToFirstFind(on: tab, in: room) == false { message = "\(text): not found" }
    } catch { message = error.description }
  }

  /// To the next find, or, on the chart while nothing is sought, to the next alarm.
  private mutating func goOn(on tab: SessionTab, forward isForward: Bool) {
    guard let sought = opened?.search?.text else {
      guard tab == .chart else {
        message = "nothing is sought: / asks"
        return
      }
      guard opened?.goToAlarm(forward: isForward) == false else { return }
      message = isForward ? "no further alarm" : "no alarm before"
      return
    }
    let room = layout.body.size
    guard opened?.goToFind(on: tab, forward: isForward, in: room) == false else { return }
    message = isForward ? "\(sought): nothing further" : "\(sought): nothing before"
  }
}

extension String {
  /// Whether it compares something, and so is a question to the sessions and not a search for words.
  fileprivate var isQuestion: Bool { contains { "=!<>~()".contains($0) } }
}
