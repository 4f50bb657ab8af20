//! `stats share`: a customer's share of our sales, and our share of what it buys (D9, ANA-02, ANA-03).

use crate::analysis::sales::{books, total};
use crate::archive::{CustomerFolder, DocKind, Loaded};
use crate::form::customer::Customer;
use crate::model::money::Money;
use crate::model::percent::Percent;
use crate::model::period::{Period, PeriodKind, Year};
use crate::render::table::{Cell, Column, Table};
use crate::say;
use crate::words::{Lang, Words, words};

use super::common::customer_cell;
use super::sales::{
    Whose, amount, last_year, nothing_sold, period_note, spare_blank_columns, too_large, total_cell, unread, wanted_books, without_orders,
};
use super::{Answer, Asked, Refusal};

/// A customer with its shares.
struct Line<'a> {
    folder: &'a CustomerFolder,
    sales: Option<Money>,
    of_ours: Option<Percent>,
    turnover: Option<Money>,
    of_wallet: Option<Percent>,
    required: Option<Percent>,
    wallet_required: Option<Percent>,
}

pub(super) fn answer(loaded: &Loaded, asked: &Asked<'_>) -> Result<Answer, Refusal> {
    let lang = loaded.world.lang;
    let period = last_year(asked);
    // The company's sales are those of everybody, whoever is asked for.
    let everybody = books(&loaded.customers, asked.day);
    let all = everybody.iter().map(|book| book.sold(period)).collect::<Result<Vec<_>, _>>();
    let all = all.and_then(total).map_err(too_large(lang))?;
    let lines = lines(loaded, asked, period, all).map_err(too_large(lang))?;
    let asks = lines.iter().any(|line| line.required.is_some() || line.wallet_required.is_some());
    let mut table = Table::new(columns(asks, asked));
    table.rows = lines.iter().map(|line| row(line, asked, lang)).collect();
    if !lines.is_empty() {
        let sum = total(lines.iter().filter_map(|line| line.sales)).map_err(too_large(lang))?;
        let share = Percent::weighted(sum, all).filter(|_| all > Money::ZERO);
        table.totals.push(vec![total_cell(lang), sum.into(), share.into()]);
    }
    table.notes.extend(period_note(period, asked, lang));
    if !asked.everybody {
        let all = amount(all, asked.unit, lang);
        table.notes.push(say!(lang, "占有率以全部客户的销售额 {all}为分母", "shares are of the sales of all customers, {all}"));
    }
    notes(&mut table, &lines, period, lang);
    if lines.iter().all(|line| line.sales.is_none_or(Money::is_zero)) {
        nothing_sold(&mut table, loaded, asked, &wanted_books(loaded, asked), lang);
    }
    without_orders(&mut table, loaded, asked, lang);
    spare_blank_columns(&mut table, asked);
    unread(&mut table, loaded, asked, Whose::Everybody, &[DocKind::Customer], None);
    let open = lines.iter().filter(|line| line.is_short()).count();
    let gist = if open > 0 {
        say!(lang, "{open} 个客户的占有率或钱包份额低于要求", "below the required share: {open}")
    } else {
        String::new()
    };
    Ok(Answer { gist, open, ..table.into() })
}

/// Who sold anything on record, or of whom a purchase or a requirement is on record.
fn lines<'a>(loaded: &'a Loaded, asked: &Asked<'_>, period: Period, all: Money) -> Result<Vec<Line<'a>>, crate::analysis::sales::TooLarge> {
    let year = (period.kind() == PeriodKind::Year).then_some(period);
    let mut out = Vec::new();
    for folder in loaded.customers.iter().filter(|folder| (asked.wanted)(folder)) {
        let profile = folder.profile.as_ref().map(|doc| &doc.record);
        let sales = books([folder], asked.day).first().map(|book| book.sold(period)).transpose()?;
        let turnover = profile.zip(year).and_then(|(profile, year)| turnover(profile, year));
        let required = profile.and_then(|profile| profile.share_required.value()).map(|rate| rate.percent);
        let wallet_required = profile.and_then(|profile| profile.wallet_required.value()).map(|rate| rate.percent);
        if sales.is_none() && turnover.is_none() && required.is_none() && wallet_required.is_none() {
            continue;
        }
        let share = |whole: Option<Money>| Percent::weighted(sales?, whole.filter(|whole| *whole > Money::ZERO)?);
        let (of_ours, of_wallet) = (share(Some(all)), share(turnover));
        out.push(Line { folder, sales, of_ours, turnover, of_wallet, required, wallet_required });
    }
    out.sort_by(|a, b| b.sales.cmp(&a.sales).then_with(|| a.folder.id.cmp(&b.folder.id)));
    Ok(out)
}

/// What the customer bought altogether in the year.
fn turnover(profile: &Customer, year: Period) -> Option<Money> {
    let rows = profile.turnover.get()?;
    let number = Year::of(year.first_day()).number();
    let of_year = rows.iter().filter(|row| row.year.value().is_some_and(|one| one.0 == number));
    of_year.filter_map(|row| row.amount.value()).next()
}

/// People read the requirements in the verdict.
pub(super) fn columns(asks: bool, asked: &Asked<'_>) -> Vec<Column> {
    let mut columns = vec![
        Column::new("customer", words("客户", "customer")),
        Column::new("sales", words("销售额", "sales")),
        Column::new("share_of_our_sales", words("占有率", "share")),
        Column::new("turnover", words("采购额", "buys")),
        Column::new("share_of_wallet", words("钱包份额", "wallet")),
    ];
    if asked.machine {
        columns.push(Column::new("required", words("要求占有率", "required share")));
        if asked.on_page {
            columns.push(Column::new("wallet_required", words("要求钱包份额", "required share of wallet")));
        }
    } else if asks {
        columns.push(Column { picture: true, ..Column::new("verdict", words("结论", "verdict")) });
    }
    columns
}

fn row(line: &Line<'_>, asked: &Asked<'_>, lang: Lang) -> Vec<Cell> {
    let last = if asked.machine { line.required.into() } else { Cell::text(verdict(line, lang)) };
    let folder = customer_cell(line.folder, asked.machine);
    let mut row = vec![folder, line.sales.into(), line.of_ours.into(), line.turnover.into(), line.of_wallet.into(), last];
    if asked.machine && asked.on_page {
        row.push(line.wallet_required.into());
    }
    row
}

impl Line<'_> {
    /// Whether a share is below what is required.
    fn is_short(&self) -> bool {
        let short =
            |share: Option<Percent>, required: Option<Percent>| share.zip(required).is_some_and(|(share, required)| share < required);
        short(self.of_ours, self.required) || short(self.of_wallet, self.wallet_required)
    }
}

/// What falls short of what is required, else that it is reached; nothing where nothing is required, or nobody knows.
fn verdict(line: &Line<'_>, lang: Lang) -> String {
    let held = |name: Words, share: Option<Percent>, required: Option<Percent>| {
        share.zip(required).map(|(share, required)| (name.get(lang), share < required, required.trimmed()))
    };
    let ours = held(words("占有率", "share"), line.of_ours, line.required);
    let wallet = held(words("钱包份额", "wallet"), line.of_wallet, line.wallet_required);
    let all = || [&ours, &wallet].into_iter().flatten();
    let short = all().filter(|(_, is_short, _)| *is_short);
    let short = lang.join(short.map(|(name, _, required)| say!(lang, "{name}低于 {required}%", "{name} below {required}%")));
    if !short.is_empty() || all().next().is_none() {
        return short;
    }
    let required = lang.join(all().map(|(.., required)| format!("{required}%")));
    say!(lang, "达到 {required}", "reached {required}")
}

fn notes(table: &mut Table, lines: &[Line<'_>], period: Period, lang: Lang) {
    if lines.is_empty() {
        return;
    }
    if period.kind() != PeriodKind::Year {
        table.notes.push(say!(
            lang,
            "「客户年采购额」按年度登记，期间不是一个年度，不算钱包份额",
            "purchases are on record by the year: of another period there is no share of wallet"
        ));
        return;
    }
    let year = period.label(lang);
    let unknown = lines.iter().filter(|line| line.turnover.is_none()).count();
    if unknown > 0 {
        table.notes.push(say!(
            lang,
            "{unknown} 个客户没有 {year}的「客户年采购额」，没有钱包份额",
            "customers without `turnover` of {year}, and so without a share of wallet: {unknown}"
        ));
        table.notes.push(say!(
            lang,
            "得知后用 `kehu add 客户 turnover year={period} amount=金额 source=asked` 登记",
            "once known, enter it by `kehu add CUSTOMER turnover year={period} amount=AMOUNT source=asked`"
        ));
    }
}
