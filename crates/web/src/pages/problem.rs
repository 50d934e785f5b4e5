//! The page that says what was wrong and what to do.

use askama::Template;
use axum::http::Method;

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::pages::sign_in;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "problem.html")]
struct Page {
    layout: Layout,
    message: String,
    /// Where one signs in; empty where that is not the matter.
    sign_in: String,
    /// What was written and has not been recorded.
    written: String,
    again: Option<Again>,
}

/// The same form, to be sent again.
struct Again {
    action: String,
    /// What goes along unseen.
    hidden: Vec<(String, String)>,
    /// What was written, as it is sent.
    written: Vec<(String, String)>,
    /// In whose name it is sent.
    name: String,
}

/// Says what was wrong.
pub fn show(ask: &Ask, problem: &Problem) -> Answer {
    let title = ask.say.text(match problem {
        Problem::NotFound => "problem-nothing-there",
        _ => "problem-title",
    });
    let is_signed_out = matches!(problem, Problem::SignIn);
    let again = again(ask, problem);
    // Whether it was recorded is not always known.
    let is_given_back = again.is_none() && is_ours(ask) && !matches!(problem, Problem::Unknown);
    let written = ask.form.written().filter(|_| is_given_back);
    let mut written: Vec<String> = written.map(|(_, value)| value.trim().to_owned()).collect();
    if is_given_back {
        written.extend(marks(ask));
    }
    page(&Page {
        written: written.join("\n\n"),
        again,
        sign_in: if is_signed_out {
            sign_in::path_back_to(ask)
        } else {
            String::new()
        },
        layout: Layout::new(ask, title)?,
        message: match problem {
            Problem::WrongMethod => ask.say.text("problem-nothing-sent"),
            problem => problem.message(ask.say),
        },
    })
}

/// The marks that were set on the scales of a form, in words.
fn marks(ask: &Ask) -> impl Iterator<Item = String> + '_ {
    let scales = ["benefit", "usefulness", "importance"].into_iter();
    scales.filter_map(move |scale| {
        let mark = ask.form.mark(scale).ok()?;
        let called = ask.say.text(&format!("mark-{scale}"));
        Some(
            ask.say
                .two("problem-mark-set", ("scale", called), ("mark", mark)),
        )
    })
}

/// Whether a page of ours sent a form. What another site's page sends is never shown.
fn is_ours(ask: &Ask) -> bool {
    let text = |name: &str| ask.headers.get(name).and_then(|value| value.to_str().ok());
    let is_ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        // Without TLS browsers say it by `Origin` alone.
        (None, Some(origin)) => {
            let from = origin.split_once("://").map(|(_, from)| from);
            from.is_some() && from == text("host")
        }
        (None, None) => false,
    };
    ask.method == Method::POST && is_ours
}

/// What nothing in the form was wrong with goes again with one click, and is carried out once: it carries
/// the same key.
fn again(ask: &Ask, problem: &Problem) -> Option<Again> {
    let may_succeed = matches!(
        problem,
        Problem::OldForm
            | Problem::Unknown
            | Problem::Contended
            | Problem::Crowded
            | Problem::Unread
            | Problem::TooMany
            | Problem::TimeUnsure
            | Problem::Failed(_)
    );
    let visitor = ask.visitor.as_ref()?;
    if !may_succeed || !is_ours(ask) || ask.form.is_secret() {
        return None;
    }
    let written: Vec<_> = ask.form.written().collect();
    let hidden = ask.form.fields().filter(|field| !written.contains(field));
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    Some(Again {
        action: ask.path.clone(),
        hidden: hidden.map(owned).collect(),
        written: written.iter().copied().map(owned).collect(),
        name: visitor.person.name.clone()?,
    })
}
