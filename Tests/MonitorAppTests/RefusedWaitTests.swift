import CLinux
import DevicePorts
import Devices
import Glibc
import InfusionCore
import Quantities
import SystemClocks
import TestBench
import Testing

@testable import ProcessSignals

/// Where the kernel refuses every wait (ENOMEM from poll), the monitor still watches and can be stopped.
@Suite struct RefusedWaitTests {
  private let refusing = KernelWait(
    { _, _, _ in
      errno = ENOMEM
      return -1
    }, sleep: { _ in })

  @Test func aFileIsReadToItsEnd() throws {
    let scratch = ScratchFolder()
    let path = scratch.write("@1 hr=72 spo2=97\n@2 hr=73\n@3 hr=74\n", to: "lines")
    let spec = try #require(try DeviceSpec.parse(["line@file:\(path)"]).first)
    var recording = DeviceRecording(spec, stop: StopRequest(fd: -1), kernel: refusing)
    var heard: [Int64] = []
    while let next = try recording.next() {
      if case .reading = next.input { heard.append(next.time.milliseconds / 1000) }
    }
    #expect(heard == [1, 2, 3])
  }

  /// The signal's descriptor cannot be polled, so the pending signals are asked.
  @Test func aRequestToStopIsHeeded() throws {
    var before = sigset_t()
    pthread_sigmask(SIG_SETMASK, nil, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let fd = StopRequest.ofThisProcess().fd
    try #require(fd >= 0)
    defer { close(fd) }
    let stop = StopRequest(fd: fd, kernel: refusing)
    #expect(!stop.isMade)
    pthread_kill(pthread_self(), TerminalSignals.handOver)
    #expect(stop.isMade)
    #expect(stop.isMade, "the request stays")

    let scratch = ScratchFolder()
    mkfifo(scratch.file("pipe"), 0o600)
    let writer = open(scratch.file("pipe"), O_RDWR | O_CLOEXEC)
    defer { close(writer) }
    let spec = try #require(try DeviceSpec.parse(["line@file:\(scratch.file("pipe"))"]).first)
    var recording = DeviceRecording(spec, stop: stop, kernel: refusing)
    let next = try recording.next()
    #expect(next == nil, "a pipe that says nothing and never ends")
    #expect(cl_signalfd_take(fd) == TerminalSignals.handOver)
  }

  /// A descriptor that cannot be read stays ready for ever. The signal behind it must be found another way,
  /// or the loop spins and nobody can stop it.
  @Test func aSignalWhoseDescriptorCannotBeReadIsTakenAllTheSame() throws {
    var before = sigset_t()
    pthread_sigmask(SIG_SETMASK, nil, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let fd = StopRequest.ofThisProcess().fd
    try #require(fd >= 0)
    let unreadable = open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer {
      close(fd)
      close(unreadable)
    }
    pthread_kill(pthread_self(), TerminalSignals.handOver)
    #expect(cl_signalfd_take(unreadable) == TerminalSignals.handOver)
    #expect(cl_signalfd_take(unreadable) == 0)
  }
}
