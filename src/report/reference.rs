//! The reference pages `docs/rules.md`, `docs/forms.md` and `docs/reports.md`, in both languages, made from the declarations. What they name is contract:
//! rule ids, parameters, keys, labels, choices. A test fails when the published pages are stale.

use crate::archive::DocKind;
use crate::form::spec::{ChoiceSpec, FieldSpec, KindSpec, RecordSpec};
use crate::render::document::{Block, Document};
use crate::render::table::{Align, Cell, Column, Table, TableStyle};
use crate::rules::{Rule, Run, registry};
use crate::words::{Lang, Words, words};

use super::numbered::{self, Spec};

use super::explain::{
    Asked, default_words, family_name, in_both_languages, kind_words, level_words, place, preset_words, records, source_words, when_words,
    whose,
};

/// `docs/rules.md`: every rule, by family.
#[must_use]
pub fn rules() -> String {
    let mut page = Document::default();
    page.heading(1, "规则 Rules");
    page.prose(
        "由规则表生成，请勿手改。每条规则的编号和参数名是约定，不会更改。在档案里运行 `kehu explain COV-03` 可看到当前的参数和级别。",
    );
    page.prose("Generated from the rules; not to be edited. Ids and names of parameters are contract. `kehu explain COV-03` inside an archive shows the parameters and the level in force there.");
    let head = page.markdown(&style());
    let mut page = Document::default();
    let mut contents = String::new();
    for family in registry::FAMILIES.iter().filter(|family| !family.is_empty()) {
        let mut last = "";
        for rule in family.iter() {
            if rule.family() != last {
                last = rule.family();
                let name = family_name(last);
                let heading = format!("{last} {} · {}", name.zh, name.en);
                let count = registry::all().filter(|one| one.family() == last).count();
                contents += &format!("- [{heading}](#{}) ({count})\n", slug(&heading));
                page.heading(2, heading);
            }
            one_rule(rule, &mut page);
        }
    }
    format!("{head}\n{contents}\n{}", page.markdown(&style()))
}

/// What forges make of a heading to link to it: small letters, no marks, a hyphen for each blank.
fn slug(heading: &str) -> String {
    let kept = heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect::<String>();
    kept.replace(' ', "-")
}

fn one_rule(rule: &'static Rule, page: &mut Document) {
    page.heading(3, format!("{} {}", rule.id, rule.title.zh));
    page.prose(rule.title.en);
    let both = |zh: String, en: String| if zh.replace('；', "; ") == en { zh } else { format!("{zh} · {en}") };
    let of = |words: fn(&Rule, Lang) -> String| both(words(rule, Lang::Zh), words(rule, Lang::En));
    let mut terms = vec![
        ("级别 level".to_owned(), of(level_words)),
        ("依据 source".to_owned(), of(source_words)),
        ("制度 preset".to_owned(), of(preset_words)),
        ("判断 judged".to_owned(), of(when_words)),
    ];
    let whose = |lang| whose(rule, Asked { lang, world: None });
    terms.extend(whose(Lang::Zh).zip(whose(Lang::En)).map(|(zh, en)| ("由谁 whose".to_owned(), both(zh, en))));
    if !rule.yields_to.is_empty() {
        terms.push(("让位于 yields to".to_owned(), rule.yields_to.join(", ")));
    }
    if !rule.anchor.zh.is_empty() && !matches!(rule.run, Run::Duty) {
        terms.push(("指向 points to".to_owned(), both(rule.anchor.zh.to_owned(), rule.anchor.en.to_owned())));
    }
    page.push(Block::Terms(terms));
    if !rule.quote.is_empty() {
        page.push(Block::Quote(rule.quote.to_owned(), String::new()));
    }
    page.prose(rule.meaning.zh);
    page.prose(rule.meaning.en);
    if !rule.params.is_empty() {
        page.push(Block::Table(params(rule)));
    }
    for (heading, code) in [("不对 Wrong:", rule.bad), ("对 Right:", rule.good)] {
        if !code.is_empty() {
            page.prose(heading);
            page.push(Block::Code(in_both_languages(code)));
        }
    }
    page.push(Block::Terms(vec![("怎么办".to_owned(), rule.remedy.zh.to_owned()), ("What to do".to_owned(), rule.remedy.en.to_owned())]));
}

fn params(rule: &'static Rule) -> Table {
    let mut table = Table::new(vec![
        column("param", "参数 parameter"),
        column("default", "默认值 default").aligned(Align::Right),
        column("unit", "单位 unit"),
        column("zh", "意思"),
        column("en", "meaning"),
    ]);
    for param in rule.params {
        let row = [
            format!("{}.{}", rule.id, param.name),
            default_words(param),
            pair(param.unit),
            param.what.zh.to_owned(),
            param.what.en.to_owned(),
        ];
        table.rows.push(row.map(Cell::text).into());
    }
    table
}

/// `docs/forms.md`: every form with its fields.
#[must_use]
pub fn forms() -> String {
    let mut page = Document::default();
    page.heading(1, "表单 Forms");
    page.prose("由表单的声明生成，请勿手改。键、中文标签、选项的写法都是约定，不会更改：键和标签都能读，同一项只写一种；选项写键或中文标签。`x_` 开头的键由本单位自定。");
    page.prose("Generated from the declarations of the forms; not to be edited. Keys, Chinese labels and choices are contract: a field is read under its key or its label, not both; a choice is written as its key or its Chinese label. Keys that begin with `x_` are your own.");
    page.prose("R 必填 required · C 按情况，规则说明何时必填 a rule says when · O 可填 optional · D 推算，写了就须一致 derived, when stated it must agree");
    for kind in DocKind::FORMS {
        for (at, spec) in records(*kind).into_iter().enumerate() {
            page.heading(if at == 0 { 2 } else { 3 }, format!("{} {} · {}", spec.name, spec.title.zh, spec.title.en));
            if at == 0 {
                page.prose(format!("`{}`", place(*kind)));
            }
            page.push(Block::Table(fields(spec)));
        }
    }
    page.markdown(&style())
}

/// `docs/reports.md`: every numbered report. `columns`: the header of its CSV.
#[must_use]
pub fn reports(columns: &dyn Fn(&Spec) -> String) -> String {
    let mut page = Document::default();
    page.heading(1, "报告 Reports");
    page.prose("由报告的声明生成，请勿手改。`kehu report 名称` 或 `kehu report R-03`；编号、名称和 CSV 的列是约定，不会更改。期间用 `--period`，不写时如下；已结束的期间以其结束之日为准，另用 `--as-of` 指定的除外。");
    page.prose("Generated from the declarations of the reports; not to be edited. `kehu report NAME` or `kehu report R-03`; numbers, names and the columns of CSV are contract. The period is said by `--period`, else as below; a period that is over is judged on its last day, unless `--as-of` names another.");
    for spec in numbered::ALL {
        page.heading(2, format!("{} {} · {}", spec.id(), spec.title.zh, spec.title.en));
        page.prose(spec.about.zh);
        page.prose(spec.about.en);
        let mut terms = vec![
            ("命令 command".to_owned(), format!("`kehu report {}`", spec.name)),
            ("编制 by".to_owned(), pair(spec.maker)),
            ("呈报 for".to_owned(), pair(spec.audience)),
            ("时间 when".to_owned(), pair(spec.when)),
            ("期间 period".to_owned(), pair(spec.cycle.words())),
        ];
        if spec.grace > 0 {
            let days = spec.grace;
            terms.push(("截至 judged on".to_owned(), format!("期间结束后 {days} 天 · {days} days after its end")));
        }
        terms.push(("依据 source".to_owned(), spec.source.to_owned()));
        terms.push(("CSV".to_owned(), format!("`{}`", columns(spec))));
        page.push(Block::Terms(terms));
    }
    page.markdown(&style())
}

fn fields(spec: &'static RecordSpec) -> Table {
    let mut table = Table::new(vec![
        column("key", "键 key"),
        column("zh", "标签"),
        column("en", "label"),
        column("type", "类型 type"),
        column("need", "填写 need"),
        column("rule", "规则 rule"),
        column("restricted", "限阅 restricted"),
        column("help", "说明 help"),
    ]);
    for field in spec.fields {
        let labels = std::iter::once(field.zh).chain(field.also.iter().copied()).collect::<Vec<_>>().join(" / ");
        let restricted = if field.sensitive { "✓" } else { "" };
        let row = [
            field.key,
            &labels,
            field.en,
            &type_of(field),
            field.need.letter(),
            field.rule.unwrap_or_default(),
            restricted,
            &pair(field.help),
        ];
        table.rows.push(row.map(Cell::text).into());
    }
    table
}

/// The type in both languages; of a choice every value with both labels.
fn type_of(field: &FieldSpec) -> String {
    match &field.kind {
        KindSpec::Choice(choice) => options(choice),
        KindSpec::List(KindSpec::Choice(choice)) => format!("列表 list: {}", options(choice)),
        KindSpec::OneOrMany(KindSpec::Choice(choice)) => format!("一个或列表 one or a list: {}", options(choice)),
        kind => {
            let (zh, en) = (kind_words(kind, Lang::Zh), kind_words(kind, Lang::En));
            if zh == en { zh } else { format!("{zh} · {en}") }
        }
    }
}

fn options(choice: &ChoiceSpec) -> String {
    let one = |option: &crate::form::spec::ChoiceOption| {
        if option.key == option.zh {
            format!("{} ({})", option.key, option.en)
        } else {
            format!("{} {} ({})", option.key, option.zh, option.en)
        }
    };
    choice.options.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn pair(words: Words) -> String {
    if words.zh == words.en { words.zh.to_owned() } else { format!("{} · {}", words.zh, words.en) }
}

const fn column(key: &'static str, label: &'static str) -> Column {
    Column::new(key, words(label, label))
}

fn style() -> TableStyle {
    TableStyle { lang: Lang::Zh, ..TableStyle::default() }
}
