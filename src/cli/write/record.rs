//! One record as it is being written: what was said on the command line (or in a row of a file), what was asked for, and `--set`.

use anyhow::Result;

use super::ask::{self, Asker, Wanted, all_wrong};
use super::options::{FieldSet, Fields, Given};
use crate::cli::Cx;
use crate::edit::input;
use crate::edit::shape::Shape;
use crate::edit::splice;
use crate::edit::value::{Pair, Value};
use crate::form::choices::KeyLanguage;
use crate::form::spec::required as required_field;
use crate::form::{FieldSpec, KindSpec, RecordSpec, Target};

/// What was said of one record: on the command line, or in a row of `--from`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// The command's own arguments (CUSTOMER, NAME …), in their order; none where nothing was said.
    pub(crate) words: Vec<Option<String>>,
    /// The fields of its forms.
    pub(crate) given: Vec<Given>,
    /// `--set`.
    pub(crate) set: Vec<String>,
    /// `--id`.
    pub(crate) id: Option<String>,
}

impl Said {
    /// An argument that is there.
    pub(crate) fn word(&self, at: usize) -> Option<&str> {
        self.words.get(at).and_then(Option::as_deref)
    }

    /// Whether any of it may say `me`.
    pub(crate) fn may_say_me(&self) -> bool {
        let fields = self.given.iter().flat_map(|given| &given.texts);
        self.words.iter().flatten().chain(fields).chain(&self.set).any(|text| input::may_say_me(text))
    }

    /// The fields of one form.
    pub(crate) fn of(&self, spec: &'static RecordSpec) -> Vec<Given> {
        let of_form = |given: &&Given| spec.fields.iter().any(|field| field.is(given.field));
        self.given.iter().filter(of_form).cloned().collect()
    }
}

/// A table of a form, filled in.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    spec: &'static RecordSpec,
    pairs: Vec<Pair>,
}

impl Record {
    /// Reads the fields of `F` that were said, asks for the wanted ones, and takes `set` (`KEY=VALUE`, keys of this form).
    ///
    /// # Errors
    /// When values are wrong or missing and nobody can be asked.
    pub(crate) fn read<F: FieldSet>(said: &Said, wanted: &[Wanted], set: &[String], asker: Asker<'_>, cx: &mut Cx<'_>) -> Result<Self> {
        let spec = F::spec();
        let option = |field: &FieldSpec| option_of::<F>(field, wanted);
        // What `--set` fills in is not asked for.
        let keys: Vec<&str> = set.iter().filter_map(|pair| pair.split(['=', '＝', '.']).next()).map(str::trim).collect();
        let is_set = |field: &FieldSpec| keys.iter().any(|key| spec.find(key).is_some_and(|(_, found)| found.is(field)));
        let wanted: Vec<Wanted> = wanted.iter().filter(|want| !is_set(want.field())).cloned().collect();
        let filled = ask::fill(&said.of(spec), &wanted, &option, asker, cx)?;
        let mut out = Self { spec, pairs: Vec::new() };
        for (field, value) in filled {
            out.put(field.key, value);
        }
        out.set(set, asker, cx)?;
        Ok(out)
    }

    fn set(&mut self, set: &[String], asker: Asker<'_>, cx: &Cx<'_>) -> Result<()> {
        let shape = Shape { spec: self.spec, packed: false, keys: KeyLanguage::English };
        for pair in set {
            let mut now = Value::Table(std::mem::take(&mut self.pairs));
            let said = input::assignment(self.spec, pair, &now, &asker.known);
            let said = said.map_err(|complaint| all_wrong(&[("--set".to_owned(), complaint)], cx.lang))?;
            // Emptying what is not there leaves it so.
            let _ = splice::take(&mut now, shape, &said.op());
            if let Value::Table(pairs) = now {
                self.pairs = pairs;
            }
        }
        Ok(())
    }

    /// The value of a field; none when nothing is in it.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value).filter(|value| !value.is_blank())
    }

    /// The text of a field.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(scalar_text)
    }

    /// The texts of a field that holds one or many.
    pub(crate) fn texts(&self, key: &str) -> Vec<&str> {
        match self.get(key) {
            Some(Value::List(items)) => items.iter().filter_map(|item| scalar_text(&item.value)).collect(),
            Some(value) => scalar_text(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Puts a value in; a blank one takes the field out.
    pub(crate) fn put(&mut self, key: &str, value: Value) {
        self.pairs.retain(|pair| pair.key != key);
        if !value.is_blank() {
            self.pairs.push(Pair::new(key, value));
        }
    }

    /// Puts a value in where there is none.
    pub(crate) fn default(&mut self, key: &str, value: Value) {
        if self.get(key).is_none() {
            self.put(key, value);
        }
    }

    /// Takes a field out.
    pub(crate) fn take(&mut self, key: &str) -> Option<Value> {
        let at = self.pairs.iter().position(|pair| pair.key == key)?;
        Some(self.pairs.remove(at).value)
    }

    /// The keys and values in the form's order, what is not of the form behind.
    pub(crate) fn into_pairs(mut self) -> Vec<Pair> {
        let place = |pair: &Pair| self.spec.find(&pair.key).map_or(usize::MAX, |(at, _)| at);
        self.pairs.sort_by_key(place);
        self.pairs
    }

    /// The same as a table.
    pub(crate) fn into_value(self) -> Value {
        Value::Table(self.into_pairs())
    }
}

/// How a field is said on the command line: as the command wants it (`PERSON`), else by its option.
pub(super) fn option_of<F: FieldSet>(field: &FieldSpec, wanted: &[Wanted]) -> String {
    let own = wanted.iter().find(|want| want.field().is(field)).map(|want| want.option().to_owned());
    own.unwrap_or_else(|| Fields::<F>::option(field))
}

fn scalar_text(value: &Value) -> Option<&str> {
    match value {
        Value::Scalar(scalar) => Some(&scalar.text),
        Value::List(_) | Value::Table(_) => None,
    }
}

/// CUSTOMER as a column of `--from`.
pub(crate) static CUSTOMER: FieldSpec = required_field("客户", "Customer").of("customer", KindSpec::Ref(Target::Customer));

/// Puts the wanted fields of `F` together: `field::<F>("title")`.
///
/// # Panics
/// When the form has no such key: a command names its own form's keys.
pub(crate) fn field<F: FieldSet>(key: &str) -> &'static FieldSpec {
    let found = F::spec().find(key).map(|(_, field)| field);
    found.expect("a command names keys of its own form")
}

/// A field of `F` that was said as an argument of its own: NAME.
pub(crate) fn word<F: FieldSet>(key: &str, text: Option<&String>) -> Vec<Given> {
    text.map(|text| Given { field: field::<F>(key), texts: vec![text.clone()] }).into_iter().collect()
}

/// A required field of `F` that is an option.
pub(crate) fn required<F: FieldSet>(key: &str) -> Wanted {
    let field = field::<F>(key);
    Wanted::required(field, Fields::<F>::option(field))
}
