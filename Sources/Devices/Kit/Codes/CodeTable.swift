// The dialects as tables. LOINC and ISO/IEEE 11073-10101 are standards; what monitors make of them, and their
// own codes, is from messages and receivers that were published (docs/devices/hl7.md).

extension CodeTerm {
  static let table: [CodeTerm] = loinc + mdc + pumps + mindray + edan

  private static func row(
    _ dialect: Dialect, _ vital: CodedFigure, _ codes: [String], rank: Int = 0
  ) -> [CodeTerm] {
    codes.map {
      CodeTerm(
        meaning: .vital(vital), dialect: dialect, code: $0, names: [], needsName: false, rank: rank, unit: nil
      )
    }
  }

  private static func row(
    _ dialect: Dialect, _ meaning: Meaning, _ code: Int, _ names: String..., rank: Int = 0,
    needsName: Bool = false, unit: CodeUnit? = nil
  ) -> CodeTerm {
    CodeTerm(
      meaning: meaning, dialect: dialect, code: "\(code)", names: names, needsName: needsName, rank: rank,
      unit: unit)
  }

  private static let loinc: [CodeTerm] = [
    row(.loinc, .hr, ["8867-4"]),
    row(.loinc, .pulse, ["8889-8"]),
    row(.loinc, .spo2, ["59408-5", "2708-6"]),
    row(.loinc, .rr, ["9279-1"]),
    row(.loinc, .sys, ["8480-6", "76534-7"]),
    row(.loinc, .dia, ["8462-4", "76535-4"]),
    row(.loinc, .map, ["8478-0", "76536-2"]),
    row(.loinc, .temp, ["8310-5", "8331-1", "8332-9", "8333-7", "8328-7"]),
    row(.loinc, .etco2, ["19889-5", "19891-1"]),
  ].flatMap { $0 }

  private static let mdc: [CodeTerm] =
    rates + [
      row(.mdc, .vital(.spo2), 150_456, "mdc_puls_oxim_sat_o2"),
      row(.mdc, .vital(.sys), 150_021, "mdc_press_bld_noninv_sys"),
      row(.mdc, .vital(.dia), 150_022, "mdc_press_bld_noninv_dia"),
      row(.mdc, .vital(.map), 150_023, "mdc_press_bld_noninv_mean"),
      // The codes of a blood pressure of any kind; with this name it is the cuff's.
      row(.mdc, .vital(.sys), 150_017, "mdc_press_bld_noninv_sys", needsName: true),
      row(.mdc, .vital(.dia), 150_018, "mdc_press_bld_noninv_dia", needsName: true),
      row(.mdc, .vital(.map), 150_019, "mdc_press_bld_noninv_mean", needsName: true),
      row(.mdcCuff, .vital(.sys), 150_301, "mdc_press_cuff_sys"),
      row(.mdcCuff, .vital(.dia), 150_302, "mdc_press_cuff_dia"),
      row(.mdcCuff, .vital(.map), 150_303, "mdc_press_cuff_mean"),
      row(.mdc, .vital(.etco2), 151_708, "mdc_conc_away_co2_et", "mdc_away_co2_et"),
      // Philips: 0002-50b0.
      row(.mdc, .vital(.etco2), 151_728),
      row(.mdc, .vital(.pi), 150_488, "mdc_bld_perf_index"),
      row(.mdc, .vital(.pi), 150_448, "mdc_puls_oxim_perf_rel"),
    ] + temperatures

  private static let rates: [CodeTerm] = [
    row(.mdc, .vital(.hr), 147_842, "mdc_ecg_heart_rate"),
    // Mindray's gateway sends under the same number what the cardiac output module counts.
    row(.mdc, .vital(.hr), 147_842, "mdc_ecg_card_beat_rate", rank: 1),
    row(.mdc, .vital(.pulse), 149_530, "mdc_puls_oxim_puls_rate"),
    row(.mdc, .vital(.pulse), 149_538, "mdc_pleth_puls_rate"),
    row(.mdc, .vital(.pulse), 149_522, "mdc_bld_puls_rate_inv", rank: 1),
    // Comen's name for it, which in the standard is another code's. It says nothing of where it was felt.
    row(.mdc, .pulseOfUnsaidOrigin, 149_522, "mdc_puls_rate", needsName: true),
    row(.mdc, .pulseOfUnsaidOrigin, 149_514, "mdc_puls_rate"),
    row(.mdc, .pulseOfCuff, 149_546, "mdc_puls_rate_non_inv"),
    // Philips: 0002-f0e5, "Pulse (NBP)".
    row(.mdc, .pulseOfCuff, 192_741),
    row(.mdc, .vital(.rr), 151_562, "mdc_resp_rate"),
    row(.mdc, .vital(.rr), 151_594, "mdc_co2_resp_rate", rank: 1),
    row(.mdc, .vital(.rr), 151_578, "mdc_tthor_resp_rate", rank: 2),
    row(.mdc, .vital(.rr), 151_570, "mdc_away_resp_rate", rank: 3),
    // Philips: 0002-5000, the respiration as a whole.
    row(.mdc, .vital(.rr), 151_552, "resp", rank: 1, needsName: true),
  ]

  /// Temperatures of skin or blood, and differences, are not the body's.
  private static let temperatures: [CodeTerm] = [
    row(.mdc, .vital(.temp), 150_344, "mdc_temp"),
    row(.mdc, .vital(.temp), 150_364, "mdc_temp_body"),
    row(.mdc, .vital(.temp), 150_368, "mdc_temp_core"),
    row(.mdc, .vital(.temp), 150_392, "mdc_temp_tymp"),
    row(.mdc, .vital(.temp), 188_420, "mdc_temp_rect"),
    row(.mdc, .vital(.temp), 188_424, "mdc_temp_oral"),
    row(.mdc, .vital(.temp), 188_428, "mdc_temp_ear"),
    row(.mdc, .vital(.temp), 188_452, "mdc_temp_axilla"),
    row(.mdc, .vital(.temp), 188_496, "mdc_temp_axil"),
    // Philips: 0002-f0c7 and 0002-f0c8.
    row(.mdc, .vital(.temp), 192_711, "temp1", needsName: true),
    row(.mdc, .vital(.temp), 192_712, "temp2", rank: 1, needsName: true),
  ]

  private static let pumps: [CodeTerm] = [
    row(.mdc, .vital(.pumpRate), 157_784, "mdc_flow_fluid_pump"),
    row(.mdc, .vital(.pumpVolume), 157_993, "mdc_vol_fluid_deliv_total"),
    row(.mdc, .vital(.pumpRemaining), 157_872, "mdc_vol_fluid_tbi_remain"),
  ]

  private static let mindray: [CodeTerm] = [
    row(.mindray, .vital(.hr), 101, "hr", needsName: true),
    row(.mindray, .vital(.rr), 151, "rr", needsName: true),
    row(.mindray, .vital(.spo2), 160, "spo2", needsName: true),
    row(.mindray, .vital(.pulse), 161, "pr", needsName: true),
    row(.mindray, .vital(.pi), 161, "pi", needsName: true),
    row(.mindray, .vital(.pi), 162, "pi", needsName: true),
    row(.mindray, .vital(.sys), 170, "sys", "nibp-sys", "nibp_sys", "nibp-s", needsName: true),
    row(.mindray, .vital(.dia), 171, "dia", "nibp-dia", "nibp_dia", "nibp-d", needsName: true),
    row(.mindray, .vital(.map), 172, "mean", "nibp-mean", "nibp_mean", "nibp-m", needsName: true),
    row(.mindray, .pulseOfCuff, 173, "nibp_pr", "nibp-pr", "pr", needsName: true),
    row(.mindray, .vital(.temp), 200, "t1", needsName: true, unit: .celsius),
    row(.mindray, .vital(.temp), 201, "t2", rank: 1, needsName: true, unit: .celsius),
    row(.mindray, .vital(.etco2), 250, "etco2", needsName: true),
  ]

  private static let edan: [CodeTerm] = [
    row(.edan, .vital(.hr), 131_072, "ecg_hr", needsName: true),
    row(.edan, .vital(.spo2), 327_680, "spo2_spo2", needsName: true),
    row(.edan, .vital(.pulse), 327_681, "spo2_pr", needsName: true),
    row(.edan, .vital(.sys), 393_216, "nibp_sys", needsName: true),
    row(.edan, .vital(.dia), 393_217, "nibp_dia", needsName: true),
    row(.edan, .vital(.map), 393_218, "nibp_mean", needsName: true),
    row(.edan, .pulseOfCuff, 393_219, "nibp_pr", needsName: true),
    row(.edan, .vital(.temp), 458_752, "temp_t1", needsName: true),
    row(.edan, .vital(.temp), 524_288, "speedy_temp", rank: 1, needsName: true),
  ]
}
