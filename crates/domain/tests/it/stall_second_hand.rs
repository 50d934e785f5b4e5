//! Twelve dialogues that were written without sight of any threshold of a stall: what is found of them, counted.
//!
//! They are kept as they were written, whatever is found: nothing here may be changed to fit. Five people could take part
//! in each; an objection is as old as the dialogue.

use crate::stall::{Dialogue, stall};

const STALLED: &[Dialogue] = &[
    Dialogue {
        name: "the price, said again and again",
        people: 5,
        turns: &[
            "I: We can not do it for less, the price is the price of the parts.",
            "M: The price is too high for our depot budget.",
            "I: The price is what the parts cost, it can not be less.",
            "M: For our depot budget the price is too high, as I said.",
            "I: The parts cost that much, the price can not go lower.",
            "M: Our depot budget does not stand this price.",
            "I: It is the price of the parts and can not be less.",
            "M: The price is too high. Our depot budget has not grown since Monday.",
            "I: And the parts have not become cheaper: the price stays.",
        ],
        objection_days: Some(13),
    },
    Dialogue {
        name: "two talk, the third waits",
        people: 5,
        turns: &[
            "I: By day the road would have to be closed.",
            "T: By night our crew agreement forbids it.",
            "I: The road can not be closed by day.",
            "T: The crew agreement forbids works by night.",
            "I: The road authority does not close the road by day.",
            "T: Our crew agreement does not allow night works.",
            "I: Closing the road by day is not possible.",
            "T: Night works are not possible with our crew agreement.",
            "I: Then by day is not possible and by night is not possible.",
            "T: By night it is not possible for our crew.",
        ],
        objection_days: Some(14),
    },
    Dialogue {
        name: "an old objection, and silence in between",
        people: 5,
        turns: &[
            "V: The training has to be in person.",
            "L: Two days off the road is too much for drivers.",
            "V: In person, as the training always was.",
            "L: It takes the drivers off the road for two days, that is too much.",
            "V: The training must be in person, there is no other.",
            "L: Two days off the road stays too much for the drivers.",
        ],
        objection_days: Some(45),
    },
    Dialogue {
        name: "principle against principle",
        people: 5,
        turns: &[
            "V: Without recording calls we can not find the faults.",
            "L: Recording calls harms trust.",
            "V: Faults are found by recording calls.",
            "M: Dispatchers do not trust a line that is recorded.",
            "I: We find no fault without the recording.",
            "L: Trust is gone once calls are recorded.",
            "V: Recording is how faults are found.",
            "M: A recorded line has no trust.",
            "I: No recording, no faults found.",
            "L: No trust with recording.",
            "V: No faults found without recording.",
        ],
        objection_days: Some(10),
    },
    Dialogue {
        name: "polite, and going nowhere",
        people: 5,
        turns: &[
            "M: Thank you, Ines. A menu does not help a driver at night; each depot needs its number.",
            "I: Thank you, Mara. I understand. Still, a number for each depot breaks billing.",
            "M: I understand, too. Still, a menu does not help a driver at night.",
            "I: I do see that. Billing breaks with a number for each depot, though.",
            "M: And I do see yours. A driver at night is not helped by a menu, though.",
            "I: Let us think about it. Billing would break with a number for each depot.",
            "M: Yes, let us think about it. A menu would not help the driver at night.",
            "I: I have thought about it. Billing would still break.",
            "M: I have thought about it as well. A menu would still not help.",
        ],
        objection_days: Some(13),
    },
    Dialogue {
        name: "german, the same two sentences",
        people: 5,
        turns: &[
            "I: Im Februar haben wir keine Leute.",
            "M: Im Dezember ist Weihnachtsgeschäft.",
            "I: Unsere Leute sind im Februar verplant.",
            "M: Der Dezember geht nicht, da ist Weihnachtsgeschäft.",
            "I: Der Februar geht nicht, da sind keine Leute da.",
            "M: Dezember ist Weihnachtsgeschäft, das geht nicht.",
            "I: Februar sind keine Leute da, das geht nicht.",
            "M: Es bleibt dabei: nicht im Dezember.",
            "I: Es bleibt dabei: nicht im Februar.",
        ],
        objection_days: Some(13),
    },
];

const LIVELY: &[Dialogue] = &[
    Dialogue {
        name: "many short questions, each answered",
        people: 5,
        turns: &[
            "I: What would you need to know?",
            "L: What it costs after one year, and after three.",
            "I: After one year 4,000 euros, after three nothing.",
            "L: And the phones?",
            "V: They stay yours; only the SIM cards come back.",
            "M: How long does moving the numbers take?",
            "V: Ten working days, we have done it twice with harbours.",
            "L: Who pays for the cards?",
            "I: We do. I write both into the text.",
        ],
        objection_days: Some(2),
    },
    Dialogue {
        name: "two do most of it, and get somewhere",
        people: 5,
        turns: &[
            "V: How much can it carry?",
            "T: Forty kilograms; the antenna has fifty-two.",
            "V: There is a newer one with thirty-eight, from the same maker.",
            "T: Then wind is the question, not weight. Do you have its surface?",
            "V: 0.31 square metres; the old one has 0.44.",
            "T: That passes. We still need the cable duct, it is full.",
            "V: We could take out the unused copper pair from 2009.",
            "T: If your people do that on a Sunday, the duct is free.",
            "V: Sunday the 14th, two of ours, one of yours for the key?",
        ],
        objection_days: Some(7),
    },
    Dialogue {
        name: "slow, with a long pause for facts",
        people: 5,
        turns: &[
            "I: Fair. Shall we ask all forty, or ten?",
            "M: All forty, but in the break, on paper.",
            "M: The papers are back: thirty-one of forty want it, six do not, three did not answer.",
            "I: And why do the six not want it?",
            "M: Four of them fear that it tracks them in their breaks.",
            "V: We can switch off position between sign-off and sign-on, and show it on the screen.",
            "M: With that I would ask the four again.",
            "M: Three of the four say yes with the switch on the screen.",
        ],
        objection_days: Some(30),
    },
    Dialogue {
        name: "disagreement in the open, with new reasons each time",
        people: 5,
        turns: &[
            "I: Five years pay for the cells; in three we lose 40,000.",
            "L: Our own lease in Westhaven ends in four.",
            "T: The mast lease runs until 2031, so from our side four would fit better than five.",
            "I: With four we lose 15,000. Could the depot in Elm join? Then it would break even.",
            "L: Elm is not mine to give; I ask my colleague there on Thursday.",
            "L: Elm joins if the handover is after the harvest.",
            "V: After the harvest is October: that is when the crew is free anyway.",
            "I: Then four years with Elm from October. I put it into the text.",
        ],
        objection_days: Some(9),
    },
    Dialogue {
        name: "a table that repeats words because the subject has one name",
        people: 5,
        turns: &[
            "I: Who calls the night desk between two and four?",
            "M: The Polish tours, to the night desk; about six calls.",
            "V: Could the night desk be joined with that of the harbour between two and four?",
            "M: The harbour night desk speaks Polish, that could even be better.",
            "T: Our alarm line goes to the harbour night desk already; it answers in twenty seconds.",
            "I: I called the harbour: their night desk takes our calls from two to four for 300 a month.",
            "M: Then let us try the harbour night desk for six weeks and count the calls.",
        ],
        objection_days: Some(6),
    },
    Dialogue {
        name: "german, short and brisk",
        people: 5,
        turns: &[
            "I: Woran liegt es, am Versand oder an der Prüfung?",
            "M: Am Versand: Sie liegt drei Tage im Postlauf.",
            "V: Als Datei wäre sie am Zweiten da. Welches Format liest Ihre Buchhaltung?",
            "L: XRechnung, und eine Kopie an mich.",
            "V: Das können wir ab Januar; bis dahin schicke ich eine PDF-Datei am Ersten.",
            "M: Und wenn der Erste ein Sonntag ist?",
            "V: Dann am Freitag davor.",
            "M: Damit ist mein Einwand erledigt, sobald es so im Text steht.",
        ],
        objection_days: Some(6),
    },
];

#[test]
fn of_dialogues_by_a_second_hand_the_missed_and_the_false_alarms_are_these() {
    let found = |all: &[Dialogue], stalls: bool| -> Vec<&str> {
        let some = all.iter().filter(|it| stall(it).is_some() == stalls);
        some.map(|it| it.name).collect()
    };
    let missed = ["an old objection, and silence in between"];
    assert_eq!(
        found(STALLED, false),
        missed,
        "missed: six turns are too few to tell"
    );
    // Two people, thirty days, and new facts each time: an old objection and two who hold it, and no stall.
    let alarms = ["slow, with a long pause for facts"];
    assert_eq!(found(LIVELY, true), alarms, "false alarms");
}
