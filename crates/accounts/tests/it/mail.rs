use accounts::secrecy::ExposeSecret as _;
use accounts::{
    Accounts, Answered, Error, GATHERED_FOR, Handed, Hears, LEASE, MAIL_ATTEMPTS, MAIL_KEPT, Mail,
    MailKind, Refusal, Side, TOLD_EVERY,
};
use domain::ids::PersonId;
use jiff::Timestamp;
use std::thread;

use crate::world::{Counting, at, days, new_person, on_both, refused, relationship};

const MARA: &str = "mara@northwind.example";

/// Keeps entries `from + 1..=to` of the first relationship as news for the person.
fn keep(accounts: &Accounts, person: PersonId, from: u64, to: u64, now: Timestamp) -> bool {
    let found: Vec<_> = (from + 1..=to)
        .map(|sequence| Answered {
            person,
            sequence,
            at: now,
        })
        .collect();
    accounts
        .keep_news(relationship(1), from, to, &found)
        .unwrap()
}

fn due(accounts: &Accounts, now: Timestamp) -> Vec<Mail> {
    accounts.mail_news(now).unwrap();
    accounts.due_mails(now, 10).unwrap()
}

/// The one mail that is due, claimed; with the secret of its stop link.
fn claimed(accounts: &Accounts, now: Timestamp) -> (Mail, String) {
    let mail = due(accounts, now).remove(0);
    let stop = accounts.new_mail_secret().unwrap();
    assert!(accounts.claim_mail(mail.id, &stop, &[], now).unwrap());
    (mail, stop.secret().expose_secret().to_owned())
}

#[test]
fn an_account_hears_from_the_first_day_and_a_guest_after_saying_so() {
    on_both(|world| {
        let accounts = &world.accounts;
        let ines = accounts.mailing(world.ines.id).unwrap();
        assert_eq!(ines.hears, Hears::Weekly);
        assert_eq!(ines.address.as_deref(), Some("Ines@meridian.example"));
        let mara = world.invite_mara(relationship(1)).person.id;
        assert_eq!(accounts.mailing(mara).unwrap().hears, Hears::Nothing);
        keep(accounts, mara, 0, 1, at(0));
        assert!(due(accounts, at(60)).is_empty());

        accounts
            .choose_mail(mara, Hears::OwnWords, MARA, at(60))
            .unwrap();
        keep(accounts, mara, 1, 2, at(60));
        let mails = due(accounts, at(120));
        assert_eq!(mails[0].mailing.address.as_deref(), Some(MARA));
        assert_eq!(
            accounts.news_in(mails[0].id).unwrap(),
            [(relationship(1), 2)]
        );
        // Stopping on their own page forgets the address.
        accounts
            .choose_mail(mara, Hears::Nothing, "", at(121))
            .unwrap();
        assert_eq!(accounts.mailing(mara).unwrap().address, None);
        assert!(due(accounts, at(200)).is_empty());
    });
}

#[test]
fn a_guest_needs_an_address_and_gets_no_reminders() {
    on_both(|world| {
        let mara = world.invite_mara(relationship(1)).person.id;
        let choose = |hears, address| {
            refused(world.accounts.choose_mail(mara, hears, address, at(0))).code()
        };
        assert_eq!(choose(Hears::OwnWords, ""), "email_malformed");
        assert_eq!(
            choose(Hears::OwnWords, "a@b.example\r\nBcc: c@d.example"),
            "deceptive"
        );
        assert_eq!(choose(Hears::Weekly, MARA), "guest_must_claim");
        assert_eq!(choose(Hears::Daily, MARA), "guest_must_claim");
    });
}

#[test]
fn an_entry_is_news_once_whichever_node_reads_it() {
    on_both(|world| {
        let other = Accounts::open(world.database.clone(), Counting::default()).unwrap();
        assert!(keep(&world.accounts, world.ines.id, 0, 3, at(0)));
        assert!(!keep(&other, world.ines.id, 0, 3, at(0)));
        assert_eq!(other.news_cursors().unwrap()[&relationship(1)], 3);
        assert_eq!(due(&world.accounts, at(60)).len(), 1);
    });
}

#[test]
fn answers_are_gathered_and_told_at_most_once_an_hour() {
    on_both(|world| {
        let accounts = &world.accounts;
        keep(accounts, world.ines.id, 0, 2, at(0));
        let ripe = at(0) + GATHERED_FOR;
        assert!(due(accounts, ripe - jiff::SignedDuration::from_secs(1)).is_empty());
        let (mail, _) = claimed(accounts, ripe);
        assert_eq!(mail.kind, MailKind::News);
        assert_eq!(accounts.news_in(mail.id).unwrap().len(), 2);
        accounts
            .mail_was_handed(&mail, &Handed::Taken, ripe)
            .unwrap();

        keep(accounts, world.ines.id, 2, 5, at(11));
        assert!(due(accounts, at(60)).is_empty(), "within the hour");
        let next = due(accounts, ripe + TOLD_EVERY);
        assert_eq!(accounts.news_in(next[0].id).unwrap().len(), 3);
    });
}

#[test]
fn of_many_who_want_to_send_a_mail_one_does() {
    on_both(|world| {
        keep(&world.accounts, world.ines.id, 0, 1, at(0));
        let mail = due(&world.accounts, at(20)).remove(0);
        let claims = thread::scope(|scope| {
            let claim = || {
                let stop = world.accounts.new_mail_secret().unwrap();
                let claimed = world.accounts.claim_mail(mail.id, &stop, &[], at(20));
                claimed.unwrap()
            };
            let nodes: Vec<_> = (0..8).map(|_| scope.spawn(claim)).collect();
            let claims = nodes.into_iter().map(|node| node.join().unwrap());
            claims.filter(|claimed| *claimed).count()
        });
        assert_eq!(claims, 1);
        assert!(due(&world.accounts, at(20)).is_empty());
    });
}

#[test]
fn a_mail_whose_sender_ended_is_unclear_and_never_sent_again() {
    on_both(|world| {
        let accounts = &world.accounts;
        keep(accounts, world.ines.id, 0, 1, at(0));
        let (mail, _) = claimed(accounts, at(20));
        accounts.end_stale_claims(at(21)).unwrap();
        assert_eq!(accounts.outbox(at(0)).unwrap().waiting, 1);
        let later = at(20) + LEASE;
        accounts.end_stale_claims(later).unwrap();
        let outbox = accounts.outbox(at(0)).unwrap();
        assert_eq!((outbox.waiting, outbox.unclear), (0, 1));
        assert_eq!(outbox.trouble, Some(("interrupted".to_owned(), later)));
        assert!(due(accounts, at(days(1))).is_empty());
        // It was only slow: now it is known.
        accounts
            .mail_was_handed(&mail, &Handed::Taken, later)
            .unwrap();
        assert_eq!(accounts.outbox(at(0)).unwrap().sent, 1);
    });
}

#[test]
fn a_mail_put_off_waits_longer_each_time_and_is_given_up() {
    on_both(|world| {
        let accounts = &world.accounts;
        keep(accounts, world.ines.id, 0, 1, at(0));
        let mut now = at(20);
        for attempt in 1..=MAIL_ATTEMPTS {
            let (mail, _) = claimed(accounts, now);
            assert_eq!(mail.attempts, attempt - 1);
            let off = Handed::PutOff("answered 451".to_owned());
            accounts.mail_was_handed(&mail, &off, now).unwrap();
            let just_before = now + jiff::SignedDuration::from_mins(4);
            assert!(due(accounts, just_before).is_empty());
            now += jiff::SignedDuration::from_hours(24);
        }
        let outbox = accounts.outbox(at(0)).unwrap();
        assert_eq!((outbox.waiting, outbox.failed), (0, 1));
        assert!(due(accounts, now).is_empty());
    });
}

#[test]
fn a_person_is_reminded_once_for_the_same_days() {
    on_both(|world| {
        let accounts = &world.accounts;
        let other = Accounts::open(world.database.clone(), Counting::default()).unwrap();
        let remind = |node: &Accounts, day: &str| node.remind(world.ines.id, day, at(0)).unwrap();
        assert!(remind(accounts, "2026-11-23"));
        assert!(!remind(&other, "2026-11-23"));
        // From every day to every week: this week's was had.
        assert!(remind(accounts, "2026-11-25"));
        assert!(!remind(accounts, "2026-11-23"));
        assert!(remind(accounts, "2026-11-30"));
    });
}

#[test]
fn whoever_pauses_is_told_afterwards_and_reminded_of_nothing_meanwhile() {
    on_both(|world| {
        let accounts = &world.accounts;
        let (ines, until) = (world.ines.id, at(days(7)));
        keep(accounts, ines, 0, 1, at(0));
        assert_eq!(due(accounts, at(20)).len(), 1);
        accounts.pause_mail(ines, Some(until)).unwrap();
        assert!(due(accounts, at(30)).is_empty(), "made before, held back");
        assert!(accounts.people_to_remind(at(30)).unwrap().is_empty());
        keep(accounts, ines, 1, 2, at(40));
        assert!(due(accounts, at(days(6))).is_empty());
        assert_eq!(due(accounts, until).len(), 2);
        assert_eq!(accounts.people_to_remind(until).unwrap().len(), 1);
    });
}

#[test]
fn the_link_in_a_mail_stops_it_and_does_nothing_else() {
    on_both(|world| {
        let accounts = &world.accounts;
        let ines = world.ines.id;
        keep(accounts, ines, 0, 1, at(0));
        let (mail, stop) = claimed(accounts, at(20));
        accounts
            .mail_was_handed(&mail, &Handed::Taken, at(20))
            .unwrap();
        // It opens no session, no invitation, no password page, and is no token.
        assert!(accounts.visit(&stop, at(21)).unwrap().is_none());
        assert!(accounts.bearer(&stop, at(21)).unwrap().is_none());
        let unusable = Refusal::LinkUnusable;
        assert_eq!(refused(accounts.invitation_behind(&stop, at(21))), unusable);
        assert_eq!(refused(accounts.enter(&stop, None, at(21))), unusable);
        assert_eq!(
            refused(accounts.password_link_holder(&stop, at(21))),
            unusable
        );

        // A pause by link is never shortened by it.
        let (week, month) = (at(days(7)), at(days(30)));
        accounts
            .use_quieter_link(&stop, Some(month), at(21))
            .unwrap();
        accounts
            .use_quieter_link(&stop, Some(week), at(22))
            .unwrap();
        assert_eq!(accounts.mailing(ines).unwrap().paused_until, Some(month));

        keep(accounts, ines, 1, 2, at(23));
        for _ in 0..2 {
            accounts.use_quieter_link(&stop, None, at(24)).unwrap();
            assert_eq!(accounts.mailing(ines).unwrap().hears, Hears::Nothing);
        }
        assert!(due(accounts, month).is_empty());
        accounts
            .use_quieter_link(&stop, Some(week), at(25))
            .unwrap();
        assert_eq!(accounts.mailing(ines).unwrap().hears, Hears::Nothing);
        // Nothing else about the person has changed.
        assert_eq!(accounts.person(ines).unwrap().unwrap(), world.ines);
        assert!(world.is_signed_in(&world.ines_session, 26));
    });
}

#[test]
fn a_stop_link_works_for_a_quarter_and_an_unknown_one_says_no_more() {
    on_both(|world| {
        let accounts = &world.accounts;
        keep(accounts, world.ines.id, 0, 1, at(0));
        let (mail, stop) = claimed(accounts, at(20));
        accounts
            .mail_was_handed(&mail, &Handed::Taken, at(20))
            .unwrap();
        let end = at(20) + MAIL_KEPT;
        accounts
            .sweep(end - jiff::SignedDuration::from_secs(1))
            .unwrap();
        assert!(accounts.quieter_link(&stop).is_ok());
        accounts.sweep(end).unwrap();
        for secret in [&stop, "nobody-was-sent-this"] {
            assert_eq!(
                refused(accounts.quieter_link(secret)),
                Refusal::LinkUnusable
            );
        }
    });
}

#[test]
fn a_guest_comes_back_by_the_link_in_a_mail_until_the_invitation_ends() {
    on_both(|world| {
        let accounts = &world.accounts;
        let invited = world.invite_mara(relationship(1));
        let (mara, invitation) = (invited.person.id, invited.invitation.id);
        let way_back = |minutes| accounts.way_back(mara, relationship(1), at(minutes));
        let sent = |minutes: i64, sequence: u64| {
            accounts
                .choose_mail(mara, Hears::OwnWords, MARA, at(minutes))
                .unwrap();
            keep(accounts, mara, sequence - 1, sequence, at(minutes));
            let way = way_back(minutes).unwrap().unwrap();
            let secret = way.1.secret().expose_secret().to_owned();
            let mail = due(accounts, at(minutes + 20)).remove(0);
            let stop = accounts.new_mail_secret().unwrap();
            let unsent: Result<_, Error> = accounts.enter(&secret, None, at(minutes + 20));
            assert_eq!(
                refused(unsent),
                Refusal::LinkUnusable,
                "before it was claimed"
            );
            accounts
                .claim_mail(mail.id, &stop, &[way], at(minutes + 20))
                .unwrap();
            secret
        };
        let secret = sent(0, 1);
        let entered = accounts.enter(&secret, None, at(21)).unwrap();
        assert_eq!(entered.invitation.id, invitation);
        assert!(entered.by_mail);
        // A new link: the old ones may have gone astray, those in mail too.
        accounts
            .renew_invitation(invitation, world.ines.id, Side::Own, at(100))
            .unwrap();
        assert_eq!(
            refused(accounts.enter(&secret, None, at(101))),
            Refusal::LinkUnusable
        );
        let secret = sent(200, 2);
        accounts.enter(&secret, None, at(221)).unwrap();
        accounts
            .withdraw_invitation(invitation, world.ines.id, Side::Own, at(222))
            .unwrap();
        assert_eq!(
            refused(accounts.enter(&secret, None, at(223))),
            Refusal::LinkUnusable
        );
        assert!(way_back(224).unwrap().is_none());
    });
}

#[test]
fn erasing_a_person_forgets_their_mail() {
    on_both(|world| {
        let accounts = &world.accounts;
        let new = new_person("Jonas Berg");
        let jonas = accounts
            .add_guest(world.ines.organisation, &new, at(0))
            .unwrap()
            .id;
        let address = "jonas-kanarie@northwind.example";
        accounts
            .choose_mail(jonas, Hears::OwnWords, address, at(0))
            .unwrap();
        keep(accounts, jonas, 0, 1, at(0));
        assert_eq!(due(accounts, at(20)).len(), 1);
        accounts.erase(world.ines.id, jonas, at(21)).unwrap();
        assert!(due(accounts, at(30)).is_empty());
        assert!(!world.is_in_a_file(address));
    });
}

#[test]
fn mail_that_went_out_at_once_counts_and_is_forgotten_like_every_other() {
    on_both(|world| {
        let count = |handed: Handed| world.accounts.count_mail(&handed, at(1)).unwrap();
        count(Handed::Taken);
        count(Handed::Taken);
        count(Handed::Refused("answered 550".to_owned()));
        count(Handed::Unclear("no answer in time".to_owned()));
        count(Handed::PutOff("answered 451".to_owned()));
        let outbox = |since| world.accounts.outbox(since).unwrap();
        let found = outbox(at(0));
        assert_eq!((found.waiting, found.sent), (0, 2));
        assert_eq!((found.failed, found.unclear), (1, 1));
        assert!(found.trouble.is_some());
        assert_eq!(outbox(at(2)).sent, 0);
        world.accounts.sweep(at(1) + MAIL_KEPT).unwrap();
        assert_eq!(outbox(at(0)).sent, 0);
    });
}
