//! How the lines of a document look after a fix.

use crate::source::Edit;

/// A place of the document before and after.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Lines that go.
    pub(super) removed: Vec<String>,
    /// Lines that come.
    pub(super) added: Vec<String>,
}

/// The lines that `edits` change, place by place, each as it will stand in the document. None when they do not fit the text.
pub(super) fn changes(text: &str, edits: &[Edit]) -> Option<Vec<Change>> {
    let mut places: Vec<(std::ops::Range<usize>, Vec<&Edit>)> = Vec::new();
    for edit in edits {
        let span = edit.span.range();
        text.get(span.clone())?;
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at + 1);
        match places.last_mut() {
            Some((range, together)) if start < range.end => {
                range.end = range.end.max(end);
                together.push(edit);
            }
            _ => places.push((start..end, vec![edit])),
        }
    }
    places.into_iter().map(|(range, edits)| change(text, range, &edits)).collect()
}

/// One place: `range` is whole lines of `text`, `edits` lie within it in order.
fn change(text: &str, range: std::ops::Range<usize>, edits: &[&Edit]) -> Option<Change> {
    let mut after = String::new();
    let mut done = range.start;
    for edit in edits {
        after.push_str(text.get(done..edit.span.start as usize)?);
        after.push_str(&edit.text);
        done = edit.span.end as usize;
    }
    after.push_str(text.get(done..range.end)?);
    let mut removed: Vec<String> = text[range].lines().map(str::to_owned).collect();
    let mut added: Vec<String> = after.lines().map(str::to_owned).collect();
    // Lines that stay as they are say nothing.
    while !removed.is_empty() && removed.last() == added.last() {
        removed.pop();
        added.pop();
    }
    let same = removed.iter().zip(&added).take_while(|(a, b)| a == b).count();
    removed.drain(..same);
    added.drain(..same);
    Some(Change { removed, added })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn shown(text: &str, edits: &[(u32, u32, &str)]) -> Option<Vec<String>> {
        let edits: Vec<Edit> = edits.iter().map(|(a, b, t)| Edit { span: Span::new(*a, *b), text: (*t).to_owned() }).collect();
        let changes = changes(text, &edits)?;
        let line = |c: Change| format!("-{:?} +{:?}", c.removed, c.added);
        Some(changes.into_iter().map(line).collect())
    }

    #[test]
    fn whole_lines_after_the_edit() {
        assert_eq!(shown("a = 1\nb = 2\n", &[(4, 5, "10")]).expect("fits"), [r#"-["a = 1"] +["a = 10"]"#]);
        assert_eq!(shown("a = 1\r\nb = 2\r\n", &[(4, 5, "10")]).expect("fits"), [r#"-["a = 1"] +["a = 10"]"#]);
        assert_eq!(shown("a = 1\nb = 2\n", &[(6, 6, "c = 3\n")]).expect("fits"), [r#"-[] +["c = 3"]"#]);
        assert_eq!(shown("a = 1", &[(5, 5, "\nc = 3")]).expect("fits"), [r#"-[] +["c = 3"]"#]);
        assert_eq!(shown("", &[(0, 0, "c = 3\n")]).expect("fits"), [r#"-[] +["c = 3"]"#]);
        assert_eq!(shown("a = 1\nb = 2\n", &[(0, 6, "")]).expect("fits"), [r#"-["a = 1"] +[]"#]);
        assert_eq!(
            shown("a = 1\nx\nb = 2\n", &[(0, 0, "b = 2\n"), (8, 14, "")]).expect("fits"),
            [r#"-[] +["b = 2"]"#, r#"-["b = 2"] +[]"#]
        );
        assert_eq!(shown("单位 = 1\n", &[(0, 6, "\"单位\""), (9, 10, "2")]).expect("fits").len(), 1);
        assert_eq!(shown("单位", &[(1, 2, "")]), None);
        assert_eq!(shown("a", &[(5, 6, "")]), None);
    }
}
