//! Files as people send them: what is sloppy is read all the same, what is unclear names its line.

use mix::instance::Instance;
use mix::pabulib;
use proptest::prelude::*;

const CLEAN: &str = "META\nkey;value\ndescription;Made up\ncurrency;EUR\nnum_projects;3\nnum_votes;3\n\
    budget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n1;600;Masts\n2;400;Roaming\n10;900;Bill\n\
    VOTES\nvoter_id;vote\na;1,2\nb;2\nc;10,1\n";

fn read(text: &str) -> Instance {
    pabulib::read(text.as_bytes())
        .unwrap_or_else(|error| panic!("{error} in:\n{text}"))
        .instance
}

/// How many people, and what they all named.
type Ballots = (u32, Vec<(usize, u32)>);

/// What the rules see of an instance: costs in the smallest unit named, ballots, budget.
fn seen(instance: &Instance) -> (Vec<(String, u64)>, u64, Vec<Ballots>) {
    let features = instance.features().iter();
    let groups = instance.groups().iter().enumerate();
    (
        features.map(|f| (f.id.clone(), f.cost.0)).collect(),
        instance.budget().0,
        groups
            .map(|(g, group)| (group.people, instance.ballot(g).collect()))
            .collect(),
    )
}

#[test]
fn sloppy_files_mean_what_their_clean_version_means() {
    let clean = seen(&read(CLEAN));
    let sloppy = [
        ("Windows line ends", CLEAN.replace('\n', "\r\n")),
        ("old Mac line ends", CLEAN.replace('\n', "\r")),
        ("a byte-order mark", format!("\u{feff}{CLEAN}")),
        ("no line end at the end", CLEAN.trim_end().to_owned()),
        (
            "blank lines",
            CLEAN.replace("PROJECTS", "\n \n;;\nPROJECTS\n") + "\n\n;\n",
        ),
        (
            "section names in small letters, padded",
            CLEAN.replace("VOTES", "votes ;;").replace("META", "Meta"),
        ),
        (
            "decimals that are none",
            CLEAN
                .replace("600", "600.00")
                .replace("budget;1000", "budget;1000.0"),
        ),
        (
            "thousands set apart",
            CLEAN.replace("budget;1000", "budget;1\u{a0}000"),
        ),
        (
            "quoted fields",
            CLEAN
                .replace("Masts", "\"Masts; new ones\"")
                .replace("1,2", "\"1,2\""),
        ),
        (
            "a quote that never closes",
            CLEAN
                .replace("Masts", "\"Masts")
                .replace("Roaming", "24\" screens"),
        ),
        (
            "a line end in quotes",
            CLEAN.replace("Masts", "\"Masts\nand more\""),
        ),
        (
            "spaces and stray commas in votes",
            CLEAN.replace("1,2", " 1 , 2,, "),
        ),
        (
            "unknown fields everywhere",
            CLEAN.replace(
                "vote_type",
                "min_length;1\nmax_length;3\nfoo;bar;baz\nvote_type",
            ),
        ),
        (
            "more columns",
            CLEAN
                .replace("cost;name", "cost;name;x")
                .replace("voter_id;vote", "voter_id;vote;y"),
        ),
        (
            "columns in another order",
            CLEAN
                .replace("voter_id;vote", "vote;voter_id")
                .replace("a;1,2", "1,2;a")
                .replace("b;2", "2;b")
                .replace("c;10,1", "10,1;c"),
        ),
        (
            "headers in capitals",
            CLEAN
                .replace("project_id;cost", "Project_ID;Cost")
                .replace("vote\n", "VOTE\n"),
        ),
        (
            "wrong counts",
            CLEAN
                .replace("num_projects;3", "num_projects;7")
                .replace("num_votes;3", "num_votes;many"),
        ),
        (
            "no counts",
            CLEAN.replace("num_projects;3\nnum_votes;3\n", ""),
        ),
        (
            "votes for what is not listed",
            CLEAN.replace("1,2", "1,2,77"),
        ),
        (
            "the same project twice on a ballot",
            CLEAN.replace("1,2", "1,2,1"),
        ),
        ("no vote type", CLEAN.replace("vote_type;approval\n", "")),
        (
            "vote type in capitals",
            CLEAN.replace("approval", "Approval"),
        ),
    ];
    for (what, text) in sloppy {
        assert_eq!(seen(&read(&text)), clean, "{what}");
    }
}

#[test]
fn what_was_odd_is_told_with_its_line() {
    let odd = CLEAN
        .replace("1,2", "1,2,77,1")
        .replace("num_votes;3", "num_votes;4");
    let reading = pabulib::read(odd.as_bytes()).unwrap();
    let told: Vec<_> = reading
        .warnings
        .iter()
        .map(|w| (w.line, w.what.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (16, "\"77\" is not a listed project: left out"),
            (16, "\"1\" is named twice: counted once"),
            (18, "num_votes says 4, but 3 are listed"),
        ]
    );
}

#[test]
fn empty_ballots_are_people_without_wishes() {
    let instance = read(&CLEAN.replace("b;2", "b;").replace("c;10,1", "c"));
    assert_eq!(instance.people(), 3);
    assert_eq!(instance.support(1), 1);
    let nobody = read(&CLEAN[..CLEAN.find("a;1,2").unwrap()]);
    assert_eq!(nobody.people(), 0);
}

#[test]
fn cents_and_whole_units_share_one_minor_unit() {
    let instance = read(&CLEAN.replace("600", "600.5").replace("900", "900,25"));
    assert_eq!(instance.decimals(), 2);
    assert_eq!(instance.features()[0].cost.0, 60_050);
    assert_eq!(instance.features()[2].cost.0, 90_025);
    assert_eq!(instance.budget().0, 100_000);
}

#[test]
fn points_and_ranks_are_read() {
    let points = CLEAN.replace("approval", "cumulative").replace(
        "voter_id;vote\na;1,2\nb;2\nc;10,1",
        "voter_id;vote;points\na;1,2;7,3\nb;2; 10 \nc;10,1;-1,4",
    );
    let instance = read(&points);
    let given = |ballot| {
        instance
            .ballot(instance.group_of_ballot(ballot).unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(given(0), [(0, 7), (1, 3)]);
    // Whoever gives nothing positive is no supporter.
    assert_eq!(given(2), [(0, 4)]);
    let ranked = read(&CLEAN.replace("approval", "ordinal"));
    let first = ranked.group_of_ballot(0).unwrap();
    assert_eq!(ranked.ballot(first).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
}

#[test]
fn thousands_of_projects_are_read() {
    let projects: String = (0..5_000)
        .map(|p| format!("project-{p};{}\n", 100 + p))
        .collect();
    let votes: String = (0..5_000)
        .map(|v| format!("{v};project-{v},project-{}\n", (v + 1) % 5_000))
        .collect();
    let text = format!(
        "META\nkey;value\nbudget;100000\nvote_type;approval\nPROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote\n{votes}"
    );
    let instance = read(&text);
    assert_eq!(instance.features().len(), 5_000);
    assert!((0..5_000).all(|f| instance.support(f) == 2));
}

/// Comparing each mark with all before it would take minutes.
#[test]
fn what_a_ballot_names_again_is_told_once_however_much_it_names() {
    let projects: String = (0..200_000).map(|p| format!("{p};1\n")).collect();
    let named: Vec<String> = (0..200_000).map(|p| p.to_string()).collect();
    let named = named.join(",");
    let text = format!(
        "META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\n{projects}VOTES\n\
         voter_id;vote\n1;7,8,7,7\n2;{named},{named},{named}\n"
    );
    let reading = pabulib::read(text.as_bytes()).unwrap();
    let told = |w: usize| {
        let warning = &reading.warnings[w];
        (warning.line, warning.what.as_str())
    };
    assert_eq!(told(0), (200_009, "\"7\" is named twice: counted once"));
    assert_eq!(told(1), (200_010, "\"0\" is named twice: counted once"));
    assert_eq!(told(2), (200_010, "\"1\" is named twice: counted once"));
    assert_eq!(reading.instance.support(7), 2);
    assert_eq!(reading.instance.support(9), 1);
}

#[test]
fn what_leaves_the_problem_unclear_is_refused_with_its_line() {
    let cumulative = CLEAN.replace("approval", "cumulative");
    let faults = [
        (String::new(), 1, "the section META is missing"),
        (
            "PROJECTS\n".into(),
            1,
            "the section PROJECTS does not belong here",
        ),
        (
            "hello\n".into(),
            1,
            "expected the section META, PROJECTS or VOTES, found \"hello\"",
        ),
        (
            CLEAN.replace("budget;1000\n", ""),
            14,
            "the budget is missing",
        ),
        (
            CLEAN.replace("budget;1000", "budget;a lot"),
            7,
            "the budget \"a lot\" cannot be read: it is not a number",
        ),
        (
            CLEAN.replace("2;400", "2;"),
            12,
            "the cost \"\" cannot be read: it is empty",
        ),
        (
            CLEAN.replace("2;400", "2;-400"),
            12,
            "the cost \"-400\" cannot be read: it is negative",
        ),
        (
            CLEAN.replace("10;900", "1;900"),
            13,
            "the project \"1\" was listed before",
        ),
        (
            CLEAN.replace("10;900", ";900"),
            13,
            "the field \"project_id\" is empty",
        ),
        (
            CLEAN.replace("project_id;cost", "project_id;price"),
            10,
            "the column \"cost\" is missing",
        ),
        (
            CLEAN.replace("voter_id;vote", "voter_id;ballot"),
            15,
            "the column \"vote\" is missing",
        ),
        (
            CLEAN.replace("approval", "lottery"),
            8,
            "the vote type \"lottery\" is not known",
        ),
        (cumulative.clone(), 15, "the column \"points\" is missing"),
        (
            cumulative.replace("vote\na;1,2", "vote;points\na;1,2;7"),
            16,
            "2 projects, but 1 points",
        ),
        (
            cumulative.replace("vote\na;1,2", "vote;points\na;1,2;7,x"),
            16,
            "the points \"x\" cannot be read",
        ),
        (
            CLEAN[..CLEAN.find("VOTES").unwrap()].into(),
            13,
            "the section VOTES is missing",
        ),
        (
            CLEAN.replace("b;2", "META"),
            17,
            "the section META does not belong here",
        ),
    ];
    for (text, line, what) in faults {
        let error = pabulib::read(text.as_bytes()).expect_err(what);
        let told = (error.line, error.what.to_string());
        assert_eq!(told, (line, what.to_owned()), "{text}");
    }
    let latin = CLEAN.replace("Roaming", "Stra?e").replace('?', "\u{1}");
    let latin: Vec<u8> = latin
        .bytes()
        .map(|b| if b == 1 { 0xdf } else { b })
        .collect();
    let error = pabulib::read(&latin).unwrap_err();
    assert_eq!(
        (error.line, error.what.to_string().as_str()),
        (12, "this is not UTF-8 text")
    );
}

proptest! {
    #[test]
    fn a_vote_means_the_same_with_and_without_quotes(
        votes in prop::collection::vec(
            (
                prop::collection::vec("1|2|10|1234567|12345678| 1|2 |ż|99||a b", 0..5),
                "[0-9]{0,3}( |\u{e9})?",
                prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n"), Just("\r\r\n")],
            ),
            0..8,
        ),
        short in any::<bool>(),
        open in any::<bool>(),
    ) {
        let head = CLEAN.split("1;600").next().unwrap_or_default();
        let head = format!("{head}1;600;\n2;40;\n10;9;\n1234567;5;\n12345678;6;\nż;7;\nVOTES\nvoter_id;vote;age\n");
        let rows = |around_voter: &str, around_vote: &str| {
            let row = |(vote, voter, end): &(Vec<String>, String, &str)| {
                // What makes a row blank is another matter.
                let (voter, vote) = (format!("7{voter}"), vote.join(","));
                let rest = if short { "" } else { ";42" };
                format!("{around_voter}{voter}{around_voter};{around_vote}{vote}{around_vote}{rest}{end}")
            };
            let rows: String = votes.iter().map(row).collect();
            let rows = if open { rows.trim_end().to_owned() } else { rows };
            pabulib::read(format!("{head}{rows}").as_bytes())
        };
        let plain = format!("{:?}", rows("", ""));
        prop_assert_eq!(&plain, &format!("{:?}", rows("\"", "")));
        prop_assert_eq!(&plain, &format!("{:?}", rows("", "\"")));
    }
}
