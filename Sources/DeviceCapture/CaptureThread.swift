import CLinux
import Devices
import Glibc
import InfusionCore

/// The thread that writes captures; it alone touches their files.
final class CaptureThread {
  private let queue: CaptureQueue
  private let folder: String
  private var files: [SourceID: CaptureFile] = [:]

  private init(_ queue: CaptureQueue, folder: String) {
    self.queue = queue
    self.folder = folder
  }

  /// False if there can be no further thread.
  static func start(_ queue: CaptureQueue, folder: String) -> Bool {
    let baton = Unmanaged.passRetained(CaptureThread(queue, folder: folder))
    var id = pthread_t()
    let code = pthread_create(
      &id, nil,
      { baton in
        guard let baton else { return nil }
        Unmanaged<CaptureThread>.fromOpaque(baton).takeRetainedValue().run()
        return nil
      }, baton.toOpaque())
    guard code == 0 else {
      baton.release()
      return false
    }
    pthread_detach(id)
    return true
  }

  private func run() {
    cl_block_signals()
    while true {
      let (orders, mustEnd) = queue.drainOrders()
      for order in orders { obey(order) }
      for file in files.values { write(file) }
      if mustEnd { return queue.hasEnded() }
      queue.waitForOrders()
    }
  }

  private func obey(_ order: CaptureQueue.Order) {
    switch order {
    case .file(let header, let source):
      files[source] = CaptureFile("\(folder)/\(RawCapture.fileName(of: source))", header)
    case .entry(let entry, let source): files[source]?.append(CaptureText.lines(entry))
    }
  }

  private func write(_ file: CaptureFile) {
    if let trouble = file.write() { queue.tell(trouble) }
  }
}
