import Devices
import Quantities
import Testing

@Suite struct BCCTests {
  private let block = BCCBlock(values: [
    .init(address: "1/1/11", parameter: .rate, figure: .value(Fixed(thousandths: 52500))),
    .init(address: "1/1/11", parameter: .volume, figure: .value(Fixed(thousandths: 1250))),
    .init(address: "1/1/12", parameter: .rate, figure: .missing),
  ])

  private func blocks(_ stream: [UInt8]) -> [BCCBlock] {
    var decoder = BCCDecoder()
    return decoder.messages(in: stream)
  }

  /// The only printed example whose checksum fits.
  @Test func theAliveOfTheSpecification() {
    #expect(
      BCCWord.alive.bytes == [0x01] + ascii("00031") + [0x02] + ascii("1/1/1>ADMIN:ALIVE") + [0x03]
        + ascii("00061") + [0x04])
  }

  @Test func aBlockIsReadAsItIsWritten() {
    #expect(blocks(block.bytes) == [block])
    let more = BCCBlock(values: block.values, isLast: false)
    #expect(blocks(more.bytes + block.bytes) == [more, block])
  }

  private func packet(_ text: String) -> [UInt8] {
    let length = "0000\(text.utf8.count + 14)".suffix(5)
    let covered = [0x01] + ascii(String(length)) + [0x02] + ascii(text) + [0x03]
    return covered + ascii(String("0000\(covered.reduce(0, &+))".suffix(5))) + [0x04]
  }

  /// Three public programs read records of four fields, parted by commas, with RS between the records; some
  /// pumps write a decimal comma.
  @Test(arguments: [
    "17,1/1/11,INRT,52.5\u{1E}17,1/1/11,INVI,1,25\u{1E}17,1/1/12,INRT,_NV",
    "17\u{1E}1/1/11\u{1E}INRT\u{1E}52.5\u{1E}17\u{1E}1/1/11\u{1E}INVI\u{1E}1.25\u{1E}17\u{1E}1/1/12\u{1E}INRT\u{1E}_NA",
    "9,1/1/11,INSOL,Ketamine, 1 mg\u{1E}17,1/1/11,INRT,52.5\u{1E}17,1/1/11,INVI,1.25\u{1E}17,1/1/12,INRT,",
  ])
  func aBlocksRecords(text: String) {
    #expect(blocks(packet("1/1/1>" + text)) == [block])
  }

  @Test(arguments: [("0", Reported.value(0)), ("1", .value(1)), ("on", .value(1)), ("_NV", .missing)])
  func aFlagThatIsNotZeroIsSet(text: String, figure: Reported) {
    let found = blocks(packet("1/1/1>9,1/1/11,INA3,\(text)"))
    #expect(found.first?.values == [.init(address: "1/1/11", parameter: .pressure, figure: figure)])
  }

  /// On some lines D and E, large and small, are commands; a rack that is set so sends them doubled.
  @Test func aStuffedBlockIsReadAsThePlainOne() {
    let plain = packet("1/1/1>9,1/1/11,INSOL,Dexmed\u{1E}17,1/1/11,INRT,52.5")
    let stuffed = plain.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "D"): ascii("EX")
      case UInt8(ascii: "E"): ascii("EE")
      case UInt8(ascii: "d"): ascii("ex")
      case UInt8(ascii: "e"): ascii("ee")
      default: [byte]
      }
    }
    #expect(stuffed.count == plain.count + 4)
    #expect(blocks(stuffed + plain).count == 2 && Set(blocks(stuffed + plain)).count == 1)
    #expect(
      BCCWord.alive.stuffedBytes == [0x01] + ascii("00031") + [0x02] + ascii("1/1/1>AEXMIN:ALIVEE") + [0x03]
        + ascii("00061") + [0x04])
  }

  @Test func noFlippedBitMakesAWrongBlock() {
    for bit in 0..<(block.bytes.count * 8) {
      var stream = Array(repeating: block.bytes, count: 3).flatMap { $0 }
      stream[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = blocks(stream)
      #expect(found.allSatisfy { $0 == block } && found.count >= 2, "bit \(bit)")
    }
  }

  @Test func anySplit() {
    expectTheSameForAnySplit(of: noise(200, seed: 45) + block.bytes + [0x01] + block.bytes) { BCCDecoder() }
  }
}
