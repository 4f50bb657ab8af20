//! YAML to tree: the 1.2 core schema over a parser of events.

use granit_parser::{ErrorKind, Event, Parser, ScanError};

use super::conflict::{self, Conflict};
use super::toml::too_large;
use super::yaml_tree::Builder;
use super::{Arena, Edit, Fault, FaultKind, Span, Tree, limits, offsets, yaml_plain, yaml_repair};

/// Reads a YAML document. After the first fault of its syntax the tree holds what came before.
#[must_use]
pub fn parse<'t>(text: &'t str, arena: &'t Arena) -> Tree<'t> {
    if text.len() > limits::MAX_BYTES {
        return too_large();
    }
    let conflicts = match conflict::none(text) {
        true => Vec::new(),
        false => conflict::find(text),
    };
    if !conflicts.is_empty() {
        return of_first_side(text, &conflicts, arena);
    }
    let tree = read(text, arena);
    let doubtful =
        tree.faults.iter().any(|fault| matches!(fault.kind, FaultKind::Syntax(_) | FaultKind::NotATable | FaultKind::SeveralDocuments));
    let mut signs = match doubtful {
        true => yaml_repair::find(text),
        false => yaml_repair::swallowed(text, &tree),
    };
    if tree.faults.iter().any(|fault| matches!(&fault.kind, FaultKind::Syntax(words) if words.contains("tab"))) {
        signs.append(&mut yaml_repair::tabs(text));
        signs.sort_by_key(|sign| sign.span);
    }
    if signs.is_empty() {
        return tree;
    }
    repair(text, &tree, signs, arena).unwrap_or(tree)
}

/// Reads what one side of each conflict says, and names the conflicts instead of what the parser makes of them.
fn of_first_side<'t>(text: &'t str, conflicts: &[Conflict], arena: &'t Arena) -> Tree<'t> {
    let copy = arena.text(&conflict::first_side(text, conflicts));
    let mut tree = read(copy, arena);
    tree.faults.extend(conflicts.iter().map(Conflict::fault));
    tree.faults.sort_by_key(|fault| fault.span);
    tree.broken = true;
    tree
}

/// Reads again with plain signs behind the keys; none when that does not get any further.
fn repair<'t>(text: &str, tree: &Tree<'_>, signs: Vec<Fault>, arena: &'t Arena) -> Option<Tree<'t>> {
    let edits: Vec<Edit> = signs.iter().filter_map(|sign| sign.fix.clone()).collect();
    let (copy, map) = offsets::apply(text, &edits, &[]);
    let mut better = read(arena.text(&copy), arena);
    offsets::remap(&mut better, &map, &[], arena);
    // Further means: the first fault that stops reading comes later, or none does.
    let stop = |tree: &Tree<'_>| tree.faults.iter().filter(|f| !f.kind.is_warning()).map(|f| f.span.start).min();
    let further = match (stop(&better), stop(tree)) {
        (None, _) => true,
        (Some(new), Some(old)) => new > old,
        (Some(_), None) => false,
    };
    if !further {
        return None;
    }
    better.faults.extend(signs);
    better.faults.sort_by_key(|fault| fault.span);
    Some(better)
}

/// Plainly written documents in one pass over their bytes, others from the parser's events. Both give the same tree.
fn read<'t>(text: &'t str, arena: &'t Arena) -> Tree<'t> {
    yaml_plain::read(text, arena).unwrap_or_else(|| parse_events(text, arena))
}

/// Whether the document is written so plainly that the parser of events is not needed.
#[doc(hidden)]
#[must_use]
pub fn is_plain(text: &str, arena: &Arena) -> bool {
    yaml_plain::read(text, arena).is_some()
}

/// Reads a document from the parser's events, without any repair: what tests hold the plain reader against.
#[doc(hidden)]
#[must_use]
pub fn parse_events<'t>(text: &'t str, arena: &'t Arena) -> Tree<'t> {
    let options = granit_parser::options! { emit_comments: false };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder::new(text, arena);
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
    let length = text[start..].chars().next().filter(|c| !"\r\n".contains(*c));
    let end = start + length.map_or(0, char::len_utf8);
    let kind = match error.kind() {
        ErrorKind::RecursionLimitExceeded => FaultKind::TooDeep,
        _ => FaultKind::Syntax(error.info().lines().next().unwrap_or_default().to_owned()),
    };
    Fault { span: to_span(&(start..end)), kind, fix: None }
}

/// Documents are at most [`limits::MAX_BYTES`] long, so nothing is cut.
fn to_span(range: &std::ops::Range<usize>) -> Span {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(clamp(range.start), clamp(range.end))
}
