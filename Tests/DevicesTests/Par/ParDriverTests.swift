import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct ParDriverTests {
  private func status(_ error: Int) -> [UInt8] {
    ParFrame.status(ParStatus(error: error, sys: .value(125), dia: .value(80), map: .value(90))).bytes
  }

  /// With M07, a leak, P holds the pressure of before.
  @Test func theErrorComesBeforeThePressure() throws {
    var module = try driver("par")
    #expect(module.cuffs(status(0)) == [measured(125, 80, 90, ageIsUnknown: true)])
    let ended = module.received(ParFrame.ended.bytes[...], at: .start)
    #expect(ended.sent == [ParQuestion.status.bytes])
    #expect(module.cuffs(status(7)) == [.failed()])
    #expect(module.cuffs(status(7)).isEmpty)
    #expect(module.cuffs(status(0)).isEmpty)
    #expect(module.cuffs(ParFrame.ended.bytes + status(0)) == [measured(125, 80, 90)])
  }
}
