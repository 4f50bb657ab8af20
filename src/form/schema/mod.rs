//! JSON Schema (draft 2020-12) of every form, for completion and checks in editors (taplo, yaml-language-server).
//! Made from the declarations alone: a field that is declared is in the schema.
//!
//! A schema is a little stricter than the reader, which also reads words and notations that it then complains about.

mod json;
mod kinds;

use crate::archive::{DocKind, customer};
use crate::world::World;

use super::custom::{CustomField, CustomFields};
use super::spec::{FieldSpec, Need, RecordSpec};

pub use json::Json;

/// The dialect.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Names of the table under which a packed register keeps its records.
const RECORDS: [&str; 2] = ["records", "记录"];

/// What an archive adds to the forms.
#[derive(Clone, Copy, Debug, Default)]
pub struct Own<'a> {
    /// Its own fields; none outside an archive.
    pub custom: Option<&'a CustomFields>,
    /// The company's short name: labels with it are read with 我方.
    pub short_name: &'a str,
}

impl<'a> Own<'a> {
    /// What this archive adds.
    #[must_use]
    pub fn of(world: &'a World) -> Self {
        Self { custom: Some(&world.custom), short_name: &world.short_name }
    }

    fn fields(self, form: &'a str) -> impl Iterator<Item = &'a CustomField> {
        self.custom.into_iter().flat_map(move |custom| custom.of(form))
    }
}

/// The schema of a form; none for what is no form (`orders.csv`).
#[must_use]
pub fn of(kind: DocKind, own: Own<'_>) -> Option<Json> {
    let spec = kind.spec()?;
    let head = head(spec.name, spec.title.zh).with("description", spec.title.en);
    let mut builder = Builder { own, given: customer::given(kind), defs: Vec::new() };
    let whole = if kind.may_be_packed() { builder.packed(spec) } else { builder.object(spec, "#") };
    let schema = head.with("type", "object").merged(whole);
    Some(if builder.defs.is_empty() { schema } else { schema.with("$defs", Json::Object(builder.defs)) })
}

/// One document that holds the schema of every form.
#[must_use]
pub fn all(own: Own<'_>) -> Json {
    let forms = DocKind::FORMS.iter().filter_map(|kind| Some((kind.form_name()?.to_owned(), of(*kind, own)?)));
    head("all", "kehu 各表").with("$defs", Json::Object(forms.collect()))
}

/// A file a form: `customer.json` and its text.
#[must_use]
pub fn files(kinds: &[DocKind], own: Own<'_>) -> Vec<(String, String)> {
    let file = |kind: &DocKind| Some((format!("{}.json", kind.form_name()?), of(*kind, own)?.pretty()));
    kinds.iter().filter_map(file).collect()
}

fn head(name: &str, title: &str) -> Json {
    Json::object().with("$schema", DIALECT).with("$id", format!("urn:kehu:schema:1:{name}")).with("title", title)
}

/// Builds one schema; tables within the form become definitions.
struct Builder<'a> {
    own: Own<'a>,
    /// Keys of the form's top that its file name gives.
    given: &'static [&'static str],
    defs: Vec<(String, Json)>,
}

impl Builder<'_> {
    /// A table: its keys in both languages, and which must be there.
    fn object(&mut self, spec: &'static RecordSpec, at: &str) -> Json {
        let top = at == "#";
        let out = shape(self.properties(spec, at));
        let out = match self.required(spec, top) {
            rules if rules.is_empty() => out,
            rules => out.with("allOf", rules),
        };
        exclusive(spec, out)
    }

    /// A register's document: one record, or `[[records]]` and nothing else.
    fn packed(&mut self, spec: &'static RecordSpec) -> Json {
        let required = self.required(spec, true);
        let properties = self.properties(spec, "#");
        let refs = properties.iter().map(|(key, _)| (key.clone(), reference(&format!("#/properties/{key}")))).collect();
        let record = exclusive(spec, shape(refs)).with("allOf", required.clone());
        self.defs.push(("record".to_owned(), Json::object().with("type", "object").merged(record)));
        let mut properties = properties;
        let pack = Json::object().with("title", "记录").with("description", "Records").with("type", "array");
        properties.push((RECORDS[0].to_owned(), pack.with("items", reference("#/$defs/record"))));
        properties.push((RECORDS[1].to_owned(), reference(&format!("#/properties/{}", RECORDS[0]))));
        let packed = RECORDS.map(|name| Json::object().with("required", [name]));
        let names = Json::object().with("pattern", format!("^({}|x_.*)$", RECORDS.join("|")));
        exclusive(spec, shape(properties))
            .with("if", Json::object().with("anyOf", packed.to_vec()))
            .with("then", Json::object().with("propertyNames", names))
            .with("else", Json::object().with("allOf", required))
    }

    fn properties(&mut self, spec: &'static RecordSpec, at: &str) -> Vec<(String, Json)> {
        let mut out: Vec<(String, Json)> = Vec::new();
        for field in spec.fields {
            let given = at == "#" && self.given.contains(&field.key);
            let value = self.field(spec, field, field.need == Need::Required && !given);
            out.push((field.key.to_owned(), value));
        }
        for own in self.own.fields(spec.name) {
            out.push((own.key.clone(), kinds::own(own)));
        }
        // Labels stand behind the keys, so that an editor offers the keys first.
        for field in spec.fields {
            let target = format!("{at}/properties/{}", field.key);
            out.extend(names(field, self.own).into_iter().skip(1).map(|label| (label, reference(&target))));
        }
        for own in self.own.fields(spec.name).filter(|own| own.label != own.key) {
            out.push((own.label.clone(), reference(&format!("{at}/properties/{}", own.key))));
        }
        out
    }

    /// Either language will do for a required field.
    fn required(&self, spec: &RecordSpec, top: bool) -> Vec<Json> {
        let wanted = spec.fields.iter().filter(|field| field.need == Need::Required && !(top && self.given.contains(&field.key)));
        let mut out: Vec<Json> = wanted.map(|field| any_required(&names(field, self.own))).collect();
        let own = self.own.fields(spec.name).filter(|own| own.required);
        out.extend(own.map(|own| any_required(&[own.key.clone(), own.label.clone()])));
        out
    }

    fn field(&mut self, spec: &'static RecordSpec, field: &'static FieldSpec, required: bool) -> Json {
        let head = Json::object().with("title", field.zh).with("description", description(field));
        head.merged(kinds::special(spec, field).unwrap_or_else(|| self.value(&field.kind, required)))
    }
}

/// The keys of a table: nothing else, save those that begin with `x_`.
fn shape(properties: Vec<(String, Json)>) -> Json {
    let own = Json::object().with("^x_", Json::object());
    Json::object().with("properties", Json::Object(properties)).with("patternProperties", own).with("additionalProperties", false)
}

/// A field stands in one language only.
fn exclusive(spec: &RecordSpec, schema: Json) -> Json {
    let not = |key: &str| Json::object().with("properties", Json::object().with(key, false));
    let rules = spec
        .fields
        .iter()
        .flat_map(|field| std::iter::once(field.zh).chain(field.also.iter().copied()).map(move |label| (label.to_owned(), not(field.key))));
    schema.with("dependentSchemas", Json::Object(rules.collect()))
}

/// Every name under which a field is read, the key first.
fn names(field: &FieldSpec, own: Own<'_>) -> Vec<String> {
    let mut out: Vec<String> = std::iter::once(field.key).chain([field.zh]).chain(field.also.iter().copied()).map(str::to_owned).collect();
    if field.zh.contains("我方") && !own.short_name.is_empty() {
        out.push(field.zh.replace("我方", own.short_name));
    }
    out
}

/// One of the names must be there. Said as "unless a label, the key", so that an editor names the key that is missing.
fn any_required(names: &[String]) -> Json {
    let one = |name: &String| Json::object().with("required", [name.as_str()]);
    let labels: Vec<Json> = names.iter().skip(1).map(one).collect();
    Json::object().with("if", Json::object().with("anyOf", labels)).with("else", one(&names[0]))
}

/// A place in the same document. Own fields may have Chinese keys: a reference is a URI and has them escaped.
fn reference(target: &str) -> Json {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"#/$._-".contains(&byte);
    let escaped = target.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    Json::object().with("$ref", escaped.collect::<String>())
}

/// What an editor shows: what to write in Chinese, then label and help in English, then the rule.
fn description(field: &FieldSpec) -> String {
    let english = if field.help.en.is_empty() { field.en.to_owned() } else { format!("{}: {}", field.en, field.help.en) };
    let rule = field.rule.map(|rule| format!("kehu explain {rule}"));
    let parts = [field.help.zh.to_owned(), english, rule.unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
