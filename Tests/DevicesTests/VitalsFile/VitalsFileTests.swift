import Devices
import Quantities
import Testing

private func rows(_ text: String) throws -> [VitalsRow] { try VitalsFile(csv: ascii(text)).rows }

private func error(_ text: String) -> VitalsFileError? {
  do {
    _ = try VitalsFile(csv: ascii(text))
    return nil
  } catch {
    return error
  }
}

@Suite struct VitalsFileTests {
  @Test func columnsInAnyOrderAndEmptyCells() throws {
    let rows = try rows(
      "hr_bpm,time_s,nibp_dia_mmhg,nibp_sys_mmhg,spo2_pct,note\n"
        + "72,0,,,98,\n,1.5,80,120,,\"cuff, left \"\"arm\"\"\"\n,2,,,,\n"
    )
    #expect(rows.map(\.time.milliseconds) == [0, 1500, 2000])
    #expect(rows[0].hr == 72 && rows[0].spo2 == 98 && rows[0].sys == nil)
    #expect(rows[1].sys == 120 && rows[1].dia == 80 && rows[1].hr == nil)
    #expect(rows[1].note == "cuff, left \"arm\"")
    #expect(rows[2].hr == nil && rows[2].note == nil)
  }

  /// As a spreadsheet of many countries saves it.
  @Test func semicolonsAndDecimalCommas() throws {
    let rows = try rows(
      "time_s;hr_bpm;spo2_pct;note\r\n0;72,5;97;left, then right\r\n1,5;73.5;;\"a;b\"\r\n")
    #expect(rows.map(\.time.milliseconds) == [0, 1500])
    #expect(rows.map(\.hr) == [Fixed(thousandths: 72500), Fixed(thousandths: 73500)])
    #expect(rows.map(\.note) == ["left, then right", "a;b"])
    #expect(error("time_s;hr_bpm\n0;1.072,5\n")?.fault == .notANumber("1.072,5"))
    // With a comma in the header a semicolon is a character as any other.
    #expect(error("time_s,hr_bpm\n0;72,5\n")?.fault == .notANumber("0;72"))
  }

  @Test func everyColumn() throws {
    let row = try rows(
      "time_s,hr_bpm,spo2_pct,nibp_sys_mmhg,"
        + "nibp_dia_mmhg,nibp_map_mmhg,resp_rpm,pump_rate_ml_h,pump_volume_ml,note\r\n"
        + "900,69,97.5,163,46,83.333,24,52.5,0,ok\r\n"
    ).first
    #expect(row?.spo2 == Fixed(thousandths: 97500) && row?.map == Fixed(thousandths: 83333))
    #expect(row?.rr == 24 && row?.pumpRate == Fixed(thousandths: 52500) && row?.pumpVolume == 0)
    #expect(row?.note == "ok" && row?.line == 2)
  }

  @Test(arguments: [
    "\u{FEFF}time_s,hr_bpm\n1,60\n", "time_s,hr_bpm\r\n1,60\r\n", "time_s,hr_bpm\n1,60",
    "\"time_s\",\"hr_bpm\"\n\"1\",\"60\"\n\n",
  ])
  func byteOrderMarkLineEndsAndQuotes(text: String) throws {
    #expect(try rows(text).map(\.hr) == [60])
  }

  @Test func aRowMayEndAfterItsTime() throws {
    #expect(try rows("time_s,hr_bpm\n1\n2,\n").count == 2)
  }

  @Test func anUnknownColumnIsNamedOnceAndPassedOver() throws {
    let file = try VitalsFile(csv: ascii("time_s,mood,hr_bpm\n1,calm,60\n2,\"a\nb\",61\n3,,62\n"))
    #expect(file.unknownColumns == ["mood"])
    #expect(file.rows.map(\.hr) == [60, 61, 62])
    #expect(file.rows.map(\.line) == [2, 3, 5])
  }

  @Test func aFileWithoutRowsIsAFile() throws {
    #expect(try rows("time_s\n").isEmpty)
  }
}

@Suite struct VitalsFileErrorTests {
  @Test(arguments: [
    ("", VitalsFileError(.empty, line: 1, column: 1)),
    ("hr_bpm\n60\n", VitalsFileError(.timeColumnMissing, line: 1, column: 1)),
    ("time_s,hr_bpm,hr_bpm\n", VitalsFileError(.duplicateColumn, line: 1, column: 3, columnName: "hr_bpm")),
    (
      "time_s,hr_bpm\n0,60\n1,6O\n",
      VitalsFileError(.notANumber("6O"), line: 3, column: 2, columnName: "hr_bpm")
    ),
    ("time_s,hr_bpm\n0, 60\n", VitalsFileError(.notANumber(" 60"), line: 2, column: 2, columnName: "hr_bpm")),
    ("time_s,hr_bpm\n0,-\n", VitalsFileError(.notANumber("-"), line: 2, column: 2, columnName: "hr_bpm")),
    (
      "time_s,spo2_pct\n0,101\n",
      VitalsFileError(.outOfRange("101", accepted: 0...100), line: 2, column: 2, columnName: "spo2_pct")
    ),
    (
      "time_s\n5\n4.999\n",
      VitalsFileError(
        .timeBackwards(from: .seconds(5), to: SessionTime(milliseconds: 4999)), line: 3, column: 1,
        columnName: "time_s")
    ),
    (
      "time_s\n8640000\n8640000.001\n",
      VitalsFileError(
        .timeBeyond(SessionTime(milliseconds: 8_640_000_001)), line: 3, column: 1, columnName: "time_s")
    ),
    ("hr_bpm,time_s\n60,\n", VitalsFileError(.timeMissing, line: 2, column: 2, columnName: "time_s")),
    (
      "time_s,nibp_sys_mmhg,nibp_dia_mmhg\n0,120,\n",
      VitalsFileError(.systolicWithoutDiastolic, line: 2, column: 2, columnName: "nibp_sys_mmhg")
    ),
    (
      "time_s,nibp_sys_mmhg\n0,120\n",
      VitalsFileError(.systolicWithoutDiastolic, line: 2, column: 2, columnName: "nibp_sys_mmhg")
    ),
    (
      "time_s,nibp_dia_mmhg\n0,80\n",
      VitalsFileError(.diastolicWithoutSystolic, line: 2, column: 2, columnName: "nibp_dia_mmhg")
    ),
    (
      "time_s,nibp_sys_mmhg,nibp_dia_mmhg\n0,80,80\n",
      VitalsFileError(.systolicNotAboveDiastolic, line: 2, column: 2, columnName: "nibp_sys_mmhg")
    ),
    ("time_s\n1,2\n", VitalsFileError(.tooManyCells(found: 2, expected: 1), line: 2, column: 2)),
    ("time_s,note\n0,\"open\n1,x\n", VitalsFileError(.unendedQuote, line: 2, column: 2)),
    ("time_s,note\n0,a\"b\n", VitalsFileError(.strayQuote, line: 2, column: 2)),
    ("time_s,note\n0,\"a\"b\n", VitalsFileError(.strayQuote, line: 2, column: 2)),
  ])
  func everyErrorNamesItsPlace(text: String, expected: VitalsFileError) {
    #expect(error(text) == expected)
  }

  @Test func textMustBeUTF8() {
    let bytes = ascii("time_s,note\n0,") + [0xC3, 0x28, 0x0A]
    #expect(throws: VitalsFileError(.notUTF8, line: 2, column: 2, columnName: "note")) {
      try VitalsFile(csv: bytes)
    }
  }
}
