//! `kehu add-market-report`: 客户行业和市场信息报告 of one month, by one of ours.

use anyhow::Result;

use crate::archive::DocKind;
use crate::cli::args::{AddMarketReportArgs, MarketFields};
use crate::cli::write::ask::{Asker, Wanted};
use crate::cli::write::each::{self, Columns};
use crate::cli::write::options::Given;
use crate::cli::write::record::{Record, Said, field, required};
use crate::cli::write::session::Session;
use crate::cli::write::{aim, register};
use crate::cli::{CliError, Cx, Exit, Globals};
use crate::edit::input::Known;
use crate::edit::registers::submit;
use crate::form::Record as _;
use crate::form::registers::MarketReport;
use crate::model::period::Month;
use crate::policy;
use crate::resolve::Names;
use crate::say;
use crate::words::Lang;

static COLUMNS: Columns = Columns { spec: MarketReport::SPEC, more: &[], words: &[] };

/// Adds one, or those of a file.
pub(crate) fn run(args: &AddMarketReportArgs, globals: &Globals, cx: &mut Cx<'_>) -> Result<Exit> {
    let mut given = register::with_day::<MarketFields>("submitted_on", args.date.as_ref(), &args.fields);
    given.extend(register::given::<MarketFields>("month", args.month.as_ref()));
    if !args.item.is_empty() {
        given.push(Given { field: field::<MarketFields>("items"), texts: args.item.clone() });
    }
    let said = Said { words: Vec::new(), given, set: args.write.set.clone(), id: args.write.id.clone() };
    each::run(said, &COLUMNS, &args.write, globals, cx, &add)
}

fn add(said: &Said, session: &mut Session, globals: &Globals, cx: &mut Cx<'_>) -> Result<String> {
    let lang = cx.lang;
    let me = session.me(globals, cx)?;
    let month = month(session);
    let names = customers(said, session)?;
    let known = Known::new(session.world(), session.today).me(me.as_deref());
    let known = names.as_ref().map_or(known, |names| known.customers(names));
    let wanted = [
        required::<MarketFields>("month").or(Some(month.to_string())),
        required::<MarketFields>("author").or(me.as_deref()),
        required::<MarketFields>("submitted_on").or(Some(session.today.to_string())),
        Wanted::required(field::<MarketFields>("items"), "--item"),
    ];
    let record = Record::read::<MarketFields>(said, &wanted, &said.set, Asker { known, globals }, cx)?;
    let text = |key: &str| record.text(key).unwrap_or_default().to_owned();
    let (month, author) = (text("month"), text("author"));
    let base = said.id.clone().unwrap_or_else(|| format!("{month}-{author}"));
    if let Some(path) = session.desk.find(&format!("market/{base}")) {
        return Err(there(&path, &base, lang).into());
    }
    let name = register::create(session, None, DocKind::Market, &base, true, record, lang)?;
    let who = session.world().staff.names.called(&author);
    let what = register::noun(MarketReport::SPEC, lang);
    Ok(say!(lang, "{who}：提交{what} {name}", "{who}: new {what} {name}"))
}

/// The month whose report is due about now.
fn month(session: &Session) -> Month {
    let due_day = policy::param_at("CAD-01.due_day").map_or(7, |(rule, param)| session.world().policy.number(rule, param.name));
    submit::month_due(session.today, due_day)
}

/// The customers' names, where the report names some.
pub(super) fn customers(said: &Said, session: &Session) -> Result<Option<Names>> {
    let names_some = said.given.iter().any(|given| matches!(given.field.key, "customers" | "customer"))
        || said.set.iter().any(|pair| pair.starts_with("customer") || pair.starts_with("涉及客户") || pair.starts_with("客户"));
    if names_some { aim::names(session).map(Some) } else { Ok(None) }
}

fn there(path: &str, name: &str, lang: Lang) -> CliError {
    let error = CliError::user(say!(lang, "{path} 已经存在", "{path} is there already"));
    error.hint(say!(
        lang,
        "补一条信息：`kehu add market/{name} items subject=行业 content=…`；另一个月的：加上 `--month`",
        "one more item: `kehu add market/{name} items subject=industry content=TEXT`; of another month: add `--month`"
    ))
}
