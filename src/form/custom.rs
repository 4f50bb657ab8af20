//! The organisation's own fields: `[fields.<form>.<key>]` of `kehu.toml`.

use crate::findings::Safety;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Month, parse_date};
use crate::say;
use crate::source::{Entry, Form, Kind as Tree, Node, Span};

use super::Reader;
use super::kind::list::Raw;
use super::reader::is_blank;
use super::spec::Target;

/// Types that an own field can have.
pub const TYPES: &[&str] =
    &["text", "integer", "money", "percent", "date", "month", "phone", "email", "choice", "staff", "person", "customer", "list"];

/// The declaration of one own field.
#[derive(Clone, Debug, Default)]
pub struct CustomField {
    /// Form it belongs to, as in `RecordSpec::name`.
    pub form: String,
    /// Its key.
    pub key: String,
    /// Its label; the key when none is given.
    pub label: String,
    /// One of [`TYPES`].
    pub kind: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// For a choice: the values.
    pub choices: Vec<String>,
    /// Personal data.
    pub sensitive: bool,
    /// Where it is declared in `kehu.toml`.
    pub span: Span,
}

/// A filled own field.
#[derive(Clone, Debug)]
pub struct CustomValue {
    /// Its key.
    pub key: Box<str>,
    /// Its label.
    pub label: Box<str>,
    /// As written.
    pub text: Box<str>,
    /// Personal data.
    pub sensitive: bool,
    /// Where it stands.
    pub span: Span,
}

/// All own fields of the archive.
#[derive(Clone, Debug, Default)]
pub struct CustomFields {
    all: Vec<CustomField>,
    keeps: bool,
}

/// Forms under the names that `[fields.<form>]` takes.
fn form_name(name: &str) -> &str {
    match name {
        "key_people" | "key-people" => "key-people.people",
        "contact" | "contact_report" => "contact-report",
        other => other,
    }
}

impl CustomFields {
    /// From now on records also hold what no form has: keys of somebody's own (`x_…`) and unknown ones, as fields without a declaration.
    pub const fn keep_all(&mut self) {
        self.keeps = true;
    }

    /// Whether they do.
    #[must_use]
    pub const fn keeps_all(&self) -> bool {
        self.keeps
    }

    /// Collects the declarations from `[fields]`.
    #[must_use]
    pub fn from_raw(raw: Option<&Raw>) -> Self {
        let mut all: Vec<CustomField> = Vec::new();
        for entry in raw.map(|raw| raw.entries.as_slice()).unwrap_or_default() {
            let [form, key, what] = entry.path.as_slice() else { continue };
            let form = form_name(form).to_owned();
            let at = all.iter().position(|field| field.form == form && field.key == *key).unwrap_or_else(|| {
                all.push(CustomField {
                    form,
                    key: key.clone(),
                    label: key.clone(),
                    kind: "text".into(),
                    span: entry.key_span,
                    ..CustomField::default()
                });
                all.len() - 1
            });
            let first = || entry.values.first().cloned().unwrap_or_default();
            match what.as_str() {
                "label" | "标签" => all[at].label = first(),
                "type" | "类型" => all[at].kind = first(),
                "required" | "必填" => all[at].required = first() == "true",
                "choices" | "选项" => all[at].choices = entry.values.clone(),
                "sensitive" | "敏感" => all[at].sensitive = first() == "true",
                _ => {}
            }
        }
        Self { all, keeps: false }
    }

    /// The own field of a form with this key or label.
    #[must_use]
    pub fn find(&self, form: &str, key: &str) -> Option<&CustomField> {
        if self.all.is_empty() {
            return None;
        }
        self.all.iter().find(|field| field.form == form && (field.key == key || field.label == key))
    }

    /// The own fields of a form.
    pub fn of<'a>(&'a self, form: &'a str) -> impl Iterator<Item = &'a CustomField> {
        self.all.iter().filter(move |field| field.form == form)
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[CustomField] {
        &self.all
    }
}

/// Reads an own field; a wrong value is FRM-02 or FRM-03.
pub fn read<'a>(entry: &'a Entry<'a>, own: &CustomField, reader: &mut Reader<'a>) -> Option<CustomValue> {
    let node = &entry.value;
    if is_blank(node) {
        return None;
    }
    let text = match &node.kind {
        Tree::List(items) => items.iter().filter_map(|item| item.scalar().map(|(text, _)| text.to_owned())).collect::<Vec<_>>().join(";"),
        Tree::Scalar(text, _) => text.trim().to_owned(),
        Tree::Map(_) => String::new(),
    };
    judge(node, &text, own, reader);
    Some(CustomValue {
        key: own.key.as_str().into(),
        label: own.label.as_str().into(),
        text: text.into(),
        sensitive: own.sensitive,
        span: node.span,
    })
}

fn judge<'a>(node: &'a Node<'a>, text: &str, own: &CustomField, reader: &mut Reader<'a>) {
    let lang = reader.lang();
    let label = own.label.as_str();
    if own.kind == "choice" && !own.choices.iter().any(|choice| choice == text) {
        let all = own.choices.join("、");
        let message = say!(lang, "{label}「{text}」不在选项中", "{label} `{text}` is not one of the choices");
        let help = say!(lang, "可选：{all}", "choices: {all}");
        let first = own.choices.first().map(|choice| reader.literal(choice)).unwrap_or_default();
        reader.find("FRM-03", node.span, message).help(help).fix_value(node.span, first, Safety::Example);
        return;
    }
    let target = match own.kind.as_str() {
        "staff" => Some(Target::Staff),
        "person" => Some(Target::Person),
        "customer" => Some(Target::Customer),
        _ => None,
    };
    if let Some(target) = target {
        let unknown = reader.names(target).is_some_and(|names| names.find(text) == crate::resolve::Found::Nothing);
        if unknown && reader.is_complete(target) {
            let message = say!(lang, "{label}「{text}」没有登记", "{label} `{text}` is not known");
            reader.find("REF-01", node.span, message);
        }
        return;
    }
    if !fits(node, text, &own.kind, reader) {
        let kind = own.kind.as_str();
        let message = say!(lang, "{label}「{text}」的类型不对，应为 {kind}", "{label} `{text}` has the wrong type; it should be {kind}");
        reader.find("FRM-02", node.span, message);
    }
}

fn fits(node: &Node<'_>, text: &str, kind: &str, reader: &Reader<'_>) -> bool {
    let scalar = node.scalar();
    match kind {
        "integer" => scalar.is_some_and(|(_, form)| form == Form::Integer),
        "money" => Money::parse(text, reader.unit()).is_ok(),
        "percent" => Percent::parse(text).is_ok(),
        "date" => parse_date(text).is_some(),
        "month" => Month::parse(text).is_some(),
        "email" => text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')),
        "list" => matches!(node.kind, Tree::List(_)),
        _ => scalar.is_some_and(|(_, form)| form != Form::Bool),
    }
}

/// Reports the own required fields that are not filled in.
pub fn missing(form: &str, found: &[CustomValue], head: Span, reader: &mut Reader<'_>) {
    if reader.broken {
        return;
    }
    let world = reader.world;
    for own in world.custom.of(form).filter(|own| own.required) {
        if found.iter().any(|value| *value.key == *own.key) {
            continue;
        }
        let (label, key) = (&own.label, &own.key);
        let message =
            say!(reader.lang(), "缺少「{label}」（{key}），本单位规定必填", "`{key}` ({label}) is missing; your organisation requires it");
        reader.find("FRM-01", head, message);
    }
}
