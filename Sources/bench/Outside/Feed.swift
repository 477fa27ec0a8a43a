import Devices
import Quantities

/// A device on the other end of a pseudo-terminal that speaks at its own pace, whatever the pace of the loop.
struct Feed {
  private let port: Pseudoterminal
  private let frames: [[UInt8]]
  private let framesPerSecond: Int64
  private let began = Stopwatch.nanoseconds
  private var sent = 0

  private init(_ port: Pseudoterminal, _ frames: [[UInt8]], framesPerSecond: Int64) {
    self.port = port
    self.frames = frames
    self.framesPerSecond = framesPerSecond
  }

  /// A record of the line protocol every second.
  static func line(_ port: Pseudoterminal) -> Feed {
    let frames = (0..<60).map { Array("hr=\(68 + $0 / 2 % 7) spo2=\(97 + $0 / 5 % 2)\n".utf8) }
    return Feed(port, frames, framesPerSecond: 1)
  }

  /// Nonin's data format 2: five bytes 75 times a second.
  static func nonin(_ port: Pseudoterminal) -> Feed {
    let stream = (0..<60).flatMap { (number: Int) -> [UInt8] in
      let (pulse, saturation) = (Fixed(68 + number / 3 % 7), Fixed(97 + number / 9 % 2))
      return NoninPacket(pulse: .value(pulse), spo2: .value(saturation)).bytesDF2
    }
    let frames = stride(from: 0, to: stream.count, by: 5).map { Array(stream[$0..<$0 + 5]) }
    return Feed(port, frames, framesPerSecond: 75)
  }

  mutating func speak() {
    let due = Int((Stopwatch.nanoseconds - began) * framesPerSecond / 1_000_000_000)
    guard due > sent else { return }
    port.write((sent..<due).flatMap { frames[$0 % frames.count] })
    sent = due
  }
}
