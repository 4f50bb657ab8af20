//! From YAML events to [`Node`]s, with a stack of what is open.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, StructureStyle};

use super::{Entry, Fault, FaultKind, Form, Kind, Node, Note, Span, Tree, limits, yaml_scalar};

/// Nothing more is read: the fault that says why is noted.
pub(super) struct Stopped;

/// A list or table that is not closed yet.
struct Frame<'t> {
    start: Span,
    block: bool,
    anchor: usize,
    body: Body<'t>,
}

enum Body<'t> {
    List(Vec<Node<'t>>),
    Map {
        entries: Vec<Entry<'t>>,
        key: Key<'t>,
        /// Tables behind `<<`.
        merges: Vec<Node<'t>>,
    },
}

/// What the next value of a table belongs to.
enum Key<'t> {
    /// The next node is a key.
    None,
    Text(Cow<'t, str>, Span),
    Merge,
    /// The key was no text: its value is dropped.
    Bad,
}

/// Builds the tree from events.
pub(super) struct Builder<'t> {
    text: &'t str,
    stack: Vec<Frame<'t>>,
    root: Option<Node<'t>>,
    faults: Vec<Fault>,
    broken: bool,
    documents: usize,
    nodes: usize,
    expanded: usize,
    /// Anchored nodes by the parser's number, and how many values each holds.
    anchors: HashMap<usize, (Node<'t>, usize)>,
    anchored: usize,
}

impl<'t> Builder<'t> {
    /// A builder for the document `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            stack: Vec::with_capacity(8),
            root: None,
            faults: Vec::new(),
            broken: false,
            documents: 0,
            nodes: 0,
            expanded: 0,
            anchors: HashMap::new(),
            anchored: 0,
        }
    }

    /// Takes one event.
    pub(super) fn event(&mut self, event: Event<'t>, span: Span) -> Result<(), Stopped> {
        match event {
            Event::DocumentStart(..) => self.document(span),
            Event::Scalar(text, style, anchor, tag) => {
                self.count(span)?;
                let (text, form) = match yaml_scalar::resolve(text, style, tag.as_deref()) {
                    Ok(found) => found,
                    Err(tag) => {
                        let words = format!("the value does not fit its tag `{tag}`");
                        return self.halt(span, FaultKind::Syntax(words));
                    }
                };
                let text = self.borrowed(text, span);
                self.scalar(node(span, Kind::Scalar(text, form)), anchor)
            }
            Event::SequenceStart(style, anchor, _) => {
                self.open(span, style, anchor, Body::List(Vec::with_capacity(4)))
            }
            Event::MappingStart(style, anchor, _) => {
                let body = Body::Map {
                    entries: Vec::with_capacity(8),
                    key: Key::None,
                    merges: Vec::new(),
                };
                self.open(span, style, anchor, body)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(id) => self.alias(id, span),
            _ => Ok(()),
        }
    }

    /// Plain text that the parser had to copy (it joins pieces) borrows again where it stands unchanged in the file.
    fn borrowed(&self, text: Cow<'t, str>, span: Span) -> Cow<'t, str> {
        match text {
            Cow::Owned(owned) if self.text.get(span.range()) == Some(owned.as_str()) => {
                Cow::Borrowed(&self.text[span.range()])
            }
            text => text,
        }
    }

    fn document(&mut self, span: Span) -> Result<(), Stopped> {
        self.documents += 1;
        if self.documents > 1 {
            return self.halt(span, FaultKind::SeveralDocuments);
        }
        Ok(())
    }

    fn open(
        &mut self,
        span: Span,
        style: StructureStyle,
        anchor: usize,
        body: Body<'t>,
    ) -> Result<(), Stopped> {
        self.count(span)?;
        if self.stack.len() >= limits::MAX_DEPTH {
            return self.halt(span, FaultKind::TooDeep);
        }
        self.stack.push(Frame {
            start: span,
            block: style == StructureStyle::Block,
            anchor,
            body,
        });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), Stopped> {
        let Some(frame) = self.stack.pop() else {
            return Ok(());
        };
        let anchor = frame.anchor;
        let node = self.build(frame, span.end);
        self.place(node, anchor)
    }

    /// Makes the node of a frame; `end` is where its closing bracket ends, if it has one.
    fn build(&mut self, frame: Frame<'t>, end: u32) -> Node<'t> {
        let start = frame.start;
        match frame.body {
            Body::List(items) => {
                let span = match items.first() {
                    _ if !frame.block => Span::new(start.start, end.max(start.end)),
                    Some(first) => self.line_part(start.start, first.span.end),
                    None => start,
                };
                node(span, Kind::List(items))
            }
            Body::Map {
                mut entries,
                merges,
                ..
            } => {
                let span = match entries.first() {
                    _ if !frame.block => Span::new(start.start, end.max(start.end)),
                    Some(first) => first.key_span,
                    None => start,
                };
                self.unique(&mut entries);
                for merged in merges {
                    merge(&mut entries, merged);
                }
                node(span, Kind::Map(entries))
            }
        }
    }

    /// From `start` to `end`, but not over the end of the line.
    fn line_part(&self, start: u32, end: u32) -> Span {
        let whole = Span::new(start, end.max(start));
        let text = self.text.get(whole.range()).unwrap_or_default();
        let length = text
            .find('\n')
            .map_or(text.len(), |at| text[..at].trim_end().len());
        Span::new(start, start + u32::try_from(length).unwrap_or(0))
    }

    fn scalar(&mut self, node: Node<'t>, anchor: usize) -> Result<(), Stopped> {
        self.place(node, anchor)
    }

    /// Puts a finished node where it belongs: key, value, item or root.
    fn place(&mut self, node: Node<'t>, anchor: usize) -> Result<(), Stopped> {
        if anchor != 0 {
            self.keep(&node, anchor)?;
        }
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut frame.body {
            Body::List(items) => items.push(node),
            Body::Map {
                entries,
                key,
                merges,
            } => match std::mem::replace(key, Key::None) {
                Key::None => match node.kind {
                    Kind::Scalar(text, Form::Plain) if text == "<<" => *key = Key::Merge,
                    Kind::Scalar(text, form) => {
                        // Truth values and nulls lost their spelling; a key keeps it.
                        let text = match form {
                            Form::Bool | Form::Null => Cow::Borrowed(&self.text[node.span.range()]),
                            _ => text,
                        };
                        *key = Key::Text(text, node.span);
                    }
                    Kind::List(_) | Kind::Map(_) => {
                        *key = Key::Bad;
                        let words = "a key must be a text, not a list or table".to_owned();
                        self.note(node.span, FaultKind::Syntax(words));
                        self.broken = true;
                    }
                },
                Key::Text(key, key_span) => entries.push(Entry {
                    key,
                    key_span,
                    key_note: Note::None,
                    value: node,
                }),
                Key::Merge => match node.kind {
                    Kind::List(items) => merges.extend(items),
                    _ => merges.push(node),
                },
                Key::Bad => {}
            },
        }
        Ok(())
    }

    /// Keeps a copy of an anchored node for its aliases.
    fn keep(&mut self, node: &Node<'t>, anchor: usize) -> Result<(), Stopped> {
        let size = size(node);
        self.anchored += size;
        // Anchors around anchors copy what is inside again and again.
        if self.anchored > limits::MAX_NODES {
            return self.halt(node.span, FaultKind::TooManyNodes);
        }
        self.anchors.insert(anchor, (node.clone(), size));
        Ok(())
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Stopped> {
        let Some((target, size)) = self.anchors.get(&id) else {
            let words = "the alias stands inside its own anchor".to_owned();
            return self.halt(span, FaultKind::Syntax(words));
        };
        self.expanded += size;
        if self.expanded > limits::MAX_ALIAS_NODES {
            return self.halt(span, FaultKind::AliasBomb);
        }
        let node = Node {
            span,
            ..target.clone()
        };
        self.place(node, 0)
    }

    /// Reports keys that stand twice and keeps the first of each.
    fn unique(&mut self, entries: &mut Vec<Entry<'t>>) {
        let twice = duplicates(entries);
        if twice.is_empty() {
            return;
        }
        for &(first, second) in &twice {
            let key = entries[second].key.clone().into_owned();
            let first = entries[first].key_span;
            self.note(
                entries[second].key_span,
                FaultKind::DuplicateKey { key, first },
            );
        }
        self.broken = true;
        let mut index = 0;
        entries.retain(|_| {
            index += 1;
            twice
                .binary_search_by_key(&(index - 1), |&(_, second)| second)
                .is_err()
        });
    }

    fn count(&mut self, span: Span) -> Result<(), Stopped> {
        self.nodes += 1;
        if self.nodes > limits::MAX_NODES {
            return self.halt(span, FaultKind::TooManyNodes);
        }
        Ok(())
    }

    fn note(&mut self, span: Span, kind: FaultKind) {
        self.faults.push(Fault {
            span,
            kind,
            fix: None,
        });
    }

    fn halt(&mut self, span: Span, kind: FaultKind) -> Result<(), Stopped> {
        self.note(span, kind);
        self.broken = true;
        Err(Stopped)
    }

    /// The parser found a fault: nothing more will come.
    pub(super) fn stop(&mut self, fault: Fault) {
        self.faults.push(fault);
        self.broken = true;
    }

    /// The tree, with what is still open closed where reading ended.
    pub(super) fn finish(mut self) -> Tree<'t> {
        while let Some(frame) = self.stack.pop() {
            let end = frame.start.end;
            let node = self.build(frame, end);
            // Anchors do not matter any more, so this cannot stop.
            let _ = self.place(node, 0);
        }
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let whole = Span::new(0, end);
        let kind = match self.root.take() {
            None => Kind::Map(Vec::new()),
            Some(root) => match root.kind {
                Kind::Map(entries) => Kind::Map(entries),
                Kind::Scalar(_, Form::Null) => Kind::Map(Vec::new()),
                Kind::Scalar(..) | Kind::List(_) => {
                    self.note(root.span, FaultKind::NotATable);
                    self.broken = true;
                    Kind::Map(Vec::new())
                }
            },
        };
        self.faults.sort_by_key(|fault| fault.span);
        Tree {
            root: node(whole, kind),
            faults: self.faults,
            broken: self.broken,
        }
    }
}

/// Pairs (first, later) of entries with the same key, ordered by the later one.
fn duplicates(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    if entries.len() <= 16 {
        return (1..entries.len())
            .filter_map(|later| {
                let first = entries[..later]
                    .iter()
                    .position(|e| e.key == entries[later].key)?;
                Some((first, later))
            })
            .collect();
    }
    let mut seen = HashMap::with_capacity(entries.len());
    let mut twice = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        match seen.get(entry.key.as_ref()) {
            Some(&first) => twice.push((first, index)),
            None => {
                seen.insert(entry.key.as_ref(), index);
            }
        }
    }
    twice
}

/// Adds the entries of a merged table whose keys are not there yet.
fn merge<'t>(entries: &mut Vec<Entry<'t>>, merged: Node<'t>) {
    let Kind::Map(more) = merged.kind else {
        return;
    };
    for entry in more {
        if !entries.iter().any(|e| e.key == entry.key) {
            entries.push(entry);
        }
    }
}

/// How many values a node holds, itself included. Depth is bounded, so recursion is.
fn size(node: &Node<'_>) -> usize {
    1 + match &node.kind {
        Kind::Scalar(..) => 0,
        Kind::List(items) => items.iter().map(size).sum(),
        Kind::Map(entries) => entries.iter().map(|e| size(&e.value)).sum(),
    }
}

fn node(span: Span, kind: Kind<'_>) -> Node<'_> {
    Node {
        span,
        kind,
        note: Note::None,
    }
}
