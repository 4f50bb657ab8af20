//! A YAML document with its comments, as it is laid out anew.

use super::ground::Ground;
use crate::edit::value::{Comments, Document, Element, Pair, Scalar, Value};
use crate::source::{Entry, Kind, Node, Tree};

/// The document of a tree without faults; none when a comment stands where none can be kept, or something that a tree does not hold
/// (anchors, aliases, tags, merged tables).
#[must_use]
pub fn document(text: &str, tree: &Tree<'_>) -> Option<Document> {
    if tree.faults.iter().any(|fault| !fault.kind.is_warning()) {
        return None;
    }
    let mut reader = Reader { ground: Ground { text }, at: 0, waiting: Vec::new() };
    reader.begin()?;
    let entries = tree.root.entries()?;
    let pairs = match reader.ground.byte(reader.at) {
        b'{' => {
            let mut comments = Comments::default();
            let Value::Table(pairs) = reader.flow_table(entries, &mut comments, None)? else { return None };
            reader.waiting.extend(comments.beside);
            pairs
        }
        _ => reader.table(entries)?,
    };
    reader.to(text.len())?;
    let mut after = std::mem::take(&mut reader.waiting);
    after.truncate(after.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1));
    Some(Document { pairs, after })
}

/// Goes through the text beside the tree: what stands between its scalars has to be known to the last sign.
struct Reader<'t> {
    ground: Ground<'t>,
    at: usize,
    /// Comments on the way that belong to what comes next.
    waiting: Vec<String>,
}

impl Reader<'_> {
    /// To the first sign of content, over `---`.
    fn begin(&mut self) -> Option<()> {
        let text = self.ground.text;
        self.to(self.ground.skip_space(0))?;
        if text[self.at..].starts_with("---") && matches!(self.ground.byte(self.at + 3), 0 | b' ' | b'\t' | b'\r' | b'\n') {
            self.at += 3;
            self.to(self.ground.skip_space(self.at))?;
        }
        Some(())
    }

    /// Over blanks, line breaks and comments; none when anything else is in between.
    fn to(&mut self, end: usize) -> Option<()> {
        if end < self.at {
            return None;
        }
        let mut breaks = 0;
        while self.at < end {
            match self.ground.byte(self.at) {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => {
                    breaks += 1;
                    self.at += 1;
                    let separates = breaks > 1 || self.at == 1;
                    if separates && self.waiting.last().is_some_and(|line| !line.is_empty()) {
                        self.waiting.push(String::new());
                    }
                }
                b'#' => {
                    let over = self.ground.line_end(self.at);
                    self.waiting.push(self.ground.text[self.at..over].trim_end().to_owned());
                    self.at = over;
                    breaks = 0;
                }
                b'.' if self.ground.text[self.at..].starts_with("...")
                    && end == self.ground.text.len()
                    && self.ground.column(self.at) == 0 =>
                {
                    self.at += 3;
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// Over blanks to a sign.
    fn sign(&mut self, sign: u8) -> Option<()> {
        self.to(self.ground.skip_space(self.at))?;
        if self.ground.byte(self.at) != sign {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// A comment on the rest of this line.
    fn beside(&mut self, comments: &mut Comments) {
        let here = self.ground.beside(self.at);
        if here.is_empty() {
            return;
        }
        self.at += here.len();
        let comment = here.trim().to_owned();
        match comments.beside {
            None => comments.beside = Some(comment),
            // Two on one entry: `key: # one` and, behind the value, another.
            Some(_) => comments.above.push(comment),
        }
    }

    fn table(&mut self, entries: &[Entry<'_>]) -> Option<Vec<Pair>> {
        let mut pairs = Vec::with_capacity(entries.len());
        for entry in entries {
            pairs.push(self.entry(entry)?);
        }
        Some(pairs)
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Option<Pair> {
        self.to(entry.key_span.start as usize)?;
        let mut comments = Comments { above: std::mem::take(&mut self.waiting), beside: None };
        // An alias as a key.
        if self.ground.byte(self.at) == b'*' {
            return None;
        }
        self.at = entry.key_span.end as usize;
        self.sign(b':')?;
        let value = self.value(&entry.value, &mut comments)?;
        Some(Pair { key: entry.key.to_owned(), value, comments })
    }

    fn value(&mut self, node: &Node<'_>, comments: &mut Comments) -> Option<Value> {
        self.beside(comments);
        let start = node.span.start as usize;
        match node.kind {
            Kind::Scalar(text, form) => {
                let raw = self.scalar(node, comments)?;
                Some(Value::Scalar(Scalar { text: text.to_owned(), form, raw }))
            }
            _ if self.ground.is_alias(node) => None,
            Kind::List(items) if self.ground.is_flow(node) => {
                self.to(start)?;
                self.flow_list(items, comments, node.span.end as usize)
            }
            Kind::Map(entries) if self.ground.is_flow(node) => {
                self.to(start)?;
                self.flow_table(entries, comments, Some(node.span.end as usize))
            }
            Kind::List(items) => {
                let mut out = Vec::with_capacity(items.len());
                for item in items {
                    self.sign(b'-')?;
                    let mut comments = Comments { above: std::mem::take(&mut self.waiting), beside: None };
                    let value = self.value(item, &mut comments)?;
                    out.push(Element { value, comments });
                }
                Some(Value::List(out))
            }
            Kind::Map(entries) => self.table(entries).map(Value::Table),
        }
    }

    /// Goes over a scalar: as it is written, if that is one line.
    fn scalar(&mut self, node: &Node<'_>, comments: &mut Comments) -> Option<Option<Box<str>>> {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        if node.span.is_empty() {
            return Some(Some("".into()));
        }
        self.to(start)?;
        if matches!(self.ground.byte(start), b'*' | b'&' | b'!') {
            return None;
        }
        if let Some(head) = self.ground.block_head(node) {
            if let Some(at) = self.ground.text[head.clone()].find(" #") {
                self.at = start + at;
                self.beside(comments);
            }
            self.at = self.ground.end(node, head.end);
            return Some(None);
        }
        self.at = end;
        let written = &self.ground.text[start..end];
        self.beside(comments);
        Some((!written.contains('\n')).then(|| written.into()))
    }

    /// A list in brackets.
    fn flow_list(&mut self, items: &[Node<'_>], comments: &mut Comments, end: usize) -> Option<Value> {
        self.sign(b'[')?;
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            self.to(item.span.start as usize)?;
            let mut own = Comments { above: std::mem::take(&mut self.waiting), beside: None };
            let value = self.value(item, &mut own)?;
            self.comma(&mut own)?;
            out.push(Element { value, comments: own });
        }
        self.close(b']', comments, Some(end))?;
        Some(Value::List(out))
    }

    /// A table in brackets; `end` is where it is known to end.
    fn flow_table(&mut self, entries: &[Entry<'_>], comments: &mut Comments, end: Option<usize>) -> Option<Value> {
        self.sign(b'{')?;
        let mut pairs = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut pair = self.entry(entry)?;
            self.comma(&mut pair.comments)?;
            pairs.push(pair);
        }
        self.close(b'}', comments, end)?;
        Some(Value::Table(pairs))
    }

    /// Over a comma, if there is one, and the comment behind it.
    fn comma(&mut self, comments: &mut Comments) -> Option<()> {
        let at = self.ground.skip_space(self.at);
        if self.ground.byte(at) == b',' {
            self.to(at)?;
            self.at = at + 1;
            self.beside(comments);
        }
        Some(())
    }

    /// Over the closing bracket. Comments before it have nothing to stand at.
    fn close(&mut self, sign: u8, comments: &mut Comments, end: Option<usize>) -> Option<()> {
        self.sign(sign)?;
        if !self.waiting.is_empty() || end.is_some_and(|end| end != self.at) {
            return None;
        }
        self.beside(comments);
        Some(())
    }
}
