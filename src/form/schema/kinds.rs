//! What the value of each kind of field looks like in a schema.

use crate::form::custom::{CustomField, TYPES};
use crate::form::kind::reference::register;
use crate::form::spec::{ChoiceSpec, FieldSpec, KindSpec, RecordSpec, Target};
use crate::policy::PRESETS;
use crate::policy::value::{choice_holding, of_tenths};
use crate::rules::{Default as ParamDefault, Param, Rule, registry};

use super::{Builder, Json, reference};

const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const MONTH: &str = "[0-9]{4}-(0[1-9]|1[0-2])";
const QUARTER: &str = "[0-9]{4}-Q[1-4]";
const BIRTH: &str = "([0-9]{4}(-[0-9]{2}-[0-9]{2})?|[0-9]{2}-[0-9]{2})";
const MOMENT: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?";
const PERCENT: &str = "-?[0-9]+([.][0-9]+)? ?%?";
const LEVELS: [&str; 8] = ["error", "错误", "warning", "警告", "info", "提示", "off", "关闭"];

impl Builder<'_> {
    /// The value of a field. What is not required may be left empty.
    pub(super) fn value(&mut self, kind: &KindSpec, required: bool) -> Json {
        match kind {
            KindSpec::Text => types(&["string", "number"], required),
            KindSpec::Phone => types(&["string", "integer"], required),
            KindSpec::Integer { min, max } => range(types(&["integer"], required), *min, *max),
            KindSpec::Number { min, max } => range(types(&["number"], required), *min, *max),
            KindSpec::Money => pattern(&["number", "string"], "[0-9]", required),
            KindSpec::Percent { min, max } => range(pattern(&["number", "string"], &whole(PERCENT), required), *min, *max),
            KindSpec::Date => date(required),
            KindSpec::Birth => pattern(&["string", "integer"], &whole(BIRTH), required),
            KindSpec::Month => pattern(&["string"], &whole(MONTH), required),
            KindSpec::Quarter => pattern(&["string"], &whole(QUARTER), required),
            KindSpec::Moment => pattern(&["string"], &whole(MOMENT), required),
            KindSpec::Bool => types(&["boolean"], required),
            KindSpec::Choice(choice) => choices(choice, required),
            KindSpec::Word(list) => words(list.iter().map(|word| Json::from(*word)).collect(), required),
            KindSpec::Ref(target) => refers(*target, required),
            KindSpec::List(inner) => self.list(&["array"], inner, required),
            KindSpec::OneOrMany(inner) => self.one_or_many(inner, required),
            KindSpec::Record(spec) => self.table(&["object"], spec, required),
            KindSpec::Section(spec) => {
                Json::object().with("anyOf", vec![types(&["string", "number"], required), self.table(&["object"], spec, true)])
            }
            KindSpec::TextOrList(spec) => self.list(&["string", "number", "array"], &KindSpec::Record(spec), required),
            KindSpec::Free(inner) => {
                let value = self.value(inner, true);
                types(&["object"], required).with("additionalProperties", value)
            }
            KindSpec::Raw => types(&["object"], required),
        }
    }

    fn list(&mut self, allowed: &[&str], inner: &KindSpec, required: bool) -> Json {
        let items = self.value(inner, true);
        let list = types(allowed, required).with("items", items);
        if required { list.with("minItems", 1) } else { list }
    }

    fn one_or_many(&mut self, inner: &KindSpec, required: bool) -> Json {
        let one = self.value(inner, required);
        let many = self.list(&["array"], inner, required);
        Json::object().with("anyOf", vec![one, many])
    }

    /// A table of the form: a definition of its own, to which the field refers.
    fn table(&mut self, allowed: &[&str], spec: &'static RecordSpec, required: bool) -> Json {
        let at = format!("#/$defs/{}", spec.name);
        if !self.defs.iter().any(|(name, _)| name == spec.name) {
            // The place is kept before its tables are made: definitions stand in the form's order.
            let place = self.defs.len();
            self.defs.push((spec.name.to_owned(), Json::Null));
            let titles = Json::object().with("title", spec.title.zh).with("description", spec.title.en);
            self.defs[place].1 = titles.merged(self.object(spec, &at));
        }
        types(allowed, required).with("$ref", at)
    }
}

/// `type`; an empty value (null) is allowed where nothing has to stand.
fn types(allowed: &[&str], required: bool) -> Json {
    let mut all = allowed.to_vec();
    if !required {
        all.push("null");
    }
    match all[..] {
        [only] => Json::object().with("type", only),
        _ => Json::object().with("type", all),
    }
}

fn whole(expression: &str) -> String {
    format!("^{expression}$")
}

fn pattern(allowed: &[&str], expression: &str, required: bool) -> Json {
    let expression = if required { expression.to_owned() } else { format!("^$|{expression}") };
    types(allowed, required).with("pattern", expression)
}

fn date(required: bool) -> Json {
    let out = pattern(&["string"], &whole(DAY), required);
    // An empty text has no format: only a day that must be there is held to one.
    if required { out.with("format", "date") } else { out }
}

fn range(schema: Json, min: i64, max: i64) -> Json {
    let schema = schema.with("minimum", min);
    if max == i64::MAX { schema } else { schema.with("maximum", max) }
}

fn words(mut all: Vec<Json>, required: bool) -> Json {
    if !required {
        all.extend([Json::from(""), Json::Null]);
    }
    Json::object().with("enum", Json::List(all))
}

/// Key and label of every option; `1` also as a number.
fn choices(choice: &ChoiceSpec, required: bool) -> Json {
    let mut all: Vec<Json> = Vec::new();
    for option in choice.options {
        let number = option.key.parse().ok().map(Json::Int);
        for word in [Some(Json::from(option.key)), number, Some(Json::from(option.zh))].into_iter().flatten() {
            if !all.contains(&word) {
                all.push(word);
            }
        }
    }
    words(all, required)
}

fn refers(target: Target, required: bool) -> Json {
    let place = register(target);
    let comment = format!("{}中的编号或名称 / an id or name of {}", place.zh, place.en);
    types(&["string", "integer"], required).with("$comment", comment)
}

/// A field of the organisation's own.
pub(super) fn own(field: &CustomField) -> Json {
    let required = field.required;
    let head =
        Json::object().with("title", field.label.as_str()).with("description", format!("kehu.toml [fields.{}.{}]", field.form, field.key));
    head.merged(match field.kind.as_str() {
        "integer" => types(&["integer"], required),
        "money" => pattern(&["number", "string"], "[0-9]", required),
        "percent" => pattern(&["number", "string"], &whole(PERCENT), required),
        "date" => date(required),
        "month" => pattern(&["string"], &whole(MONTH), required),
        "email" => pattern(&["string"], "^[^@ ]+@[^@ ]+[.][^@ ]+$", required),
        "choice" => words(field.choices.iter().map(|word| Json::from(word.as_str())).collect(), required),
        "list" => types(&["array"], required),
        "staff" => refers(Target::Staff, required),
        "person" => refers(Target::Person, required),
        "customer" => refers(Target::Customer, required),
        _ => types(&["string", "number"], required),
    })
}

/// Fields of `kehu.toml` that say more than their kind.
pub(super) fn special(spec: &RecordSpec, field: &FieldSpec) -> Option<Json> {
    match (spec.name, field.key) {
        ("kehu.regulation", "presets") => {
            let preset = Json::object().with("enum", PRESETS.to_vec());
            let many = types(&["array"], false).with("items", preset.clone());
            Some(Json::object().with("anyOf", vec![preset, many]))
        }
        ("kehu", "params") => Some(params()),
        ("kehu", "rules") => Some(levels()),
        ("kehu", "fields") => Some(own_fields()),
        _ => None,
    }
}

/// `[params]`: `CAD-01.due_day = 7`, bare or quoted.
fn params() -> Json {
    let rules = registry::all().filter(|rule| !rule.params.is_empty());
    let of_rule = |rule: &'static Rule| {
        let params = rule.params.iter().map(|one| (one.name.to_owned(), param(one))).collect();
        let head = Json::object().with("title", rule.title.zh).with("description", rule.title.en).with("type", "object");
        (rule.id.to_owned(), head.with("properties", Json::Object(params)).with("additionalProperties", false))
    };
    let quoted = Json::object().with("^[A-Z][0-9A-Z]*-[0-9]+[.]", Json::object());
    let all = rules.map(of_rule).collect();
    types(&["object"], false).with("properties", Json::Object(all)).with("patternProperties", quoted).with("additionalProperties", false)
}

fn param(param: &Param) -> Json {
    let title = if param.unit.zh.is_empty() { param.what.zh.to_owned() } else { format!("{}（{}）", param.what.zh, param.unit.zh) };
    let head = Json::object().with("title", title).with("description", param.what.en);
    match param.default {
        // As text: a figure of the form never goes through binary floating point.
        ParamDefault::Tenths(tenths) => head.with("type", ["number", "string"]).with("default", of_tenths(tenths).to_string()),
        ParamDefault::Int(number) => head.with("type", ["number", "string"]).with("default", number),
        ParamDefault::List(words) => head.with("type", "array").with("items", types(&["string"], true)).with("default", words.to_vec()),
        ParamDefault::One(words) => {
            let labels = choice_holding(words).into_iter().flat_map(|choice| choice.options.iter());
            let labels = labels.filter(|option| words.contains(&option.key)).map(|option| option.zh);
            let all: Vec<&str> = words.iter().copied().chain(labels).collect();
            head.with("enum", all).with("default", words.first().copied().unwrap_or_default())
        }
    }
}

/// `[rules]`: a level, or a level with its reason.
fn levels() -> Json {
    let level = Json::object().with("enum", LEVELS);
    let reason = Json::object().with("level", level.clone()).with("reason", types(&["string"], true));
    let table = Json::object().with("type", "object").with("properties", reason).with("required", ["level"]);
    let rule = Json::object().with("anyOf", vec![level, table]);
    let by_id = Json::object().with("^[A-Z][0-9A-Z]*-[0-9]+$", rule);
    types(&["object"], false).with("patternProperties", by_id).with("additionalProperties", false)
}

/// `[fields.<form>.<key>]`.
fn own_fields() -> Json {
    let declared = [
        ("label", "标签", types(&["string"], true)),
        ("type", "类型", Json::object().with("enum", TYPES.to_vec())),
        ("required", "必填", types(&["boolean"], true)),
        ("choices", "选项", types(&["array"], true).with("items", types(&["string"], true))),
        ("sensitive", "敏感", types(&["boolean"], true)),
    ];
    let at = "#/properties/fields/additionalProperties/additionalProperties/properties";
    let labels = declared.clone().map(|(key, label, _)| (label.to_owned(), reference(&format!("{at}/{key}"))));
    let keys = declared.map(|(key, label, value)| (key.to_owned(), Json::object().with("title", label).merged(value)));
    let one = Json::object().with("type", "object").with("properties", Json::Object(keys.into_iter().chain(labels).collect()));
    let form = Json::object().with("type", "object").with("additionalProperties", one.with("additionalProperties", false));
    types(&["object"], false).with("additionalProperties", form)
}
