import Testing

@testable import BluetoothLE

/// The conversation with BlueZ, word by word: no bus and no thread.
@Suite struct BlueZTalkTests {
  private let device = "/org/bluez/hci0/dev_C0_FF_EE_00_12_34"
  private let first = "/org/bluez/hci0/dev_C0_FF_EE_00_12_34/service1/char1"
  private let second = "/org/bluez/hci0/dev_C0_FF_EE_00_12_34/service1/char2"
  private let names = [
    "00002a5f-0000-1000-8000-00805f9b34fb", "00002a5e-0000-1000-8000-00805f9b34fb",
  ]

  private func talk() -> BlueZTalk { BlueZTalk(address: "C0:FF:EE:00:12:34", characteristics: names) }

  private func objects(isConnected: Bool = true, isResolved: Bool = true) -> [BusValue] {
    let characteristics = zip([first, second], names).map { path, name in
      (
        path,
        BusValue.table([BlueZObjects.characteristicInterface: .table(["UUID": .text(name.uppercased())])])
      )
    }
    let told: [String: BusValue] = [
      "Address": .text("C0:FF:EE:00:12:34"), "Adapter": .text("/org/bluez/hci0"),
      "Connected": .flag(isConnected), "ServicesResolved": .flag(isResolved),
    ]
    let others: [(String, BusValue)] = [
      ("/org/bluez/hci0", .table([BlueZObjects.adapterInterface: .table(["Powered": .flag(true)])])),
      (device, .table([BlueZObjects.deviceInterface: .table(told)])),
      // Another device has the same characteristic.
      ("\(device)5/service1/char1", characteristics[0].1),
    ]
    return [.table(Dictionary(uniqueKeysWithValues: others + (isResolved ? characteristics : [])))]
  }

  private func change(_ interface: String, _ name: String, _ value: BusValue) -> [BusValue] {
    [.text(interface), .table([name: value]), .list([])]
  }

  /// Between a first look and the watch something may change, so it is looked at again.
  @Test func theDeviceIsWatchedBeforeItIsLookedAtForGood() throws {
    var talk = talk()
    #expect(talk.begin().last == .objects)
    #expect(try talk.answered(.objects, objects()) == [.call(.watch(device)), .call(.objects)])
    #expect(
      try talk.answered(.objects, objects()) == [.call(.startNotify(first)), .call(.startNotify(second))])
  }

  /// The link opens when both may speak, or as soon as one does.
  @Test func theLastOneThatIsAskedOpensIt() throws {
    var talk = talk()
    for _ in 0..<2 { _ = try talk.answered(.objects, objects()) }
    var early = talk
    #expect(try talk.answered(.startNotify(first), []).isEmpty)
    #expect(
      try talk.refused(.startNotify(second), name: "org.bluez.Error.InProgress", words: "") == [
        .tell(.opened)
      ])
    let value = BluetoothEvent.value(characteristic: names[0], [1, 2])
    let told = change(BlueZObjects.characteristicInterface, "Value", .bytes([1, 2]))
    let steps = try early.signal(path: first, member: "PropertiesChanged", told)
    #expect(steps == [.tell(.opened), .tell(value)])
    #expect(try early.answered(.startNotify(second), []).isEmpty)
  }

  /// A device that may be asked for its clock may not allow listening yet.
  @Test func whatIsReadOpensNothingByItself() throws {
    var talk = BlueZTalk(
      address: "C0:FF:EE:00:12:34", characteristics: [names[0]], readOnce: [names[1]])
    for _ in 0..<2 { _ = try talk.answered(.objects, objects()) }
    var refused = talk
    #expect(try talk.answered(.read(second), [.bytes([7])]).isEmpty)
    let value = BluetoothEvent.value(characteristic: names[1], [7])
    #expect(try talk.answered(.startNotify(first), []) == [.tell(.opened), .tell(value)])
    // Nor was it ever open where it may not be listened to.
    #expect(try refused.answered(.read(second), [.bytes([7])]).isEmpty)
    #expect(throws: BluetoothLoss.notPaired) {
      try refused.refused(.startNotify(first), name: "org.bluez.Error.NotPermitted", words: "")
    }
    // What is read later is told at once.
    var late = BlueZTalk(address: "C0:FF:EE:00:12:34", characteristics: [names[0]], readOnce: [names[1]])
    for _ in 0..<2 { _ = try late.answered(.objects, objects()) }
    #expect(try late.answered(.startNotify(first), []) == [.tell(.opened)])
    #expect(try late.answered(.read(second), [.bytes([7])]) == [.tell(value)])
  }

  @Test func whatOthersDoIsNothing() throws {
    var talk = talk()
    for _ in 0..<2 { _ = try talk.answered(.objects, objects()) }
    let gone = change(BlueZObjects.deviceInterface, "Connected", .flag(false))
    #expect(try talk.signal(path: device + "5", member: "PropertiesChanged", gone).isEmpty)
    let value = change(BlueZObjects.characteristicInterface, "Value", .bytes([1]))
    #expect(try talk.signal(path: device + "5/service1/char1", member: "PropertiesChanged", value).isEmpty)
    #expect(throws: BluetoothLoss.vanished) {
      try talk.signal(path: device, member: "PropertiesChanged", gone)
    }
  }

  /// While it connects a link may come and go; only the answer says what came of it.
  @Test func onlyALinkOfOurMakingIsEnded() throws {
    var talk = talk()
    for _ in 0..<2 { _ = try talk.answered(.objects, objects(isConnected: false, isResolved: false)) }
    let gone = change(BlueZObjects.deviceInterface, "Connected", .flag(false))
    #expect(try talk.signal(path: device, member: "PropertiesChanged", gone).isEmpty)
    #expect(talk.end().isEmpty)
    #expect(try talk.answered(.connect(device), []) == [.call(.objects)])
    #expect(talk.end() == [.disconnect(device)])
    #expect(try talk.answered(.objects, objects(isResolved: false)).isEmpty)
    let resolved = change(BlueZObjects.deviceInterface, "ServicesResolved", .flag(true))
    #expect(try talk.signal(path: device, member: "PropertiesChanged", resolved) == [.call(.objects)])
  }
}
