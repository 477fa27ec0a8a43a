import Testing

@testable import SerialPort

private let marked: [UInt8] = [0x01, 0xFF, 0xFF, 0x02, 0xFF, 0x00, 0x99, 0x03, 0xFF, 0x00, 0x00, 0xFF, 0xFF]

@Suite struct DamageFilterTests {
  @Test func aDoubledFFIsOneByteAMarkedByteIsDroppedAndCounted() {
    var filter = DamageFilter()
    let (good, damaged) = filter.filter(marked[...])
    #expect(Array(good) == [0x01, 0xFF, 0x02, 0x03, 0xFF])
    #expect(damaged == 2)
  }

  @Test(arguments: 0...13)
  func marksAreUnderstoodWhereverTheStreamIsCut(cut: Int) {
    var filter = DamageFilter()
    let first = filter.filter(marked[..<cut])
    let second = filter.filter(marked[cut...])
    #expect(Array(first.good) + Array(second.good) == [0x01, 0xFF, 0x02, 0x03, 0xFF])
    #expect(first.damaged + second.damaged == 2)
  }

  @Test func aMarkThatDoesNotExistLosesNoByte() {
    var filter = DamageFilter()
    let (good, damaged) = filter.filter([0xFF, 0x41, 0x42])
    #expect(Array(good) == [0xFF, 0x41, 0x42])
    #expect(damaged == 0)
  }
}
