//! YAML to tree: the 1.2 core schema over a parser of events.

use granit_parser::{Event, Parser, ScanError};

use super::toml::too_large;
use super::yaml_tree::Builder;
use super::{Fault, FaultKind, Span, Tree, limits};

/// Reads a YAML document. After the first fault of its syntax the tree holds what came before.
#[must_use]
pub fn parse<'t>(text: &'t str) -> Tree<'t> {
    if text.len() > limits::MAX_BYTES {
        return too_large();
    }
    read(text)
}

/// One pass over the events.
pub(super) fn read<'t>(text: &'t str) -> Tree<'t> {
    let options = granit_parser::options! { emit_comments: false };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder::new(text);
    while let Some(next) = parser.next_event() {
        match next {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or_default();
                if builder.event(event, to_span(&range)).is_err() {
                    break;
                }
            }
            Err(error) => {
                builder.stop(syntax(text, &error));
                break;
            }
        }
    }
    builder.finish()
}

/// The parser's fault, on the character it stopped at.
fn syntax(text: &str, error: &ScanError) -> Fault {
    let mut start = error.marker().byte_offset().unwrap_or(0).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let length = text[start..]
        .chars()
        .next()
        .filter(|c| !"\r\n".contains(*c));
    let end = start + length.map_or(0, char::len_utf8);
    let words = error.info();
    Fault {
        span: to_span(&(start..end)),
        kind: FaultKind::Syntax(words.lines().next().unwrap_or_default().to_owned()),
        fix: None,
    }
}

/// Documents are at most [`limits::MAX_BYTES`] long, so nothing is cut.
fn to_span(range: &std::ops::Range<usize>) -> Span {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(clamp(range.start), clamp(range.end))
}
