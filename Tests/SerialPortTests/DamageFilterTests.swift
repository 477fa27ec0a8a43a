import Testing

@testable import SerialPort

private let marked: [UInt8] = [0x01, 0xFF, 0xFF, 0x02, 0xFF, 0x00, 0x99, 0x03, 0xFF, 0x00, 0x00, 0xFF, 0xFF]

private func good(_ pieces: [DamageFilter.Piece]) -> [UInt8] {
  pieces.flatMap { if case .good(let bytes) = $0 { bytes } else { [UInt8]() } }
}

private func damagedCount(_ pieces: [DamageFilter.Piece]) -> Int {
  pieces.reduce(0) { if case .damaged(let count) = $1 { $0 + count } else { $0 } }
}

@Suite struct DamageFilterTests {
  @Test func aDoubledFFIsOneByteAMarkedByteIsDroppedAndCounted() {
    var filter = DamageFilter()
    #expect(
      filter.pieces(marked[...]) == [
        .good([0x01, 0xFF, 0x02]), .damaged(count: 1), .good([0x03]), .damaged(count: 1), .good([0xFF]),
      ])
  }

  /// `hr=172` with a damaged 1 is not `hr=72`: the place of the damage is told.
  @Test func damageStandsInItsPlace() {
    var filter = DamageFilter()
    let line = Array("hr=".utf8) + [0xFF, 0x00, 0x71, 0xFF, 0x00, 0x70] + Array("2".utf8)
    #expect(
      filter.pieces(line[...]) == [.good(Array("hr=".utf8)), .damaged(count: 2), .good(Array("2".utf8))])
  }

  @Test(arguments: 0...13)
  func marksAreUnderstoodWhereverTheStreamIsCut(cut: Int) {
    var filter = DamageFilter()
    let pieces = filter.pieces(marked[..<cut]) + filter.pieces(marked[cut...])
    #expect(good(pieces) == [0x01, 0xFF, 0x02, 0x03, 0xFF])
    #expect(damagedCount(pieces) == 2)
  }

  @Test func aMarkThatDoesNotExistLosesNoByte() {
    var filter = DamageFilter()
    #expect(filter.pieces([0xFF, 0x41, 0x42]) == [.good([0xFF, 0x41, 0x42])])
  }
}
