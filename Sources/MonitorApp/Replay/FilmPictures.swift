public import InfusionCore
public import MonitorUI
public import Quantities
public import SessionRecord
import SessionReports
public import TextScreen

/// Pictures of a recording without a terminal: the screen as a replay would show it at an instant.
///
/// Nothing in it depends on this machine's clock, so the same session gives the same picture.
public struct FilmPictures {
  private var film: ReplayFilm
  private var model: Model
  private let anchor: WallTime?

  /// - Parameter anchor: the wall time of session time 0; nil for a file that knows none.
  public init(_ plan: SessionPlan, _ inputs: [StampedInput], anchor: WallTime?, display: Display = Display())
  {
    film = ReplayFilm(plan, inputs)
    self.anchor = anchor
    model = Model(session: SessionView(), display: display)
    model.mode = .replay(ReplayView(isPlaying: false, speed: "1", length: film.length.sinceStart))
  }

  /// The end, as a minute of the infusion is counted.
  public var lastMinute: TimeSpan { film.length - (film.infusionStart ?? .start) }

  /// An instant by a minute of the infusion, or of the session before it has one: as `g` goes there.
  public func instant(minute: TimeSpan) -> SessionTime {
    min(max((film.infusionStart ?? .start) + minute, .start), film.length)
  }

  /// The screen at an instant, after some keys: alarms in their lit half, the first of what takes turns.
  public mutating func screen(at time: SessionTime, size: Size, keys: String = "") -> Screen {
    wind(to: time)
    press(keys, now: 0)
    return view(model, size: size, now: 0)
  }

  /// A recording of a stretch, a frame for each `step`, played so many times as fast.
  public mutating func cast(
    from first: SessionTime, to last: SessionTime, size: Size, keys: String = "", speed: Int, title: String
  ) -> [UInt8] {
    var cast = ScreenCast(size: size, title: title)
    model.mode = .replay(
      ReplayView(isPlaying: true, speed: "\(speed)", length: film.length.sinceStart))
    wind(to: first)
    press(keys, now: first.milliseconds)
    var time = first
    cast.add(view(model, size: size, now: time.milliseconds), after: .zero)
    while time < last {
      time = min(time + Self.step, last)
      wind(to: time)
      let frame = view(model, size: size, now: time.milliseconds)
      cast.add(frame, after: (time - first) / Int64(max(speed, 1)))
    }
    return cast.bytes
  }

  private mutating func press(_ keys: String, now: Int64) {
    for key in keys { _ = model.update(.character(key), now: now) }
  }

  /// Between two frames, of the session.
  private static let step = TimeSpan.seconds(2)

  private mutating func wind(to time: SessionTime) {
    if time < film.position {
      model.trend = TrendHistory()
      model.log = AlarmLog()
    }
    var followed = model
    film.wind(to: time, events: { followed.hear($0, now: time.milliseconds) }) { followed.follow($0) }
    followed.message = nil
    followed.words = nil
    followed.show(film.view(anchor: anchor))
    model = followed
  }
}
