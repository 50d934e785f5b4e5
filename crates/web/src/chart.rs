//! Charts as SVG text: what a number is made of, how it moved, how voices spread.
//!
//! Pure functions: the same input gives the same bytes. Values lie on the scale 0–10 and are
//! clamped to it. Colour comes from classes (`party-provider`, …) that the stylesheet knows; there
//! is no inline style, so a strict content policy holds. Text is escaped here.
//!
//! A chart that carries meaning has `role="img"` and a title in the reader's language, which the
//! caller passes in; its data belong on the page as a table or a sentence as well.
//!
//! The wide charts place things horizontally in per cent and vertically in pixels instead of scaling
//! a `viewBox`: a line of 360 px and one of 1,000 px then share one text size.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};
use std::sync::LazyLock;

/// Highest value on the scale.
const TOP: f64 = 10.0;

/// Per cent of a wide chart's width left of the scale, for its figures.
const LEFT: f64 = 6.0;
/// Per cent of a wide chart's width up to which the scale reaches.
const RIGHT: f64 = 98.0;

/// One value of one voice at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point<'a> {
    /// Unix seconds.
    pub at: i64,
    /// 0–10.
    pub value: f64,
    /// What a reader sees when pointing at it: "12 August: 9, realised".
    pub label: &'a str,
}

/// How a value went for one voice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Series<'a> {
    /// Written at the line's end.
    pub label: &'a str,
    /// The class that gives the colour: `party-provider`, …
    pub party_class: &'a str,
    /// Whether this voice decides: its line is drawn stronger.
    pub decides: bool,
    /// Ordered by time.
    pub points: &'a [Point<'a>],
}

/// Something that happened, marked across all lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event<'a> {
    /// Unix seconds.
    pub at: i64,
    /// What happened, in a few words.
    pub label: &'a str,
}

/// A moment named under the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick<'a> {
    /// Unix seconds.
    pub at: i64,
    /// "June", "2026".
    pub label: &'a str,
}

/// The time a chart shows, in Unix seconds, and the moments named under it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range<'a> {
    /// First moment shown.
    pub from: i64,
    /// Last moment shown.
    pub to: i64,
    /// Named moments.
    pub ticks: &'a [Tick<'a>],
}

impl Range<'_> {
    /// Where a moment lies across the chart, in per cent of its width.
    fn across(&self, at: i64) -> f64 {
        let span = self.to as f64 - self.from as f64;
        let share = if span > 0.0 {
            (at as f64 - self.from as f64) / span
        } else {
            1.0
        };
        LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT)
    }
}

/// A bar from its height on, for each tenth of the scale: a page holds hundreds of them, and there
/// are no others.
static BARS: LazyLock<Vec<String>> = LazyLock::new(|| {
    const HEIGHT: f64 = 24.0;
    let bar = |tenths: u8| {
        // A zero keeps a visible foot: it was said, unlike a value that is missing.
        let height = (f64::from(tenths) / (TOP * 10.0) * HEIGHT).max(1.5);
        format!(
            r#"" y="{}" width="16" height="{}" rx="2"/>"#,
            Short(HEIGHT - height),
            Short(height)
        )
    };
    (0..=100).map(bar).collect()
});

/// The three small bars beside a value, 54 × 24 px.
///
/// `title` says them in words ("benefit 9, usefulness 9, importance 10").
pub fn value_bars(benefit: f64, usefulness: f64, importance: f64, title: &str) -> String {
    let mut svg = String::with_capacity(title.len() + 288);
    svg.push_str(r#"<svg class="bars" viewBox="0 0 54 24" role="img"><title>"#);
    svg.push_str(&escape(title));
    svg.push_str("</title>");
    for (left, value) in [("0", benefit), ("19", usefulness), ("38", importance)] {
        svg.push_str(r#"<rect x=""#);
        svg.push_str(left);
        svg.push_str(&BARS[(on_scale(value) * 10.0).round() as usize]);
    }
    svg.push_str("</svg>");
    svg
}

/// Values over time, as lines named at their ends.
///
/// A value holds until it is said anew, hence steps. The last value is carried to the range's end.
/// Names that would collide are stacked upwards, each above its own line; the lowest stands under its
/// line where the next one is near. Series without points are left out.
pub fn series(
    title: &str,
    description: &str,
    range: Range<'_>,
    lines: &[Series<'_>],
    events: &[Event<'_>],
) -> String {
    /// Each event's name has its own row above the scale, until the rows repeat.
    const EVENT_ROWS: usize = 3;
    const ROW: f64 = 17.0;
    const SCALE: f64 = 200.0;
    const FOOT: f64 = 26.0;
    /// Least room above the scale.
    const HEAD: f64 = 16.0;
    /// Height of a line of text above its baseline, with the gap to the next.
    const TEXT: f64 = 15.0;

    // Baselines of the names, measured from the top of the scale; from the lowest line upwards each
    // at least one line of text above the one before.
    let mut names: Vec<(f64, &Series<'_>)> = lines
        .iter()
        .filter_map(|line| {
            Some((
                (1.0 - on_scale(line.points.last()?.value) / TOP) * SCALE,
                line,
            ))
        })
        .collect();
    names.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut free = f64::INFINITY;
    let near = |one: f64, next: f64| one - next > 0.0 && one - next < TEXT + 9.0;
    let under = match names.as_slice() {
        [lowest, next, ..] if near(lowest.0, next.0) && lowest.0 + TEXT < SCALE => 1,
        _ => 0,
    };
    for (baseline, _) in &mut names[..under] {
        *baseline += TEXT;
    }
    for (baseline, _) in &mut names[under..] {
        *baseline = (*baseline - 7.0).min(free);
        free = *baseline - TEXT;
    }

    let head = HEAD.max(-free);
    let top = head + ROW * events.len().min(EVENT_ROWS) as f64;
    let bottom = top + SCALE;
    let height = bottom + FOOT;
    let down = |value: f64| bottom - on_scale(value) / TOP * SCALE;

    let mut svg = format!(
        r#"<svg class="chart series" width="100%" height="{}" role="img"><title>{}</title><desc>{}</desc>"#,
        Short(height),
        escape(title),
        escape(description)
    );

    for value in [0.0, 5.0, 10.0] {
        let y = down(value);
        push(
            &mut svg,
            format_args!(
                r#"<line class="grid" x1="{LEFT}%" x2="{RIGHT}%" y1="{y}" y2="{y}"/><text class="scale" x="{x}%" y="{base}" text-anchor="end">{value}</text>"#,
                y = Short(y),
                x = Short(LEFT - 1.5),
                base = Short(y + 4.0)
            ),
        );
    }
    for tick in range.ticks {
        let x = range.across(tick.at);
        push(
            &mut svg,
            format_args!(
                r#"<text class="scale" x="{}%" y="{}" text-anchor="{}">{}</text>"#,
                Short(x),
                Short(height - 6.0),
                anchor(x),
                escape(tick.label)
            ),
        );
    }
    for (place, event) in events.iter().enumerate() {
        let x = range.across(event.at);
        let y = 13.0 + ROW * (place % EVENT_ROWS) as f64;
        push(
            &mut svg,
            format_args!(
                r#"<g class="event"><line x1="{x}%" x2="{x}%" y1="{from}" y2="{bottom}"/><text x="{x}%" y="{y}" text-anchor="{anchor}">{label}<title>{full}</title></text></g>"#,
                x = Short(x),
                from = Short(y + 5.0),
                bottom = Short(bottom),
                y = Short(y),
                anchor = anchor(x),
                label = escape(&shortened(event.label, 34)),
                full = escape(event.label)
            ),
        );
    }

    for line in lines.iter().filter(|line| !line.points.is_empty()) {
        let class = if line.decides { "line decides" } else { "line" };
        push(
            &mut svg,
            format_args!(r#"<g class="{class} {}">"#, escape(line.party_class)),
        );
        for (place, point) in line.points.iter().enumerate() {
            let (x, y) = (range.across(point.at), down(point.value));
            let next = line.points.get(place + 1);
            let until = range.across(next.map_or(range.to, |next| next.at));
            push(
                &mut svg,
                format_args!(
                    r#"<line x1="{}%" x2="{}%" y1="{y}" y2="{y}"/>"#,
                    Short(x),
                    Short(until),
                    y = Short(y)
                ),
            );
            if let Some(next) = next {
                push(
                    &mut svg,
                    format_args!(
                        r#"<line x1="{x}%" x2="{x}%" y1="{}" y2="{}"/>"#,
                        Short(y),
                        Short(down(next.value)),
                        x = Short(until)
                    ),
                );
            }
        }
        for point in line.points {
            push(
                &mut svg,
                format_args!(
                    r#"<circle cx="{}%" cy="{}" r="4"><title>{}</title></circle>"#,
                    Short(range.across(point.at)),
                    Short(down(point.value)),
                    escape(point.label)
                ),
            );
        }
        svg.push_str("</g>");
    }
    for (baseline, line) in names {
        push(
            &mut svg,
            format_args!(
                r#"<text class="name {}" x="{RIGHT}%" y="{}" text-anchor="end">{}<title>{}</title></text>"#,
                escape(line.party_class),
                Short(top + baseline),
                escape(&shortened(line.label, 24)),
                escape(line.label)
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// How the values of five or more spread: each voice a dot above its whole value, the middle half a
/// box, the median a line. `None` below five, where a spread would show persons.
///
/// `five` are minimum, first quartile, median, third quartile and maximum, `voices` how many stand at
/// each whole value 0 to 10.
pub fn spread(
    five: [f64; 5],
    voices: &[u32; 11],
    party_class: &str,
    title: &str,
) -> Option<String> {
    const HIGHEST_STACK: f64 = 40.0;
    const BASE: f64 = 52.0;

    if voices.iter().sum::<u32>() < 5 {
        return None;
    }
    let across = |value: f64| Short(LEFT / 2.0 + on_scale(value) / TOP * (100.0 - LEFT));
    let [_, lower, median, upper, _] = five;
    let highest = voices.iter().copied().max().unwrap_or(1).max(1);
    let rise = (HIGHEST_STACK / f64::from(highest)).min(9.0);

    let mut svg = format!(
        r#"<svg class="chart spread {}" width="100%" height="84" role="img"><title>{}</title>"#,
        escape(party_class),
        escape(title)
    );
    for (value, count) in (0u8..).zip(voices).filter(|(_, count)| **count > 0) {
        let x = across(f64::from(value));
        if rise < 6.0 {
            push(
                &mut svg,
                format_args!(
                    r#"<line class="stack" x1="{x}%" x2="{x}%" y1="{}" y2="{}"/>"#,
                    Short(BASE - 6.0),
                    Short(BASE - 6.0 - rise * f64::from(*count))
                ),
            );
        } else {
            for level in 0..*count {
                push(
                    &mut svg,
                    format_args!(
                        r#"<circle cx="{x}%" cy="{}" r="4"/>"#,
                        Short(BASE - 8.0 - rise * f64::from(level))
                    ),
                );
            }
        }
    }
    push(
        &mut svg,
        format_args!(
            r#"<line class="grid" x1="{from}%" x2="{to}%" y1="{y}" y2="{y}"/><line class="middle-half" x1="{lower}%" x2="{upper}%" y1="{y}" y2="{y}"/><line class="median" x1="{median}%" x2="{median}%" y1="{above}" y2="{below}"/>"#,
            from = across(0.0),
            to = across(TOP),
            y = BASE + 4.0,
            lower = across(lower),
            upper = across(upper),
            median = across(median),
            above = BASE - 3.0,
            below = BASE + 11.0
        ),
    );
    for value in [0.0, 5.0, 10.0] {
        push(
            &mut svg,
            format_args!(
                r#"<text class="scale" x="{}%" y="79" text-anchor="middle">{value}</text>"#,
                across(value)
            ),
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// One dot per voice, for fewer than five; more are not drawn, since then there is a spread.
pub fn dots(voices: usize, title: &str) -> String {
    let shown = voices.min(4);
    let mut svg = format!(
        r#"<svg class="dots" viewBox="0 0 {} 8" width="{}" height="8" role="img"><title>{}</title>"#,
        shown * 11,
        shown * 11,
        escape(title)
    );
    for place in 0..shown {
        push(
            &mut svg,
            format_args!(r#"<circle cx="{}" cy="4" r="3.5"/>"#, place * 11 + 4),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A bar that is filled up to `done` of `total`.
pub fn progress(done: usize, total: usize, party_class: &str, title: &str) -> String {
    let share = if total == 0 {
        0.0
    } else {
        done.min(total) as f64 / total as f64 * 100.0
    };
    format!(
        r#"<svg class="progress {}" width="100%" height="10" role="img"><title>{}</title><rect class="track" width="100%" height="10" rx="5"/><rect class="done" width="{}%" height="10" rx="5"/></svg>"#,
        escape(party_class),
        escape(title),
        Short(share)
    )
}

/// What belongs to whom, as one bar: parts of a hundred, each in its party's colour. The words beside
/// it say the same.
pub fn parts(parts: &[(&str, u8)], title: &str) -> String {
    let mut svg = format!(
        r#"<svg class="parts" width="100%" height="10" role="img"><title>{}</title><rect class="track" width="100%" height="10" rx="5"/>"#,
        escape(title)
    );
    let mut from = 0;
    for (class, part) in parts.iter().filter(|(_, part)| *part > 0) {
        push(
            &mut svg,
            format_args!(
                r#"<rect class="part {}" x="{from}%" width="{part}%" height="10"/>"#,
                escape(class)
            ),
        );
        from += u16::from(*part);
    }
    svg.push_str("</svg>");
    svg
}

/// A party's share at each budget.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stairs<'a> {
    /// Written at the line's end.
    pub label: &'a str,
    /// The class that gives the colour.
    pub party_class: &'a str,
    /// Where across the chart, 0 to 1, and the share from there on, in per cent; in order.
    pub points: &'a [(f64, f64)],
}

/// Shares in per cent that rise and fall in steps from left to right, with a marker that says where
/// one stands. `under` names the left end, what goes across, and the right end.
pub fn stairs(
    title: &str,
    description: &str,
    lines: &[Stairs<'_>],
    marker: (f64, &str),
    under: [&str; 3],
) -> String {
    const SCALE: f64 = 190.0;
    const FOOT: f64 = 28.0;
    const TEXT: f64 = 15.0;
    const STEPS: f64 = 100.0;
    let mut names: Vec<(f64, &Stairs<'_>)> = lines
        .iter()
        .filter_map(|line| {
            let share = line.points.last()?.1.clamp(0.0, STEPS);
            Some(((1.0 - share / STEPS) * SCALE, line))
        })
        .collect();
    names.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut free = f64::INFINITY;
    for (baseline, _) in &mut names {
        *baseline = (*baseline - 7.0).min(free);
        free = *baseline - TEXT;
    }
    let top = 32.0_f64.max(18.0 - free);
    let bottom = top + SCALE;
    let height = bottom + FOOT;
    let across = |share: f64| LEFT + share.clamp(0.0, 1.0) * (RIGHT - LEFT);
    let down = |share: f64| bottom - share.clamp(0.0, STEPS) / STEPS * SCALE;
    let mut svg = format!(
        r#"<svg class="chart series stairs" width="100%" height="{}" role="img"><title>{}</title><desc>{}</desc>"#,
        Short(height),
        escape(title),
        escape(description)
    );
    for share in [0.0, 50.0, 100.0] {
        let y = down(share);
        push(
            &mut svg,
            format_args!(
                r#"<line class="grid" x1="{LEFT}%" x2="{RIGHT}%" y1="{y}" y2="{y}"/><text class="scale" x="{x}%" y="{base}" text-anchor="end">{share}%</text>"#,
                y = Short(y),
                x = Short(LEFT - 1.0),
                base = Short(y + 4.0)
            ),
        );
    }
    let ends = [
        (LEFT, "start"),
        ((LEFT + RIGHT) / 2.0, "middle"),
        (RIGHT, "end"),
    ];
    for ((x, anchor), text) in ends.into_iter().zip(under) {
        push(
            &mut svg,
            format_args!(
                r#"<text class="scale" x="{}%" y="{}" text-anchor="{anchor}">{}</text>"#,
                Short(x),
                Short(height - 6.0),
                escape(text)
            ),
        );
    }
    for line in lines.iter().filter(|line| !line.points.is_empty()) {
        push(
            &mut svg,
            format_args!(r#"<g class="line {}">"#, escape(line.party_class)),
        );
        // Equal steps in a row are one line.
        let mut points: Vec<(f64, f64)> = line.points.to_vec();
        points.dedup_by(|next, before| next.1 == before.1);
        for (place, (x, share)) in points.iter().enumerate() {
            let next = points.get(place + 1);
            let (from, y) = (across(*x), down(*share));
            let until = across(next.map_or(1.0, |next| next.0));
            push(
                &mut svg,
                format_args!(
                    r#"<line x1="{}%" x2="{}%" y1="{y}" y2="{y}"/>"#,
                    Short(from),
                    Short(until),
                    y = Short(y)
                ),
            );
            if let Some((_, share)) = next {
                push(
                    &mut svg,
                    format_args!(
                        r#"<line x1="{x}%" x2="{x}%" y1="{}" y2="{}"/>"#,
                        Short(y),
                        Short(down(*share)),
                        x = Short(until)
                    ),
                );
            }
        }
        svg.push_str("</g>");
    }
    for (baseline, line) in names {
        push(
            &mut svg,
            format_args!(
                r#"<text class="name {}" x="{RIGHT}%" y="{}" text-anchor="end">{}<title>{}</title></text>"#,
                escape(line.party_class),
                Short(top + baseline),
                escape(&shortened(line.label, 24)),
                escape(line.label)
            ),
        );
    }
    let x = across(marker.0);
    let aside = if x > 80.0 {
        ("end", -1.4)
    } else {
        ("start", 1.4)
    };
    push(
        &mut svg,
        format_args!(
            r#"<g class="marker"><line x1="{x}%" x2="{x}%" y1="12" y2="{bottom}"/><circle cx="{x}%" cy="12" r="5"/><text x="{text}%" y="16" text-anchor="{anchor}">{label}</text></g>"#,
            x = Short(x),
            bottom = Short(bottom),
            text = Short(x + aside.1),
            anchor = aside.0,
            label = escape(marker.1)
        ),
    );
    svg.push_str("</svg>");
    svg
}

/// A guess beside what was said, on one scale: the provider's circle, the consumer's square.
pub fn gap(guessed: f64, said: f64, title: &str) -> String {
    const MIDDLE: f64 = 16.0;
    let across = |value: f64| Short(LEFT / 2.0 + on_scale(value) / TOP * (100.0 - LEFT));
    let mut svg = format!(
        r#"<svg class="chart gap" width="100%" height="56" role="img"><title>{}</title>"#,
        escape(title)
    );
    push(
        &mut svg,
        format_args!(
            r#"<line class="grid" x1="{}%" x2="{}%" y1="{MIDDLE}" y2="{MIDDLE}"/><line class="between" x1="{guess}%" x2="{value}%" y1="{MIDDLE}" y2="{MIDDLE}"/><circle class="party-provider" cx="{guess}%" cy="{MIDDLE}" r="10"/><svg class="party-consumer" x="{value}%" y="{MIDDLE}" overflow="visible"><rect x="-10" y="-10" width="20" height="20" rx="4.5"/></svg>"#,
            across(0.0),
            across(TOP),
            guess = across(guessed),
            value = across(said)
        ),
    );
    for value in [0.0, 5.0, 10.0] {
        push(
            &mut svg,
            format_args!(
                r#"<text class="scale" x="{}%" y="50" text-anchor="middle">{value}</text>"#,
                across(value)
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A number as an attribute: at most one decimal, no trailing zero.
struct Short(f64);

impl Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A page holds thousands of these, and whole numbers are written several times faster.
        let tenths = (self.0 * 10.0).round() as i64;
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        match rest {
            0 => write!(f, "{sign}{whole}"),
            rest => write!(f, "{sign}{whole}.{rest}"),
        }
    }
}

/// A value brought onto the scale; what is no number counts as nothing.
fn on_scale(value: f64) -> f64 {
    if value.is_nan() {
        0.0
    } else {
        value.clamp(0.0, TOP)
    }
}

/// On which side of its anchor a text keeps inside the chart.
fn anchor(across: f64) -> &'static str {
    match across {
        x if x < 20.0 => "start",
        x if x > 80.0 => "end",
        _ => "middle",
    }
}

/// At most `most` characters, the last an ellipsis where something was left off.
fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => {
            let kept: String = text.chars().take(most.saturating_sub(1)).collect();
            Cow::Owned(format!("{}…", kept.trim_end()))
        }
    }
}

/// Text made safe between tags and in quoted attributes.
fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    Cow::Owned(safe)
}

/// Appends; writing to a string cannot fail.
fn push(svg: &mut String, text: fmt::Arguments<'_>) {
    let _ = svg.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: Range<'static> = Range {
        from: 0,
        to: 1_000,
        ticks: &[],
    };

    const FIVE_AT_ONE: [u32; 11] = [0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    fn line<'a>(label: &'a str, points: &'a [Point<'a>]) -> Series<'a> {
        Series {
            label,
            party_class: "party-consumer",
            decides: true,
            points,
        }
    }

    fn y_of_names(svg: &str) -> Vec<f64> {
        svg.split(r#"<text class="name"#)
            .skip(1)
            .filter_map(|part| {
                part.split(r#" y=""#)
                    .nth(1)?
                    .split('"')
                    .next()?
                    .parse()
                    .ok()
            })
            .collect()
    }

    #[test]
    fn three_bars_stand_on_one_foot_and_reach_their_values() {
        assert_eq!(
            value_bars(10.0, 5.0, 0.0, "b 10, u 5, i 0"),
            concat!(
                r#"<svg class="bars" viewBox="0 0 54 24" role="img"><title>b 10, u 5, i 0</title>"#,
                r#"<rect x="0" y="0" width="16" height="24" rx="2"/>"#,
                r#"<rect x="19" y="12" width="16" height="12" rx="2"/>"#,
                r#"<rect x="38" y="22.5" width="16" height="1.5" rx="2"/></svg>"#
            )
        );
    }

    #[test]
    fn a_value_off_the_scale_is_brought_onto_it() {
        assert_eq!(
            value_bars(99.0, -3.0, f64::NAN, ""),
            value_bars(10.0, 0.0, 0.0, "")
        );
        assert_eq!(
            gap(f64::INFINITY, f64::NEG_INFINITY, ""),
            gap(10.0, 0.0, "")
        );
    }

    #[test]
    fn no_text_becomes_markup() {
        let hostile = r#"<script>"x"&'y'</script>"#;
        let points = [Point {
            at: 10,
            value: 5.0,
            label: hostile,
        }];
        let series = series(
            hostile,
            hostile,
            Range {
                ticks: &[Tick {
                    at: 5,
                    label: hostile,
                }],
                ..YEAR
            },
            &[Series {
                party_class: hostile,
                ..line(hostile, &points)
            }],
            &[Event {
                at: 7,
                label: hostile,
            }],
        );
        let charts = [
            series,
            value_bars(1.0, 2.0, 3.0, hostile),
            spread([1.0; 5], &FIVE_AT_ONE, hostile, hostile).unwrap(),
            dots(3, hostile),
            progress(1, 2, hostile, hostile),
            gap(1.0, 2.0, hostile),
            parts(&[(hostile, 40), ("party-supplier", 60)], hostile),
            stairs(
                hostile,
                hostile,
                &[Stairs {
                    label: hostile,
                    party_class: hostile,
                    points: &[(0.0, 0.0), (0.5, 40.0)],
                }],
                (0.9, hostile),
                [hostile; 3],
            ),
        ];
        for chart in charts {
            assert!(!chart.contains("<script"), "{chart}");
            assert!(!chart.contains(r#""x""#), "{chart}");
            assert!(chart.contains("&lt;script&gt;"), "{chart}");
        }
    }

    #[test]
    fn no_chart_carries_inline_style() {
        let points = [Point {
            at: 10,
            value: 5.0,
            label: "",
        }];
        for chart in [
            series(
                "",
                "",
                YEAR,
                &[line("Northwind", &points)],
                &[Event { at: 9, label: "e" }],
            ),
            value_bars(1.0, 2.0, 3.0, ""),
            spread([1.0; 5], &FIVE_AT_ONE, "party-consumer", "").unwrap(),
            gap(1.0, 2.0, ""),
        ] {
            assert!(!chart.contains("style"), "{chart}");
        }
    }

    #[test]
    fn a_value_holds_until_it_is_said_anew_and_then_to_the_end() {
        let points = [
            Point {
                at: 0,
                value: 10.0,
                label: "",
            },
            Point {
                at: 500,
                value: 0.0,
                label: "",
            },
        ];
        let svg = series("", "", YEAR, &[line("Northwind", &points)], &[]);
        assert!(
            svg.contains(r#"<line x1="6%" x2="52%" y1="16" y2="16"/>"#),
            "{svg}"
        );
        assert!(
            svg.contains(r#"<line x1="52%" x2="52%" y1="16" y2="216"/>"#),
            "{svg}"
        );
        assert!(
            svg.contains(r#"<line x1="52%" x2="98%" y1="216" y2="216"/>"#),
            "{svg}"
        );
    }

    #[test]
    fn names_of_equal_lines_do_not_overlap() {
        let points = [Point {
            at: 0,
            value: 5.0,
            label: "",
        }];
        let lines = [
            line("One", &points),
            line("Two", &points),
            line("Three", &points),
        ];
        let heights = y_of_names(&series("", "", YEAR, &lines, &[]));
        assert_eq!(heights.len(), 3);
        assert!(
            heights.windows(2).all(|pair| pair[0] - pair[1] >= 15.0),
            "{heights:?}"
        );
    }

    #[test]
    fn names_above_the_scale_get_the_room_they_need() {
        let points = [Point {
            at: 0,
            value: 10.0,
            label: "",
        }];
        let lines = [line("N", &points); 8];
        let svg = series("", "", YEAR, &lines, &[Event { at: 5, label: "e" }]);
        let highest = y_of_names(&svg).into_iter().fold(f64::INFINITY, f64::min);
        // Below the one row of events, whose baseline is at 13.
        assert!(highest >= 13.0 + 15.0, "{highest}: {svg}");
    }

    #[test]
    fn who_said_nothing_has_no_line() {
        assert!(!series("", "", YEAR, &[line("Halden", &[])], &[]).contains("Halden"));
    }

    #[test]
    fn a_range_without_length_and_moments_outside_it_stay_inside_the_chart() {
        let points = [Point {
            at: i64::MIN,
            value: 5.0,
            label: "",
        }];
        for range in [
            Range {
                from: 5,
                to: 5,
                ticks: &[],
            },
            YEAR,
        ] {
            let svg = series(
                "",
                "",
                range,
                &[line("N", &points)],
                &[Event {
                    at: i64::MAX,
                    label: "",
                }],
            );
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
            assert!(svg.contains(r#"x1="98%""#), "{svg}");
        }
    }

    #[test]
    fn four_voices_have_no_spread() {
        let mut voices = FIVE_AT_ONE;
        voices[1] = 4;
        assert_eq!(spread([1.0; 5], &voices, "party-consumer", ""), None);
    }

    #[test]
    fn a_spread_is_drawn_at_the_quartiles_it_is_given() {
        // They come of thirds of a point, which the stacks at whole values no longer tell.
        let five = [1.0, 2.5, 5.0, 7.5, 9.0];
        let svg = spread(five, &FIVE_AT_ONE, "party-consumer", "").unwrap();
        assert!(
            svg.contains(r#"<line class="middle-half" x1="26.5%" x2="73.5%""#),
            "{svg}"
        );
        assert!(svg.contains(r#"<line class="median" x1="50%""#), "{svg}");
    }

    #[test]
    fn hundreds_of_voices_stay_within_the_chart() {
        let mut voices = FIVE_AT_ONE;
        voices[7] = 300;
        let svg = spread([7.0; 5], &voices, "party-consumer", "").unwrap();
        assert!(svg.contains(r#"y1="46" y2="6""#), "{svg}");
    }

    #[test]
    fn one_dot_per_voice_and_never_more_than_four() {
        assert_eq!(dots(3, "").matches("<circle").count(), 3);
        assert_eq!(dots(12, "").matches("<circle").count(), 4);
        assert_eq!(dots(0, "").matches("<circle").count(), 0);
    }

    #[test]
    fn progress_is_a_share_of_the_whole() {
        assert!(progress(1, 4, "", "").contains(r#"class="done" width="25%""#));
        assert!(progress(0, 0, "", "").contains(r#"class="done" width="0%""#));
        assert!(progress(9, 4, "", "").contains(r#"class="done" width="100%""#));
    }

    #[test]
    fn long_names_are_cut_on_a_character_and_kept_in_full_as_title() {
        let name = "Überlandverkehrsgesellschaft Süd-Ost mbH";
        let points = [Point {
            at: 0,
            value: 5.0,
            label: "",
        }];
        let svg = series("", "", YEAR, &[line(name, &points)], &[]);
        assert!(svg.contains("Überlandverkehrsgesells…"), "{svg}");
        assert!(svg.contains(&format!("<title>{name}</title>")), "{svg}");
    }
}
