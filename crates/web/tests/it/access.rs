//! Every route and every kind of visitor.

use axum::http::{Method, StatusCode};
use domain::ids::RelationshipId;
use uuid::Uuid;
use web::routes::Access;

use crate::world::{Reply, Visitor, Way, World};

/// What a visitor meets at a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Met {
    /// An answer, or what to mend in one's form.
    Answered,
    /// The way to sign in.
    SignIn,
    /// That this is not for them.
    Forbidden,
    /// What is not there and what is hidden look like.
    Missing,
}

/// Who may come to which route. A route without a row fails the test; so does a row without a route.
/// The access is said here again, on purpose: changing it takes two hands.
const ROWS: &[(&str, &str, Access)] = {
    use Access::{Account, Administrator, Host, Public, Seated, SignedIn};
    &[
        ("GET", "/assets/{version}/{*name}", Public),
        ("GET", "/healthz", Public),
        ("GET", "/readyz", Public),
        ("GET", "/.well-known/change-password", Public),
        ("GET", "/.well-known/passkey-endpoints", Public),
        ("GET", "/robots.txt", Public),
        ("GET", "/favicon.ico", Public),
        ("GET", "/apple-touch-icon.png", Public),
        ("GET", "/apple-touch-icon-precomposed.png", Public),
        ("GET", "/set-up", Public),
        ("POST", "/set-up/code", Public),
        ("POST", "/set-up", Public),
        ("GET", "/set-up/address", Host),
        ("POST", "/set-up/address", Host),
        ("GET", "/sign-in", Public),
        ("POST", "/sign-in", Public),
        ("POST", "/sign-in/code", Public),
        ("POST", "/sign-in/passkey", Public),
        ("POST", "/sign-in/passkey/challenge", Public),
        ("POST", "/sign-out", SignedIn),
        ("GET", "/password", Public),
        ("POST", "/password", Public),
        ("GET", "/password/{secret}", Public),
        ("POST", "/password/{secret}", Public),
        ("GET", "/i/{secret}", Public),
        ("POST", "/i/{secret}", Public),
        ("POST", "/i/{secret}/pass-on", Public),
        ("POST", "/i/{secret}/take", Account),
        ("POST", "/i/{secret}/contest", Public),
        ("GET", "/c/{secret}", Public),
        ("POST", "/c/{secret}", Public),
        ("GET", "/c/{secret}/next", Public),
        ("POST", "/c/{secret}/votes", Public),
        ("POST", "/c/{secret}/statements", Public),
        ("GET", "/c/{secret}/mine", Public),
        ("GET", "/c/{secret}/all", Public),
        ("GET", "/c/{secret}/live", Public),
        ("POST", "/c/{secret}/withdrawal", Public),
        ("GET", "/q/{secret}", Public),
        ("POST", "/q/{secret}", Public),
        ("POST", "/q/{secret}/withdrawal", Public),
        ("GET", "/confirm/{secret}", Public),
        ("POST", "/confirm/{secret}", Public),
        ("GET", "/stop/{secret}", Public),
        ("POST", "/stop/{secret}", Public),
        ("POST", "/demo/person", Public),
        ("POST", "/demo/beginning", Public),
        ("GET", "/", SignedIn),
        ("GET", "/search", SignedIn),
        ("GET", "/account", SignedIn),
        ("POST", "/account/locale", SignedIn),
        ("POST", "/account/messages", SignedIn),
        ("POST", "/account/password", Account),
        ("POST", "/account/email", Account),
        ("POST", "/account/email/confirmation", Account),
        ("POST", "/account/sign-out-everywhere", Account),
        ("GET", "/account/second-factor", Account),
        ("POST", "/account/passkeys", Account),
        ("POST", "/account/passkeys/challenge", Account),
        ("POST", "/account/passkeys/{passkey}", Account),
        ("POST", "/account/authenticator", Account),
        ("POST", "/account/authenticator/code", Account),
        ("POST", "/account/authenticator/removal", Account),
        ("POST", "/account/recovery-codes", Account),
        ("POST", "/account/tokens", Account),
        ("POST", "/account/tokens/{token}/revocation", Account),
        ("GET", "/organisation", Administrator),
        ("POST", "/organisation", Administrator),
        ("POST", "/organisation/people", Administrator),
        ("POST", "/organisation/people/{person}", Administrator),
        ("GET", "/server", Host),
        ("POST", "/server", Host),
        ("POST", "/server/mail", Host),
        ("GET", "/open", Account),
        ("POST", "/open", Account),
        ("GET", "/r/{relationship}/begin/outcomes", Seated),
        ("POST", "/r/{relationship}/begin/outcomes", Seated),
        ("GET", "/r/{relationship}/invite", Seated),
        ("POST", "/r/{relationship}/invite", Seated),
        ("GET", "/r/{relationship}/invite/{invitation}", Seated),
        ("POST", "/r/{relationship}/invite/{invitation}/link", Seated),
        (
            "POST",
            "/r/{relationship}/invite/{invitation}/withdrawal",
            Seated,
        ),
        ("POST", "/r/{relationship}/invite/{invitation}/mail", Seated),
        ("POST", "/r/{relationship}/invite/{invitation}/name", Seated),
        ("POST", "/r/{relationship}/invite/suggestions", Seated),
        (
            "POST",
            "/r/{relationship}/parties/seats/{party}/name",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/parties/seats/{party}/removal",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/parties/suggestions/{suggestion}",
            Seated,
        ),
        ("GET", "/passed-on/{invitation}/{receipt}", Public),
        ("GET", "/r/{relationship}/way-back", Seated),
        ("POST", "/r/{relationship}/way-back", Seated),
        ("GET", "/r/{relationship}/sheet", Seated),
        ("GET", "/r/{relationship}/welcome", Seated),
        ("POST", "/r/{relationship}/welcome", Seated),
        ("GET", "/r/{relationship}/missing", Seated),
        ("POST", "/r/{relationship}/missing", Seated),
        ("POST", "/r/{relationship}/tell-me", Seated),
        ("GET", "/r/{relationship}/claim", Seated),
        ("POST", "/r/{relationship}/claim", Seated),
        ("GET", "/r/{relationship}", Seated),
        ("GET", "/r/{relationship}/live", Seated),
        ("GET", "/r/{relationship}/search", Seated),
        ("GET", "/r/{relationship}/value", Seated),
        ("POST", "/r/{relationship}/value/outcomes", Seated),
        ("POST", "/r/{relationship}/value/parts", Seated),
        ("POST", "/r/{relationship}/value/parts/{part}", Seated),
        ("POST", "/r/{relationship}/value/figures", Seated),
        ("GET", "/r/{relationship}/outcomes/{outcome}", Seated),
        ("POST", "/r/{relationship}/outcomes/{outcome}", Seated),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/description",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/wordings",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/wordings/{wording}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/wordings/{wording}/refusal",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/confirmation",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/retirement",
            Seated,
        ),
        ("POST", "/r/{relationship}/outcomes/{outcome}/words", Seated),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/effects",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/measures",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/questions",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/measures/{measure}/removal",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/outcomes/{outcome}/effects/{effect}/withdrawal",
            Seated,
        ),
        ("GET", "/r/{relationship}/rate", Seated),
        ("GET", "/r/{relationship}/rate/{outcome}", Seated),
        ("POST", "/r/{relationship}/rate/{outcome}", Seated),
        ("GET", "/r/{relationship}/guess", Seated),
        ("GET", "/r/{relationship}/guess/{outcome}", Seated),
        ("POST", "/r/{relationship}/guess/{outcome}", Seated),
        ("GET", "/r/{relationship}/reveal", Seated),
        ("POST", "/r/{relationship}/reveal", Seated),
        ("GET", "/r/{relationship}/better-off", Seated),
        ("POST", "/r/{relationship}/better-off", Seated),
        ("GET", "/r/{relationship}/features", Seated),
        ("POST", "/r/{relationship}/features", Seated),
        ("GET", "/r/{relationship}/features.csv", Seated),
        ("GET", "/r/{relationship}/value.csv", Seated),
        ("GET", "/r/{relationship}/parties.csv", Seated),
        ("GET", "/r/{relationship}/better-off.csv", Seated),
        ("GET", "/r/{relationship}/features/mix", Seated),
        ("GET", "/r/{relationship}/features/import", Seated),
        ("POST", "/r/{relationship}/features/import", Seated),
        ("POST", "/r/{relationship}/features/endowments", Seated),
        ("POST", "/r/{relationship}/features/mixes", Seated),
        ("GET", "/r/{relationship}/features/mixes/{mix}", Seated),
        (
            "GET",
            "/r/{relationship}/features/mixes/{mix}/mix.csv",
            Seated,
        ),
        ("GET", "/r/{relationship}/features/{feature}", Seated),
        ("POST", "/r/{relationship}/features/{feature}", Seated),
        ("POST", "/r/{relationship}/features/{feature}/price", Seated),
        ("POST", "/r/{relationship}/features/{feature}/share", Seated),
        (
            "GET",
            "/r/{relationship}/features/mixes/{mix}/why/{feature}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/features/{feature}/withdrawal",
            Seated,
        ),
        ("GET", "/r/{relationship}/meetings", Seated),
        ("GET", "/r/{relationship}/meetings.csv", Seated),
        ("GET", "/r/{relationship}/meetings/{meeting}", Seated),
        ("GET", "/r/{relationship}/meetings/{meeting}/wall", Seated),
        (
            "GET",
            "/r/{relationship}/meetings/{meeting}/meeting.ics",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/meetings/{meeting}/minutes.md",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/meetings/{meeting}/minutes.pdf",
            Seated,
        ),
        ("POST", "/r/{relationship}/meetings", Seated),
        ("POST", "/r/{relationship}/meetings/writing", Seated),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/change",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/cancellation",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/coming",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/topics",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/topics/{topic}/withdrawal",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/topics/{topic}/words",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/topics/{topic}/backing",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/topics/{topic}/beginning",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/beginning",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/presence",
            Seated,
        ),
        ("POST", "/r/{relationship}/meetings/{meeting}/heard", Seated),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/not-heard",
            Seated,
        ),
        ("POST", "/r/{relationship}/meetings/{meeting}/round", Seated),
        ("POST", "/r/{relationship}/meetings/{meeting}/pass", Seated),
        ("POST", "/r/{relationship}/meetings/{meeting}/floor", Seated),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/floor/leaving",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/floor/giving",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/floor/end",
            Seated,
        ),
        ("POST", "/r/{relationship}/meetings/{meeting}/list", Seated),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/off-record",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/relief",
            Seated,
        ),
        ("POST", "/r/{relationship}/meetings/{meeting}/lead", Seated),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/closing",
            Seated,
        ),
        ("POST", "/r/{relationship}/meetings/{meeting}/end", Seated),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/reopening",
            Seated,
        ),
        ("POST", "/r/{relationship}/meetings/{meeting}/words", Seated),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/commitments",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/proposals",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/meetings/{meeting}/reading",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/meetings",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/meetings/{meeting}",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/meetings.csv",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/meetings/{meeting}/meeting.ics",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/meetings/{meeting}/minutes.md",
            Seated,
        ),
        ("GET", "/r/{relationship}/factors", Seated),
        ("POST", "/r/{relationship}/factors", Seated),
        ("GET", "/r/{relationship}/factors.csv", Seated),
        ("GET", "/r/{relationship}/factors/{factor}", Seated),
        (
            "POST",
            "/r/{relationship}/factors/{factor}/outcomes/{outcome}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/factors/{factor}/extension",
            Seated,
        ),
        ("POST", "/r/{relationship}/factors/{factor}/look", Seated),
        (
            "POST",
            "/r/{relationship}/factors/{factor}/withdrawal",
            Seated,
        ),
        ("GET", "/r/{relationship}/review", Seated),
        (
            "POST",
            "/r/{relationship}/review/outcomes/{outcome}",
            Seated,
        ),
        ("GET", "/r/{relationship}/review.csv", Seated),
        ("GET", "/r/{relationship}/packs", Seated),
        ("POST", "/r/{relationship}/packs", Seated),
        ("GET", "/r/{relationship}/packs/{pack}", Seated),
        ("POST", "/r/{relationship}/packs/{pack}", Seated),
        ("GET", "/r/{relationship}/packs/{pack}/pack.md", Seated),
        ("GET", "/r/{relationship}/packs/{pack}/pack.pdf", Seated),
        ("GET", "/r/{relationship}/trust", Seated),
        ("POST", "/r/{relationship}/trust", Seated),
        ("POST", "/r/{relationship}/trust/opening", Seated),
        ("POST", "/r/{relationship}/trust/repairs", Seated),
        ("GET", "/r/{relationship}/trust.csv", Seated),
        ("GET", "/r/{relationship}/repairs.csv", Seated),
        ("GET", "/r/{relationship}/repairs/{repair}", Seated),
        ("POST", "/r/{relationship}/repairs/{repair}/cost", Seated),
        ("POST", "/r/{relationship}/repairs/{repair}/answer", Seated),
        ("POST", "/r/{relationship}/repairs/{repair}/promise", Seated),
        (
            "POST",
            "/r/{relationship}/repairs/{repair}/acceptance",
            Seated,
        ),
        ("POST", "/r/{relationship}/repairs/{repair}/missing", Seated),
        (
            "POST",
            "/r/{relationship}/repairs/{repair}/withdrawal",
            Seated,
        ),
        ("GET", "/r/{relationship}/stages", Seated),
        ("POST", "/r/{relationship}/stages", Seated),
        ("POST", "/r/{relationship}/stages/placement", Seated),
        ("GET", "/r/{relationship}/stages.csv", Seated),
        ("GET", "/r/{relationship}/measures/{measure}", Seated),
        ("POST", "/r/{relationship}/measures/{measure}", Seated),
        ("POST", "/r/{relationship}/measures/{measure}/count", Seated),
        (
            "GET",
            "/r/{relationship}/measures/{measure}/readings.csv",
            Seated,
        ),
        ("GET", "/r/{relationship}/measures/{measure}/import", Seated),
        (
            "POST",
            "/r/{relationship}/measures/{measure}/import",
            Seated,
        ),
        ("GET", "/r/{relationship}/consultations", Seated),
        ("POST", "/r/{relationship}/consultations", Seated),
        (
            "GET",
            "/r/{relationship}/consultations/{consultation}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/consultations/{consultation}/letters",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/consultations/{consultation}/part",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/consultations/{consultation}/statements.csv",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/consultations/{consultation}/statements/{statement}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/consultations/{consultation}/statements/{statement}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/consultations/{consultation}/rejection",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/consultations/{consultation}/admission",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/consultations/{consultation}/end",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/consultations",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/consultations/{consultation}",
            Seated,
        ),
        ("GET", "/r/{relationship}/commitments", Seated),
        ("POST", "/r/{relationship}/commitments", Seated),
        ("GET", "/r/{relationship}/commitments.csv", Seated),
        ("GET", "/r/{relationship}/commitments/{commitment}", Seated),
        (
            "POST",
            "/r/{relationship}/commitments/{commitment}/kept",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/commitments/{commitment}/confirmation",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/commitments/{commitment}/missing",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/commitments/{commitment}/change",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/commitments/{commitment}/agreement",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/commitments/{commitment}/decline",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/commitments/{commitment}/release",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/commitments/{commitment}/join",
            Seated,
        ),
        ("GET", "/r/{relationship}/agreement", Seated),
        ("POST", "/r/{relationship}/agreement/dissents", Seated),
        (
            "POST",
            "/r/{relationship}/agreement/dissents/{dissent}/withdrawal",
            Seated,
        ),
        ("GET", "/r/{relationship}/agreement/draft", Seated),
        ("POST", "/r/{relationship}/agreement/draft", Seated),
        (
            "GET",
            "/r/{relationship}/agreement/versions/{version}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/agreement/versions/{version}/opening",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/agreement/versions/{version}/reopening",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/agreement/versions/{version}/sign",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/agreement/versions/{version}/sign/refusal",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/agreement/versions/{version}/sign",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/agreement/versions/{version}/sign/challenge",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/agreement/versions/{version}/comparison",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/agreement/versions/{version}/agreement.md",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/agreement/versions/{version}/agreement.pdf",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/agreement/versions/{version}/agreement.json",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/agreement/versions/{version}/receipts/{person}/receipt.json",
            Seated,
        ),
        ("GET", "/r/{relationship}/decisions", Seated),
        ("POST", "/r/{relationship}/decisions/silence", Seated),
        ("GET", "/r/{relationship}/decisions.csv", Seated),
        ("GET", "/r/{relationship}/decisions/new", Seated),
        ("POST", "/r/{relationship}/decisions/new", Seated),
        ("GET", "/r/{relationship}/decisions/{proposal}", Seated),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/position",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/still",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/objections/{sequence}/telling",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/tellings/{reflection}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/tellings/{reflection}/acknowledgement",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/silence",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/absences/{party}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/asking/{party}",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/withdrawal",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/principles",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/round",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/words",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/stall",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/decisions/{proposal}/amendment",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/decisions/{proposal}/amendment",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/decisions/{proposal}/decision.md",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/decisions/{proposal}/decision.pdf",
            Seated,
        ),
        ("GET", "/r/{relationship}/parties", Seated),
        ("POST", "/r/{relationship}/parties", Seated),
        ("POST", "/r/{relationship}/parties/terms", Seated),
        ("POST", "/r/{relationship}/parties/purpose", Seated),
        ("POST", "/r/{relationship}/parties/dependencies", Seated),
        (
            "POST",
            "/r/{relationship}/parties/dependencies/{dependency}",
            Seated,
        ),
        ("POST", "/r/{relationship}/parties/people/{person}", Seated),
        ("POST", "/r/{relationship}/parties/figures", Seated),
        ("POST", "/r/{relationship}/parties/facilitation", Seated),
        ("POST", "/r/{relationship}/parties/departure", Seated),
        ("GET", "/r/{relationship}/settings", Seated),
        ("POST", "/r/{relationship}/settings", Seated),
        ("POST", "/r/{relationship}/settings/closing", Seated),
        ("POST", "/r/{relationship}/settings/deletion", Seated),
        ("GET", "/r/{relationship}/record", Seated),
        ("GET", "/r/{relationship}/record/{sequence}", Seated),
        (
            "POST",
            "/r/{relationship}/record/{sequence}/erasure",
            Seated,
        ),
        ("GET", "/r/{relationship}/record.jsonl", Seated),
        ("GET", "/r/{relationship}/record.csv", Seated),
        ("GET", "/r/{relationship}/record.leaves", Seated),
        ("GET", "/r/{relationship}/dialogue", Seated),
        ("POST", "/r/{relationship}/dialogue", Seated),
        ("GET", "/r/{relationship}/dialogue.md", Seated),
        ("GET", "/r/{relationship}/dialogue.csv", Seated),
        ("GET", "/r/{relationship}/dialogue/{contribution}", Seated),
        (
            "GET",
            "/r/{relationship}/dialogue/{contribution}/thread.md",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/dialogue/{contribution}/attachments/{place}",
            Seated,
        ),
        (
            "GET",
            "/r/{relationship}/dialogue/{contribution}/attachments/{place}/preview",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/replies",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/withdrawal",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/mending",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/explanation",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/own-word",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/reflections",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/reflections/{reflection}/confirmation",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/reflections/{reflection}/correction",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/reflections/{reflection}/acknowledgement",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/nod",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/not-heard",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/note",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/answers",
            Seated,
        ),
        (
            "POST",
            "/r/{relationship}/dialogue/{contribution}/answers/{answer}/confirmation",
            Seated,
        ),
        ("POST", "/r/{relationship}/voices/dismissal", Seated),
        ("GET", "/api", Public),
        ("GET", "/api/v1/openapi.json", Public),
        ("GET", "/api/v1/me", SignedIn),
        ("GET", "/api/v1/relationships", SignedIn),
        ("GET", "/api/v1/search", SignedIn),
        ("GET", "/api/v1/changes", SignedIn),
        ("GET", "/api/v1/organisations", Account),
        ("GET", "/api/v1/colleagues", Account),
        ("GET", "/api/v1/tokens", Account),
        ("POST", "/api/v1/tokens", Account),
        ("POST", "/api/v1/tokens/{token}/revocation", Account),
        (
            "GET",
            "/api/v1/relationships/{relationship}/invitations",
            Seated,
        ),
        ("GET", "/api/v1/relationships/{relationship}/live", Seated),
        (
            "GET",
            "/api/v1/relationships/{relationship}/record.jsonl",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/record.csv",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/record.leaves",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/dialogue.md",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/dialogue.csv",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/dialogue/{contribution}/thread.md",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/features.csv",
            Seated,
        ),
        (
            "POST",
            "/api/v1/relationships/{relationship}/invitations",
            Seated,
        ),
        (
            "POST",
            "/api/v1/relationships/{relationship}/invitations/{invitation}/link",
            Seated,
        ),
        (
            "POST",
            "/api/v1/relationships/{relationship}/invitations/{invitation}/withdrawal",
            Seated,
        ),
        ("POST", "/api/v1/relationships", Account),
        ("GET", "/api/v1/relationships/{relationship}", Seated),
        ("GET", "/api/v1/relationships/{relationship}/table", Seated),
        ("GET", "/api/v1/relationships/{relationship}/value", Seated),
        (
            "GET",
            "/api/v1/relationships/{relationship}/outcomes/{outcome}",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/features",
            Seated,
        ),
        (
            "POST",
            "/api/v1/relationships/{relationship}/features/import",
            Seated,
        ),
        ("GET", "/api/v1/relationships/{relationship}/mix", Seated),
        ("GET", "/api/v1/relationships/{relationship}/words", Seated),
        ("POST", "/api/v1/relationships/{relationship}/words", Seated),
        ("GET", "/api/v1/relationships/{relationship}/needs", Seated),
        (
            "GET",
            "/api/v1/relationships/{relationship}/dialogue",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/dialogue/{contribution}",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/factors",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/factors.csv",
            Seated,
        ),
        ("GET", "/api/v1/relationships/{relationship}/review", Seated),
        (
            "GET",
            "/api/v1/relationships/{relationship}/review.csv",
            Seated,
        ),
        ("GET", "/api/v1/relationships/{relationship}/packs", Seated),
        (
            "GET",
            "/api/v1/relationships/{relationship}/packs/{pack}",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/packs/{pack}/pack.md",
            Seated,
        ),
        ("GET", "/api/v1/relationships/{relationship}/trust", Seated),
        (
            "GET",
            "/api/v1/relationships/{relationship}/repairs",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/trust.csv",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/repairs.csv",
            Seated,
        ),
        ("GET", "/api/v1/relationships/{relationship}/stages", Seated),
        (
            "GET",
            "/api/v1/relationships/{relationship}/stages.csv",
            Seated,
        ),
        (
            "POST",
            "/api/v1/relationships/{relationship}/measures/{measure}/readings",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/measures/{measure}",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/measures/{measure}/readings.csv",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/commitments",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/commitments.csv",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/agreement",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/agreement/versions/{version}",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/agreement/versions/{version}/agreement.md",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/decisions",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/decisions/{proposal}",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/decisions.csv",
            Seated,
        ),
        (
            "GET",
            "/api/v1/relationships/{relationship}/decisions/{proposal}/decision.md",
            Seated,
        ),
        ("GET", "/api/v1/relationships/{relationship}/voices", Seated),
        ("GET", "/api/v1/relationships/{relationship}/heard", Seated),
        ("GET", "/api/v1/relationships/{relationship}/search", Seated),
        ("GET", "/api/v1/relationships/{relationship}/record", Seated),
        (
            "POST",
            "/api/v1/relationships/{relationship}/commands",
            Seated,
        ),
    ]
};

/// Pages that not everybody at the table has: an observer invites nobody, a supplier guesses nothing,
/// whoever has not guessed sees no mix. To them such a page is missing, or leads on to another.
const NOT_EVERYBODYS: [&str; 23] = [
    "/attachments/",
    "/agreement/draft",
    "/comparison",
    "/receipts/",
    "/mixes/",
    "/decisions/new",
    "/amendment",
    "/begin/outcomes",
    "/invite",
    "/sheet",
    "/welcome",
    "/missing",
    "/claim",
    "{consultation}/part",
    "/rate",
    "/guess",
    "/reveal",
    "/settings",
    "/i/",
    "/c/",
    "/q/",
    "/passed-on/",
    "/password/",
];

/// What one takes away of a relationship.
fn is_file(path: &str) -> bool {
    let endings = [".md", ".csv", ".json", ".jsonl", ".leaves", ".ics", ".pdf"];
    let is_attached = path.ends_with("/attachments/{place}");
    path.starts_with("/r/") && (is_attached || endings.iter().any(|ending| path.ends_with(ending)))
}

fn expected(access: Access, path: &str, visitor: &Visitor) -> Met {
    // Tokens open the API, files and streams: to pages such a program is nobody.
    let is_for_programs = path.starts_with("/api/") || path.ends_with("/live") || is_file(path);
    let nobody = matches!(visitor.way, Way::Nobody) || (visitor.by_token() && !is_for_programs);
    let guest = visitor.name.starts_with("guest");
    let host = visitor.name == "host administrator";
    // The first of an organisation with an account administers its people.
    let administrator = host
        || [
            "provider, not guessed",
            "customer",
            "supplier",
            "member elsewhere",
        ]
        .contains(&visitor.name);
    match access {
        Access::Public => Met::Answered,
        _ if nobody => Met::SignIn,
        Access::SignedIn => Met::Answered,
        Access::Account if guest => Met::Forbidden,
        Access::Account => Met::Answered,
        Access::Host if host => Met::Answered,
        Access::Administrator if administrator => Met::Answered,
        Access::Administrator | Access::Host => Met::Forbidden,
        Access::Seated if visitor.seated => Met::Answered,
        Access::Seated => Met::Missing,
    }
}

fn met(reply: &Reply) -> Option<Met> {
    let to_sign_in = reply.header("location").starts_with("/sign-in");
    Some(match reply.status.as_u16() {
        303 if to_sign_in => Met::SignIn,
        // A stream ends there and is not asked for again.
        204 | 401 => Met::SignIn,
        403 => Met::Forbidden,
        404 => Met::Missing,
        200..=399 | 400 | 409 | 410 | 422 | 429 => Met::Answered,
        _ => return None,
    })
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let mut routes: Vec<_> = World::routes()
        .map(|route| (route.method().to_string(), route.path, route.access))
        .collect();
    let mut rows: Vec<_> = ROWS
        .iter()
        .map(|(method, path, access)| ((*method).to_owned(), *path, *access))
        .collect();
    routes.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    rows.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    assert_eq!(routes, rows);
}

#[test]
fn nobody_reads_what_they_have_no_seat_for_and_reading_changes_nothing() {
    let world = World::new();
    let heads = world.heads();
    let mut wrong = Vec::new();
    for (_, path, access) in ROWS.iter().filter(|row| row.0 == "GET") {
        let address = world.fill(path, world.table);
        for visitor in &world.visitors {
            let reply = world.get(&address, visitor);
            let (expected, met) = (expected(*access, path, visitor), met(&reply));
            let own_pages = NOT_EVERYBODYS.iter().any(|page| path.contains(page));
            let elsewhere = own_pages && matches!(met, Some(Met::Missing | Met::Forbidden));
            if met != Some(expected) && !(expected == Met::Answered && elsewhere) {
                wrong.push(format!(
                    "GET {path} as {}: {} {met:?}, not {expected:?}",
                    visitor.name, reply.status
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(world.heads(), heads);
}

/// What an administrator opens by password alone.
const OPEN_BY_PASSWORD: [&str; 13] = [
    "/account/messages",
    "/sign-out",
    "/account",
    "/account/locale",
    "/account/password",
    "/account/email",
    "/account/sign-out-everywhere",
    "/account/second-factor",
    "/account/passkeys",
    "/account/passkeys/challenge",
    "/account/passkeys/{passkey}",
    "/account/recovery-codes",
    "/account/authenticator",
];

#[test]
fn an_administrator_without_a_second_factor_is_led_to_add_one_and_opens_nothing_else() {
    let world = World::new();
    let mut wrong = Vec::new();
    for name in ["Ines Falk", "Hanna Host"] {
        let visitor = world.by_password(name);
        for (method, path, access) in ROWS {
            let open =
                OPEN_BY_PASSWORD.contains(path) || path.starts_with("/account/authenticator");
            if *access == Access::Public || open {
                continue;
            }
            let address = world.fill(path, world.table);
            let reply = match (*method, path.starts_with("/api/")) {
                ("GET", _) => world.get(&address, &visitor),
                (_, true) => world.post_json(&address, &visitor, None, b"{}".to_vec()),
                (_, false) => world.form(&address, &visitor, &[]),
            };
            let led = reply
                .header("location")
                .starts_with("/account/second-factor?back=");
            let page = *method == "GET" && !path.starts_with("/api/");
            let fine = match reply.status {
                StatusCode::SEE_OTHER => page && led,
                StatusCode::FORBIDDEN => true,
                StatusCode::NO_CONTENT => path.ends_with("/live"),
                _ => false,
            };
            if !fine {
                wrong.push(format!("{method} {path} as {name}: {}", reply.status));
            }
        }
        for path in ["/account", "/account/second-factor?back=/"] {
            assert_eq!(world.get(path, &visitor).status, StatusCode::OK, "{path}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Those who administer nothing come by password alone.
    let viktor = world.by_password("Viktor Hahn");
    assert_eq!(world.get("/", &viktor).status, StatusCode::OK);
}

#[test]
fn nobody_writes_where_they_have_no_seat() {
    let world = World::new();
    let heads = world.heads();
    let mut wrong = Vec::new();
    for (_, path, access) in ROWS.iter().filter(|row| row.0 == "POST") {
        let address = world.fill(path, world.table);
        for visitor in &world.visitors {
            let expected = expected(*access, path, visitor);
            if expected == Met::Answered {
                continue;
            }
            let reply = if path.starts_with("/api/") {
                world.post_json(
                    &address,
                    visitor,
                    None,
                    br#"{"command":"claim_seat"}"#.to_vec(),
                )
            } else {
                world.form(&address, visitor, &[])
            };
            if met(&reply) != Some(expected) {
                wrong.push(format!("POST {path} as {}: {}", visitor.name, reply.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(world.heads(), heads);
}

#[test]
fn an_empty_form_is_answered_to_whoever_sits_there_and_breaks_nothing() {
    let mut wrong = Vec::new();
    for name in [
        "provider, not guessed",
        "customer",
        "supplier",
        "observer",
        "guest",
    ] {
        let world = World::new();
        for (_, path, access) in ROWS
            .iter()
            .filter(|row| row.0 == "POST" && row.2 == Access::Seated)
        {
            // These do as they are told without a word: whoever leaves is no longer seated.
            if path.contains("departure") || path.contains("withdrawal") || path.contains("/api/") {
                continue;
            }
            let visitor = world.visitor(name);
            let reply = world.form(&world.fill(path, world.table), visitor, &[]);
            let allowed = [200, 303, 400, 403, 404, 409, 422].contains(&reply.status.as_u16());
            if !allowed || *access != Access::Seated {
                wrong.push(format!(
                    "POST {path} as {name}: {} {}",
                    reply.status,
                    reply.text()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the answer shows apart from the address asked for, and what is drawn afresh each time.
fn masked(reply: &Reply, id: RelationshipId) -> String {
    let text = reply.text().replace(&id.to_string(), "{id}");
    let request = reply.header("x-request-id");
    let text = if request.is_empty() {
        text
    } else {
        text.replace(request, "{request}")
    };
    // The key of a form is drawn again with each page.
    let mut rest = text.as_str();
    let mut masked = String::new();
    while let Some(at) = rest.find("name=\"key\" value=\"") {
        let (before, after) = rest.split_at(at);
        masked.push_str(before);
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    masked + rest
}

#[test]
fn what_is_hidden_looks_as_if_it_were_not_there() {
    let world = World::new();
    for route in World::routes().filter(|route| route.access == Access::Seated) {
        for name in [
            "removed",
            "member elsewhere",
            "guest elsewhere",
            "host administrator",
            "token bound elsewhere",
        ] {
            let visitor = world.visitor(name);
            let random = RelationshipId(Uuid::now_v7());
            let ask = |id| {
                let address = world.fill(route.path, id);
                match (&route.method(), route.path.starts_with("/api/")) {
                    (&Method::GET, _) => world.get(&address, visitor),
                    (_, true) => world.post_json(&address, visitor, None, b"{}".to_vec()),
                    (_, false) => world.form(&address, visitor, &[]),
                }
            };
            let (hidden, missing) = (ask(world.table), ask(random));
            assert_eq!(hidden.status, missing.status, "{} {name}", route.path);
            assert_eq!(
                masked(&hidden, world.table),
                masked(&missing, random),
                "{} {name}",
                route.path
            );
            if !visitor.by_token() {
                assert_eq!(
                    hidden.status,
                    StatusCode::NOT_FOUND,
                    "{} {name}",
                    route.path
                );
            }
        }
    }
}

#[test]
fn every_answer_carries_the_policy_and_is_kept_by_nobody() {
    let world = World::new();
    for route in World::routes() {
        for name in ["anonymous", "customer", "removed"] {
            let address = world.fill(route.path, world.table);
            let reply = match route.method() {
                Method::GET => world.get(&address, world.visitor(name)),
                _ => world.form(&address, world.visitor("anonymous"), &[]),
            };
            let policy = reply.header("content-security-policy");
            assert!(policy.contains("default-src 'none'"), "{}", route.path);
            assert!(!policy.contains("unsafe-"), "{}", route.path);
            assert_eq!(reply.header("x-content-type-options"), "nosniff");
            let media_type = reply.header("content-type");
            let is_text = media_type.starts_with("text/") && media_type != "text/event-stream";
            assert!(!media_type.is_empty(), "{}", route.path);
            assert!(
                !is_text || media_type.contains("charset=utf-8"),
                "{}: {media_type}",
                route.path
            );
            let is_everybodys = [
                "/assets",
                "/robots.txt",
                "/favicon.ico",
                "/apple-touch-icon",
            ];
            if !is_everybodys
                .iter()
                .any(|path| route.path.starts_with(path))
            {
                assert_eq!(reply.header("cache-control"), "no-store", "{}", route.path);
            }
        }
    }
}
