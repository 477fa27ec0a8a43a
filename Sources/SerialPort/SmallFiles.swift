import Glibc

// What a folder, a link and a small file of `/sys` or `/dev` say.

func fileNames(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names
}

func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// Where a link points, unresolved; nil if it is not a link.
func linkTarget(_ path: String) -> String? {
  var bytes = [CChar](repeating: 0, count: 4096)
  let count = readlink(path, &bytes, bytes.count)
  guard count > 0 else { return nil }
  return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Whether this user may read and write it.
func isAllowed(_ path: String) -> Bool { access(path, R_OK | W_OK) == 0 }

/// The name of the group that a file belongs to.
func groupName(_ path: String) -> String? {
  var facts = stat()
  guard stat(path, &facts) == 0, let group = getgrgid(facts.st_gid), let name = group.pointee.gr_name else {
    return nil
  }
  return String(cString: name)
}

/// The first line of a small file.
func firstLine(_ path: String) -> String? {
  let fd = open(path, O_RDONLY | O_CLOEXEC)
  guard fd >= 0 else { return nil }
  defer { close(fd) }
  var bytes = [UInt8](repeating: 0, count: 256)
  let count = read(fd, &bytes, bytes.count)
  let line = bytes.prefix(max(0, count)).prefix { $0 >= 0x20 && $0 != 0x7F }
  return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
}
