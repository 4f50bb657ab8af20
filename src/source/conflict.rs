//! Marker lines that an unfinished git merge leaves in a file.

use super::{Fault, FaultKind, Span, offsets};

/// One conflict: from its `<<<<<<<` line to its `>>>>>>>` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// All of it, marker lines included.
    pub(super) span: Span,
    /// The marker lines, without their line breaks.
    pub(super) markers: Vec<Span>,
}

impl Conflict {
    /// What is reported: the first marker line.
    pub(super) fn fault(&self) -> Fault {
        Fault { span: self.markers.first().copied().unwrap_or(self.span), kind: FaultKind::ConflictMarker, fix: None }
    }
}

/// Whether there is no conflict in `text`, as a cheap first look.
pub(super) fn none(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"<<<<<<<").is_none() || find(text).is_empty()
}

/// All conflicts. One that is not closed reaches to the end of the text.
pub(super) fn find(text: &str) -> Vec<Conflict> {
    let mut found: Vec<Conflict> = Vec::new();
    let mut open: Option<Conflict> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        let span = span(start, start + bare.len());
        start += line.len();
        let sign = marker(bare);
        match (&mut open, sign) {
            (None, Some('<')) => {
                open = Some(Conflict { span, markers: vec![span] });
            }
            (Some(conflict), Some(sign)) => {
                conflict.markers.push(span);
                conflict.span.end = span.end;
                if sign == '>' {
                    found.extend(open.take());
                }
            }
            _ => {}
        }
    }
    // `=======` proves that it is git and not somebody's decoration.
    // One that never ends reaches to the end of the text.
    found.extend(open.filter(|c| c.markers.len() > 1).map(|mut c| {
        c.span.end = self::span(0, text.len()).end;
        c
    }));
    found
}

/// The text with marker lines and all sides but the first as blanks, at the same offsets.
pub(super) fn first_side(text: &str, conflicts: &[Conflict]) -> String {
    let mut blanks = Vec::new();
    for conflict in conflicts {
        if let [first, rest @ ..] = conflict.markers.as_slice() {
            blanks.push(*first);
            let start = rest.first().map_or(first.end, |second| second.start);
            blanks.push(Span::new(start, conflict.span.end));
        }
    }
    offsets::apply(text, &[], &blanks).0
}

/// The sign of a marker line: seven of it, then nothing or a space.
fn marker(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|c| "<|=>".contains(*c))?;
    let rest = line.trim_start_matches(sign);
    (line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))).then_some(sign)
}

fn span(start: usize, end: usize) -> Span {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Span::new(clamp(start), clamp(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_found_with_all_their_markers() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 1\n||||||| base\nb = 0\n=======\r\nb = 2\n>>>>>>> 分支\nc = 3\n";
        let found = find(text);
        assert_eq!(found.len(), 1);
        let markers: Vec<&str> = found[0].markers.iter().map(|m| &text[m.range()]).collect();
        assert_eq!(markers, ["<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> 分支"]);
        assert!(!none(text));
    }

    #[test]
    fn decoration_is_no_conflict() {
        assert!(none("# <<<<<<< HEAD\n"));
        assert!(none("# =======\n=======\n"));
        assert!(none("<<<<<<<< eight\n"));
        assert!(none("<<<<<<< alone\n"));
    }
}
