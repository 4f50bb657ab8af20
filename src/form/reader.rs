//! Reads the tree of one document into records, and says what is wrong with each field: once, at its place, with what to write.

use std::sync::Arc;

use crate::findings::{Finding, Safety};
use crate::model::money::Unit;
use crate::policy::Policy;
use crate::resolve::Names;
use crate::say;
use crate::source::{Entry, Form, Kind as Tree, Node, Note, Span, Syntax};
use crate::words::{Lang, Words};
use crate::world::World;

use super::field::{Field, State};
use super::kind::Kind;
use super::spec::{FieldSpec, RecordSpec, Target};
use super::table::TableReader;

/// What is known of a document before it is read.
#[derive(Clone, Debug)]
pub struct DocInfo {
    /// Relative to the archive's root, with `/`.
    pub path: Arc<str>,
    /// The customer's id, for a document in a customer's folder.
    pub customer: Option<Arc<str>>,
    /// TOML or YAML.
    pub syntax: Syntax,
}

/// Reads one document.
pub struct Reader<'a> {
    /// Settings, staff and the other registers that references go to.
    pub world: &'a World,
    /// The document.
    pub doc: &'a DocInfo,
    /// Its text, for fixes.
    pub text: &'a str,
    /// This customer's key people, when known.
    pub people: Option<&'a Names>,
    /// Whether `people` is all of them (the document was read whole).
    pub people_complete: bool,
    /// What the document declares itself, for references to it.
    pub own: Option<(Target, &'a Names)>,
    /// Parts of this document may be missing: nothing is called missing.
    pub broken: bool,
    /// Keys that the file name already gives (`year`, `date`): not missing when left out.
    pub given: &'static [&'static str],
    /// What was found wrong.
    pub findings: Vec<Finding>,
    pub(super) path: Vec<&'static str>,
    pub(super) tables: Vec<&'static RecordSpec>,
    pub(super) strays: Vec<(usize, &'a Entry<'a>)>,
    pub(super) stray_keys: Vec<&'static str>,
    many: bool,
}

/// Folds full-width digits, letters and signs to the plain ones.
#[must_use]
pub fn fold_width(text: &str) -> String {
    crate::model::fold::fold(text).0.into_owned()
}

/// A text in double quotes, escaped as both TOML and YAML read it.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

impl<'a> Reader<'a> {
    /// A reader of one document's tree.
    #[must_use]
    pub fn new(world: &'a World, doc: &'a DocInfo, text: &'a str) -> Self {
        Self {
            world,
            doc,
            text,
            people: None,
            people_complete: false,
            own: None,
            broken: false,
            given: &[],
            findings: Vec::new(),
            path: Vec::with_capacity(8),
            tables: Vec::with_capacity(8),
            strays: Vec::new(),
            stray_keys: Vec::new(),
            many: false,
        }
    }

    /// The language of messages.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.world.lang
    }

    /// The unit of bare amounts.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.world.unit
    }

    /// The field's label with its key where they differ: what a person looks for in the file.
    #[must_use]
    pub fn label(&self, spec: &FieldSpec) -> String {
        match self.lang() {
            Lang::Zh => spec.zh.to_owned(),
            Lang::En => spec.en.to_owned(),
        }
    }

    /// The text as a value of this document's language.
    #[must_use]
    pub fn literal(&self, text: &str) -> String {
        literal(self.doc.syntax, text)
    }

    /// Whether the field being read takes several values.
    #[must_use]
    pub const fn many(&self) -> bool {
        self.many
    }

    /// Says that the value being read may be written as a list.
    pub const fn set_many(&mut self, many: bool) {
        self.many = many;
    }

    /// The register that references of this kind go to; none when they are judged later.
    #[must_use]
    pub fn names(&self, target: Target) -> Option<&'a Names> {
        match (self.own, target) {
            (Some((own, names)), target) if own == target => Some(names),
            (_, Target::Person) => self.people,
            (_, other) => self.world.names(other),
        }
    }

    /// Whether the register was read whole, so that what is not in it does not exist.
    #[must_use]
    pub fn is_complete(&self, target: Target) -> bool {
        match (self.own, target) {
            (Some((own, _)), target) if own == target => !self.broken,
            (_, Target::Person) => self.people_complete,
            (_, other) => self.world.is_complete(other),
        }
    }

    /// The field's own rule where it is in force, else `general`.
    #[must_use]
    pub fn rule_or(&self, spec: &FieldSpec, general: &'static str) -> &'static str {
        let policy: &Policy = &self.world.policy;
        spec.rule.filter(|rule| policy.is_catalogued(rule)).unwrap_or(general)
    }

    /// The rule under which a field that is not filled in is reported.
    #[must_use]
    pub fn missing_rule(&self, spec: &FieldSpec) -> &'static str {
        let own = spec.missing.filter(|rule| self.world.policy.is_catalogued(rule));
        own.unwrap_or_else(|| self.rule_or(spec, "FRM-01"))
    }

    /// Adds a finding at a place of the document. Level: the rule's own; error for the general ones.
    pub fn find(&mut self, rule: &'static str, span: Span, message: String) -> &mut Finding {
        let level = self.world.policy.reading_level(rule);
        let finding = Finding {
            field: self.path.join("."),
            of_value: true,
            ..Finding::new(rule, level, self.doc.customer.clone(), self.doc.path.clone(), span, message)
        };
        self.findings.push(finding);
        self.findings.last_mut().expect("one was pushed just now")
    }

    /// A value of the wrong type.
    pub fn wrong_type(&mut self, node: &Node<'_>, spec: &'static FieldSpec, expected: Words) {
        let rule = self.rule_or(spec, "FRM-02");
        let (message, help) = self.type_words(node, spec, expected);
        self.find(rule, node.span, message).help(help);
    }

    /// A value of the wrong type whose meaning is clear all the same.
    pub fn wrong_type_fix(&mut self, node: &Node<'_>, spec: &'static FieldSpec, expected: Words, literal: String) {
        let rule = self.rule_or(spec, "FRM-02");
        let (message, help) = self.type_words(node, spec, expected);
        self.find(rule, node.span, message).help(help).fix_value(node.span, literal, Safety::Unsafe);
    }

    fn type_words(&self, node: &Node<'_>, spec: &FieldSpec, expected: Words) -> (String, String) {
        let lang = self.lang();
        let found = self.found(node);
        let label = self.label(spec);
        let want = expected.get(lang);
        let message = say!(lang, "{label}应是{want}，现在是{found}", "{label} should be {want}; found {found}");
        let hint = spec.help.get(lang);
        let help = if hint.is_empty() { say!(lang, "请改为{want}", "write {want}") } else { hint.to_owned() };
        (message, help)
    }

    /// What stands there, in words, shortened.
    fn found(&self, node: &Node<'_>) -> String {
        let lang = self.lang();
        match &node.kind {
            Tree::Scalar(text, Form::Bool) => text.to_string(),
            Tree::Scalar(text, _) => {
                let short: String = text.chars().take(24).collect();
                let dots = if short.len() < text.len() { "…" } else { "" };
                say!(lang, "「{short}{dots}」", "`{short}{dots}`")
            }
            Tree::List(items) => say!(lang, "列表（{} 项）", "a list ({} items)", items.len()),
            Tree::Map(_) => say!(lang, "表", "a table"),
        }
    }

    /// Full-width digits where plain ones are meant; the value goes in quotes if it needs them.
    pub fn full_width(&mut self, node: &Node<'_>, spec: &FieldSpec, folded: &str) {
        let literal = if is_number(folded) && self.doc.syntax == Syntax::Toml { folded.to_owned() } else { self.literal(folded) };
        self.full_width_as(node, spec, literal);
    }

    /// Full-width digits in a date or time, which is written without quotes.
    pub fn full_width_bare(&mut self, node: &Node<'_>, spec: &FieldSpec, folded: &str) {
        self.full_width_as(node, spec, folded.to_owned());
    }

    fn full_width_as(&mut self, node: &Node<'_>, spec: &FieldSpec, literal: String) {
        let text = node.scalar().map(|(text, _)| text.to_owned()).unwrap_or_default();
        let message = say!(self.lang(), "{}「{text}」用了全角字符", "{} `{text}` uses full-width characters", self.label(spec));
        let help = say!(self.lang(), "请改用半角", "write plain digits and signs");
        self.find("ARC-05", node.span, message).as_warning().help(help).fix_value(node.span, literal, Safety::Safe);
    }

    /// Reads the value of a field.
    pub fn field<T: Kind>(&mut self, entry: &'a Entry<'a>, spec: &'static FieldSpec) -> Field<T> {
        let node = &entry.value;
        if is_blank(node) {
            return Field::found(None, node.span, entry.key_span, State::Empty);
        }
        self.path.push(spec.key);
        let value = self.read_noted::<T>(node, spec);
        self.path.pop();
        let state = if value.is_some() { State::Good } else { State::Bad };
        Field::found(value, node.span, entry.key_span, state)
    }

    /// Reads one element of a list; blank ones are passed over.
    pub fn element<T: Kind>(&mut self, node: &'a Node<'a>, spec: &'static FieldSpec) -> Option<T> {
        if is_blank(node) {
            return None;
        }
        self.read_noted::<T>(node, spec)
    }

    fn read_noted<T: Kind>(&mut self, node: &'a Node<'a>, spec: &'static FieldSpec) -> Option<T> {
        let before = self.findings.len();
        let value = T::read(node, spec, self);
        if node.note != Note::None && self.findings.len() == before {
            self.report_bare(node, spec);
        }
        value
    }

    /// A bare word that TOML wants in quotes, otherwise right.
    fn report_bare(&mut self, node: &Node<'_>, spec: &FieldSpec) {
        let Some((text, _)) = node.scalar() else { return };
        let lang = self.lang();
        let label = self.label(spec);
        let message = if node.note == Note::OddQuotes {
            say!(
                lang,
                "{label}「{text}」用了 TOML 不认识的引号，已照样读取",
                "{label} `{text}` is in quotation marks that TOML does not know; read as meant"
            )
        } else {
            say!(lang, "{label}「{text}」要写在引号里，已照样读取", "{label} `{text}` needs quotes; read as meant")
        };
        let help = say!(lang, "请用半角双引号括起来", "put it in double quotes");
        let literal = quote(text);
        self.find("ARC-05", node.span, message).as_warning().help(help).fix_value(node.span, literal, Safety::Safe);
    }

    /// Begins a table.
    pub fn open(&mut self, spec: &'static RecordSpec, head: Span) -> TableReader {
        self.tables.push(spec);
        TableReader::new(spec, head, self.tables.len())
    }
}

/// The text as a value of `syntax`: quoted in TOML; in YAML plain where that stays text.
#[must_use]
pub fn literal(syntax: Syntax, text: &str) -> String {
    match syntax {
        Syntax::Toml => quote(text),
        Syntax::Yaml => {
            let plain = serde_yaml::to_string(text).unwrap_or_else(|_| quote(text));
            let plain = plain.trim_end().to_owned();
            if plain.contains('\n') { quote(text) } else { plain }
        }
    }
}

/// A text without white space around it. Most texts have none, which their first and last bytes tell.
#[must_use]
pub fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    // White space begins with a sign up to the blank, or with one of four lead bytes; ideographs begin with later ones.
    let begins_well = bytes.first().is_some_and(|byte| matches!(byte, 0x21..=0x7E | 0xE4..=0xF4));
    let ends_well = match bytes {
        [.., 0x21..=0x7E] => true,
        [.., lead, _, 0x80..=0xBF] => matches!(lead, 0xE4..=0xEF),
        _ => false,
    };
    if begins_well && ends_well { text } else { text.trim() }
}

/// A list of texts as a value of `syntax`.
#[must_use]
pub fn literal_list<'t>(syntax: Syntax, texts: impl IntoIterator<Item = &'t str>) -> String {
    let items: Vec<String> = texts.into_iter().map(|text| literal(syntax, text)).collect();
    format!("[{}]", items.join(", "))
}

/// A key with its value as a line of `syntax`.
#[must_use]
pub fn key_line(syntax: Syntax, key: &str, value: &str) -> String {
    match syntax {
        Syntax::Toml => format!("{key} = {value}"),
        Syntax::Yaml => format!("{key}: {value}"),
    }
}

/// Whether TOML takes a text of plain digits for a number: `007`, `+5`, `.5` and `5.` it does not all take.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && plain(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// Not filled in: an empty string, null, an empty list.
#[must_use]
pub fn is_blank(node: &Node<'_>) -> bool {
    match &node.kind {
        Tree::Scalar(text, form) => *form == Form::Null || trim(text).is_empty(),
        Tree::List(items) => items.is_empty(),
        Tree::Map(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::trim;

    #[test]
    fn white_space_of_every_kind_goes() {
        for text in [
            "云岭",
            " 云岭",
            "云岭 ",
            "　云岭　",
            "\u{a0}云岭\u{2003}",
            "a",
            "",
            " ",
            "\t\n",
            "é",
            "é ",
            "ab\u{85}",
            "云é",
            "云，",
            "\u{1680}x",
            "x\u{205f}",
        ] {
            assert_eq!(trim(text), text.trim(), "{text:?}");
        }
    }
}
