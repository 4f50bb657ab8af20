//! A TOML document with its comments, as it is laid out anew.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::edit::op::Step;
use crate::edit::value::{Comments, Document, Element, Pair, Scalar, Value};
use crate::source::{Form, Kind, Node, Note, Tree};

use super::layout::{Body, Layout};
use super::scan::{Inside, Val};

/// The document of a tree without faults; none when a comment stands where none can be kept. Comments have a place at keys, headers and
/// elements of lists. Those behind an opening bracket count as beside the key; those below a list's last element go above that element, in
/// an empty list above its key, those within a table on one line of its own (TOML 1.1) above the table. What is left over is a comment behind
/// a value that has one already, and lines that only a repair could tell apart.
///
/// Line breaks within texts are `\n` here whatever the document's are.
#[must_use]
pub fn document(text: &str, tree: &Tree<'_>) -> Option<Document> {
    let layout = Layout::of(text, tree)?;
    let mut reader = Reader { layout: &layout, told: BTreeMap::new() };
    let after = reader.gather()?;
    let Value::Table(pairs) = reader.value(&tree.root, &mut Vec::new()) else { return None };
    // Each comment was taken by the key, header or element that it belongs to.
    reader.told.is_empty().then_some(Document { pairs, after })
}

struct Reader<'l> {
    layout: &'l Layout<'l>,
    /// What stands at a place, by the place's name.
    told: BTreeMap<String, Comments>,
}

/// A place as a name.
fn name(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Key(key) => {
                out.push('\0');
                out.push_str(key);
            }
            Step::At(at) => {
                out.push('\u{1}');
                out.push_str(&at.to_string());
            }
        }
    }
    out
}

impl Reader<'_> {
    fn comment(&self, span: &Range<usize>) -> String {
        let text = self.layout.slice(span).trim_end();
        text.strip_prefix('＃').map_or_else(|| text.to_owned(), |rest| format!("#{rest}"))
    }

    /// Puts every comment to its place; gives those after everything else.
    fn gather(&mut self) -> Option<Vec<String>> {
        let mut above: Vec<String> = Vec::new();
        for line in &self.layout.lines {
            match &line.body {
                Body::Blank if above.last().is_some_and(|last| !last.is_empty()) => above.push(String::new()),
                Body::Blank => {}
                Body::Comment => above.push(self.comment(line.comment.as_ref()?)),
                body => {
                    let beside = line.comment.as_ref().map(|comment| self.comment(comment));
                    let mut comments = Comments { above: std::mem::take(&mut above), beside };
                    if let Body::Pair { value, .. } = body {
                        self.inside(value, &mut line.place.clone(), &mut comments, true);
                    }
                    self.tell(&line.place, comments);
                }
            }
        }
        while above.last().is_some_and(String::is_empty) {
            above.pop();
        }
        Some(above)
    }

    fn tell(&mut self, place: &[Step], comments: Comments) {
        if comments != Comments::default() {
            self.told.insert(name(place), comments);
        }
    }

    /// Comments within a value: those of a list at the top to its elements, all others to `outer`, above what holds them.
    fn inside(&mut self, value: &Val, place: &mut Vec<Step>, outer: &mut Comments, top: bool) {
        let Some(inside) = value.inside() else { return };
        if !top || !matches!(value.kind, super::scan::ValKind::List(_)) || inside.items.is_empty() {
            for comment in all(value) {
                outer.above.push(self.comment(&comment));
            }
            return;
        }
        let mut own: Vec<Comments> = inside.items.iter().map(|_| Comments::default()).collect();
        self.share(value, inside, &mut own, outer);
        for (at, (item, mut comments)) in inside.items.iter().zip(own).enumerate() {
            place.push(Step::At(at));
            self.inside(&item.value, place, &mut comments, false);
            self.tell(place, comments);
            place.pop();
        }
    }

    /// Each comment of a list to the element that it stands behind or above.
    fn share(&self, list: &Val, inside: &Inside, own: &mut [Comments], outer: &mut Comments) {
        for span in &inside.comments {
            let text = self.comment(span);
            let next = inside.items.iter().position(|item| item.start > span.start);
            let before = next.unwrap_or(inside.items.len()).checked_sub(1);
            let from = before.map_or(list.span.start, |at| inside.items[at].value.span.end);
            let same_line = !self.layout.text[from..span.start].contains('\n');
            match (before, next) {
                (None, _) if same_line && outer.beside.is_none() => outer.beside = Some(text),
                (None, _) if same_line => outer.above.push(text),
                (Some(at), _) if same_line && own[at].beside.is_none() => own[at].beside = Some(text),
                (_, Some(at)) | (Some(at), None) => own[at].above.push(text),
                (None, None) => outer.above.push(text),
            }
        }
    }

    fn value(&mut self, node: &Node<'_>, place: &mut Vec<Step>) -> Value {
        match node.kind {
            Kind::Scalar(text, form) => Value::Scalar(self.scalar(node, text, form)),
            Kind::List(items) => {
                let mut out = Vec::with_capacity(items.len());
                for (at, item) in items.iter().enumerate() {
                    place.push(Step::At(at));
                    let comments = self.told.remove(&name(place)).unwrap_or_default();
                    out.push(Element { value: self.value(item, place), comments });
                    place.pop();
                }
                Value::List(out)
            }
            Kind::Map(entries) => {
                let mut out = Vec::with_capacity(entries.len());
                for entry in entries {
                    place.push(Step::Key(entry.key.to_owned()));
                    let comments = self.told.remove(&name(place)).unwrap_or_default();
                    out.push(Pair { key: entry.key.to_owned(), value: self.value(&entry.value, place), comments });
                    place.pop();
                }
                Value::Table(out)
            }
        }
    }

    fn scalar(&self, node: &Node<'_>, text: &str, form: Form) -> Scalar {
        let raw = self.layout.text.get(node.span.range()).filter(|_| node.note == Note::None);
        let plain = |text: &str| text.replace("\r\n", "\n");
        Scalar { text: plain(text), form, raw: raw.map(|raw| plain(raw).into_boxed_str()) }
    }
}

/// Every comment within a value, in order.
fn all(value: &Val) -> Vec<Range<usize>> {
    let Some(inside) = value.inside() else { return Vec::new() };
    let mut out = inside.comments.clone();
    inside.items.iter().for_each(|item| out.extend(all(&item.value)));
    out.sort_by_key(|span| span.start);
    out
}
