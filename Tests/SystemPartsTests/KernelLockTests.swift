import Testing

@testable import SystemParts

/// The kernel's list of locks, as it was written by some kernel.
@Suite struct KernelLockTests {
  private let locks = KernelLocks(
    """
    1: FLOCK  ADVISORY  WRITE 812 fd:01:131085 0 EOF
    1: -> FLOCK  ADVISORY  WRITE 813 fd:01:131086 0 EOF
    2: POSIX  ADVISORY  WRITE 814 fd:01:131087 0 EOF
    3: FLOCK  ADVISORY  READ 815 fd:01:131088 0 EOF
    4: FLOCK  ADVISORY  WRITE 816 103:101:131089 0 EOF
    half a
    """)

  @Test func onlyWholeLocksOfFilesCountAndNobodyWhoWaits() {
    #expect((131085...131089).map { locks.hasLocked(inode: $0) } == [true, false, false, false, true])
  }

  /// Device numbers as stat(2) packs them: 253:1, and 259:257, whose minor number needs more than eight bits.
  static let holders: [(device: UInt64, inode: UInt64, holder: Int32?)] = [
    (0xFD01, 131085, 812), (0xFD02, 131085, nil), (0xFD01, 131086, nil), (0x11_0301, 131089, 816),
    (0x1_0301, 131089, nil),
  ]

  @Test(arguments: holders)
  func aHolderIsTheOneOnThisDevice(device: UInt64, inode: UInt64, holder: Int32?) {
    #expect(locks.process(device: device, inode: inode) == holder)
  }
}
