/// The last numbers, as displays go on showing them for a while after the finger is out.
struct HeldFigures: Hashable, Sendable {
  private(set) var shown = OximeterSignal.searching
  private let framesLong: Int
  private var framesLeft = 0

  init(framesLong: Int) { self.framesLong = framesLong }

  mutating func note(_ signal: OximeterSignal, frames: Int) {
    if signal.pulse != nil {
      shown = signal
      framesLeft = framesLong
    } else if framesLeft > 0 {
      framesLeft -= frames
    } else {
      shown = .searching
    }
  }
}
