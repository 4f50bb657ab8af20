//! The line that a finding points to, with a mark under the place.

use annotate_snippets::{AnnotationKind, Group, Level as Weight, Renderer, Snippet};

use crate::findings::{Finding, Level};
use crate::render::paper::clip;

/// Columns of a line that are shown at most, off a terminal too: some documents hold whole letters on one line.
const LONGEST: usize = 120;
/// Columns that line number and frame take beside the digits.
const FRAME: usize = 4;

/// The excerpt for `finding` from the text of its document; none when its span does not lie in the text.
pub(super) fn excerpt(finding: &Finding, text: &str, color: bool, room: Option<usize>) -> Option<String> {
    let span = finding.span.range();
    if !text.is_char_boundary(span.start) || !text.is_char_boundary(span.end) || span.end < span.start {
        return None;
    }
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = text[start..end].trim_end_matches('\r');
    // Only the first line of a longer span: the rest is in the file.
    let from = (span.start - start).min(line.len());
    let to = (span.end - start).clamp(from, line.len());
    let number = finding.start.line.max(1) as usize;
    let frame = FRAME + number.to_string().len();
    let room = room.map_or(LONGEST, |room| room.saturating_sub(frame).clamp(20, LONGEST));
    let (shown, focus) = clip(line, from..to, room);
    let snippet = Snippet::source(shown.as_str()).line_start(number).annotation(AnnotationKind::Primary.span(focus));
    let weight = match finding.level {
        Level::Error => Weight::ERROR,
        Level::Warning => Weight::WARNING,
        Level::Info => Weight::INFO,
    };
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    // Wide enough that nothing is cut a second time.
    let renderer = renderer.term_width(4 * LONGEST);
    Some(renderer.render(&[Group::with_level(weight).element(snippet)]))
}
