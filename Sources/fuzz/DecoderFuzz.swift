import Devices
import Glibc
import InfusionCore
import Quantities

// A libFuzzer target: whatever bytes come, no decoder crashes, and every way of cutting them into reads gives
// the same. `FUZZ_OF` names the kind of device, `capture` or `vitals`; `make fuzz` builds it, and begins with
// the bytes of the conformance corpus.

private let subject = getenv("FUZZ_OF").map { String(cString: $0) } ?? "line"
private let kind = try? DeviceKind.named(subject)

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let kind {
    for timing in [DriverOptions.Timing.arrival, .source] { cutAnywhere(kind, bytes, timing) }
  } else if subject == "capture" {
    readAgain(bytes)
  } else {
    _ = try? VitalsFile(csv: bytes)
  }
  return 0
}

/// The first byte says how long the pieces are; an odd one, that what follows are values of a Bluetooth
/// device.
private func cutAnywhere(_ kind: DeviceKind, _ bytes: [UInt8], _ timing: DriverOptions.Timing) {
  let options = DriverOptions(source: SourceID(kind.name), timing: timing, watchesLink: false)
  let first = bytes.first ?? 0
  let length = Int(first) % 61 + 1
  var stream = bytes.dropFirst()
  if first & 1 != 0, let profile = kind.bluetooth { stream = framed(stream, profile)[...] }
  var whole = kind.driver(options)
  var cut = kind.driver(options)
  let expected = whole.received(stream, at: .start).withoutTimes
  var found: [DriverEffect] = []
  for start in stride(from: stream.startIndex, to: stream.endIndex, by: length) {
    found += cut.received(stream[start..<min(start + length, stream.endIndex)], at: .start)
  }
  guard found.withoutTimes == expected, cut.counters == whole.counters else {
    fail("cut into \(length) bytes it is another (\(timing))")
  }
}

/// Behind the checks of a value's frame nothing would ever be tried: so each value is framed here. It begins
/// with a byte that chooses its characteristic and one that counts the rest.
private func framed(_ bytes: ArraySlice<UInt8>, _ profile: BluetoothProfile) -> [UInt8] {
  var rest = bytes
  var framed: [UInt8] = []
  while let choice = rest.popFirst(), let count = rest.popFirst() {
    let characteristic = profile.characteristics[Int(choice) % profile.characteristics.count]
    framed += profile.bytes(of: Array(rest.prefix(Int(count))), from: characteristic)
    rest = rest.dropFirst(Int(count))
  }
  return framed
}

extension [DriverEffect] {
  /// How often it is said that only time passed depends on the reads.
  fileprivate var withoutTimes: [DriverEffect] {
    filter { if case .time = $0 { false } else { true } }
  }
}

/// What can be read is written as the same.
private func readAgain(_ bytes: [UInt8]) {
  let magic = Array("chairside-capture 1 kind=line\n".utf8)
  guard let read = entries(magic + bytes) else { return }
  // The system's words about a loss may lose what is no text; after that nothing changes any more.
  let written = read.flatMap(CaptureText.lines)
  guard entries(magic + written)?.flatMap(CaptureText.lines) == written else {
    fail("written again it is another")
  }
}

private func entries(_ text: [UInt8]) -> [CaptureEntry]? {
  guard var reader = try? CaptureReader(text) else { return nil }
  var entries: [CaptureEntry] = []
  do {
    while let entry = try reader.next() { entries.append(entry) }
  } catch { return nil }
  return entries
}

private func fail(_ words: String) -> Never {
  print("\(subject): \(words)")
  abort()
}
