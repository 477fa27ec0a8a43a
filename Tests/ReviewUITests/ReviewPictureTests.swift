import MonitorUI
import TestBench
import Testing
import TextScreen

@testable import ReviewUI

@Suite("The archive as pictures")
struct ReviewPictureTests {
  @Test("the list, wide and narrow", arguments: [(80, 24), (120, 40), (40, 10)])
  func list(columns: Int, rows: Int) throws {
    expectPicture(try Archive(columns: columns, rows: rows).screen, "list-\(columns)x\(rows)")
  }

  @Test("simulations stay away until they are asked for")
  func liveOnly() throws {
    var archive = try Archive(showsAll: false)
    expectPicture(archive.screen, "list-without-simulations")
    archive.press(.character("a"), .character("/"))
    archive.type("p-0102")
    expectPicture(archive.screen, "list-finding")
  }

  @Test(
    "minute 19 of the hypertension: what was so then, against which dose", arguments: [(80, 24), (120, 40)])
  func chart(columns: Int, rows: Int) throws {
    var archive = try Archive(columns: columns, rows: rows)
    archive.open("hypertension")
    archive.press(.character("g"))
    archive.type("19")
    archive.press(.enter)
    expectPicture(archive.screen, "chart-\(columns)x\(rows)")
  }

  @Test("a chart in ASCII, without colour, and one with hardly any room")
  func plainChart() throws {
    var archive = try Archive(display: Display(glyphs: .ascii, palette: .monochrome))
    archive.open("desaturation")
    archive.press(.character("n"))
    expectPicture(archive.screen, "chart-ascii")
    archive.resize(columns: 40, rows: 12)
    expectPicture(archive.screen, "chart-40x12")
  }

  @Test("the pages of a session")
  func pages() throws {
    var archive = try Archive()
    archive.open("hypertension")
    archive.press(.character("2"))
    expectPicture(archive.screen, "alarms")
    archive.press(.character("3"))
    expectPicture(archive.screen, "timeline")
    archive.press(.character("4"), .pageDown)
    expectPicture(archive.screen, "summary")
  }

  @Test("a patient's infusions, as a table and beside each other")
  func series() throws {
    var archive = try Archive()
    archive.open("hypertension")
    archive.press(.character("s"))
    expectPicture(archive.screen, "series")
    archive.press(.character("c"))
    expectPicture(archive.screen, "compare")
  }

  @Test("the keys")
  func help() throws {
    var archive = try Archive()
    archive.press(.character("?"))
    expectPicture(archive.screen, "help")
  }
}
