public import ChairBeacon
import MonitorUI
import Quantities

// One place for everything that chairs tell, whichever way it came.

extension WallModel {
  /// More chairs than any clinic has, so that invented names cannot fill the memory.
  static let tilesMax = 256

  /// A chair has spoken, at a time of the wall's clock.
  public mutating func hear(_ news: ChairNews, at now: Int64) {
    switch news.word {
    case .state(let state): hear(state, news, isKept: false, at: now)
    case .keptState(let state): hear(state, news, isKept: true, at: now)
    case .event(let number): change(news) { $0.hear(event: number, at: now) }
    case .told(let number): change(news) { $0.hear(told: number, at: now) }
    case .farewell: tiles.removeAll { $0.isTold(by: news) }
    case .unreachable: change(news) { $0.isUnreachable = true }
    }
  }

  private mutating func change(_ news: ChairNews, _ body: (inout WallTile) -> Void) {
    guard let index = tiles.firstIndex(where: { $0.isTold(by: news) }) else { return }
    body(&tiles[index])
  }

  private mutating func hear(_ state: ChairState, _ news: ChairNews, isKept: Bool, at now: Int64) {
    if news.place == .here {
      abandoned.removeAll { $0.chair == state.chair && $0.patient == state.patient }
    }
    // A kept state is no news about a chair that is known already.
    if isKept, tiles.contains(where: { $0.isCalled(like: news) }) { return }
    guard let index = index(for: news, at: now) else { return begin(state, news, isKept: isKept, at: now) }
    tiles[index].hear(state, at: now)
    for other in tiles.indices where other != index && tiles[other].isCalled(like: news) {
      tiles[other].twinAt = now
    }
  }

  /// The chair's tile. If its last publisher has left, or fell silent, another may continue it: a machine
  /// that was started again.
  private mutating func index(for news: ChairNews, at now: Int64) -> Int? {
    if let index = tiles.firstIndex(where: { $0.isTold(by: news) }) { return index }
    guard
      let index = tiles.firstIndex(where: { $0.isCalled(like: news) && $0.contact(at: now) != .good })
    else { return nil }
    tiles[index].move(to: news.place)
    return index
  }

  private mutating func begin(_ state: ChairState, _ news: ChairNews, isKept: Bool, at now: Int64) {
    guard tiles.count < Self.tilesMax else {
      hasTooMany = true
      return
    }
    for index in tiles.indices where tiles[index].isCalled(like: news) && !isKept {
      tiles[index].twinAt = now
    }
    var tile = WallTile(state, as: label(for: news), from: news.place, isKept: isKept, at: now)
    if tiles.contains(where: { $0.isCalled(like: news) && $0.contact(at: now) == .good }) {
      tile.twinAt = now
    }
    tiles.append(tile)
    tiles.sort { $0.chair.isBeforeInOrder($1.chair) }
  }

  private func label(for news: ChairNews) -> String {
    let site = news.place.site.flatMap { $0 == self.site ? nil : "\($0)/" } ?? ""
    let label = site + news.chair
    guard tiles.contains(where: { $0.chair == label }) else { return label }
    return "\(label) (\(news.place.publisher ?? "here"))"
  }
}

extension WallTile {
  fileprivate func isTold(by news: ChairNews) -> Bool { place == news.place && name == news.chair }

  fileprivate func isCalled(like news: ChairNews) -> Bool {
    place.site == news.place.site && name == news.chair
  }
}
