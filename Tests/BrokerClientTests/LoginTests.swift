import BrokerClient
import Foundation
import Glibc
import Testing

@Suite("User and password for a broker")
struct LoginTests {
  private func file(_ text: String, mode: mode_t = 0o600) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/chairside-login-\(UUID().uuidString)"
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    chmod(path, mode)
    return path
  }

  @Test(arguments: ["chair-3\nsecret\n", "chair-3\nsecret", "chair-3\nsecret\n\n"])
  func `two lines of a file that is nobody else's`(text: String) throws {
    let path = try file(text)
    defer { unlink(path) }
    let login = try BrokerLogin(file: path)
    #expect(login.user == "chair-3" && login.password == "secret")
  }

  @Test(arguments: ["", "chair-3", "chair-3\n", "\nsecret\n", "chair-3\nsecret\nmore\n"])
  func `other than two lines is an error that tells no password`(text: String) throws {
    let path = try file(text)
    defer { unlink(path) }
    #expect(throws: BrokerLoginError.twoLines(path)) { try BrokerLogin(file: path) }
    #expect(!BrokerLoginError.twoLines(path).sentence.contains("secret"))
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o660] as [mode_t])
  func `a file that others may read is refused`(mode: mode_t) throws {
    let path = try file("chair-3\nsecret\n", mode: mode)
    defer { unlink(path) }
    #expect(throws: BrokerLoginError.open(path, mode: UInt32(mode))) { try BrokerLogin(file: path) }
  }

  @Test func `what is no file is none`() {
    #expect(throws: BrokerLoginError.noFile("/dev/null")) { try BrokerLogin(file: "/dev/null") }
    #expect(throws: BrokerLoginError.unreadable("/nowhere/x", "No such file or directory")) {
      try BrokerLogin(file: "/nowhere/x")
    }
  }
}
