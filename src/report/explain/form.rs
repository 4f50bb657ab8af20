//! The page about a form, one of its tables, or one of its fields.

use crate::archive::DocKind;
use crate::form::kind::reference::register;
use crate::form::schema::Own;
use crate::form::spec::{ChoiceSpec, FieldSpec, KindSpec, Need, RecordSpec};
use crate::form::table::example;
use crate::render::document::{Block, Document};
use crate::render::table::{Cell, Column, Table};
use crate::rules::registry;
use crate::say;
use crate::words::{Lang, Words, words};

use super::{Asked, Topic, inner};

/// Where the documents of a form lie.
#[must_use]
pub fn place(kind: DocKind) -> &'static str {
    match kind {
        DocKind::Settings => "kehu.toml",
        DocKind::Staff => "staff.toml",
        DocKind::Holidays => "holidays.toml",
        DocKind::Customer => "customers/<customer>/customer.toml",
        DocKind::KeyPeople => "customers/<customer>/key-people.toml",
        DocKind::Person => "customers/<customer>/people/<person>.toml",
        DocKind::Insight => "customers/<customer>/insight.toml",
        DocKind::Plan => "customers/<customer>/plans/<year>.toml",
        DocKind::ContactReport => "customers/<customer>/contact-reports/<date>-<person>-<ours>.toml",
        DocKind::Complaint => "customers/<customer>/complaints/<date>-<slug>.toml",
        DocKind::Survey => "customers/<customer>/surveys/<date>-<slug>.toml",
        DocKind::Feedback => "customers/<customer>/feedback/<date>-<slug>.toml",
        DocKind::Reception => "customers/<customer>/receptions/<date>-<slug>.toml",
        DocKind::Orders => "customers/<customer>/orders.csv",
        DocKind::Quotes => "customers/<customer>/quotes.csv",
        DocKind::Market => "market/<month>-<staff>.toml",
        DocKind::MajorInfo => "major-info/<date>-<slug>.toml",
        DocKind::Loan => "lending/<card>.toml",
        DocKind::Incident => "incidents/<date>-<slug>.toml",
        DocKind::Suggestion => "suggestions/<quarter>-<customer>.toml",
        DocKind::Submissions => "submissions/<month>.toml",
        DocKind::Targets => "targets/<year>.toml",
    }
}

/// Every table of a form, the form's own first, the others where they first come.
#[must_use]
pub fn records(kind: DocKind) -> Vec<&'static RecordSpec> {
    fn collect(spec: &'static RecordSpec, out: &mut Vec<&'static RecordSpec>) {
        if out.iter().any(|one| one.name == spec.name) {
            return;
        }
        out.push(spec);
        spec.fields.iter().filter_map(|field| inner(&field.kind)).for_each(|inner| collect(inner, out));
    }
    let mut out = Vec::new();
    kind.spec().into_iter().for_each(|spec| collect(spec, &mut out));
    out
}

/// Every table and field by every name: `customer.sites`, `customer.sites.name`, `customer.机构`.
pub(super) fn everything() -> Vec<(String, Topic)> {
    let mut out = Vec::new();
    for spec in DocKind::FORMS.iter().flat_map(|kind| records(*kind)) {
        for field in spec.fields {
            for name in [field.key, field.zh].iter().chain(field.also) {
                out.push((format!("{}.{name}", spec.name), Topic::Field(spec, field)));
            }
        }
        out.push((spec.name.to_owned(), Topic::Record(spec)));
    }
    out
}

/// Adds the page of a form: each of its tables.
pub(super) fn page(kind: DocKind, asked: Asked<'_>, page: &mut Document) {
    for (at, spec) in records(kind).into_iter().enumerate() {
        record(spec, if at == 0 { 1 } else { 2 }, asked, page);
        if at == 0 {
            let mut terms = vec![(say!(asked.lang, "文件", "File"), format!("`{}`", place(kind)))];
            if kind.may_be_packed() {
                terms.push((
                    say!(asked.lang, "合订", "Packed"),
                    say!(
                        asked.lang,
                        "也可以是 `<year>.toml`，一条记录一个 `[[records]]`",
                        "or `<year>.toml` with one `[[records]]` a record"
                    ),
                ));
            }
            // Below the heading, above the table.
            page.blocks.insert(1, Block::Terms(terms));
        }
    }
    let lang = asked.lang;
    page.prose(say!(
        lang,
        "填写：必填、按情况（规则说明何时必填）、可填、推算（写了就须与计算一致）。键用英文或中文标签都可以，同一项只写一种；`x_` 开头的键由本单位自定。",
        "Required, as the case is (a rule says when), optional, derived (when stated it must agree). A key may be written in English or as the Chinese label, not both; keys that begin with `x_` are your own."
    ));
}

/// Adds a table of a form.
pub(super) fn record(spec: &'static RecordSpec, level: u8, asked: Asked<'_>, page: &mut Document) {
    let lang = asked.lang;
    page.heading(level, format!("{} · {}", spec.title.get(lang), spec.name));
    let columns = vec![
        Column::new("key", words("键", "key")),
        Column::new("label", words("标签", "label")),
        Column::new("type", words("类型", "type")),
        Column::new("need", words("填写", "need")),
        Column::new("rule", words("规则", "rule")),
        Column::new("help", words("说明", "help")),
    ];
    let mut table = Table::new(columns);
    for field in spec.fields {
        let row = [
            field.key.to_owned(),
            label(field, asked),
            kind_words(&field.kind, lang),
            need(field.need).get(lang).to_owned(),
            field.rule.unwrap_or_default().to_owned(),
            field.help.get(lang).to_owned(),
        ];
        table.rows.push(row.map(Cell::text).into());
    }
    for own in asked.world.into_iter().flat_map(|world| world.custom.of(spec.name)) {
        let need = need(if own.required { Need::Required } else { Need::Optional }).get(lang);
        let row = [own.key.as_str(), &own.label, &own.kind, need, "", words("本单位自定", "your own field").get(lang)];
        table.rows.push(row.map(Cell::text).into());
    }
    page.push(Block::Table(table));
}

/// Adds the page of a field.
pub(super) fn field(spec: &'static RecordSpec, field: &'static FieldSpec, asked: Asked<'_>, page: &mut Document) {
    let lang = asked.lang;
    page.heading(1, format!("{} · {}.{}", label(field, asked), spec.name, field.key));
    let mut terms = vec![
        (say!(lang, "所在", "In"), spec.title.get(lang).to_owned()),
        (
            say!(lang, "标签", "Label"),
            std::iter::once(field.zh).chain(field.also.iter().copied()).chain([field.en]).collect::<Vec<_>>().join(" / "),
        ),
        (say!(lang, "类型", "Type"), kind_words(&field.kind, lang)),
        (say!(lang, "填写", "Need"), need(field.need).get(lang).to_owned()),
    ];
    if !field.help.zh.is_empty() {
        terms.push((say!(lang, "说明", "Help"), field.help.get(lang).to_owned()));
    }
    if let Some(rule) = field.rule {
        let title = registry::find(rule).map(|rule| rule.title.get(lang)).unwrap_or_default();
        terms.push((say!(lang, "规则", "Rule"), format!("{rule} {title}").trim_end().to_owned()));
    }
    if field.sensitive {
        terms.push((
            say!(lang, "限阅", "Restricted"),
            say!(lang, "个人信息，除附表2 外一律遮盖", "personal data, masked outside the restricted sheets"),
        ));
    }
    page.push(Block::Terms(terms));
    page.heading(2, words("写法", "As written").get(lang));
    page.push(Block::Code(written(spec, field)));
    if let Some(inner) = inner(&field.kind) {
        record(inner, 2, asked, page);
    }
}

/// A line that shows how the field is written.
fn written(spec: &RecordSpec, field: &FieldSpec) -> String {
    match (&field.kind, inner(&field.kind)) {
        (KindSpec::List(_) | KindSpec::TextOrList(_), Some(inner)) => {
            let lines: Vec<String> = inner
                .fields
                .iter()
                .filter(|field| field.need == Need::Required)
                .map(|field| format!("{} = {}", field.key, example(field)))
                .collect();
            if field.block {
                let path: Vec<&str> = spec.name.split('.').skip(1).chain([field.key]).collect();
                format!("[[{}]]\n{}", path.join("."), lines.join("\n"))
            } else {
                format!("{} = [\n    {{ {} }},\n]", field.key, lines.join(", "))
            }
        }
        _ => format!("{} = {}", field.key, example(field)),
    }
}

/// The label; with the company's short name where the form has 我方.
fn label(field: &FieldSpec, asked: Asked<'_>) -> String {
    let own = asked.world.map_or_else(Own::default, Own::of);
    match asked.lang {
        Lang::Zh if field.zh == "与我方的关系" && !own.short_name.is_empty() => field.zh.replace("我方", own.short_name),
        lang => field.label(lang).to_owned(),
    }
}

/// 必填, 按情况, 可填, 推算.
pub(in crate::report) const fn need(need: Need) -> Words {
    match need {
        Need::Required => words("必填", "required"),
        Need::Conditional => words("按情况", "as the case is"),
        Need::Optional => words("可填", "optional"),
        Need::Derived => words("推算", "derived"),
    }
}

/// What a field holds, in words.
#[must_use]
pub fn kind_words(kind: &KindSpec, lang: Lang) -> String {
    let fixed = |words: Words| words.get(lang).to_owned();
    match kind {
        KindSpec::Text => fixed(words("文字", "text")),
        KindSpec::Phone => fixed(words("电话", "phone")),
        KindSpec::Integer { min, max } => span(words("整数", "whole number"), *min, *max, lang),
        KindSpec::Number { min, max } => span(words("数字", "number"), *min, *max, lang),
        KindSpec::Money => fixed(words("金额", "amount")),
        KindSpec::Percent { min, max } => span(words("百分数", "percent"), *min, *max, lang),
        KindSpec::Date => fixed(words("日期", "date")),
        KindSpec::Birth => fixed(words("日期、月日或年份", "date, month and day, or year")),
        KindSpec::Month => fixed(words("月份", "month")),
        KindSpec::Quarter => fixed(words("季度", "quarter")),
        KindSpec::Moment => fixed(words("时间", "time")),
        KindSpec::Bool => fixed(words("true 或 false", "true or false")),
        KindSpec::Choice(choice) => options(choice, lang),
        KindSpec::Word(list) => list.join(" | "),
        KindSpec::Ref(target) => {
            let place = register(*target).get(lang);
            say!(lang, "{place}中的一个", "one of {place}")
        }
        KindSpec::List(inner) => {
            let inner = kind_words(inner, lang);
            say!(lang, "列表：{inner}", "list of {inner}")
        }
        KindSpec::OneOrMany(inner) => {
            let inner = kind_words(inner, lang);
            say!(lang, "一个或列表：{inner}", "one or a list of {inner}")
        }
        KindSpec::Record(spec) => say!(lang, "表 {}", "table {}", spec.name),
        KindSpec::Section(spec) => say!(lang, "文字或表 {}", "text or table {}", spec.name),
        KindSpec::TextOrList(spec) => say!(lang, "文字或列表：表 {}", "text or list of table {}", spec.name),
        KindSpec::Free(inner) => {
            let inner = kind_words(inner, lang);
            say!(lang, "表，名称自定：{inner}", "table with free names: {inner}")
        }
        KindSpec::Raw => fixed(words("表", "table")),
    }
}

fn span(what: Words, min: i64, max: i64, lang: Lang) -> String {
    let what = what.get(lang);
    if max == i64::MAX { format!("{what} ≥ {min}") } else { format!("{what} {min}–{max}") }
}

fn options(choice: &ChoiceSpec, lang: Lang) -> String {
    let one = |option: &crate::form::spec::ChoiceOption| {
        if option.key == option.zh { option.key.to_owned() } else { format!("{} {}", option.key, option.label(lang)) }
    };
    choice.options.iter().map(one).collect::<Vec<_>>().join(" | ")
}
