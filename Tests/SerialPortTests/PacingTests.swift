import Glibc
import Testing

@testable import SerialPort

@Suite struct PacingTests {
  @Test func aLostPortIsTriedAfter100200And400MsThenTwiceASecond() {
    var pacing = ReopenPacing()
    let pauses = (0..<6).map { _ in pacing.pauseMilliseconds() }
    #expect(pauses == [100, 200, 400, 500, 500, 500])
  }

  @Test(arguments: [
    (ENOENT, PortLoss.missing), (ENXIO, .missing), (ENODEV, .missing),
    (EACCES, .forbidden), (EPERM, .forbidden),
    (EBUSY, .busy(process: nil)), (EAGAIN, .busy(process: nil)),
    (EISDIR, .other("Is a directory")), (ECONNREFUSED, .other("Connection refused")),
  ])
  func anErrorOfOpeningHasAName(code: Int32, loss: PortLoss) {
    #expect(PortLoss(opening: code) == loss)
  }

  @Test(arguments: [EIO, ENXIO, ENODEV, ECONNRESET, ETIMEDOUT])
  func aDeviceThatGoesAwayHasVanishedWhateverTheDriverCallsIt(code: Int32) {
    #expect(PortLoss(using: code) == .vanished)
  }
}
