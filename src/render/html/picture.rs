//! Bars and sparklines of a terminal as small pictures: a character is a column there, here it is drawn.

use std::fmt::Write;

/// What fills a column from the left, by eighths.
const LYING: &str = "▏▎▍▌▋▊▉█";
/// What fills it from below.
const STANDING: &str = "▁▂▃▄▅▆▇█";
/// What is still to come.
const TRACK: char = '░';
/// No value.
const GAP: char = '·';
/// Width and height of a column.
const COLUMN: usize = 8;
const HEIGHT: usize = 16;

/// The picture; none where anything else is written.
pub(super) fn of(text: &str) -> Option<String> {
    let known = |c: char| LYING.contains(c) || STANDING.contains(c) || matches!(c, TRACK | GAP);
    if text.is_empty() || !text.chars().all(known) {
        return None;
    }
    let standing = text.chars().any(|c| c == GAP || (c != '█' && STANDING.contains(c)));
    let width = text.chars().count() * COLUMN;
    let shapes = if standing { spark(text) } else { bar(text) };
    Some(format!(
        "<svg class=\"pic\" width=\"{width}\" height=\"{HEIGHT}\" viewBox=\"0 0 {width} {HEIGHT}\" aria-hidden=\"true\">{shapes}</svg>"
    ))
}

fn eighths(set: &str, c: char) -> usize {
    set.chars().position(|one| one == c).map_or(0, |at| at + 1)
}

/// One bar, and the rest of its way behind it.
fn bar(text: &str) -> String {
    let full: usize = text.chars().map(|c| eighths(LYING, c)).sum();
    let way = text.chars().filter(|c| *c == TRACK).count() * COLUMN;
    let mut out = String::new();
    if way > 0 {
        let _ = write!(out, "<rect class=\"way\" x=\"{full}\" y=\"3\" width=\"{way}\" height=\"10\"/>");
    }
    if full > 0 {
        let _ = write!(out, "<rect x=\"0\" y=\"3\" width=\"{full}\" height=\"10\"/>");
    }
    out
}

/// A small bar a value.
fn spark(text: &str) -> String {
    let mut out = String::new();
    for (at, c) in text.chars().enumerate() {
        let x = at * COLUMN + 1;
        let high = 2 * eighths(STANDING, c);
        if high > 0 {
            let _ = write!(out, "<rect x=\"{x}\" y=\"{}\" width=\"{}\" height=\"{high}\"/>", HEIGHT - high, COLUMN - 2);
        } else {
            let _ = write!(out, "<rect class=\"way\" x=\"{}\" y=\"{}\" width=\"2\" height=\"2\"/>", x + 2, HEIGHT - 2);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_meters_and_sparks() {
        let part = |text: &str| of(text).and_then(|svg| svg.split_once('>').map(|(_, shapes)| shapes.to_owned())).unwrap_or_default();
        assert_eq!(part("██▌"), "<rect x=\"0\" y=\"3\" width=\"20\" height=\"10\"/></svg>");
        let meter =
            "<rect class=\"way\" x=\"8\" y=\"3\" width=\"8\" height=\"10\"/><rect x=\"0\" y=\"3\" width=\"8\" height=\"10\"/></svg>";
        assert_eq!(part("█░"), meter);
        let spark = "<rect x=\"1\" y=\"14\" width=\"6\" height=\"2\"/><rect class=\"way\" x=\"11\" y=\"14\" width=\"2\" height=\"2\"/>\
                     <rect x=\"17\" y=\"0\" width=\"6\" height=\"16\"/></svg>";
        assert_eq!(part("▁·█"), spark);
        assert_eq!((of(""), of("██ 40%"), of("<b>")), (None, None, None));
    }
}
