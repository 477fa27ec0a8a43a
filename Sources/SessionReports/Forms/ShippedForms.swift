/// The forms that are shipped. They are not the official forms that a clinic must send: they gather what such
/// a form asks, in their own words.
public enum ShippedForm: String, CaseIterable, Sendable {
  case esketamine
  case adverseEvent = "adverse-event"
  case controlledDrug = "controlled-drug"
  case times

  public var explanation: String {
    switch self {
    case .esketamine: "what the REMS asks of a treatment with esketamine"
    case .adverseEvent: "what is known of an adverse event"
    case .controlledDrug: "drawn up, given, wasted before a witness, and whether that closes"
    case .times: "the times that a bill rests on"
    }
  }

  public var text: String {
    switch self {
    case .esketamine: Self.esketaminePage
    case .adverseEvent: Self.adverseEventPage
    case .controlledDrug: Self.controlledDrugPage
    case .times: Self.timesPage
    }
  }
}

extension ShippedForm {
  /// What the Spravato REMS asks of a treatment: dose and lot; what else the patient takes; pressures before,
  /// at about 40 min and before the way home, and whether the vital signs were acceptable then; sedation,
  /// dissociation and respiratory depression, and when they were over; serious adverse events; when the
  /// patient would have been ready, in minutes from the start (FDA REMS 386, its monitoring form of 11/2021
  /// and what was added since; prescribing information of esketamine, 2.3, 5.1).
  private static let esketaminePage = """
    # Esketamine: monitoring of one treatment
    > What the REMS asks, from the record of the session. The form itself is the sponsor's.
    ## Treatment
    Patient: {patient}
    Date: {date}
    Dose: {given}
    Lot: {lots}
    Dosing began: {dosing}
    Pulse oximeter: {oximeter}
    Takes already: ____ (benzodiazepines, other hypnotics, opioids, stimulants, MAO inhibitors)
    ## Blood pressure, mmHg
    Before: {pressure-before}
    At about 40 min: {pressure-40}
    Before the way home: {pressure-end}
    Highest: {pressure-highest}
    Vital signs acceptable: ____ (before) and ____ (before the way home)
    ## Monitoring
    Lowest SpO2: {spo2-lowest}
    Respiratory depression: ____ (yes or no; if yes, from when to when)
    Sedation, lowest MOAA/S: {sedation}
    Sedation over: {sedation-over}
    Dissociation, highest: {dissociation}
    Dissociation over: {dissociation-over}
    Watched for: {observation-minutes}
    Would have been ready: {ready}
    Left: {ending}
    ## Beside it
    Other medicines: {medicines}
    Symptoms: {symptoms}
    Serious adverse event: ____ (yes or no; if yes, the adverse-event form too)
    ## Signed
    Watched by: {people}
    Name, signature, date: ____
    """

  private static let adverseEventPage = """
    # Adverse event during or after a treatment
    > What the record knows. What happened, and whether the drug did it, is for a person to say.
    ## Who and when
    Patient: {patient}
    Weight: {weight}
    Date: {date}
    Session: {session}
    ## The drug
    Drug and dose: {given}
    Lot: {lots}
    From, to: {dosing} to {stop}
    ## The event
    What happened: ____
    Began, ended: ____
    Serious, and why: ____
    Related to the drug: ____
    ## What was recorded
    Alarms: {alarms}
    Symptoms: {symptoms}
    Highest pressure: {pressure-highest}
    Lowest SpO2: {spo2-lowest}
    Not watched: {not-watched}
    ## What was done
    Medicines: {medicines}
    Measures: {measures}
    Outcome: {ending}
    ## Signed
    At the chair: {people}
    Reported by, date: ____
    """

  private static let controlledDrugPage = """
    # Controlled drug: one patient's line
    ## Whose
    Patient: {patient}
    Date: {date}
    Session: {session}
    Drug: {drug}
    Lot: {lots}
    ## Balance
    Drawn up: {drawn}
    Given: {given}
    Wasted: {wasted}
    Sum: {sum}
    ## Signed
    Signatures: ____ and ____
    """

  private static let timesPage = """
    # Times of a treatment
    > From the record's own clock. What of it can be billed, and under which code, the payer says.
    ## Whose
    Patient: {patient}
    Date: {date}
    Session: {session}
    Plan: {plan}
    Drug and dose: {given}
    ## Times
    Record began: {began}
    Drug from: {dosing}
    Drug to: {stop}
    Record ended: {ended}
    Infusion: {infusion-minutes}
    Afterwards: {observation-minutes}
    Watched, start to end: {watched-minutes}
    Not watched: {not-watched}
    Left: {ending}
    ## Signed
    At the chair: {people}
    Signature: ____
    """
}
