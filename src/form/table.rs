//! One table of a form while it is read: which key belongs to which field, what is unknown, misplaced, twice, missing.

use crate::findings::{Fix, Safety};
use crate::resolve::{NEAR, best, fold, likest};
use crate::say;
use crate::source::{self, Edit, Entry, Node, Note, Span, Syntax};

use super::Reader;
use super::custom::{self, CustomValue};
use super::field::Field;
use super::kind::Kind;
use super::kind::date::EXAMPLE_DAY;
use super::reader::quote;
use super::spec::{FieldSpec, Need, RecordSpec};

/// Most fields that a table of a form may have.
const MOST: usize = 64;

/// The state of one table while it is read.
pub struct TableReader {
    spec: &'static RecordSpec,
    head: Span,
    next: usize,
    seen: u64,
    keys: [Span; MOST],
    custom: Vec<CustomValue>,
    depth: usize,
}

impl TableReader {
    pub(super) const fn new(spec: &'static RecordSpec, head: Span, depth: usize) -> Self {
        Self { spec, head, next: 0, seen: 0, keys: [Span { start: 0, end: 0 }; MOST], custom: Vec::new(), depth }
    }

    /// The field that an entry fills, or none when it has been dealt with (unknown, misplaced, own, twice).
    pub fn place<'a>(&mut self, entry: &'a Entry<'a>, reader: &mut Reader<'a>) -> Option<usize> {
        let key = entry.key;
        // Most files keep the form's order: look from where the last key was found.
        let count = self.spec.fields.len();
        let at = (self.next..count).chain(0..self.next).find(|at| self.spec.fields[*at].key == key).or_else(|| self.by_label(key, reader));
        let Some(at) = at else {
            self.unknown(entry, reader);
            return None;
        };
        self.next = at + 1;
        if entry.key_note != Note::None {
            bare_key(entry, reader);
        }
        if self.seen & (1 << at) != 0 {
            self.twice(entry, at, reader);
            return None;
        }
        self.seen |= 1 << at;
        self.keys[at] = entry.key_span;
        Some(at)
    }

    /// The form's Chinese label; labels with our short name are read with 我方.
    fn by_label(&self, key: &str, reader: &Reader<'_>) -> Option<usize> {
        if key.is_ascii() {
            return None;
        }
        let find = |key: &str| self.spec.fields.iter().position(|field| field.zh == key || field.also.contains(&key));
        find(key).or_else(|| {
            let short = reader.world.short_name.as_str();
            let ours = (!short.is_empty() && key.contains(short)).then(|| key.replace(short, "我方"))?;
            find(&ours)
        })
    }

    /// A field given under both its key and its label.
    fn twice<'a>(&self, entry: &'a Entry<'a>, at: usize, reader: &mut Reader<'a>) {
        let field = &self.spec.fields[at];
        let lang = reader.lang();
        let first = &reader.text[self.keys[at].range()];
        let key = &entry.key;
        let message = say!(
            lang,
            "「{}」写了两次：{first} 和 {key}，只读了前一个",
            "`{}` is given twice, as {first} and {key}; only the first was read",
            field.label(lang)
        );
        let help = say!(lang, "请删去其中一个", "delete one of the two");
        reader.find("ARC-05", entry.key_span, message).help(help);
    }

    fn unknown<'a>(&mut self, entry: &'a Entry<'a>, reader: &mut Reader<'a>) {
        let key = entry.key;
        if key.starts_with("x_") {
            self.keep(entry, reader);
            return;
        }
        if let Some(own) = reader.world.custom.find(self.spec.name, key) {
            if let Some(value) = custom::read(entry, own, reader) {
                self.custom.push(value);
            }
            return;
        }
        if self.depth > 1 && self.misplaced(entry, reader) {
            return;
        }
        self.keep(entry, reader);
        self.report_unknown(entry, reader);
    }

    /// Keeps what no form has, where somebody wants to know of it all the same.
    fn keep(&mut self, entry: &Entry<'_>, reader: &Reader<'_>) {
        if !reader.world.custom.keeps_all() {
            return;
        }
        let mut text = String::new();
        plain(&entry.value, &mut text);
        // Nobody said that it is harmless.
        let sensitive = self.spec.fields.iter().any(|field| field.sensitive);
        let (key, span): (Box<str>, Span) = (entry.key.into(), entry.key_span);
        self.custom.push(CustomValue { label: key.clone(), key, text: text.into(), sensitive, span });
    }

    fn report_unknown<'a>(&self, entry: &'a Entry<'a>, reader: &mut Reader<'a>) {
        let key = entry.key;
        let lang = reader.lang();
        let title = self.spec.title.get(lang);
        let message = say!(lang, "「{title}」没有「{key}」这一项", "`{title}` has no key `{key}`");
        let nearest = self.nearest(key);
        let finding = reader.find("ARC-05", entry.key_span, message).as_warning();
        let Some(field) = nearest else {
            let help = say!(
                lang,
                "请改用表中已有的项；本单位自己的项以 x_ 开头，或在 kehu.toml [fields] 中登记",
                "use a key of the form; keys of your own begin with x_ or are declared in [fields] of kehu.toml"
            );
            finding.help(help);
            return;
        };
        let (key, label) = (field.key, field.label(lang));
        let help = say!(
            lang,
            "是否指「{label}」（{key}）？本单位自己的项以 x_ 开头",
            "did you mean `{key}` ({label})? keys of your own begin with x_"
        );
        let right = if entry.key.is_ascii() { field.key.to_owned() } else { field.zh.to_owned() };
        let right = if right.is_ascii() { right } else { quote(&right) };
        finding.help(help).fix_value(entry.key_span, right, Safety::Unsafe);
    }

    /// The most alike field that is not filled in yet.
    fn nearest(&self, key: &str) -> Option<&'static FieldSpec> {
        let word = fold(key);
        let fields = self.spec.fields.iter().enumerate().filter(|(at, _)| self.seen & (1 << at) == 0);
        best(fields.map(|(_, field)| field), NEAR, |field| {
            likest(&word, [field.key, field.zh, field.en].into_iter().chain(field.also.iter().copied()))
        })
    }

    /// A key of the document's top that was typed below `[[sites]]` and became part of it.
    fn misplaced<'a>(&self, entry: &'a Entry<'a>, reader: &mut Reader<'a>) -> bool {
        let top = reader.tables[0];
        let Some((at, field)) = top.find(entry.key) else { return false };
        if reader.doc.syntax != Syntax::Toml {
            return false;
        }
        let lang = reader.lang();
        let header = reader.text[self.head.range()].lines().next().unwrap_or_default().trim().to_owned();
        let line = line_of(reader.text, self.head.start);
        let first = first_header(reader.text);
        let above = line_of(reader.text, first);
        let label = field.label(lang);
        let key = &entry.key;
        let message = say!(
            lang,
            "「{label}」（{key}）写在 {header}（第 {line} 行）下面，成了它的一部分",
            "`{key}` ({label}) stands below {header} (line {line}) and became part of it"
        );
        let help =
            say!(lang, "请移到第 {above} 行之前（文件开头的各项中）", "move it above line {above}, among the keys at the top of the file");
        let fix = move_up(reader.text, entry, first);
        let finding = reader.find("ARC-05", entry.key_span, message).help(help);
        finding.fix = fix;
        reader.stray_keys.push(field.key);
        reader.strays.push((at, entry));
        true
    }

    /// Entries of nested tables that belong to this one. Only the document's top table has any.
    pub fn strays<'a>(&mut self, reader: &mut Reader<'a>) -> Vec<(usize, &'a Entry<'a>)> {
        if self.depth > 1 || reader.strays.is_empty() {
            return Vec::new();
        }
        let strays = std::mem::take(&mut reader.strays);
        strays.into_iter().filter(|(at, _)| self.seen & (1 << at) == 0).collect()
    }

    /// A field with nothing in it: missing when it is required.
    pub fn blank<T: Kind>(&self, at: usize, field: &Field<T>, reader: &mut Reader<'_>) {
        let spec = &self.spec.fields[at];
        if spec.need != Need::Required || reader.broken || (self.depth == 1 && reader.given.contains(&spec.key)) {
            return;
        }
        let rule = reader.missing_rule(spec);
        if spec.by_rule && spec.rule != Some(rule) {
            return;
        }
        let lang = reader.lang();
        let label = reader.label(spec);
        let key = spec.key;
        let message = if field.is_absent() {
            say!(lang, "缺少「{label}」（{key}）", "`{key}` ({label}) is missing")
        } else {
            say!(lang, "「{label}」（{key}）没有填写", "`{key}` ({label}) is empty")
        };
        let hint = spec.help.get(lang);
        let example = example(spec);
        let line = match reader.doc.syntax {
            Syntax::Toml => format!("{key} = {example}"),
            Syntax::Yaml => format!("{key}: {example}"),
        };
        let help = if hint.is_empty() {
            say!(lang, "请填写，如 {line}", "fill it in, as {line}")
        } else {
            say!(lang, "请填写，如 {line}（{hint}）", "fill it in, as {line} ({hint})")
        };
        reader.path.push(key);
        let span = if field.is_absent() { self.head } else { field.span };
        let by_other_means = filled_later(spec);
        let finding = reader.find(rule, span, message).help(help);
        finding.of_value = !by_other_means;
        if !field.is_absent() {
            finding.fix_value(field.span, example, Safety::Example);
        }
        reader.path.pop();
    }

    /// Ends the table: the organisation's own required fields, then back to the table around.
    pub fn close(&mut self, reader: &mut Reader<'_>) -> Vec<CustomValue> {
        custom::missing(self.spec.name, &self.custom, self.head, reader);
        reader.tables.pop();
        std::mem::take(&mut self.custom)
    }
}

/// Whether a record may begin without this field, though it is required: tables and lists have commands of their own (a customer gets its
/// sites after it is there, a plan its sections), and what only a rule asks for is that rule's business.
const fn filled_later(spec: &FieldSpec) -> bool {
    use super::spec::KindSpec as K;
    // PLN-01 asks for the sections of a plan, which are written one after the other.
    let section = matches!(spec.rule, Some(rule) if rule.eq_ignore_ascii_case("PLN-01"));
    spec.by_rule || section || matches!(spec.kind, K::Record(_) | K::List(_) | K::Section(_) | K::TextOrList(_))
}

/// A value that shows how to fill a field.
#[must_use]
pub fn example(spec: &FieldSpec) -> String {
    use super::spec::KindSpec as K;
    fn of(kind: &K) -> String {
        match kind {
            K::Text | K::Section(_) | K::TextOrList(_) => "\"…\"".to_owned(),
            K::Phone => "\"0990-5550101\"".to_owned(),
            K::Integer { min, .. } => (*min).max(1).to_string(),
            K::Number { .. } => "88".to_owned(),
            K::Money => "320".to_owned(),
            K::Percent { .. } => "60".to_owned(),
            K::Date | K::Birth => EXAMPLE_DAY.to_owned(),
            K::Month => "\"2026-07\"".to_owned(),
            K::Quarter => "\"2026-Q3\"".to_owned(),
            K::Moment => "2026-05-15T10:20:00".to_owned(),
            K::Bool => "true".to_owned(),
            K::Choice(choice) => quote(choice.options[0].key),
            K::Word(list) => quote(list[0]),
            K::Ref(_) => "\"zhou-lan\"".to_owned(),
            K::List(inner) | K::OneOrMany(inner) => format!("[{}]", of(inner)),
            K::Record(_) | K::Free(_) | K::Raw => "{ … }".to_owned(),
        }
    }
    of(&spec.kind)
}

/// A Chinese key without quotes.
fn bare_key<'a>(entry: &'a Entry<'a>, reader: &mut Reader<'a>) {
    let lang = reader.lang();
    let key = &entry.key;
    let message =
        say!(lang, "中文项名「{key}」在 TOML 里要加引号，已照样读取", "the Chinese key `{key}` needs quotes in TOML; read as meant");
    let help = say!(lang, "请写成 \"{key}\" = …", "write \"{key}\" = …");
    let quoted = quote(key);
    reader.find("ARC-05", entry.key_span, message).as_warning().help(help).fix_value(entry.key_span, quoted, Safety::Safe);
}

/// The line that a byte is on, from 1.
fn line_of(text: &str, at: u32) -> usize {
    1 + text.as_bytes()[..at as usize].iter().filter(|b| **b == b'\n').count()
}

/// Where the first `[table]` header begins.
fn first_header(text: &str) -> u32 {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            return u32::try_from(at).unwrap_or(u32::MAX);
        }
        at += line.len();
    }
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Takes the entry's line out and puts it behind the keys at the top. Only for one whole line: else nothing is offered.
fn move_up(text: &str, entry: &Entry<'_>, first: u32) -> Option<Fix> {
    let start = text[..entry.key_span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[entry.value.span.end as usize..].find('\n').map_or(text.len(), |at| entry.value.span.end as usize + at + 1);
    let whole = text[start..end].trim_start();
    let block = text[entry.key_span.start as usize..entry.value.span.end as usize].contains('\n');
    let header = whole.starts_with('[') || start < first as usize;
    if block || header {
        return None;
    }
    let mut line = text[start..end].to_owned();
    if !line.ends_with('\n') {
        line.push_str(if text.contains("\r\n") { "\r\n" } else { "\n" });
    }
    let to = above_header(text, first as usize);
    let span = |from: usize, to: usize| Span::new(u32::try_from(from).unwrap_or(u32::MAX), u32::try_from(to).unwrap_or(u32::MAX));
    let edits = vec![Edit { span: span(to, to), text: line }, Edit { span: span(start, end), text: String::new() }];
    Some(Fix { edits, safety: Safety::Safe })
}

/// The end of the lines before a header: the comment right above it is the header's own, and the blank lines stay between.
fn above_header(text: &str, header: usize) -> usize {
    let mut at = header;
    for sign in ['#', '\n'] {
        while let Some(line) = text[..at].split_inclusive('\n').next_back() {
            let trimmed = line.trim();
            let passed = if sign == '#' { trimmed.starts_with('#') } else { trimmed.is_empty() };
            if !passed {
                break;
            }
            at -= line.len();
        }
    }
    // Nothing but a comment stands above: it is the document's own.
    if at == 0 { header } else { at }
}

/// A value without its layout: the same in TOML and YAML.
fn plain(node: &Node<'_>, out: &mut String) {
    match node.kind {
        source::Kind::Scalar(text, _) => out.push_str(text),
        source::Kind::List(list) => {
            for (at, one) in list.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "；" });
                plain(one, out);
            }
        }
        source::Kind::Map(entries) => {
            for (at, entry) in entries.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "，" });
                out.push_str(entry.key);
                out.push('=');
                plain(&entry.value, out);
            }
        }
    }
}
