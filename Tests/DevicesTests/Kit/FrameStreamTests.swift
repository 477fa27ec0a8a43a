import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct FrameStreamTests {
  @Test func aReadingWhenAValueChangesAndOnceASecondSinceTheLast() throws {
    let stream = (0..<150).flatMap { contec($0 < 100 ? 65 : 66) }
    let effects = try effects(ofFile: stream, "contec-v7")
    // Frame n stands at floor(1000 n / 60) ms: 2 (the third), 62 (1 s later), 100 (the change), then a second
    // later beyond the end.
    #expect(effects.stampedReadings.map(\.0.milliseconds) == [33, 1033, 1666])
    #expect(effects.lastTime == ms(149_000 / 60))
  }

  @Test func aReadingWhenTheStatusChanges() throws {
    let stream = thrice(contec(65)) + contec(65, fingerIsOut: true) + contec(65)
    let readings = try effects(ofFile: stream, "contec-v7").readings
    #expect(readings.map(\.status) == [.ok, .off, .ok])
    #expect(readings.map(\.hr) == [.value(65), .noValue, .value(65)])
    #expect(readings.map(\.spo2) == [.value(97), .noValue, .value(97)])
  }

  @Test(arguments: [("contec-v7", 60), ("nonin-df8", 1)])
  func framesOfAFileAreTimedByTheirRate(kind: String, rate: Int64) throws {
    let frame = kind == "contec-v7" ? contec(65) : NoninDF8Frame(pulse: .value(65), spo2: .value(97)).bytes
    let stream = Array(repeating: frame, count: 100).flatMap { $0 }
    #expect(try effects(ofFile: stream, kind).lastTime == ms(99 * 1000 / rate))
  }

  @Test func aNoninPacketStandsAtItsLastFrame() throws {
    let packet = NoninPacket(pulse: .value(74), spo2: .value(96)).bytesDF2
    let times = try effects(ofFile: packet + packet + packet + packet, "nonin-df2")
    #expect(times.stampedReadings.map(\.0.milliseconds) == [24_000 / 75, 99_000 / 75])
  }

  /// Without a checksum the third good frame in a row is the first that is used; a bad frame or a skipped
  /// byte begins the run anew. `.` a good frame, `x` a bad one, `?` a byte too many; told are the frames that
  /// gave a reading, by their number.
  @Test(arguments: [
    ("nonin-df8", ". . . .", [2, 3]), ("nonin-df8", ". . x . . .", [4]),
    ("nonin-df8", ". . . ? . . . .", [2, 5, 6]),
    ("nonin-df8", "? . . .", [2]), ("nonin-df8", ". ? . ? . ? .", []),
    ("masimo-ascii1", ". . . .", [2, 3]), ("masimo-ascii1", ". . . x . . .", [2, 5]),
    ("nonin-df2", ". .", [0, 1]), ("nonin-df2", ". x .", [0, 1]),
    ("line", ". . x .", [0, 1, 2]), ("ne1000", ". . . x . . .", [2, 5]), ("par", ". x .", [0, 1]),
  ])
  func theThirdInARowIsUsed(kind: String, course: String, used: [Int]) throws {
    var device = try driver(kind)
    var good = 0
    var found: [Int] = []
    for (second, word) in course.split(separator: " ").enumerated() {
      let bytes: [UInt8] =
        switch word {
        case "x": Self.frame(kind, -1)
        case "?": ascii("~")
        default: Self.frame(kind, good)
        }
      if !device.received(bytes[...], at: .seconds(Int64(second))).readings.isEmpty { found.append(good) }
      if word == "." { good += 1 }
    }
    #expect(found == used)
  }

  /// The one with the number -1 is bad.
  private static func frame(_ kind: String, _ number: Int) -> [UInt8] {
    let rate = Fixed(70 + number)
    var frame: [UInt8]
    switch kind {
    case "nonin-df8":
      frame = NoninDF8Frame(pulse: .value(rate), spo2: .value(97)).bytes
      if number < 0 { frame[2] |= 0x80 }
    case "nonin-df2":
      frame = NoninPacket(pulse: .value(rate), spo2: .value(97)).bytesDF2
      if number < 0 { frame[7] ^= 1 }
    case "masimo-ascii1": frame = ascii("SPO2=097% BPM=\(number < 0 ? "x" : "0\(rate)") EXC=000800\r\n")
    case "ne1000":
      frame = NE1000Reply(state: .infusing, content: .rate(rate)).bytes
      if number < 0 { frame[3] = UInt8(ascii: "?") }
    case "par":
      frame =
        ParFrame.status(ParStatus(error: 0, sys: .value(rate + 50), dia: .value(60), map: .missing)).bytes
      if number < 0 { frame[3] ^= 1 }
    default: frame = ascii(number < 0 ? "hr=x\n" : "hr=\(rate)\n")
    }
    return frame
  }

  @Test func whatTheLineMarkedAsDamagedAndAPulledCableBeginTheRunAnew() throws {
    var device = try driver("nonin-df8")
    let frame = NoninDF8Frame(pulse: .value(65), spo2: .value(97)).bytes
    let pair = (frame + frame)[...]
    #expect(device.received(pair, at: .start).readings.isEmpty)
    _ = device.damaged(1, at: .seconds(1))
    #expect(device.received(pair, at: .seconds(2)).readings.isEmpty)
    device.closed(at: .seconds(3))
    #expect(device.received(pair, at: .seconds(4)).readings.isEmpty)
    #expect(device.received(frame[...], at: .seconds(5)).readings.count == 1)
  }

  /// A file's readings do not depend on how it was cut into reads.
  @Test func readByteByByteIsTheSame() throws {
    let stream = (0..<130).flatMap { contec(60 + $0 / 50) }
    var byByte = try driver("contec-v7", .source)
    let pieces = stream.flatMap { byByte.received([$0], at: .start) }
    #expect(pieces.readings == (try effects(ofFile: stream, "contec-v7")).readings)
  }
}
