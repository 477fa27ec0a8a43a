import Devices
import InfusionCore
import Quantities

/// Bytes to messages, and bytes to readings: what a replay of years of recordings would wait for.
enum Decoders {
  static func figures() -> [Figure] {
    let missing = DeviceKind.all.map(\.name).filter { name in !DeviceStream.all.contains { $0.kind == name } }
    return DeviceStream.all.map(figure) + missing.map { Figure(missing: "decode \($0)", "no stream here") }
  }

  private static func figure(_ stream: DeviceStream) -> Figure {
    guard stream.decode(stream.bytes) > 0 else {
      return Figure(missing: "decode \(stream.kind)", "nothing understood")
    }
    let megabytes = Double(stream.bytes.count) / 1e6
    let decoding = megabytes / Stopwatch.secondsPerCall { _ = stream.decode(stream.bytes) }
    let reading = megabytes / Stopwatch.secondsPerCall { _ = inputs(from: stream) }
    return Figure(
      "decode \(stream.kind)", decoding, "MB/s", atLeast: 20, note: " (to readings \(reading.figures))")
  }

  /// Through the driver, a piece a second.
  private static func inputs(from stream: DeviceStream) -> Int {
    guard let kind = try? DeviceKind.named(stream.kind) else { return 0 }
    var driver = kind.driver(DriverOptions(source: SourceID(kind.name), watchesLink: false))
    var count = driver.opened(at: .start).count
    for (second, piece) in stream.bytes.pieces.enumerated() {
      count += driver.received(piece, at: .seconds(Int64(second))).count
    }
    return count
  }
}
