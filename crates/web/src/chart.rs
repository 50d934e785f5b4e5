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

mod lines;
mod scale;

use std::borrow::Cow;
use std::fmt::{self, Display, Write};
use std::sync::LazyLock;

pub use lines::{Event, Point, Range, Series, Stairs, Tick, series, stairs};
pub use scale::{Shape, apart, gap, shape, spread};

/// Highest value on the scale.
const TOP: f64 = 10.0;

/// Per cent of a wide chart's width left of the scale, for its figures.
const LEFT: f64 = 6.0;
/// Per cent of a wide chart's width up to which the scale reaches.
const RIGHT: f64 = 98.0;

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

/// Readings over time, and the target as a dashed line. `levels` are stretches of one level: from, until, and how high;
/// `breaks` are moments of readings after which the line is broken; `ends` names the lowest and the highest figure.
pub fn readings(
    points: &[(i64, i64)],
    levels: &[(i64, i64, i64)],
    breaks: &[i64],
    target: (i64, &str),
    ends: [&str; 2],
    title: &str,
) -> String {
    const HEIGHT: f64 = 146.0;
    const TOP_AT: f64 = 28.0;
    const BOTTOM_AT: f64 = 128.0;
    let from = points.first().map_or(0, |point| point.0);
    let span = points.last().map_or(1, |point| (point.0 - from).max(1));
    let values = || points.iter().map(|point| point.1).chain([target.0]);
    let low = values().min().unwrap_or(0);
    let height = values().max().map_or(1, |high| (high - low).max(1));
    let across = |at: i64| LEFT + (at - from) as f64 / span as f64 * (RIGHT - LEFT);
    let down = |value: i64| {
        let share = (value - low) as f64 / height as f64;
        BOTTOM_AT - share * (BOTTOM_AT - TOP_AT)
    };
    let mut svg = format!(
        r#"<svg class="chart readings" width="100%" height="{HEIGHT}" role="img"><title>{}</title>"#,
        escape(title)
    );
    push(
        &mut svg,
        format_args!(
            r#"<g class="target"><line x1="{LEFT}%" x2="{RIGHT}%" y1="{y}" y2="{y}"/><title>{}</title></g>"#,
            escape(target.1),
            y = Short(down(target.0)),
        ),
    );
    svg.push_str(r#"<g class="read">"#);
    for two in points.windows(2) {
        let ((at, value), (next, then)) = (two[0], two[1]);
        if breaks.contains(&at) {
            continue;
        }
        push(
            &mut svg,
            format_args!(
                r#"<line x1="{}%" x2="{}%" y1="{}" y2="{}"/>"#,
                Short(across(at)),
                Short(across(next)),
                Short(down(value)),
                Short(down(then)),
            ),
        );
    }
    // A point between two breaks is on no line.
    let is_broken_after = |place: usize| {
        let is_last = place + 1 == points.len();
        is_last || breaks.contains(&points[place].0)
    };
    let is_alone =
        |place: usize| is_broken_after(place) && place.checked_sub(1).is_none_or(is_broken_after);
    for (place, (at, value)) in points.iter().enumerate() {
        if points.len() <= 60 || is_alone(place) {
            push(
                &mut svg,
                format_args!(
                    r#"<circle cx="{}%" cy="{}" r="3"/>"#,
                    Short(across(*at)),
                    Short(down(*value)),
                ),
            );
        }
    }
    svg.push_str("</g>");
    for (from, until, height) in levels {
        push(
            &mut svg,
            format_args!(
                r#"<line class="level" x1="{}%" x2="{}%" y1="{y}" y2="{y}"/>"#,
                Short(across(*from)),
                Short(across(*until)),
                y = Short(down(*height)),
            ),
        );
    }
    for (text, y) in [(ends[1], TOP_AT - 12.0), (ends[0], BOTTOM_AT + 14.0)] {
        push(
            &mut svg,
            format_args!(
                r#"<text class="scale" x="{LEFT}%" y="{}">{}</text>"#,
                Short(y),
                escape(text),
            ),
        );
    }
    svg.push_str("</svg>");
    svg
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

    pub(super) const YEAR: Range<'static> = Range {
        from: 0,
        to: 1_000,
        ticks: &[],
    };

    pub(super) const FIVE_AT_ONE: [u32; 11] = [0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    pub(super) fn line<'a>(label: &'a str, points: &'a [Point<'a>]) -> Series<'a> {
        Series {
            label,
            party_class: "party-consumer",
            decides: true,
            points,
        }
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

    /// Every chart, with this for each of its texts.
    fn every_chart(text: &str) -> [String; 8] {
        let points = [Point {
            at: 10,
            value: 5.0,
            label: text,
        }];
        let ticks = [Tick { at: 5, label: text }];
        let series = series(
            text,
            text,
            Range {
                ticks: &ticks,
                ..YEAR
            },
            &[Series {
                party_class: text,
                ..line(text, &points)
            }],
            &[Event { at: 7, label: text }],
        );
        let stairs = stairs(
            text,
            text,
            &[Stairs {
                label: text,
                party_class: text,
                points: &[(0.0, 0.0), (0.5, 40.0)],
            }],
            (0.9, text),
            [text; 3],
            [text; 3],
        );
        [
            series,
            stairs,
            value_bars(1.0, 2.0, 3.0, text),
            spread([1.0; 5], &FIVE_AT_ONE, text, text).unwrap(),
            gap(1.0, 2.0, text),
            dots(3, text),
            progress(1, 2, text, text),
            parts(&[(text, 40), ("party-supplier", 60)], text),
        ]
    }

    #[test]
    fn no_text_becomes_markup() {
        for chart in every_chart(r#"<script>"x"&'y'</script>"#) {
            assert!(!chart.contains("<script"), "{chart}");
            assert!(!chart.contains(r#""x""#), "{chart}");
            assert!(chart.contains("&lt;script&gt;"), "{chart}");
        }
    }

    #[test]
    fn no_chart_carries_inline_style() {
        for chart in every_chart("") {
            assert!(!chart.contains("style"), "{chart}");
        }
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
}
