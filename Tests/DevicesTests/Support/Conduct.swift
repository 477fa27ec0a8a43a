import Devices
import InfusionCore
import Quantities

/// A line of a Masimo oximeter.
let masimo = "SPO2=098% BPM=101 EXC=000800\r\n"

extension [DriverEffect] {
  /// `4 garbled`, `13 follows`
  var conducts: [String] {
    compactMap { effect in
      guard case .input(.conduct(_, let conduct), let time) = effect else { return nil }
      let at = Fixed(thousandths: Int(time.milliseconds))
      switch conduct {
      case .follows: return "\(at) follows"
      case .garbled(nil): return "\(at) garbled"
      case .garbled(let kind?): return "\(at) garbled, looks like \(kind)"
      case .floods: return "\(at) floods"
      }
    }
  }
}

extension DeviceDriver {
  /// Says this again and again, at these times.
  mutating func hear(
    _ text: String, from start: Int64, through end: Int64, every step: Int64
  ) -> [DriverEffect] {
    stride(from: start, through: end, by: Int64.Stride(step)).flatMap { now in
      advance(to: ms(now - 1)) + received(ascii(text)[...], at: ms(now))
    }
  }
}
