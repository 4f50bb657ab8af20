//! Every field of a form as an option: `--title TEXT`, `--职务 TEXT`.

use std::marker::PhantomData;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::error::Error;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::cli::language::spoken;
use crate::cli::line;
use crate::form::spec::ChoiceSpec;
use crate::form::{FieldSpec, KindSpec, RecordSpec, Target};
use crate::say;
use crate::words::Lang;

/// Long names that are not a field's: global options, those of every write, and their Chinese words.
const TAKEN: &[&str] = &[
    "archive",
    "as-of",
    "me",
    "format",
    "output",
    "lang",
    "color",
    "quiet",
    "verbose",
    "no-history",
    "no-input",
    "yes",
    "help",
    "version",
    "id",
    "set",
    "dry-run",
    "edit",
    "commit",
    "force",
    "from",
];

/// What the ids of these arguments begin with: fields of different forms in one command keep apart, and completion knows them.
const MARK: &str = "field";

/// Fields of a form that a command takes as options. A command declares an empty type and flattens [`Fields`] of it.
pub trait FieldSet: 'static {
    /// The form.
    fn spec() -> &'static RecordSpec;

    /// Keys that the command fills itself, or takes under its own options or arguments.
    fn without() -> &'static [&'static str] {
        &[]
    }

    /// The only keys, where they are few; empty: all of the form.
    fn only() -> &'static [&'static str] {
        &[]
    }

    /// What long names begin with, for a second form in one command: `sheet` gives `--sheet-hobbies`. Then the Chinese labels are left to
    /// the first form.
    fn prefix() -> &'static str {
        ""
    }

    /// The field that is the record's own day, where it is not called so: `--date` says it too.
    fn day() -> Option<&'static str> {
        None
    }

    /// The fields that are options, in the form's order. `id` is an option of every write ([`super::common::WriteArgs`]).
    fn fields() -> impl Iterator<Item = &'static FieldSpec> {
        let (without, only) = (Self::without(), Self::only());
        let wanted =
            move |field: &&FieldSpec| field.key != "id" && !without.contains(&field.key) && (only.is_empty() || only.contains(&field.key));
        Self::spec().fields.iter().filter(wanted)
    }
}

/// What was said for one field: its texts in the order in which they stand on the line.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// The field.
    pub field: &'static FieldSpec,
    /// What was typed.
    pub texts: Vec<String>,
}

/// The options of a form's fields, parsed: what was said, in the form's order. Flatten it into a command's arguments:
/// `#[command(flatten)] pub(crate) fields: Fields<Contact>`.
pub(crate) struct Fields<F> {
    given: Vec<Given>,
    form: PhantomData<fn() -> F>,
}

impl<F> Clone for Fields<F> {
    fn clone(&self) -> Self {
        Self { given: self.given.clone(), form: PhantomData }
    }
}

impl<F> std::fmt::Debug for Fields<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.given.iter().map(|given| (given.field.key, &given.texts))).finish()
    }
}

impl<F> Default for Fields<F> {
    fn default() -> Self {
        Self { given: Vec::new(), form: PhantomData }
    }
}

impl<F: FieldSet> Fields<F> {
    /// What was said, in the form's order.
    #[must_use]
    pub(crate) fn given(&self) -> &[Given] {
        &self.given
    }

    /// The texts of a field; none: nothing was said. An empty text was said to empty it.
    #[must_use]
    pub(crate) fn texts(&self, key: &str) -> Option<&[String]> {
        self.given.iter().find(|given| given.field.key == key).map(|given| given.texts.as_slice())
    }

    /// Whether nothing was said at all.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// The option of a field, for messages: `--title`. A field that is none here has the name that it would have.
    #[must_use]
    pub(crate) fn option(field: &FieldSpec) -> String {
        format!("--{}", Naming::of::<F>().long(field))
    }
}

impl<F: FieldSet> FromArgMatches for Fields<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut out = Self::default();
        out.update_from_arg_matches(matches)?;
        Ok(out)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.given.clear();
        let naming = Naming::of::<F>();
        for field in F::fields() {
            let texts: Vec<String> = matches.get_many::<String>(&naming.id(field)).unwrap_or_default().cloned().collect();
            if !texts.is_empty() {
                self.given.push(Given { field, texts });
            }
        }
        Ok(())
    }
}

impl<F: FieldSet> Args for Fields<F> {
    fn augment_args(command: Command) -> Command {
        if line::may_name(&command) { command.args(Naming::of::<F>().args(F::fields())) } else { command }
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// How the options of a form are called in a command.
#[derive(Clone, Copy)]
struct Naming {
    form: &'static str,
    prefix: &'static str,
    day: Option<&'static str>,
}

impl Naming {
    fn of<F: FieldSet>() -> Self {
        Self { form: F::spec().name, prefix: F::prefix(), day: F::day() }
    }

    fn args(self, fields: impl Iterator<Item = &'static FieldSpec>) -> Vec<Arg> {
        let fields: Vec<&'static FieldSpec> = fields.collect();
        // A label that two fields share is the first one's; a long name is nobody else's.
        let mut taken: Vec<String> = fields.iter().map(|field| self.long(field)).collect();
        fields.into_iter().map(|field| self.arg(field, &mut taken)).collect()
    }

    fn id(self, field: &FieldSpec) -> String {
        format!("{MARK}.{}.{}", self.form, field.key)
    }

    /// The long name of a field. One that another option has is told apart by the form's: `--complaint-from`.
    fn long(self, field: &FieldSpec) -> String {
        let key = field.key.replace('_', "-");
        match self.prefix {
            "" if TAKEN.contains(&key.as_str()) => format!("{}-{key}", self.form.rsplit('.').next().unwrap_or(self.form)),
            "" => key,
            prefix => format!("{prefix}-{key}"),
        }
    }

    /// The other words of an option: the key as the file has it, and the labels of the form.
    fn aliases(self, field: &'static FieldSpec, long: &str, taken: &mut Vec<String>) -> Vec<String> {
        let mut out = vec![long.replace('-', "_")];
        out.extend((self.day == Some(field.key)).then(|| "date".to_owned()));
        if self.prefix.is_empty() {
            out.extend(std::iter::once(field.zh).chain(field.also.iter().copied()).map(str::to_owned));
        }
        let usable = |word: &str| !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || c == '=') && !TAKEN.contains(&word);
        out.retain(|word| {
            let fresh = usable(word) && !taken.contains(word);
            if fresh {
                taken.push(word.clone());
            }
            fresh
        });
        out
    }

    fn arg(self, field: &'static FieldSpec, taken: &mut Vec<String>) -> Arg {
        let long = self.long(field);
        let aliases = self.aliases(field, &long, taken);
        let arg = Arg::new(self.id(field))
            .long(long)
            .aliases(aliases)
            .value_name(value_name(&field.kind))
            .action(if is_repeated(&field.kind) { ArgAction::Append } else { ArgAction::Set })
            .allow_hyphen_values(takes_hyphens(&field.kind))
            .help(help(field));
        match choice(&field.kind) {
            Some(choice) => arg.value_parser(Words(choice)).hide_possible_values(true),
            None => arg.value_parser(StringValueParser::new()),
        }
    }
}

/// Whether an argument is a field's option.
pub(crate) fn is_field(arg: &Arg) -> bool {
    arg.get_id().as_str().strip_prefix(MARK).is_some_and(|rest| rest.starts_with('.'))
}

/// Whether every text counts, not the last one alone.
const fn is_repeated(kind: &KindSpec) -> bool {
    matches!(kind, KindSpec::List(_) | KindSpec::OneOrMany(_) | KindSpec::Free(_) | KindSpec::Raw | KindSpec::TextOrList(_))
}

/// `-3d`, `-5`: values that begin with a hyphen.
const fn takes_hyphens(kind: &KindSpec) -> bool {
    matches!(kind, KindSpec::Date | KindSpec::Money | KindSpec::Percent { .. } | KindSpec::Number { .. } | KindSpec::Integer { .. })
}

/// What stands behind an option on the help page.
pub(crate) const fn value_name(kind: &KindSpec) -> &'static str {
    match kind {
        KindSpec::Text | KindSpec::Section(_) | KindSpec::TextOrList(_) => "TEXT",
        KindSpec::Phone => "PHONE",
        KindSpec::Integer { min: 1900.., max: ..=2999 } => "YEAR",
        KindSpec::Integer { .. } | KindSpec::Number { .. } => "N",
        KindSpec::Money => "AMOUNT",
        KindSpec::Percent { .. } => "PERCENT",
        KindSpec::Date | KindSpec::Birth => "DATE",
        KindSpec::Month => "MONTH",
        KindSpec::Quarter => "QUARTER",
        KindSpec::Moment => "TIME",
        KindSpec::Bool => "YES|NO",
        KindSpec::Choice(_) | KindSpec::Word(_) => "WORD",
        KindSpec::Ref(Target::Staff) => "STAFF",
        KindSpec::Ref(Target::Person) => "PERSON",
        KindSpec::Ref(Target::Customer) => "CUSTOMER",
        KindSpec::Ref(Target::Category) => "CATEGORY",
        KindSpec::Ref(Target::Region) => "REGION",
        KindSpec::Ref(Target::Unit) => "UNIT",
        KindSpec::Ref(Target::Stage) => "STAGE",
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => value_name(inner),
        KindSpec::Record(_) => "KEY=VALUE,…",
        KindSpec::Free(_) | KindSpec::Raw => "NAME=VALUE,…",
    }
}

/// The choice of a kind, itself or in a list.
pub(crate) const fn choice(kind: &KindSpec) -> Option<&'static ChoiceSpec> {
    match kind {
        KindSpec::Choice(choice) => Some(choice),
        KindSpec::List(inner) | KindSpec::OneOrMany(inner) => choice(inner),
        _ => None,
    }
}

/// Label, what to write, what may be written.
fn help(field: &FieldSpec) -> String {
    let lang = spoken();
    let mut out = field.label(lang).to_owned();
    let note = field.help.get(lang);
    if !note.is_empty() {
        out = say!(lang, "{out}：{note}", "{out}: {note}");
    }
    if let Some(choice) = choice(&field.kind) {
        let list = choices(choice, lang);
        out = say!(lang, "{out}；可取 {list}", "{out}; one of {list}");
    }
    if let KindSpec::Integer { min, max } | KindSpec::Number { min, max } = field.kind
        && max < i64::MAX
    {
        out = say!(lang, "{out}（{min} 到 {max}）", "{out} ({min} to {max})");
    }
    let listed = matches!(field.kind, KindSpec::List(_) | KindSpec::OneOrMany(_));
    if listed {
        out = say!(lang, "{out}。可写几个", "{out}. May be several");
    }
    out
}

/// `decision_maker（决策者）、…`; in English the keys alone where they say the same.
fn choices(choice: &ChoiceSpec, lang: Lang) -> String {
    let one = |option: &crate::form::spec::ChoiceOption| {
        let label = option.label(lang);
        if label.replace(' ', "_").eq_ignore_ascii_case(option.key) {
            option.key.to_owned()
        } else {
            say!(lang, "{}（{label}）", "{} ({label})", option.key)
        }
    };
    lang.join(choice.options.iter().map(one))
}

/// Takes any text, and tells shells and help pages what the values are: labels, aliases and lists are read later, with the archive at hand.
#[derive(Clone, Copy)]
struct Words(&'static ChoiceSpec);

impl TypedValueParser for Words {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &std::ffi::OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let lang = spoken();
        Some(Box::new(self.0.options.iter().map(move |option| PossibleValue::new(option.key).help(option.label(lang)))))
    }
}

#[cfg(test)]
mod tests;
