//! When an exchange goes round in circles: written-out dialogues, half of which do. The product's own sentence
//! about them is tried by hand; these hold what counts as a stall.

use domain::Moment;
use domain::ids::PersonId;
use domain::proposal::stall::*;
use uuid::Uuid;

/// A dialogue: what it is called, how many people could take part, each turn with who said it, whether a
/// position changed and when, and how old the oldest objection is.
pub struct Dialogue {
    pub name: &'static str,
    pub people: usize,
    /// `I`nes, `M`ara, `T`om, `L`ea …; a turn that begins with `!` is one after which somebody moved.
    pub turns: &'static [&'static str],
    pub objection_days: Option<i64>,
}

const HOUR: i64 = 3_600_000;

pub fn stall(dialogue: &Dialogue) -> Option<Stall> {
    stalled(dialogue, 0)
}

/// The same where the words were changed before so many of the latest turns; none: never.
fn stalled(dialogue: &Dialogue, since: usize) -> Option<Stall> {
    let now = Moment(2_000_000_000_000);
    let begin = now.0 - dialogue.turns.len() as i64 * HOUR;
    let worded = match since {
        0 => Moment(0),
        since => Moment(now.0 - since as i64 * HOUR - 1),
    };
    let mut moved = worded.max(Moment(begin - HOUR));
    let mut turns = Vec::new();
    for (n, turn) in dialogue.turns.iter().enumerate() {
        let (moves, said) = match turn.strip_prefix('!') {
            Some(said) => (true, said),
            None => (false, *turn),
        };
        let (who, words) = said.split_once(": ").expect("somebody says it");
        let at = Moment(begin + n as i64 * HOUR);
        let person = PersonId(Uuid::from_u128(u128::from(who.as_bytes()[0])));
        turns.push(Turn { person, words, at });
        if moves {
            moved = Moment(at.0 + 1);
        }
    }
    let objections = dialogue
        .objection_days
        .map(|days| Moment(now.0 - days * Moment::DAY));
    let exchange = Exchange {
        turns,
        moved,
        worded,
        objections: objections.into_iter().collect(),
        people: dialogue.people,
    };
    exchange.stall(now)
}

const STALLED: &[Dialogue] = &[
    Dialogue {
        name: "wind load and road closure",
        people: 4,
        turns: &[
            "T: The wind load on those lamp posts is more than you assume. Somebody has to measure it.",
            "M: And the road closure takes our only dispatch route for a week.",
            "T: The wind load decides everything. Measure the wind load first.",
            "M: The road closure has to be settled before the wind load.",
            "T: Without the wind load we cannot plan. The posts hold less than you assume.",
            "M: Without the road closure settled there is nothing to plan. It is our only dispatch route.",
            "T: Measure the wind load, I said so. The posts hold less.",
            "M: The road closure, for a week, on our only route. I said so too.",
            "T: The wind load is more than you assume.",
            "M: The road closure takes our only dispatch route.",
            "T: Somebody has to measure the wind load first.",
        ],
        objection_days: Some(3),
    },
    Dialogue {
        name: "the price, again and again",
        people: 3,
        turns: &[
            "I: The price covers the masts and the cabling, it cannot be lower.",
            "L: The price is too high for the budget that I have this year.",
            "I: The masts and the cabling cost what they cost.",
            "L: My budget this year does not cover that price.",
            "I: The price covers masts and cabling.",
            "L: It is too high for the budget.",
            "I: It cannot be lower, the masts cost what they cost.",
            "L: Then it is too high for this year's budget.",
            "I: The cabling is in the price as well.",
            "L: The budget is what it is this year.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "an old objection that everybody circles",
        people: 5,
        turns: &[
            "M: I object because drivers would lose coverage in the valley during the works.",
            "I: The coverage in the valley would only be reduced for some hours.",
            "M: Drivers would lose coverage, some hours are enough for an accident.",
            "I: Only for some hours in the valley.",
            "L: Some hours during the works are enough for an accident, drivers would lose coverage.",
            "I: The works reduce coverage in the valley for hours, no more.",
            "M: That is what I object to: drivers lose coverage during the works.",
            "T: The works in the valley reduce coverage for hours.",
            "M: Drivers would lose coverage in the valley.",
        ],
        objection_days: Some(24),
    },
    Dialogue {
        name: "two hold it while three others are asked",
        people: 5,
        turns: &[
            "I: Billing should move to the new portal, everybody gets one invoice per month.",
            "L: Our accounting needs an invoice per depot, never one per month.",
            "I: One invoice per month from the new portal.",
            "L: One invoice per depot for our accounting.",
            "I: The new portal makes one invoice.",
            "L: Accounting needs the depot on the invoice.",
            "I: The portal can only make one invoice per month.",
            "L: Then the portal does not work for our accounting.",
            "I: Everybody gets one invoice, that is how the portal is.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "auf Deutsch, im Kreis",
        people: 4,
        turns: &[
            "I: Die Wartung muss nachts stattfinden, tagsüber ist das Netz ausgelastet.",
            "M: Nachts fahren unsere Fahrer über den Pass, da darf das Netz nicht ausfallen.",
            "I: Tagsüber ist das Netz ausgelastet, die Wartung muss nachts sein.",
            "M: Nachts fahren unsere Fahrer über den Pass.",
            "I: Die Wartung geht nur nachts.",
            "M: Das Netz darf nachts am Pass nicht ausfallen, da fahren unsere Fahrer.",
            "I: Tagsüber geht die Wartung nicht, das Netz ist ausgelastet.",
            "M: Und nachts fahren unsere Fahrer über den Pass.",
            "I: Die Wartung muss nachts stattfinden.",
            "M: Nachts darf das Netz nicht ausfallen.",
        ],
        objection_days: Some(5),
    },
    Dialogue {
        name: "who is to pay for the survey",
        people: 3,
        turns: &[
            "T: The survey is not in our contract. Somebody else has to pay the survey.",
            "I: We pay the antennas. The survey belongs to the tower owner.",
            "T: The tower owner has no contract for a survey.",
            "I: A survey belongs to the tower, we pay the antennas.",
            "T: Somebody else has to pay it, it is not in our contract.",
            "I: The survey belongs to the tower owner, not to us.",
            "T: It is not in our contract.",
            "I: It belongs to the tower owner.",
            "T: Somebody else has to pay.",
            "I: The tower owner has to pay the survey.",
        ],
        objection_days: Some(16),
    },
    Dialogue {
        name: "principle against principle, all of them in it",
        people: 4,
        turns: &[
            "I: Data must stay in our centre, our security policy says so.",
            "M: Our drivers' data belongs to us, our policy says it stays with us.",
            "T: Security policy of the towers allows neither.",
            "L: Data stays with us, our policy says so.",
            "I: Our security policy says data must stay in our centre.",
            "M: It belongs to us and stays with us.",
            "T: The policy of the towers allows neither.",
            "L: Our policy says the data stays.",
            "I: Security policy: it must stay in our centre.",
            "M: Our data, our policy.",
            "T: Neither is allowed.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "polite and not moving",
        people: 3,
        turns: &[
            "L: Thank you. I see the point about capacity, and I still believe the contract term is too long.",
            "I: Thank you. I understand the contract term worries you; capacity needs a long term.",
            "L: I understand capacity. The contract term is still too long for us.",
            "I: I understand. Capacity still needs a long contract term.",
            "L: Thank you, I see the point about capacity. The term is too long.",
            "I: Thank you. The long term is what capacity needs.",
            "L: I still believe the contract term is too long.",
            "I: And I still believe capacity needs it.",
            "L: I see the point, and the term is too long.",
            "I: I understand, and capacity needs the long term.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "an objection nobody answers while others chat",
        people: 4,
        turns: &[
            "M: I object: without roaming in Austria two of our routes stand still.",
            "I: Noted. Roaming in Austria costs extra.",
            "T: Roaming is not ours.",
            "M: Without roaming in Austria our routes stand still.",
            "I: Roaming costs extra, as noted.",
            "M: Two routes stand still without roaming in Austria.",
            "I: It costs extra.",
            "M: Two of our routes stand still.",
            "I: Roaming in Austria costs extra.",
        ],
        objection_days: Some(31),
    },
    Dialogue {
        name: "figures thrown back and forth",
        people: 4,
        turns: &[
            "I: Availability was 99.2 per cent last quarter, within the target.",
            "M: Drivers lost 41 calls last quarter. The target measures the wrong thing.",
            "I: Within the target: availability 99.2 per cent.",
            "M: 41 calls lost. The target measures the wrong thing.",
            "I: Last quarter availability was within the target.",
            "M: The target is wrong, drivers lost calls.",
            "I: Availability is what the target measures.",
            "M: And that is the wrong thing, drivers lost calls.",
            "I: It was within the target last quarter.",
            "M: Calls were lost last quarter.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "long breath on one date",
        people: 3,
        turns: &[
            "I: March is the earliest date, the permits take until February.",
            "M: It has to be before winter, before the first snow at the pass.",
            "I: The permits take until February, so March.",
            "M: Before winter, before the first snow.",
            "I: Permits until February. March is the earliest date.",
            "M: The first snow at the pass comes in November, it has to be before winter.",
            "I: March, because of the permits.",
            "M: Before winter.",
            "I: The permits take until February.",
            "M: It has to be before the first snow.",
        ],
        objection_days: Some(9),
    },
    Dialogue {
        name: "three in a ring",
        people: 3,
        turns: &[
            "I: Halden has to open the site before we can plan anything.",
            "T: We open the site when Northwind has signed for the access road.",
            "M: We sign for the access road when Meridian shows the plan.",
            "I: There is no plan before Halden opens the site.",
            "T: The site opens when Northwind has signed for the road.",
            "M: We sign when Meridian shows the plan.",
            "I: Halden has to open the site first.",
            "T: Northwind has to sign for the access road first.",
            "M: Meridian has to show the plan first.",
            "I: Without the site there is no plan.",
            "T: Without the access road signed the site stays closed.",
            "M: Without a plan nobody signs.",
        ],
        objection_days: None,
    },
];

const LIVELY: &[Dialogue] = &[
    Dialogue {
        name: "questions answered one after the other",
        people: 4,
        turns: &[
            "M: How long is the road closed?",
            "T: Two Sundays, from six to sixteen hours.",
            "M: Who tells the drivers which way to go?",
            "I: We send a message to every telephone on Saturday evening.",
            "L: Is the insurance informed about heavy vehicles on the detour?",
            "I: I ask them tomorrow and write it here.",
            "T: The municipality wants the signs two weeks ahead.",
            "M: Then our depot prints them, we have a plotter.",
            "I: The insurer confirms, up to twelve tonnes.",
            "L: Good, most of ours weigh less; the crane goes by train.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "an objection that becomes an idea",
        people: 3,
        turns: &[
            "M: I object, nights close our only route.",
            "T: What about weekends? Crews would rather work by daylight anyway.",
            "M: Saturdays are full of deliveries; Sundays hardly any lorry moves.",
            "!I: Then let us write two Sundays instead of five nights.",
            "M: With a reserve day if it rains?",
            "T: The fifteenth could serve, cranes are booked until then.",
            "!L: Consent from me, provided the reserve costs nothing extra.",
            "I: It does not, the crew is paid per mast.",
        ],
        objection_days: Some(2),
    },
    Dialogue {
        name: "much said by two, and much of it new",
        people: 4,
        turns: &[
            "I: I drew three places for the cells: bridge, tunnel mouth, and the old customs house.",
            "T: The customs house has power and an empty chimney that hides an antenna.",
            "I: The bridge swings in storms; engineers would have to damp it.",
            "T: Tunnel mouth floods in spring, so cabinets must stand on stilts.",
            "I: What would a chimney mount weigh?",
            "T: Forty kilograms with brackets; masons looked at it in June.",
            "I: Heritage office may object to anything visible.",
            "T: Copper flashing hides it, they allowed that in Brixen.",
            "I: Then I would prefer customs house plus a repeater at the tunnel.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "a short exchange",
        people: 3,
        turns: &[
            "M: Does this include the ferry?",
            "I: No, ferries sail under another licence.",
            "M: Fine.",
        ],
        objection_days: Some(20),
    },
    Dialogue {
        name: "an old objection that is being worked on",
        people: 4,
        turns: &[
            "M: Still my objection: depots in Aosta have no fibre.",
            "I: We asked the municipality; conduits exist as far as the station.",
            "T: From there our poles carry cable another three hundred metres.",
            "M: The landlord must agree to drilling; I have his number.",
            "L: Legal drafts a two-page permission this week.",
            "I: A contractor offers trenching in April, quote attached.",
            "T: Frost ends mid-March at that altitude, so crews could start earlier.",
            "M: He agrees, if the facade is painted afterwards.",
            "L: Painting is cheap; accepted.",
        ],
        objection_days: Some(30),
    },
    Dialogue {
        name: "numbers that get better",
        people: 3,
        turns: &[
            "L: Ninety-six thousand exceeds what I may sign alone.",
            "I: Leasing spreads it over four years: two thousand monthly.",
            "L: What interest does that hide?",
            "!I: Three per cent; alternatively we drop redundancy and reach eighty.",
            "L: Redundancy stays, winter outages cost us more.",
            "M: Could refurbished radios do?",
            "T: They carry a twelve month warranty and save eleven thousand.",
            "!L: Eighty-five with refurbished radios: that I sign.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "jemand fragt, andere antworten",
        people: 4,
        turns: &[
            "M: Wie viele Lastwagen fahren sonntags über die Brücke?",
            "L: Im Schnitt elf, davon neun leer auf dem Rückweg.",
            "I: Dann genügt eine Ampel statt der Vollsperrung.",
            "T: Ampeln stellt die Gemeinde, Vorlauf zehn Tage.",
            "M: Wer zahlt das Benzin für den Umweg bei Kühlware?",
            "I: Das übernehmen wir als Kulanz bis zweihundert Euro.",
            "L: Einverstanden, bitte schriftlich an Buchhaltung Verona.",
            "T: Kranführer bestätigt beide Termine, Gutachten liegt bei.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "strong words and a result",
        people: 3,
        turns: &[
            "M: This is the third time we are promised coverage before winter.",
            "I: True, and twice we were late. What would make you trust the third?",
            "M: A date with a penalty.",
            "I: Penalties I cannot give; a weekly photograph of progress I can.",
            "M: Photographs from whom?",
            "T: My foreman takes them every Friday, unedited.",
            "!M: Agreed, with your mobile number on them.",
            "T: Here it is.",
        ],
        objection_days: Some(6),
    },
    Dialogue {
        name: "everybody once",
        people: 5,
        turns: &[
            "I: From our side: capacity doubles.",
            "T: Ours: one more lease, acceptable.",
            "M: Dispatch gains an hour each morning.",
            "L: Budget fits if invoiced in January.",
            "O: Regulator needs a form nine.",
            "I: Form nine is filed.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "a long one that branches out",
        people: 4,
        turns: &[
            "I: Shall we begin at the southern portal?",
            "T: Rock there is loose, geologists warn.",
            "M: Our workshop lies south, mechanics could help unload.",
            "L: Unions ask for overtime rules first.",
            "I: Overtime follows the sectoral agreement, clause nine.",
            "T: North portal then, with granite underneath.",
            "M: Granite means drilling noise near the school.",
            "L: Holidays start on the tenth.",
            "I: Drilling on the eleventh, finished before lessons resume.",
            "T: Bats roost in the northern gallery until September.",
            "M: A biologist from Trento counts them for free.",
            "L: Send me her address, please.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "words come back, and positions move",
        people: 3,
        turns: &[
            "M: The wind load worries me.",
            "T: Wind load is measured by drone on Tuesday.",
            "M: Drone or anemometer?",
            "T: Both; the anemometer stays a month.",
            "I: Wind load beyond ninety kilos means another post type.",
            "!M: With that written in I consent.",
            "T: Measured: seventy kilos at most.",
            "L: Good news for the budget, posts stay as planned.",
            "I: Then order goes out Monday.",
        ],
        objection_days: None,
    },
    Dialogue {
        name: "two people on one detail, others content",
        people: 2,
        turns: &[
            "I: Invoices arrive on the third.",
            "L: Our run is on the second, so everything waits a month.",
            "I: First of the month works if readings close on the twenty-eighth.",
            "L: February?",
            "I: Then readings close one day earlier.",
            "L: Who checks estimates?",
            "I: Meter room, with photographs.",
            "L: Attach them and I am happy.",
            "I: Attached from April on.",
        ],
        objection_days: None,
    },
];

#[test]
fn exchanges_that_go_round_in_circles_are_noticed() {
    let missed = STALLED.iter().filter(|dialogue| stall(dialogue).is_none());
    let missed: Vec<_> = missed.map(|dialogue| dialogue.name).collect();
    assert_eq!(missed, [""; 0]);
}

/// A false alarm costs more than one that is missed: it tells people who get on that they do not.
#[test]
fn lively_exchanges_are_left_alone() {
    let alarms = LIVELY
        .iter()
        .filter_map(|it| Some((it.name, stall(it)?.signals)));
    let alarms: Vec<_> = alarms.collect();
    assert_eq!(alarms, []);
}

#[test]
fn a_stall_names_topics_and_nobody() {
    let told = stall(&STALLED[0]).expect("it stalls");
    assert_eq!(told.topics, ["wind load", "road closure"]);
    assert_eq!((told.times, told.of), (11, 11));
    for dialogue in STALLED {
        let stall = stall(dialogue).expect("it stalls");
        assert!(
            stall.topics.len() <= 2 && !stall.topics.is_empty(),
            "{}",
            dialogue.name
        );
    }
}

#[test]
fn one_sign_alone_is_no_stall() {
    for dialogue in [&LIVELY[3], &LIVELY[4]] {
        assert!(
            dialogue
                .objection_days
                .is_some_and(|days| days >= OLD_OBJECTION_DAYS)
        );
        assert_eq!(stall(dialogue), None, "{}", dialogue.name);
    }
}

#[test]
fn advice_that_was_taken_is_not_given_again_before_the_new_words_were_talked_about() {
    for dialogue in STALLED {
        assert!(stall(dialogue).is_some(), "{}", dialogue.name);
        assert_eq!(stalled(dialogue, 1), None, "{}", dialogue.name);
    }
}

#[test]
fn a_topic_is_spelled_as_it_was_first() {
    let friday = Dialogue {
        name: "Friday",
        people: 2,
        turns: &[
            "I: Every Friday the works begin.",
            "M: On friday the depot is full.",
            "I: Friday it is, the works begin.",
            "M: The depot is full on FRIDAY.",
            "I: Friday, the works begin.",
            "M: The depot is full on Friday.",
            "I: The works begin on Friday.",
            "M: Friday the depot is full.",
            "I: Friday the works begin.",
        ],
        objection_days: Some(20),
    };
    let topics = stall(&friday).expect("it goes round").topics;
    assert!(topics.contains(&"Friday".to_owned()), "{topics:?}");
}

#[test]
fn an_empty_exchange_is_none() {
    let nothing = Exchange {
        turns: Vec::new(),
        moved: Moment(0),
        worded: Moment(0),
        objections: Vec::new(),
        people: 9,
    };
    assert_eq!(nothing.signals(Moment(0)), []);
}
