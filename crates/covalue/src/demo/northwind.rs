//! A year of *Mobile network for Northwind Logistics*: a provider sure that billing matters most,
//! calls that must not drop on the A7, a supplier nobody asked.

use accounts::{Called, Invitee};
use domain::act;
use domain::ids::*;
use domain::words::ContributionKind::*;
use domain::words::*;
use uuid::Uuid;

use super::people::{self, INES, JONAS, LEA, MARA, PRIYA, SOFIE, TOM, VIKTOR};
use super::teller::{Offer, Teller, Voice, Wish};
use super::{agreement, attachments, decisions, drivers, meetings, review, trust};

/// The table ten months on, and what the last weeks are about.
pub struct Northwind {
    /// The table.
    pub table: RelationshipId,
    /// The provider's organisation.
    pub meridian: OrganisationId,
    /// The provider's party.
    pub(super) provider: PartyId,
    /// The consumer's party.
    pub(super) consumer: PartyId,
    /// Service owner.
    pub ines: PersonId,
    /// Relationship manager.
    pub(super) viktor: PersonId,
    /// Builds and runs the network.
    pub priya: PersonId,
    /// Dispatch lead.
    pub(super) mara: PersonId,
    /// Fleet director.
    pub(super) lea: PersonId,
    /// Drives.
    pub(super) jonas: PersonId,
    /// Speaks for the masts.
    pub tom: PersonId,
    /// Calls that do not drop.
    pub(super) a7: OutcomeId,
    /// One bill.
    pub(super) bill: OutcomeId,
    /// Somebody at night.
    pub(super) night: OutcomeId,
    /// Deliveries in the tablet.
    pub(super) tablets: OutcomeId,
    /// Borders without a setting.
    pub(super) roaming: OutcomeId,
    /// Fewer climbs.
    pub(super) crews: OutcomeId,
    /// The supplier's party.
    pub(super) supplier: PartyId,
}

/// A driver, and what they said of the A7 at first and later, of borders, and of the tablets before
/// and after 5G was switched off.
type Driver = (&'static str, [[u8; 3]; 5]);

// Three times five: users count in steps of five people.
const DRIVERS: [Driver; 15] = [
    (
        "Ali Demir",
        [[8, 7, 9], [9, 8, 9], [2, 3, 2], [8, 8, 7], [4, 3, 6]],
    ),
    (
        "Britta Clausen",
        [[9, 8, 9], [9, 9, 9], [4, 3, 3], [8, 9, 8], [5, 4, 7]],
    ),
    (
        "Cem Yilmaz",
        [[7, 6, 8], [9, 8, 8], [3, 2, 3], [7, 7, 7], [4, 2, 6]],
    ),
    (
        "Dorota Nowak",
        [[9, 9, 10], [10, 9, 10], [8, 9, 8], [9, 9, 8], [5, 4, 8]],
    ),
    (
        "Emil Vogt",
        [[6, 5, 7], [8, 7, 8], [1, 2, 1], [8, 7, 8], [3, 3, 6]],
    ),
    (
        "Frieda Lorenz",
        [[8, 8, 9], [9, 9, 9], [3, 3, 2], [7, 8, 7], [5, 4, 6]],
    ),
    (
        "Goran Petrov",
        [[5, 4, 8], [7, 6, 8], [9, 8, 9], [8, 8, 9], [2, 2, 7]],
    ),
    (
        "Hanne Bruns",
        [[8, 7, 8], [8, 8, 9], [2, 2, 3], [9, 8, 8], [5, 5, 7]],
    ),
    (
        "Ivo Marek",
        [[9, 8, 10], [10, 9, 10], [8, 8, 9], [8, 7, 8], [4, 3, 7]],
    ),
    (
        "Jule Sander",
        [[7, 7, 8], [8, 8, 8], [3, 2, 2], [6, 7, 7], [4, 4, 5]],
    ),
    (
        "Kerem Acar",
        [[4, 3, 7], [5, 4, 8], [2, 3, 3], [7, 6, 7], [3, 2, 5]],
    ),
    (
        "Lotte Harms",
        [[8, 9, 9], [9, 9, 10], [4, 3, 4], [9, 9, 9], [6, 5, 8]],
    ),
    (
        "Milan Horvat",
        [[7, 8, 8], [8, 9, 9], [3, 2, 3], [8, 8, 8], [4, 4, 6]],
    ),
    (
        "Nora Petersen",
        [[8, 7, 8], [9, 8, 9], [8, 9, 9], [8, 7, 8], [5, 3, 7]],
    ),
    (
        "Oskar Thiel",
        [[6, 6, 8], [8, 8, 8], [2, 3, 2], [7, 8, 8], [4, 3, 5]],
    ),
];

/// Tells it from the first day until the supplier has a seat.
pub fn tell(teller: &Teller) -> anyhow::Result<Northwind> {
    // Meridian begins: three outcomes, two sealed guesses of each, one person to ask.
    teller.days_ago(352)?;
    let ines = people::set_up(teller, "Meridian Mobile", INES)?;
    let meridian = ines.organisation;
    let viktor = people::colleague(teller, meridian, VIKTOR)?;
    let priya = people::colleague(teller, meridian, PRIYA)?;
    let sofie = people::colleague(teller, meridian, SOFIE)?;
    let table = RelationshipId(Uuid::now_v7());
    let voice = |person: PersonId| -> Voice<'_> { teller.voice(table, person) };
    let accounts = teller.app().accounts();
    let ines = ines.id;
    let called = Called::Name("Northwind Logistics".to_owned());
    let northwind = accounts
        .name_organisation(&called, ines, table, teller.now()?)?
        .id;
    let (provider, consumer) = voice(ines).opens(act::OpenRelationship {
        name: "Mobile network for Northwind Logistics".to_owned(),
        side: PartyKind::Provider,
        counterpart: northwind,
        provider_unit: String::new(),
        consumer_unit: String::new(),
        closeness: Closeness::Regular,
        currency: "EUR".to_owned(),
        time_zone: super::teller::ZONE.to_owned(),
        purpose: "Voice and data for 214 vehicles and eight depots.".to_owned(),
    })?;
    voice(ines).admits(viktor, provider, Role::RelationshipManager, Since::Start)?;
    voice(ines).admits(priya, provider, Role::Delivery, Since::Start)?;
    voice(ines).admits(sofie, provider, Role::Observer, Since::Start)?;
    voice(ines).says_the_terms(
        "The network along your routes, and one name to call.",
        "A word when something hurts, before it becomes a ticket.",
        "Build on protected ground at Elm Pass.",
    )?;
    let a7_wish = Wish {
        statement: "Keep a driver on the line all along the A7",
        objective: "No call lost between Elm Pass and Westhaven on a working day.",
        for_party: consumer,
        depends_on: Quality::Warranty,
        delivered: false,
    };
    let bill_wish = Wish {
        statement: "Check one bill in the depot",
        objective: "One invoice, split by depot, on the fifth of the month.",
        for_party: consumer,
        depends_on: Quality::Utility,
        delivered: false,
    };
    let roaming_wish = Wish {
        statement: "Cross a border without a thought for roaming",
        objective: "Nobody changes a setting between Aarhus and Verona.",
        for_party: consumer,
        depends_on: Quality::Utility,
        delivered: false,
    };
    let a7 = voice(ines).adds(a7_wish)?;
    let bill = voice(ines).adds(bill_wish)?;
    let roaming = voice(ines).adds(roaming_wish)?;
    voice(ines).guesses(a7, [6, 7, 6])?;
    voice(ines).guesses(bill, [8, 8, 8])?;
    voice(ines).guesses(roaming, [6, 6, 6])?;
    voice(viktor).guesses(bill, [8, 9, 8])?;
    voice(viktor).guesses(a7, [6, 6, 6])?;
    voice(viktor).guesses(roaming, [6, 7, 5])?;
    voice(ines).expects(
        bill,
        [8, 8, 9],
        "Every customer asks for it in the first meeting.",
    )?;
    voice(ines).expects(a7, [6, 6, 7], "")?;

    // Mara opens the link on her phone and answers; the guesses open beside what she says.
    teller.days_ago(349)?;
    let mara = people::guest(
        teller,
        table,
        ines,
        &Invitee::Guest(northwind, people::newcomer(MARA)),
        "Three minutes, Mara: what is this worth to you? I have written down what I believe, and you \
         will see it when you have answered.",
    )?
    .id;
    voice(ines).admits(mara, consumer, Role::Customer, Since::Start)?;
    voice(mara).expects(
        a7,
        [9, 8, 10],
        "When a truck stops under the Elm bridge I must reach the driver. Today I find out an hour \
         later.",
    )?;
    voice(mara).expects(
        bill,
        [4, 5, 3],
        "Nice to have. Nobody here loses a night over the bill.",
    )?;
    voice(mara).expects(
        roaming,
        [7, 6, 7],
        "Ten of our tours cross a border every day.",
    )?;
    let before_the_pass = voice(mara).says(
        Need,
        Audience::WholeTable,
        &[a7],
        "I need to know that a driver can be reached **before** I send him over the pass, not after.",
    )?;
    voice(viktor).says(
        Question,
        Audience::OwnParty,
        &[bill],
        "We built the offer around the bill. Have we ever asked them about the road?",
    )?;
    teller.days_ago(347)?;
    people::claim(teller, mara, MARA)?;
    voice(mara).claims_the_seat()?;
    people::confirm(teller, mara)?;
    voice(mara).proves_the_seat()?;
    // The first need is misunderstood once, then heard.
    let told = voice(viktor).says_back(
        before_the_pass,
        "You want calls on the pass that do not drop. Is that it?",
    )?;
    voice(mara).corrects(
        before_the_pass,
        told,
        "Not quite. A call may drop; I must know **before** the tour starts whether he can be reached.",
    )?;
    voice(viktor).acknowledges(before_the_pass, told)?;
    voice(viktor).takes_up(
        before_the_pass,
        Some(a7),
        "It is what the first outcome says now: on the line all along the A7, and known beforehand.",
    )?;

    // The sponsor joins; the purpose is said in Northwind's words.
    teller.days_ago(341)?;
    let lea = people::colleague(teller, northwind, LEA)?;
    voice(mara).admits(lea, consumer, Role::Sponsor, Since::Start)?;
    voice(lea).says_the_purpose(
        "Drivers and dispatchers reach each other on the road, without a dropped call.",
    )?;
    voice(lea).says_the_terms(
        "Routes, shift plans and the drivers’ honest word.",
        "Calls that hold from Elm Pass to Westhaven, and a warning when they will not.",
        "Replace the cab radios before 2028.",
    )?;
    voice(lea).expects(
        a7,
        [9, 8, 10],
        "A lost call costs us a slot at the ferry: 900 euros.",
    )?;
    voice(lea).expects(bill, [5, 4, 3], "")?;
    voice(lea).is_not_concerned(roaming)?;
    voice(mara).is_rid_of(
        a7,
        Burden::Cost,
        "Sending the next truck because the first is silent",
    )?;
    voice(mara).is_rid_of(
        a7,
        Burden::Risk,
        "A driver who cannot call for help at Elm Pass",
    )?;
    voice(mara).is_rid_of(
        bill,
        Burden::Cost,
        "Two days a month of sorting SIM cards by depot",
    )?;
    let towers = voice(mara)
        .names_a_dependency("Halden Towers: the masts between Elm Pass and Westhaven")?;
    let harbour = voice(priya)
        .names_a_dependency("Westhaven Harbour Authority: radio permits on the quay")?;
    voice(viktor).does(act::LeaveDependencyOut {
        dependency: harbour,
        why: "They answer permits in writing and sit at no supplier’s table; Priya keeps them \
              informed."
            .to_owned(),
    })?;

    // More of what matters, said by those whom it concerns.
    teller.days_ago(326)?;
    let night = voice(mara).adds(Wish {
        statement: "Get a person on the phone at three in the morning",
        objective: "Somebody who knows our tours answers within two minutes, at any hour.",
        for_party: consumer,
        depends_on: Quality::Experience,
        delivered: true,
    })?;
    let swap_wish = Wish {
        statement: "Put a new driver on the air the same day",
        objective: "Hired at eight, reachable at noon.",
        for_party: consumer,
        depends_on: Quality::Utility,
        delivered: false,
    };
    let swap = voice(lea).adds(swap_wish)?;
    let tablets_wish = Wish {
        statement: "See each delivery in the tablet at once",
        objective: "Signed at the ramp, seen in the depot within ten seconds.",
        for_party: consumer,
        depends_on: Quality::Utility,
        delivered: false,
    };
    let tablets = voice(mara).adds(tablets_wish)?;
    let paper = voice(viktor).adds(Wish {
        statement: "File the bill on paper",
        objective: "",
        for_party: consumer,
        depends_on: Quality::Utility,
        delivered: true,
    })?;
    voice(ines).guesses(night, [6, 6, 7])?;
    voice(viktor).guesses(night, [7, 7, 8])?;
    voice(ines).guesses(swap, [5, 6, 5])?;
    voice(viktor).guesses(swap, [6, 6, 5])?;
    voice(ines).guesses(tablets, [8, 8, 8])?;
    voice(mara).expects(
        night,
        [8, 6, 9],
        "At three there is nobody else I could ask.",
    )?;
    voice(mara).expects(swap, [6, 7, 6], "")?;
    voice(mara).expects(
        tablets,
        [8, 9, 8],
        "The customer calls the depot, not the driver.",
    )?;
    voice(lea).expects(
        tablets,
        [8, 8, 8],
        "Paid ten days earlier: the invoice follows the signature.",
    )?;
    voice(lea).expects(night, [7, 7, 7], "")?;
    voice(lea).retires(paper, "Nobody here has opened that folder since 2019.")?;

    // The network is switched over; the drivers come in by link, each from their own cab.
    teller.days_ago(301)?;
    voice(priya).has_delivered(a7, a7_wish)?;
    voice(priya).has_delivered(roaming, roaming_wish)?;
    voice(priya).has_delivered(tablets, tablets_wish)?;
    voice(priya).has_delivered(swap, swap_wish)?;
    let protected = voice(viktor).is_limited(
        LimitKind::Legal,
        &[a7],
        "The last two kilometres before the summit are protected ground. No mast of ours may stand \
         there.",
        "A repeater on an existing roof needs no permit.",
    )?;
    let told = voice(mara).says_back(
        protected,
        "You would build if you were allowed to, and a roof that is there already would do. Right?",
    )?;
    voice(viktor).confirms(protected, told)?;
    voice(mara).tries(
        protected,
        "The inn at the summit let us put a repeater under its gable for one winter.",
    )?;
    teller.days_ago(283)?;
    let mut drivers = Vec::new();
    for (name, _) in DRIVERS {
        let invitee = Invitee::Guest(northwind, people::newcomer((name, "")));
        let line = "You know the road better than any of us. Three taps, please. Mara";
        let driver = people::guest(teller, table, mara, &invitee, line)?.id;
        voice(mara).admits(driver, consumer, Role::User, Since::Now)?;
        drivers.push(driver);
    }
    let jonas = people::colleague(teller, northwind, JONAS)?;
    voice(mara).admits(jonas, consumer, Role::User, Since::Now)?;
    teller.days_ago(262)?;
    for (driver, (_, said)) in drivers.iter().zip(DRIVERS) {
        voice(*driver).finds(a7, said[0], "")?;
        voice(*driver).finds(roaming, said[2], "")?;
    }
    voice(jonas).finds(
        a7,
        [9, 8, 10],
        "Last winter I stood at the pass for two hours. This year I called, and somebody came.",
    )?;
    voice(jonas).finds(
        roaming,
        [3, 2, 3],
        "I never leave the country. Ask the Verona tour.",
    )?;
    voice(jonas).finds(night, [9, 8, 10], "")?;
    voice(jonas).is_not_concerned(bill)?;
    voice(jonas).is_not_concerned(swap)?;
    voice(jonas).opens_figures()?;
    let gate = voice(jonas).says(
        Need,
        Audience::WholeTable,
        &[a7, night],
        "When the tablet loses its network I stand at the ramp and the gate stays shut. I need \
         something that works **without** it.",
    )?;
    let gate_told = voice(priya).says_back(
        gate,
        "Without network the gate does not know who you are. A code that works offline would help?",
    )?;

    // Jonas is on the road for weeks; the dispatch lead speaks in his place, and the record says so.
    teller.days_ago(240)?;
    voice(mara).confirms(gate, gate_told)?;
    voice(ines).puts_off(
        gate,
        225,
        "Not now: the gate’s maker changes its reader first. After that an offline code costs a day.",
    )?;

    agreement::sign_the_first(teller, [voice(ines), voice(lea)], &[a7, bill, roaming])?;

    // Half a year in: what it turned out to be.
    teller.days_ago(208)?;
    let northwind: Vec<Voice<'_>> = [mara, lea]
        .iter()
        .chain(drivers.iter().take(5))
        .map(|person| voice(*person))
        .collect();
    trust::tell_the_first([voice(ines), voice(viktor)], &northwind)?;
    voice(mara).finds(
        a7,
        [9, 9, 10],
        "Two lost calls in a month. It used to be two a shift.",
    )?;
    voice(mara).finds(
        night,
        [6, 5, 8],
        "Somebody answers. Then I explain who we are.",
    )?;
    voice(mara).finds(tablets, [8, 8, 9], "")?;
    voice(mara).finds(roaming, [7, 8, 7], "")?;
    voice(lea).finds(a7, [9, 8, 10], "")?;
    voice(lea).finds(tablets, [8, 8, 8], "")?;
    for (driver, (_, said)) in drivers.iter().zip(DRIVERS) {
        voice(*driver).finds(a7, said[1], "")?;
        voice(*driver).finds(tablets, said[3], "")?;
    }
    voice(jonas).finds(tablets, [8, 8, 8], "")?;
    voice(ines).finds(
        bill,
        [8, 9, 8],
        "Disputes are down by half since the split by depot.",
    )?;
    voice(ines).finds(a7, [6, 6, 7], "Costly to keep up; worth it as a reference.")?;
    voice(priya).finds(a7, [6, 5, 7], "Eleven sites for one road.")?;
    voice(priya).finds(tablets, [7, 7, 7], "")?;
    voice(viktor).finds(bill, [8, 8, 8], "")?;
    voice(ines).finds(
        roaming,
        [7, 7, 6],
        "Three partners abroad, and no complaint in months.",
    )?;
    voice(ines).finds(night, [5, 6, 6], "The desk costs us four people.")?;
    voice(priya).finds(swap, [6, 6, 5], "")?;
    voice(ines).bears(
        a7,
        Burden::Cost,
        "Eleven sites, two of them on diesel in winter",
    )?;
    voice(ines).is_rid_of(bill, Burden::Cost, "A clerk for disputed invoices")?;
    voice(lea).bears(
        tablets,
        Burden::Risk,
        "A gate that stays shut when the network is away",
    )?;
    voice(ines).says_better_off(
        Balance::Yes,
        Audience::WholeTable,
        "A customer who tells us what the road is like, before our own figures do.",
    )?;
    voice(lea).says_better_off(
        Balance::Partly,
        Audience::WholeTable,
        "The road is better, and so are our nights. The bill is what it was, and at three in the \
         morning we still begin with our customer number.",
    )?;
    let sims = voice(priya).names_a_part("SIM cards for 214 vehicles", provider)?;
    let desk = voice(priya).names_a_part("Night desk", provider)?;
    let fence = voice(priya).names_a_part("Weekly coverage map as PDF", provider)?;
    voice(mara).would(Verdict::Keep, sims, "")?;
    voice(mara).would(
        Verdict::Change,
        desk,
        "Two people who know our tours, not twenty who do not.",
    )?;
    voice(mara).would(Verdict::Stop, fence, "Nobody opens it.")?;
    voice(lea).would(Verdict::Change, desk, "")?;
    voice(lea).would(Verdict::Stop, fence, "")?;
    voice(jonas).would(Verdict::Keep, desk, "They got me down from the pass.")?;
    voice(viktor).would(Verdict::Keep, fence, "It took us a year to build.")?;
    let tour_list = voice(mara).says(
        Idea,
        Audience::WholeTable,
        &[night],
        "Give the night desk our tour list at ten in the evening. Then they know who is calling.",
    )?;
    let with_plates = voice(priya).replies(
        tour_list,
        Build,
        Audience::WholeTable,
        "… and let the desk find a tour by the plate, so that nobody has to spell a name at night.",
    )?;
    voice(mara).nods_to(with_plates)?;
    voice(viktor).takes_up(
        tour_list,
        Some(night),
        "The desk has the list every evening since Monday, by plate.",
    )?;
    let names_or_plates = voice(ines).says(
        Question,
        Audience::Parties(vec![consumer]),
        &[night],
        "May the night desk see the drivers’ names, or the vehicle numbers only?",
    )?;
    voice(mara).replies(
        names_or_plates,
        Reply,
        Audience::Parties(vec![provider]),
        "Vehicle numbers only, please. The works council agreed to that and to no more.",
    )?;
    let verona = drivers.get(3).copied().unwrap_or(jonas);
    let for_verona = voice(mara).speaks_for(
        verona,
        &[roaming],
        "Dorota says: behind the border the first call of the day never goes through.",
    )?;
    voice(verona).stands_by(for_verona)?;
    let told = voice(priya).says_back(
        for_verona,
        "The phone is still looking for a network when you need it first. Is that it?",
    )?;
    voice(verona).confirms(for_verona, told)?;
    voice(ines).takes_up(
        for_verona,
        Some(roaming),
        "The SIMs now prefer the network that was there yesterday.",
    )?;

    agreement::sign_the_second(
        teller,
        [voice(ines), voice(mara)],
        &[a7, night, roaming, tablets],
    )?;

    // 5G is switched off on the A7, and what the tablets are worth falls.
    teller.days_ago(118)?;
    voice(priya).says(
        Concern,
        Audience::WholeTable,
        &[tablets, a7],
        "From Monday our 5G layer between Elm Pass and Westhaven will be **off** because the regulator moved \
         the band to protect the harbour radar. Voice stays on 4G. Tablets will be slow at the \
         ramps; a fixed line at the three largest would make it bearable.",
    )?;
    review::record_the_shutdown(teller, voice(priya), tablets)?;
    teller.days_ago(104)?;
    voice(mara).finds(
        tablets,
        [4, 3, 6],
        "A signature takes a minute. Drivers wave and drive off without one.",
    )?;
    for (driver, (_, said)) in drivers.iter().zip(DRIVERS) {
        voice(*driver).finds(tablets, said[4], "")?;
    }
    voice(jonas).finds(
        tablets,
        [4, 3, 7],
        "Works at night. By day I stand in the car park and wait.",
    )?;
    teller.days_ago(97)?;
    voice(lea).finds(
        tablets,
        [5, 4, 6],
        "Since 5G went off we are paid nine days later again.",
    )?;
    voice(priya).finds(tablets, [5, 4, 7], "")?;
    trust::tell_the_second([voice(ines), voice(viktor)], &northwind)?;
    let ten_seconds = voice(lea).says(
        Need,
        Audience::WholeTable,
        &[tablets],
        "I need a date by which signatures arrive in ten seconds again, or the month in which I may \
         stop paying for tablets.",
    )?;
    let told = voice(viktor).says_back(
        ten_seconds,
        "You can live with waiting if you know until when, and what it costs you till then. Is that it?",
    )?;
    voice(lea).confirms(ten_seconds, told)?;
    voice(viktor).tries(
        ten_seconds,
        "A fixed line at one ramp for six weeks; then we say the date, or we say that there is none.",
    )?;
    let masts_of_nordbahn = "Nordbahn Rail Freight: the antenna on the terminal’s crane";
    voice(mara).names_a_dependency(masts_of_nordbahn)?;

    // The supplier nobody asked is asked at last.
    teller.days_ago(42)?;
    let called = Called::Name("Halden Towers".to_owned());
    let halden = accounts
        .name_organisation(&called, ines, table, teller.now()?)?
        .id;
    let supplier = voice(ines).seats(halden, PartyKind::Supplier, towers)?;
    let tom = people::guest(
        teller,
        table,
        ines,
        &Invitee::Guest(halden, people::newcomer(TOM)),
        "Tom, eleven of your masts carry this service, and nobody ever asked you what that means for \
         you. I am sorry it took us ten months.",
    )?
    .id;
    voice(ines).admits(tom, supplier, Role::Representative, Since::Start)?;
    voice(mara).shares_figures(supplier)?;
    voice(tom).expects(
        a7,
        [5, 5, 5],
        "A good customer. Also the one who calls us out at night.",
    )?;
    voice(tom).is_not_concerned(roaming)?;
    teller.days_ago(40)?;
    people::claim(teller, tom, TOM)?;
    voice(tom).claims_the_seat()?;
    people::confirm(teller, tom)?;
    voice(tom).proves_the_seat()?;
    voice(tom).says_the_terms(
        "Eleven masts, and crews who know which road is open.",
        "A day’s notice before anybody climbs.",
        "Enter the Elm Pass site between November and March after dark.",
    )?;
    let crews = voice(tom).adds(Wish {
        statement: "Climb a mast only when it is needed",
        objective: "One planned visit a month to each site, not four calls.",
        for_party: supplier,
        depends_on: Quality::Sustainability,
        delivered: false,
    })?;
    voice(tom).expects(
        crews,
        [9, 8, 9],
        "Three of four night visits end with: it was the power.",
    )?;
    voice(tom).bears(
        a7,
        Burden::Cost,
        "Night access to two masts, 640 euros each time",
    )?;
    voice(tom).bears(a7, Burden::Risk, "A crew on an icy ladder at Elm Pass")?;
    voice(tom).says_better_off(
        Balance::No,
        Audience::OwnParty,
        "We carry the nights and nobody pays for them. I want to hear what they say about it first.",
    )?;
    voice(tom).is_limited(
        LimitKind::Safety,
        &[a7],
        "Night access to the masts: nobody of mine climbs at Elm Pass in the dark from November on.",
        "A remote power switch at the foot of the mast.",
    )?;
    voice(priya).says(
        Idea,
        Audience::Parties(vec![supplier]),
        &[crews, a7],
        "We have twelve remote power switches in store from the Alder sites. Would two of them fit?",
    )?;
    let power = voice(tom).names_a_part("Masts and power at eleven sites", supplier)?;
    voice(tom).would(
        Verdict::Change,
        power,
        "Remote switches at the two worst sites.",
    )?;

    Ok(Northwind {
        table,
        meridian,
        provider,
        consumer,
        ines,
        viktor,
        priya,
        mara,
        lea,
        jonas,
        tom,
        a7,
        bill,
        night,
        tablets,
        roaming,
        crews,
        supplier,
    })
}

/// Tells the last weeks, to a few hours ago.
pub fn tell_the_last_weeks(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let voice = |person: PersonId| teller.voice(known.table, person);
    let &Northwind {
        provider,
        consumer,
        a7,
        bill,
        tablets,
        ..
    } = known;
    let (ines, viktor, tom) = (voice(known.ines), voice(known.viktor), voice(known.tom));
    let (mara, lea, jonas) = (voice(known.mara), voice(known.lea), voice(known.jonas));
    teller.days_ago(36)?;
    let lost = drivers::ask_about_lost_time(teller, known)?;
    drivers::answer_about_lost_time(teller, known, lost)?;
    let (broke, promised) = trust::tell_what_broke(teller, known)?;
    drivers::ask(teller, known)?;
    decisions::tell_an_early_one(teller, known)?;
    decisions::tell_promises(teller, known)?;
    trust::make_a_pack(teller, known, trust::SECOND_QUARTER)?;
    meetings::tell_the_one_held(teller, known)?;
    teller.days_ago(20)?;
    drivers::answer_about_lost_time(teller, known, lost)?;
    trust::tell_that_it_is_kept(teller, known, promised)?;
    let handsets = lea.adds(Wish {
        statement: "Drive the cab radios until they wear out",
        objective: "No working radio is thrown away before 2028.",
        for_party: consumer,
        depends_on: Quality::Sustainability,
        delivered: true,
    })?;
    ines.guesses(handsets, [6, 6, 6])?;
    lea.finds(
        handsets,
        [7, 6, 8],
        "180 radios, and a promise in our annual report.",
    )?;
    let reference = viktor.adds(Wish {
        statement: "Show the next haulier a road that holds",
        objective: "One visit a quarter to Northwind’s dispatch, by appointment.",
        for_party: provider,
        depends_on: Quality::Experience,
        delivered: false,
    })?;
    viktor.expects(reference, [8, 7, 7], "")?;
    ines.expects(reference, [7, 7, 6], "")?;
    tell_the_features(teller, known, reference)?;
    review::tell_the_next_shutdown(teller, known, handsets)?;
    // Meridian means well and takes most of the words: the mirror says so to the facilitator.
    teller.days_ago(14)?;
    viktor.says(
        Idea,
        Audience::WholeTable,
        &[bill],
        "Let us give the bill a page of its own before the review. I would show each depot its calls \
         by route and by hour, beside those of last year; under them the drivers’ days abroad, with \
         what they would have cost without our partners; then every number that nobody has used for \
         three months, with a button that ends it; and at the end what was disputed, who settled it, \
         and when. Whoever signs the invoice in a depot would see within a minute that it is right, \
         and nobody would have to ask us any more for the tables that we send by mail today. We have \
         most of the figures already. What is missing is a morning with two of your depots, to see \
         what they look at first, and a word from you on who may see the drivers’ days abroad.",
    )?;
    review::tell_what_comes(teller, known)?;
    teller.days_ago(9)?;
    let silent = mara.adds(Wish {
        statement: "Find a driver who does not answer",
        objective: "The last mast and minute, on the dispatcher’s screen, within a minute.",
        for_party: consumer,
        depends_on: Quality::Warranty,
        delivered: false,
    })?;
    mara.expects(
        silent,
        [9, 7, 10],
        "Twice this year we called the police to look.",
    )?;
    mara.is_rid_of(
        silent,
        Burden::Risk,
        "An accident that nobody notices until morning",
    )?;
    jonas.says(
        Concern,
        Audience::WholeTable,
        &[silent],
        "Find me when I am hurt, yes. Not when I take my break. It would work if I could see who \
         has looked.",
    )?;
    // The night desk gets a name for what it is really worth; those who rated it are asked again.
    teller.days_ago(8)?;
    mara.rewords(
        known.night,
        Wish {
            statement: "Get somebody who knows our tours on the phone at three in the morning",
            objective: "Within two minutes, at any hour, without a customer number.",
            for_party: consumer,
            depends_on: Quality::Experience,
            delivered: true,
        },
    )?;
    mara.stands_by_figures(known.night)?;
    viktor.proposes_words(
        bill,
        Wish {
            statement: "See in each depot what it pays for",
            objective: "One page for each depot, on the fifth of the month.",
            for_party: consumer,
            depends_on: Quality::Utility,
            delivered: true,
        },
    )?;
    teller.days_ago(7)?;
    // Two small cells, and what a customer makes of them.
    let bridge = tom.contributes(act::Say {
        outcomes: vec![a7],
        attachments: vec![attachments::cells()?],
        ..act::Say::new(
            Idea,
            Audience::WholeTable,
            "We could mount two small cells on the bridge itself; the council already lets us use the \
             lamp posts.",
        )
    })?;
    let outage_board = lea.replies(
        bridge,
        Build,
        Audience::WholeTable,
        "… put our depot’s outage board on the same mast feed, so dispatch sees it at once.",
    )?;
    tom.nods_to(outage_board)?;
    let cells = decisions::propose_the_cells(teller, known, bridge)?;
    voice(known.priya).contributes(act::Say {
        under: Some(bridge),
        condition: "A microwave hop from Alder 3 would carry it.".to_owned(),
        ..act::Say::new(Concern, Audience::WholeTable, "The bridge has no fibre.")
    })?;
    teller.days_ago(6)?;
    viktor.says(
        Question,
        Audience::OnlyMe,
        &[bill],
        "Before the review: what would we have built if we had asked about the road first?",
    )?;
    lea.contributes(act::Say {
        outcomes: vec![tablets, silent],
        limit: Some(LimitKind::Commercial),
        ..act::Say::new(
            Limit,
            Audience::OwnParty,
            "Between us: the budget for next year is 48,000 euros, and not a euro of it is for a \
             bill.",
        )
    })?;
    agreement::open_the_third(teller, known)?;
    review::tell_the_readings(teller, known)?;
    review::place_at_stages(teller, known)?;
    review::judge(teller, known)?;
    trust::accept(teller, known, broke)?;
    teller.days_ago(2)?;
    drivers::count_lost_time(teller, known, lost)?;
    decisions::take_the_objection_in(teller, known, cells)?;
    let under_the_bridge = mara.contributes(act::Say {
        outcomes: vec![silent],
        attachments: vec![attachments::bridge()?],
        ..act::Say::new(
            Need,
            Audience::WholeTable,
            "When a truck stops under the Elm bridge, I must still be able to reach the driver. Today I \
             find out an hour later.",
        )
    })?;
    mara.explains(
        under_the_bridge,
        "Send help before the police call us, and tell the customer the truth about the delay.",
    )?;
    lea.speaks_for(
        known.jonas,
        &[silent],
        "Jonas says: give me one button that tells dispatch I am all right.",
    )?;
    teller.hours_ago(30)?;
    ines.says_back(
        under_the_bridge,
        "You lose contact in a known dead spot, and what hurts is not the call but not knowing. Is \
         that it?",
    )?;
    teller.hours_ago(26)?;
    trust::open(teller, known)?;
    trust::leave_guesses_aside(teller, known)?;
    trust::make_a_pack(teller, known, trust::THIRD_QUARTER)?;
    ines.says(
        Idea,
        Audience::WholeTable,
        &[tablets],
        "A fixed line at the three largest ramps while 5G is off, at our cost until it is back. Would \
         ten seconds at those three be enough to keep the tablets, and may two of your drivers try it \
         on a Monday night before we order the line?",
    )?;
    teller.hours_ago(5)?;
    tom.says(
        Concern,
        Audience::WholeTable,
        &[a7],
        "Frost is announced for next week. Two sites still have no remote switch; with a \
         date for them I can promise the nights.",
    )?;
    teller.hours_ago(3)?;
    mara.finds(
        a7,
        [9, 8, 10],
        "Holds, even without 5G. One bad night at Elm Pass.",
    )?;
    teller.hours_ago(2)?;
    meetings::prepare_the_next(teller, known)
}

/// What could be done next year, what it costs, and the mix that Mara takes to her sponsor.
fn tell_the_features(
    teller: &Teller,
    known: &Northwind,
    reference: OutcomeId,
) -> anyhow::Result<()> {
    use Origin::*;
    use Strength::*;
    let voice = |person: PersonId| teller.voice(known.table, person);
    let &Northwind {
        provider,
        consumer,
        supplier,
        a7,
        bill,
        tablets,
        roaming,
        crews,
        ..
    } = known;
    let (ines, viktor, tom) = (voice(known.ines), voice(known.viktor), voice(known.tom));
    let (mara, lea, jonas) = (voice(known.mara), voice(known.lea), voice(known.jonas));
    teller.days_ago(18)?;
    let cells = Offer {
        name: "Small cells at Elm Pass",
        note: "Four on existing roofs, so that the last two kilometres before the summit hold.",
        origins: &[Customer, User],
        serves: &[(a7, Strong)],
        price: Some((96_000, &[(consumer, 75), (supplier, 25)])),
    };
    let borders = Offer {
        name: "Roaming bundle without caps",
        note: "One price for every border between Aarhus and Verona.",
        origins: &[Customer],
        serves: &[(roaming, Strong)],
        price: Some((54_000, &[(consumer, 100)])),
    };
    let split = Offer {
        name: "Bill split by depot",
        note: "One invoice, eight parts, on the fifth of the month.",
        origins: &[OurIdea, Customer],
        serves: &[(bill, Strong)],
        price: Some((45_000, &[(consumer, 60), (provider, 40)])),
    };
    let loyalty = Offer {
        name: "Loyalty app for drivers",
        note: "Points for kilometres without a dropped call.",
        origins: &[Competitor, OurIdea],
        serves: &[(reference, Medium)],
        price: Some((120_000, &[(provider, 100)])),
    };
    let livery = Offer {
        name: "SIM cards in Northwind’s colours",
        note: "",
        origins: &[Price],
        serves: &[],
        price: Some((4_000, &[(provider, 100)])),
    };
    let warnings = Offer {
        name: "A warning before a dead spot",
        note: "The cab says so two kilometres before the call would drop.",
        origins: &[User],
        serves: &[(a7, Medium)],
        price: Some((40_000, &[(consumer, 100)])),
    };
    ines.offers(provider, &[cells, borders, split, warnings])?;
    viktor.offers(provider, &[loyalty, livery])?;
    let board = Offer {
        name: "Shared outage board",
        note: "Who is on which mast, what is down, and until when: one screen for all three.",
        origins: &[Supplier],
        serves: &[(crews, Strong), (a7, Weak)],
        price: Some((38_000, &[(provider, 50), (supplier, 50)])),
    };
    tom.offers(supplier, &[board])?;
    let ramps = Offer {
        name: "A fixed line at the three largest ramps",
        note: "Until 5G is back.",
        origins: &[Customer],
        serves: &[(tablets, Strong)],
        price: None,
    };
    lea.offers(provider, &[ramps])?;

    // What each expects of what is offered; before they see what it makes, Meridian's two skip what
    // they have not guessed.
    teller.days_ago(15)?;
    for outcome in [crews, reference] {
        ines.does(act::SkipGuess { outcome })?;
        viktor.does(act::SkipGuess { outcome })?;
    }
    ines.expects(roaming, [7, 6, 6], "")?;
    viktor.expects(a7, [7, 7, 7], "")?;
    viktor.expects(bill, [7, 8, 7], "")?;
    viktor.expects(roaming, [6, 6, 7], "")?;
    jonas.expects(a7, [9, 8, 10], "")?;
    jonas.expects(roaming, [4, 5, 4], "")?;
    // Who bears what is each party's own word. Halden has not said yet whether it bears a part of the cells.
    teller.days_ago(13)?;
    lea.answers_for_share("Small cells at Elm Pass", true, "")?;
    lea.answers_for_share("Roaming bundle without caps", true, "")?;
    lea.answers_for_share(
        "Bill split by depot",
        false,
        "We would pay a third of it, not more: the work on the bill is not ours.",
    )?;
    viktor.answers_for_share("Shared outage board", true, "")?;
    teller.days_ago(12)?;
    let record = teller.app().relationship(known.table)?;
    let read_at = record.map_or(0, |relationship| relationship.sequence());
    mara.does(act::RecordMix {
        rule: MixRule::EqualVoice,
        budget: 24_000_000,
        read_at,
        note: "For the next budget round: what 240,000 euros would carry for all three of us."
            .to_owned(),
    })?;
    // The guesses that lie open were looked at, on both sides.
    for somebody in [&ines, &viktor, &mara, &lea] {
        somebody.does(act::LookAtReveal {})?;
    }
    Ok(())
}
