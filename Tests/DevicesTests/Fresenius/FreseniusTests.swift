import Quantities
import Testing

@testable import Devices

@Suite struct FreseniusTests {
  private func messages(_ stream: [UInt8]) -> [FreseniusMessage] {
    var decoder = FreseniusDecoder()
    return decoder.messages(in: stream)
  }

  @Test func rateInTenthsAndVolumeInThousandthsOfHexadecimal() {
    let frame = hex("02 31 43 3b 64 30 30 33 46 3b 72 30 30 30 34 44 32 32 43 03")
    let report = FreseniusReport(rate: Fixed(thousandths: 6300), volume: Fixed(thousandths: 1234))
    #expect(messages(frame) == [.report(report)])
    #expect(report.bytes == frame)
  }

  @Test func alarmsAndErrorsAreKeptAsTheyStand() {
    let report = FreseniusReport(alarm: "0004", error: "00")
    #expect(messages(report.bytes) == [.report(report)])
    #expect(FreseniusWord.troubles.bytes(to: .number(1)) == [0x02] + ascii("1LE;ae3C") + [0x03])
  }

  @Test func theLinksOwnBytes() {
    #expect(messages(hex("05 06 15 05")) == [.enquiry, .acknowledged, .refused, .enquiry])
    // Behind a refusal a digit says why.
    #expect(messages(hex("15 34 06")) == [.refused, .acknowledged])
  }

  @Test(arguments: [("3C;d003F", LineAddress.number(3)), ("C;d003F", .alone), ("0C;d003F", .base)])
  func itsAddressStandsBeforeItsState(body: String, address: LineAddress) {
    let frame = [0x02] + ascii(body) + Ascii.upperHex(0xFF - ascii(body).reduce(0, &+)) + [0x03]
    let report = FreseniusReport(from: address, rate: Fixed(thousandths: 6300))
    #expect(messages(frame) == [.report(report)])
    #expect(report.bytes == frame)
  }

  @Test func noFlippedBitMakesAWrongReport() {
    let right = FreseniusReport(rate: Fixed(thousandths: 6300), volume: Fixed(thousandths: 1234))
    for bit in 0..<(right.bytes.count * 8) {
      var stream = right.bytes + right.bytes
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      let reports = messages(stream).filter { if case .report = $0 { true } else { false } }
      #expect(reports.allSatisfy { $0 == .report(right) } && !reports.isEmpty, "bit \(bit)")
    }
  }

  @Test func anySplit() {
    let report = FreseniusReport(rate: 5, volume: 1).bytes
    expectTheSameForAnySplit(of: noise(200, seed: 44) + report + [0x05] + report) { FreseniusDecoder() }
  }
}
