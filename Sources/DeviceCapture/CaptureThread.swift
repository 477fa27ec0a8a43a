import Devices
import InfusionCore
import SystemParts

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
    (try? WorkerThread.start { CaptureThread(queue, folder: folder).run() }) != nil
  }

  private func run() {
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
