//! Changes of a TOML text that leave every other byte as it is.

use std::ops::Range;

use crate::edit::op::{Act, Op, Place, Step};
use crate::edit::shape::{Shape, same_key};
use crate::edit::splice::Stuck;
use crate::edit::value::{Pair, Value};
use crate::form::choices::KeyLanguage;
use crate::source::{Arena, Entry, Kind, Node, Note, Syntax, Tree, parse};

use super::context::{Context, Style};
use super::layout::{Body, Layout};
use super::scan::{Inside, Item, Val, ValKind};
use super::write::{self, Blocks};

/// The text after one step.
///
/// # Errors
/// When it cannot be taken without touching more.
pub fn apply(text: &str, tree: &Tree<'_>, shape: Shape, op: &Op) -> Result<String, Stuck> {
    changed(text, tree, shape, op).ok_or_else(|| Stuck::ByHand(paste(shape, op)))
}

/// The text that a person would put in by hand: a key with its value, a block with its header, the element of a list, the new key. Nothing
/// where something goes.
#[must_use]
pub fn paste(shape: Shape, op: &Op) -> String {
    let keys: Vec<&str> = op.place.0.iter().filter_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None }).collect();
    let Some((last, way)) = keys.split_last() else { return String::new() };
    let spell = |n: usize, key: &str| {
        let above: Vec<Step> = keys[..n].iter().map(|key| Step::Key((*key).to_owned())).collect();
        write::key(&Context::at(shape, &above).spell(key, shape.keys))
    };
    let path: Vec<String> = way.iter().enumerate().map(|(n, key)| spell(n, key)).collect();
    let steps: Vec<Step> = way.iter().map(|key| Step::Key((*key).to_owned())).collect();
    let context = Context::at(shape, &steps);
    let element = matches!(op.place.0.last(), Some(Step::At(_)));
    let value = match &op.act {
        Act::Remove => return String::new(),
        Act::Rename(name) => return format!("{}\n", write::key(name)),
        Act::Set(value) => context.speak(last, value, Some(shape.keys)),
        Act::Append(value) => context.speak(last, value, Some(shape.keys)),
    };
    let whole = if element || matches!(op.act, Act::Append(_)) { Value::list([value.clone()]) } else { value.clone() };
    let name = spell(way.len(), last);
    match context.style(last, &whole) {
        style @ (Style::Table | Style::Array) => {
            let header = path.iter().cloned().chain([name]).collect::<Vec<_>>().join(".");
            let mut out = Vec::new();
            let blocks = Blocks { may: true, spaced: true };
            blocks.pair(&header, &Pair::new(*last, whole), style, context.below(last), &mut out);
            blocks.join(&out)
        }
        _ if element || matches!(op.act, Act::Append(_)) => format!("{},\n", write::inline(&value)),
        _ => write::statement(&name, &Pair::new(*last, value), true),
    }
}

/// A text that is being changed.
pub(super) struct Splice<'a> {
    /// What is in it.
    pub(super) layout: Layout<'a>,
    /// Its tree.
    pub(super) tree: &'a Tree<'a>,
    /// Its form.
    pub(super) shape: Shape,
    /// Which keys it is written in.
    pub(super) keys: KeyLanguage,
}

/// What there is of a place.
pub(super) struct Found<'a> {
    /// As far as it goes, with the keys as they are written.
    pub(super) path: Vec<Step>,
    /// What is there.
    pub(super) node: Node<'a>,
    /// What is missing.
    pub(super) rest: Vec<Step>,
}

/// A value inside of a statement.
pub(super) struct Dive<'l> {
    /// Its statement.
    pub(super) line: usize,
    /// The list or inline table around it and which of its items it is; none for the statement's own value.
    pub(super) parent: Option<(&'l Val, usize)>,
    /// The value.
    pub(super) value: &'l Val,
}

/// Bytes that go and what comes in their stead.
pub(super) type Patch = (Range<usize>, String);

pub(super) fn changed(text: &str, tree: &Tree<'_>, shape: Shape, op: &Op) -> Option<String> {
    let layout = Layout::of(text, tree)?;
    let keys = language(&tree.root, shape);
    let splice = Splice { layout, tree, shape, keys };
    let found = splice.find(&op.place)?;
    match &op.act {
        Act::Set(value) => splice.set(&found, value, op),
        Act::Append(value) => splice.append(&found, value, op),
        Act::Remove if found.rest.is_empty() => splice.remove(&found.path),
        Act::Rename(name) if found.rest.is_empty() => splice.rename(&found.path, name),
        Act::Remove | Act::Rename(_) => None,
    }
}

/// The keys that most fields of a document are written with; those of the shape where there are none.
fn language(root: &Node<'_>, shape: Shape) -> KeyLanguage {
    let (en, zh) = count(root, Context::top(shape));
    match zh.cmp(&en) {
        std::cmp::Ordering::Less => KeyLanguage::English,
        std::cmp::Ordering::Equal => shape.keys,
        std::cmp::Ordering::Greater => KeyLanguage::Chinese,
    }
}

fn count(node: &Node<'_>, context: Context) -> (usize, usize) {
    let add = |one: (usize, usize), two: (usize, usize)| (one.0 + two.0, one.1 + two.1);
    match node.kind {
        Kind::Scalar(..) => (0, 0),
        Kind::List(items) => items.iter().fold((0, 0), |sum, item| add(sum, count(item, context))),
        Kind::Map(entries) => entries.iter().fold((0, 0), |sum, entry| {
            let own = context.find(entry.key).map_or((0, 0), |(_, field)| if field.key == entry.key { (1, 0) } else { (0, 1) });
            add(add(sum, own), count(&entry.value, context.below(entry.key)))
        }),
    }
}

impl Splice<'_> {
    /// Goes down to a place as far as it is there; none where something else is in the way.
    fn find(&self, place: &Place) -> Option<Found<'_>> {
        let mut found = Found { path: Vec::new(), node: self.tree.root, rest: Vec::new() };
        for (depth, step) in place.0.iter().enumerate() {
            match (found.node.kind, step) {
                (Kind::Map(entries), Step::Key(key)) => {
                    let spec = Context::at(self.shape, &found.path).spec;
                    let same = |entry: &&Entry<'_>| same_key(spec, entry.key, key);
                    let Some(entry) = entries.iter().find(same) else {
                        found.rest = place.0[depth..].to_vec();
                        return found.rest.iter().all(|step| matches!(step, Step::Key(_))).then_some(found);
                    };
                    found.path.push(Step::Key(entry.key.to_owned()));
                    found.node = entry.value;
                }
                (Kind::List(items), Step::At(at)) => {
                    found.node = *items.get(*at)?;
                    found.path.push(step.clone());
                }
                _ => return None,
            }
        }
        Some(found)
    }

    fn set(&self, found: &Found<'_>, value: &Value, op: &Op) -> Option<String> {
        if !found.rest.is_empty() {
            return self.insert(found, value);
        }
        if is_same(value, &found.node) {
            return Some(self.layout.text.to_owned());
        }
        let (_, context, key) = self.spot(&found.path)?;
        let value = &context.speak(&key, value, Some(self.keys));
        let Some(dive) = self.dive(&found.path) else { return self.replace_blocks(&found.path, value, op) };
        let style = context.style(&key, value);
        if style == Style::Array && self.gives_way(&dive) {
            return self.anew(self.remove(&found.path)?, op);
        }
        let text = if dive.parent.is_some() {
            write::inline(value)
        } else {
            let before = dive.value.span.start - self.layout.start(dive.line);
            self.own_lines(&write::value(value, before, self.may()), self.layout.indent(dive.line))
        };
        Some(self.patched(vec![(dive.value.span.clone(), text)]))
    }

    /// Text of several lines can be written as such: not where lines end in CR LF, which would become part of it.
    pub(super) fn may(&self) -> bool {
        self.layout.eol == "\n"
    }

    /// Whether a value is an empty list that may become blocks: no comment speaks of it.
    pub(super) fn gives_way(&self, dive: &Dive<'_>) -> bool {
        let empty = matches!(&dive.value.kind, ValKind::List(Inside { items, comments }) if items.is_empty() && comments.is_empty());
        let told = self.layout.lines[dive.line].comment.is_some() || self.layout.first_above(dive.line) < dive.line;
        empty && dive.parent.is_none() && !told
    }

    /// Reads a changed text and takes the step there.
    pub(super) fn anew(&self, text: String, op: &Op) -> Option<String> {
        let arena = Arena::new();
        let tree = parse(Syntax::Toml, &text, &arena);
        if tree.faults.iter().any(|fault| !fault.kind.is_warning()) {
            return None;
        }
        let out = changed(&text, &tree, self.shape, op)?;
        // Of a text without a line left nobody could tell how its lines had ended.
        let forgot = self.layout.eol == "\r\n" && !text.contains('\n');
        Some(if forgot { out.replace("\r\n", "\n").replace('\n', "\r\n") } else { out })
    }

    /// Lines of a value, further ones indented like its statement, ended as the document ends its lines.
    pub(super) fn own_lines(&self, text: &str, indent: &str) -> String {
        if text.starts_with("\"\"\"") || text.starts_with("'''") {
            return text.to_owned();
        }
        text.replace('\n', &format!("{}{indent}", self.layout.eol))
    }

    /// The text with these changes.
    pub(super) fn patched(&self, mut patches: Vec<Patch>) -> String {
        patches.sort_by_key(|(span, _)| (span.start, span.end));
        let mut out = String::with_capacity(self.layout.text.len() + 64);
        let mut at = 0;
        for (span, text) in patches {
            // Two stretches that go may share the line break between them.
            out.push_str(&self.layout.text[at..span.start.max(at)]);
            out.push_str(&text);
            at = span.end.max(at);
        }
        out.push_str(&self.layout.text[at..]);
        out
    }

    /// The value at a place that is not written as blocks or dotted keys.
    pub(super) fn dive(&self, path: &[Step]) -> Option<Dive<'_>> {
        let line = self.layout.holder(path)?;
        let Body::Pair { value, .. } = &self.layout.lines[line].body else { return None };
        let mut dive = Dive { line, parent: None, value };
        let mut rest = &path[self.layout.lines[line].place.len()..];
        while let Some(step) = rest.first() {
            let (inside, at, taken) = match (&dive.value.kind, step) {
                (ValKind::List(inside), Step::At(at)) => (inside, *at, 1),
                (ValKind::Table(inside), Step::Key(_)) => {
                    let at = inside.items.iter().position(|item| leads(item, rest))?;
                    (inside, at, inside.items[at].keys.len())
                }
                _ => return None,
            };
            dive.parent = Some((dive.value, at));
            dive.value = &inside.items.get(at)?.value;
            rest = &rest[taken..];
        }
        Some(dive)
    }

    /// Blocks or dotted keys become another value.
    fn replace_blocks(&self, path: &[Step], value: &Value, op: &Op) -> Option<String> {
        let sections: Vec<usize> = self.layout.sections_under(path).collect();
        let (first, last) = (*sections.first().unwrap_or(&0), *sections.last().unwrap_or(&0));
        let dotted = self.layout.pairs_under(path).any(|line| !self.layout.sections[self.layout.section_of(line)].place.starts_with(path));
        let together = !sections.is_empty() && last - first + 1 == sections.len() && !dotted;
        let (key_path, context, key) = self.spot(path)?;
        let blocks = Blocks { may: self.may(), spaced: self.layout.spaced() };
        let header = self.header(&key_path);
        let mut out = Vec::new();
        let from = match (path.last()?, value) {
            _ if !together => None,
            (Step::At(_), Value::Table(pairs)) => {
                let first = self.layout.sections[first].lines.start;
                let below = context.below(&key);
                out.push(blocks.keys(pairs, below));
                blocks.tables(&header, pairs, below, &mut out);
                Some(self.layout.start(first + 1))
            }
            (Step::Key(_), _) => {
                let style = context.style(&key, value);
                blocks.pair(&header, &Pair::new(key.as_str(), value.clone()), style, context.below(&key), &mut out);
                Some(self.layout.start(self.layout.sections[first].lines.start))
            }
            _ => None,
        };
        if let Some(from) = from.filter(|_| !out.is_empty()) {
            let end = self.layout.start(self.layout.section_end(last));
            let text = self.own_lines(&blocks.join(&out), "");
            return Some(self.patched(vec![self.ended(from..end, text)]));
        }
        match path.last()? {
            Step::Key(_) => self.anew(self.remove(path)?, op),
            Step::At(_) => None,
        }
    }

    /// The keys to a place, the table that holds its last key, and that key.
    pub(super) fn spot(&self, path: &[Step]) -> Option<(Vec<Step>, Context, String)> {
        let end = path.iter().rposition(|step| matches!(step, Step::Key(_)))?;
        let Step::Key(key) = &path[end] else { return None };
        Some((path[..=end].to_vec(), Context::at(self.shape, &path[..end]), key.clone()))
    }

    /// Lines up to the text's end keep its habit of a line break there or not.
    pub(super) fn ended(&self, span: Range<usize>, mut text: String) -> Patch {
        let all = self.layout.text;
        if span.end == all.len() && !all.is_empty() && !all.ends_with('\n') {
            text.truncate(text.trim_end_matches(['\n', '\r']).len());
            if span.is_empty() {
                text.insert_str(0, self.layout.eol);
            }
        }
        (span, text)
    }

    /// The key of a header for this place, each part as the document spells it.
    pub(super) fn header(&self, path: &[Step]) -> String {
        let parts = path.iter().enumerate().filter_map(|(depth, step)| match step {
            Step::Key(key) => Some(self.spelled(&path[..=depth]).unwrap_or_else(|| write::key(key))),
            Step::At(_) => None,
        });
        parts.collect::<Vec<_>>().join(".")
    }

    fn spelled(&self, path: &[Step]) -> Option<String> {
        let line = self.layout.lines.iter().find(|line| line.place.starts_with(path))?;
        let (Body::Header { keys, .. } | Body::Pair { keys, .. }) = &line.body else { return None };
        let (key, _) = keys.iter().find(|(_, depth)| *depth + 1 == path.len())?;
        let text = self.layout.slice(&key.span);
        (text.starts_with(['"', '\'']) || write::is_bare(text)).then(|| text.to_owned())
    }

    fn rename(&self, path: &[Step], name: &str) -> Option<String> {
        let name = write::key(name);
        let mut patches = Vec::new();
        for line in self.layout.lines.iter().filter(|line| line.place.starts_with(path)) {
            if let Body::Header { keys, .. } | Body::Pair { keys, .. } = &line.body {
                let own = keys.iter().filter(|(_, depth)| *depth + 1 == path.len());
                patches.extend(own.map(|(key, _)| (key.span.clone(), name.clone())));
            }
        }
        if let Some((parent, at)) = self.dive(path).and_then(|dive| dive.parent) {
            let key = parent.inside()?.items.get(at)?.keys.last()?;
            patches.push((key.span.clone(), name));
        }
        (!patches.is_empty()).then(|| self.patched(patches))
    }
}

/// Whether an item of an inline table is the way to this place.
fn leads(item: &Item, rest: &[Step]) -> bool {
    item.keys.len() <= rest.len() && item.keys.iter().zip(rest).all(|(key, step)| *step == Step::Key(key.text.clone()))
}

fn is_same(value: &Value, node: &Node<'_>) -> bool {
    match (value, node.kind) {
        (Value::Scalar(scalar), Kind::Scalar(text, form)) => scalar.text == text && scalar.form == form && node.note == Note::None,
        (Value::Scalar(_), _) => false,
        (value, _) => value.same(&Value::of(node)),
    }
}
