import Glibc
import InfusionCore
import Quantities

@testable import DevicePorts
@testable import Devices

/// A device beside the chair: it speaks whether somebody listens or not.
struct SpeakingDevice {
  var isPlugged = true
  private(set) var nextAt: Int64 = 0
  private var spo2: Int64 = 97
  private var hr: Int64 = 72
  private var rest: [UInt8] = []

  /// What it says now.
  mutating func speak(at now: Int64, _ dice: inout Chance) -> [UInt8] {
    var said = rest
    rest = []
    if said.isEmpty {
      move(&dice)
      said = line(&dice)
      if dice.once(in: 9) {
        let cut = dice.number(1...said.count)
        rest = Array(said[cut...])
        said = Array(said[..<cut])
      }
    }
    nextAt = now + (rest.isEmpty ? dice.number(700...4000) : 50)
    return said
  }

  private mutating func move(_ dice: inout Chance) {
    hr = min(180, max(35, hr + dice.number(-3...3)))
    if dice.once(in: 25) { spo2 = dice.number(78...99) }
    spo2 = min(100, max(70, spo2 + dice.number(-1...1)))
  }

  private func line(_ dice: inout Chance) -> [UInt8] {
    switch dice.number(0...29) {
    case 0: Array("hr=\(hr) spo2=\u{1B}\n".utf8)
    case 1: Array("hr=- spo2=- status=off\n".utf8)
    case 2, 3: Array("sys=\(110 + dice.number(0...40)) dia=\(60 + dice.number(0...20))\n".utf8)
    case 4: Array("spo2=\(spo2) status=artifact\n".utf8)
    default: Array("hr=\(hr) spo2=\(spo2)\n".utf8)
    }
  }
}

/// Its cable as a station sees it.
final class SimulatedCable: DeviceLine {
  private unowned let world: SimulatedWorld
  let index: Int
  private var isOpen = false
  private(set) var nextAttemptMilliseconds: Int64? = .min

  init(_ world: SimulatedWorld, _ index: Int) {
    self.world = world
    self.index = index
  }

  var fd: Int32 { isOpen ? 1000 + Int32(index) : -1 }
  var interest: Int16 { Int16(POLLIN) }
  var settings: String { "9600 8N1" }

  func attempt(_ now: Int64) -> [LineEvent] {
    guard let due = nextAttemptMilliseconds, due <= now else { return [] }
    world.step()
    guard world.devices[index].isPlugged else {
      nextAttemptMilliseconds = now + 1000
      return [LineEvent(.lost(.missing))]
    }
    isOpen = true
    nextAttemptMilliseconds = nil
    return [LineEvent(.adapter("A50285B\(index)")), LineEvent(.opened)]
  }

  func handle(_ revents: Int16, _ now: Int64) -> [LineEvent] {
    world.step()
    guard world.devices[index].isPlugged else {
      isOpen = false
      nextAttemptMilliseconds = now + 1000
      return [LineEvent(.lost(.vanished))]
    }
    if index == 1, let from = world.fate.poisonFrom, world.now >= from { world.die(.poison) }
    return [LineEvent(.received(world.devices[index].speak(at: world.now, &world.dice)))]
  }

  func send(_ frame: [UInt8], to caller: Caller?) -> Bool { true }
  func close() { isOpen = false }
}
